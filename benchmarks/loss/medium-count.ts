import { wireDevices } from '../../src/bench/embedded/topology.js';
import { mustRun } from '../../src/bench/process/run-command.js';

/** Frames that entered the medium and that left it again, one way, since the link came up. */
export interface MediumCount {
  readonly entered: number;
  readonly left: number;
}

interface Link {
  readonly ifname: string;
  readonly stats64: { readonly rx: { readonly packets: number }; readonly tx: { readonly packets: number } };
}

/**
 * What the kernel counted at the ports of the medium towards the station: the loss that there really was, whoever caused
 * it. A relay that gets no CPU loses frames that it never saw and cannot count.
 */
export async function mediumCount(): Promise<MediumCount> {
  const { station, other } = wireDevices('mesh');
  const links = JSON.parse(await mustRun(['ip', '-n', 'wire', '-j', '-s', 'link', 'show'])) as readonly Link[];
  const of = (name: string) => links.find(({ ifname }) => ifname === name)?.stats64;
  return { entered: of(other)?.rx.packets ?? 0, left: of(station)?.tx.packets ?? 0 };
}

/** Frames lost between two counts. */
export function lostBetween(before: MediumCount, after: MediumCount): number {
  return after.entered - before.entered - (after.left - before.left);
}
