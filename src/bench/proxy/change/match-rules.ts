import { type JsonValue, toJson } from '../../../messages/codec.js';
import type { FieldCondition, Rule, When } from '../script/proxy-script.js';
import { fieldAt, type OpenedMessage, openMessage } from './field-path.js';
import { isRead, type PassingMessage } from './passing-message.js';

/**
 * Which rules are for a message. Counts for `nth`, one counter a rule: a matcher belongs to one connection, and rules that
 * are exchanged meanwhile begin to count at 1.
 */
export class RuleMatcher {
  readonly #counts = new WeakMap<Rule, number>();

  /** The rules for this message, in their order. Each message must be shown once. */
  match(rules: readonly Rule[], message: PassingMessage): readonly Rule[] {
    let opened: OpenedMessage | undefined;
    const open = () => {
      const { value, schema } = message.decoded ?? {};
      if (opened === undefined && value !== undefined && schema !== undefined) {
        opened = openMessage(toJson(schema, value));
      }
      return opened;
    };
    return rules.filter((rule) => {
      if (!concerns(rule.when, message, open)) return false;
      const count = (this.#counts.get(rule) ?? 0) + 1;
      this.#counts.set(rule, count);
      return isNth(rule.when.nth, count);
    });
  }
}

function concerns(when: When, message: PassingMessage, open: () => OpenedMessage | undefined): boolean {
  if (when.direction !== undefined && when.direction !== message.direction) return false;
  if (when.connection !== undefined && when.connection !== message.connection) return false;
  if (when.payloadType !== undefined && when.payloadType !== message.payloadType) return false;
  if (when.undecodable !== undefined && when.undecodable === isRead(message)) return false;
  if (when.message !== undefined) {
    const names = typeof when.message === 'string' ? [when.message] : when.message;
    const name = message.decoded?.message;
    if (name === undefined || !names.includes(name)) return false;
  }
  if (when.field === undefined) return true;
  const opened = open();
  return (
    opened !== undefined &&
    Object.entries(when.field).every(([path, condition]) => holds(condition, fieldAt(opened, path)))
  );
}

function holds(condition: FieldCondition, value: JsonValue | undefined): boolean {
  if (typeof condition !== 'object') return same(value, condition);
  const { is, not, above, below, present } = condition;
  if (present !== undefined && present !== (value !== undefined)) return false;
  if (is !== undefined && !same(value, is)) return false;
  if (not !== undefined && (value === undefined || same(value, not))) return false;
  if (above !== undefined && !(Number(value) > above)) return false;
  return below === undefined || Number(value) < below;
}

function same(value: JsonValue | undefined, wanted: string | number | boolean): boolean {
  if (typeof value === 'object' || value === undefined) return false;
  return typeof wanted === 'number' ? Number(value) === wanted : String(value) === String(wanted);
}

function isNth(nth: When['nth'], count: number): boolean {
  if (nth === undefined) return true;
  if (typeof nth === 'number') return nth === count;
  if ('from' in nth) return count >= nth.from && count <= (nth.to ?? Number.POSITIVE_INFINITY);
  return nth.includes(count);
}
