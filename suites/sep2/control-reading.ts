import type { ControlBase } from '../../src/peers/utility/utility-config.js';
import type { CaseRun } from '../engine/case-run.js';
import { at, scaledAt } from './body-values.js';

/** A DERControlBase as it was read must say what was ordered, element by element, and nothing else of its kind. */
export function expectBase(run: CaseRun, read: unknown, ordered: ControlBase, what: string): void {
  for (const [element, wanted] of Object.entries(ordered)) {
    const plain = typeof wanted === 'boolean' || element === 'rampTms';
    const observed = plain ? at(read, element) : scaledAt(read, element);
    run.observe(observed === wanted, {
      text: `${what}: ${element} is as ordered`,
      expected: String(wanted),
      observed: String(observed ?? 'missing'),
      field: `DERControlBase.${element}`,
    });
  }
  if (ordered.rampTms === undefined) {
    run.observe(at(read, 'rampTms') === undefined, {
      text: `${what}: no rampTms is there that nobody ordered`,
      observed: String(at(read, 'rampTms') ?? 'none'),
    });
  }
}
