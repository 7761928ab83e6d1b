import { type HostFacts, inspectHost } from '../../src/probes/host/host-facts.js';
import type { Harness } from '../engine/harness.js';
import type { SiteContext } from './site-case.js';
import type { StationShell } from './station-shell.js';

const inspected = new WeakMap<Harness, Promise<HostFacts>>();

/** What the station is, read once in a run: no case changes hardware, software, addresses, keys or certificates. */
export function hostFacts({ harness }: SiteContext, station: StationShell): Promise<HostFacts> {
  const known = inspected.get(harness);
  if (known !== undefined) return known;
  const { run, node, certificates } = station;
  const facts = inspectHost({ run, node, certificateFolder: certificates });
  inspected.set(harness, facts);
  return facts;
}
