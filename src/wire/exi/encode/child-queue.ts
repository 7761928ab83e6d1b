import type { TypeGrammar } from '../grammar/type-grammar.js';
import type { ElementDeclaration } from '../notation/particles.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import type { EncodeContext } from './encode-context.js';

/** A child still to be written. `declaration` is missing for what a wildcard or a fault lets in. */
export interface PendingChild {
  readonly key: string;
  readonly index: number | undefined;
  readonly value: ExiValue;
  readonly declaration: ElementDeclaration | undefined;
  /** A fault put it here, so that it has no place is no violation. */
  readonly asked: boolean;
}

/** What is still to be written. */
export interface ChildQueue {
  readonly list: PendingChild[];
  /** The order is set, by a fault or as decoded, and the grammar has to bear it. */
  inOrder: boolean;
  /** A fault has changed what there is or its order. */
  faulted: boolean;
}

function applied(queue: ChildQueue): void {
  queue.inOrder = true;
  queue.faulted = true;
}

/** The children of an element's value in schema order, with the structural faults applied. */
export function pendingChildren(context: EncodeContext, grammar: TypeGrammar, object: ExiObject): ChildQueue {
  const queue: ChildQueue = { list: [], inOrder: false, faulted: false };
  const parent = context.faults.active ? context.pathText() : '';
  const undeclared = context.faults.active ? context.faults.take('undeclared', parent) : undefined;
  if (undeclared !== undefined) {
    const value = { name: undeclared.name, content: [undeclared.text] };
    queue.list.push({ key: 'any', index: 0, value, declaration: undefined, asked: true });
    applied(queue);
  }
  for (const [key, { element, many }] of grammar.children) {
    const value = object[key];
    if (value === undefined) continue;
    if (many && !Array.isArray(value)) {
      context.refuse('value-type', `${key} may repeat, so an array is expected`);
      continue;
    }
    const values: readonly ExiValue[] = many ? (value as readonly ExiValue[]) : [value];
    values.forEach((item, index) => {
      const child = { key, index: many ? index : undefined, value: item, declaration: element, asked: false };
      addChild(context, queue, parent, child);
    });
  }
  for (const [index, value] of (Array.isArray(object['any']) ? object['any'] : []).entries()) {
    queue.list.push({ key: 'any', index, value, declaration: undefined, asked: false });
  }
  if (object['any'] !== undefined && !grammar.hasWildcard) asDecoded(queue, object);
  if (context.faults.active) reorder(context, queue, parent);
  return queue;
}

/** Undeclared elements go where decoding met them, which is their place among the members of the object. */
function asDecoded(queue: ChildQueue, object: ExiObject): void {
  const places = new Map(Object.keys(object).map((key, place) => [key, place]));
  queue.list.sort((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0));
  queue.inOrder = true;
}

function childPath(parent: string, child: PendingChild): string {
  return `${parent}.${child.key}${child.index === undefined ? '' : `[${child.index}]`}`;
}

function addChild(context: EncodeContext, queue: ChildQueue, parent: string, child: PendingChild): void {
  const { faults } = context;
  queue.list.push(child);
  if (!faults.active) return;
  const path = childPath(parent, child);
  if (faults.take('missing', path) !== undefined) {
    queue.list.pop();
    applied(queue);
    return;
  }
  const repeated = faults.take('repeated', path);
  if (repeated === undefined) return;
  applied(queue);
  for (let i = 1; i < (repeated.times ?? 2); i++) queue.list.push({ ...child, asked: true });
}

function reorder(context: EncodeContext, queue: ChildQueue, parent: string): void {
  for (const child of [...queue.list]) {
    const fault = context.faults.take('order', childPath(parent, child));
    if (fault === undefined) continue;
    const elder = queue.list.findIndex((other) => other.key === fault.before);
    if (elder < 0) {
      context.refuse('name-unknown', `no sibling ${fault.before} to come before`);
      continue;
    }
    queue.list.splice(queue.list.indexOf(child), 1);
    queue.list.splice(elder, 0, child);
    applied(queue);
  }
}
