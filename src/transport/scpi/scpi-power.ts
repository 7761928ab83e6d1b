import type { ScpiClient } from './scpi-client.js';
import { describeScpiOutcome } from './scpi-outcome.js';
import { parseScpiNumber } from './scpi-values.js';

/**
 * How an instrument is asked for power: by a query of its own, or by volts and amperes one after the other, whose product is
 * the power. Between the two a moment passes, so that the product is true at no single moment of a fall; both lie between
 * the question and the answer.
 */
export type ScpiPowerQuery =
  | { readonly kind: 'power'; readonly query: string }
  | { readonly kind: 'product'; readonly volts: string; readonly amperes: string };

/** Power in W with the moment (monotonic ns) of the last answer, or why there is none. */
export type ScpiPower =
  | { readonly kind: 'value'; readonly watts: number; readonly at: bigint }
  | { readonly kind: 'unavailable'; readonly detail: string };

/** Asks once; what an instrument answers never throws. */
export async function readScpiPower(client: ScpiClient, query: ScpiPowerQuery): Promise<ScpiPower> {
  if (query.kind === 'power') return readNumber(client, query.query);
  const volts = await readNumber(client, query.volts);
  if (volts.kind !== 'value') return volts;
  const amperes = await readNumber(client, query.amperes);
  return amperes.kind === 'value' ? { ...amperes, watts: volts.watts * amperes.watts } : amperes;
}

/** In words, for a report: `MEAS:VOLT:DC? x MEAS:CURR:DC?`. */
export function describeScpiPower(query: ScpiPowerQuery): string {
  return query.kind === 'power' ? query.query : `${query.volts} x ${query.amperes}`;
}

async function readNumber(client: ScpiClient, query: string): Promise<ScpiPower> {
  const answer = await client.query(query);
  if (answer.kind !== 'ok') return { kind: 'unavailable', detail: describeScpiOutcome(answer) };
  const number = parseScpiNumber(answer.value);
  switch (number.kind) {
    case 'number':
      return { kind: 'value', watts: number.value, at: answer.at };
    case 'overload':
      return { kind: 'unavailable', detail: `${query}: overload, beyond the range of the instrument` };
    case 'not-a-number':
      return { kind: 'unavailable', detail: `${query}: the instrument has no number (9.91E37)` };
    case 'foreign':
      return { kind: 'unavailable', detail: `${query}: no number: ${number.text.slice(0, 60)}` };
  }
}
