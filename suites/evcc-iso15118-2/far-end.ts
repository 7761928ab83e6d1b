import { PlumblineError } from '../../src/base/errors.js';
import type { SeccEvent } from '../../src/peers/station/secc-event.js';
import { ipv6AddressesOf } from '../../src/transport/interfaces.js';
import { linkStateOf } from '../../src/transport/link-state.js';
import type { Harness } from '../engine/harness.js';

/**
 * The address at the other end of the link: the tester's SECC where the capture is at the vehicle's end (embedded bench), the
 * vehicle where it is at the tester's. Undefined: nobody has been heard yet.
 * @param own addresses of the interface that is captured
 */
export function farEndOf(events: readonly SeccEvent[], own: readonly string[]): string | undefined {
  const secc = events.find((event) => event.event === 'ready')?.address;
  if (secc !== undefined && !own.includes(withoutZone(secc))) return withoutZone(secc);
  const vehicle =
    events.findLast((event) => event.event === 'connected')?.host ??
    events.findLast((event) => event.event === 'sdp')?.from;
  return vehicle === undefined ? undefined : withoutZone(vehicle);
}

/**
 * Before a vehicle is blamed for what it did not do: the host at the other end of the link is asked for a sign of life. An
 * interface in another machine cannot be asked by.
 * @returns why nothing can be told of the vehicle; undefined: the link carries, as far as can be seen
 */
export async function linkDoubt(
  { bench, link }: Pick<Harness, 'bench' | 'link'>,
  events: readonly SeccEvent[],
): Promise<string | undefined> {
  const mesh = bench.interfaces['mesh'];
  if (mesh === undefined || mesh.through !== undefined) return undefined;
  const state = await linkStateOf(mesh.name);
  if (state === 'down' || state === 'no-carrier')
    return `the link: ${mesh.name} ${state === 'down' ? 'is down' : 'has no carrier'}, so that nothing can be told of the vehicle`;
  const far = farEndOf(events, addressesOf(mesh.name));
  const since = process.hrtime.bigint();
  const { kind } = await link.blame({ kind: 'silent', since, ...(far === undefined ? {} : { secc: far }) });
  if (kind !== 'link') return undefined;
  return `the link: ${far ?? 'the other end'} is not heard any more, so that nothing can be told of the vehicle`;
}

function addressesOf(name: string): readonly string[] {
  try {
    return ipv6AddressesOf(name);
  } catch (error) {
    if (error instanceof PlumblineError) return [];
    throw error;
  }
}

function withoutZone(address: string): string {
  return address.split('%')[0] ?? address;
}
