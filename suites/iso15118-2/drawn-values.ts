import type { CaseRun } from '../engine/case-run.js';

/**
 * Values of one length that were drawn one after the other, held against what chance leaves of an honest generator: none
 * twice, no octet that stands still, no count. Whatever passes may still have little entropy: only a review shows that.
 * @param name of one value, in the words of the finding: `challenge`
 */
export function observeDrawn(run: CaseRun, name: string, values: readonly Buffer[]): void {
  const texts = values.map((one) => one.toString('hex'));
  run.observe(new Set(texts).size === texts.length, {
    text: `no ${name} comes twice`,
    expected: `${texts.length} different ones`,
    observed: `${new Set(texts).size} different ones of ${texts.length}`,
  });
  const octets = Math.min(...values.map(({ length }) => length));
  const stuck = Array.from({ length: octets }, (_, at) => at).filter(
    (at) => new Set(values.map((bytes) => bytes[at])).size === 1,
  );
  run.observe(stuck.length === 0, {
    text: 'no octet keeps its value',
    expected: `none of ${octets}`,
    observed: stuck.length === 0 ? 'none' : `octet ${stuck.join(', ')}`,
  });
  const steps = texts.slice(1).map((text, index) => BigInt(`0x0${text}`) - BigInt(`0x0${texts[index]}`));
  run.observe(new Set(steps).size > 1, {
    text: `one ${name} does not follow from the other by counting`,
    observed: new Set(steps).size > 1 ? 'differences that differ' : `always ${steps[0]}`,
  });
}

/** How many bits of eight octets have had both values in the course of these. */
export function changedBits(values: readonly Buffer[]): number {
  const [first, ...others] = values.map((bytes) => bytes.readBigUInt64BE());
  const changed = others.reduce((bits, value) => bits | (value ^ (first ?? 0n)), 0n);
  return changed.toString(2).replaceAll('0', '').length;
}
