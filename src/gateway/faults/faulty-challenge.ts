import { sameBytes } from '../bytes.js';
import type { Station } from '../session/station.js';
import { isSeeded } from './faults.js';

/** GenChallenge for a vehicle: from the generator, but for faults. */
export function drawChallenge(station: Station, octets: number): Uint8Array {
  if (isSeeded(station, 'pnc-constant-challenge')) return new Uint8Array(octets).fill(0x5a);
  const drawn = Uint8Array.from(station.random(octets));
  if (!isSeeded(station, 'pnc-counted-challenge')) return drawn;
  const counted = new Uint8Array(octets);
  new DataView(counted.buffer).setUint32(octets - 4, station.faults!.next('pnc-counted-challenge'));
  return counted;
}

/** Whether the challenge of a request passes for the one that was sent. */
export function challengePasses(
  station: Station,
  shown: Uint8Array | undefined,
  sent: Uint8Array | undefined,
): boolean {
  if (isSeeded(station, 'pnc-any-challenge')) return true;
  return shown !== undefined && sent !== undefined && sameBytes(shown, sent);
}
