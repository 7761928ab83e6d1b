import { sameBytes } from '../bytes.js';
import { type Faults, isSeeded } from './faults.js';

interface WithFaults {
  readonly faults?: Faults | undefined;
}

const length = 8;

/** The SessionID that a gateway with a fault gives in place of one from its generator; undefined: it has none. */
export function faultySessionId(
  station: WithFaults & { readonly random: (count: number) => Uint8Array },
): Uint8Array | undefined {
  if (isSeeded(station, 'session-id-constant')) return Uint8Array.of(0x15, 0x11, 0x80, 0x02, 0x15, 0x11, 0x80, 0x20);
  if (isSeeded(station, 'session-id-zero')) return new Uint8Array(length);
  if (isSeeded(station, 'session-id-counted')) {
    const id = new Uint8Array(length);
    new DataView(id.buffer).setUint32(4, 0x1000 + station.faults!.next('session-id-counted'));
    return id;
  }
  if (!isSeeded(station, 'session-id-of-digits')) return undefined;
  // Eight decimal digits as characters.
  return Uint8Array.from(station.random(length), (byte) => 0x30 + (byte % 10));
}

/** Whether the SessionID of a request passes for the one that was given. */
export function sessionIdPasses(station: WithFaults, shown: Uint8Array, given: Uint8Array): boolean {
  if (sameBytes(shown, given) || isSeeded(station, 'session-id-unchecked')) return true;
  if (isSeeded(station, 'session-id-short-served')) return sameBytes(shown, given.subarray(0, shown.length));
  return isSeeded(station, 'session-id-zero-served') && shown.length === length && shown.every((byte) => byte === 0);
}

/** Whether the order of requests is looked at. */
export function looksAtOrder(station: WithFaults): boolean {
  return !isSeeded(station, 'sequence-unchecked');
}
