import { type Certificates, certificatesUnder } from './certificates.js';
import { type HardwareFacts, hardwareFacts } from './hardware-facts.js';
import type { Inspect } from './host-text.js';
import { type KeyFiles, keyFiles } from './key-files.js';
import { type NetworkFacts, networkFacts } from './network-facts.js';
import { type SoftwareFacts, softwareFacts } from './software-facts.js';

export interface HostInspection {
  /** Runs commands on the host: `bench.capability('host-shell').run`. */
  readonly run: Inspect;
  /** Name of the node in the report. */
  readonly node: string;
  /** Folder of keys and certificates on the node; or the folders and single files, where it shares a folder with others. */
  readonly certificateFolder: string | readonly string[];
  /** Root of sysfs; `/sys` on a live host. */
  readonly sysfs?: string;
}

/** What was found on a node. Nothing here is judged. */
export interface HostFacts {
  readonly node: string;
  readonly hardware: HardwareFacts;
  readonly software: SoftwareFacts;
  readonly network: NetworkFacts;
  readonly keys: KeyFiles;
  readonly certificates: Certificates;
  /** OpenSSL inside the Node that runs the harness: not the node's, recorded beside it. */
  readonly harnessOpenssl: string;
}

/** Inspects a node. Never throws for what the node says: a missing tool or an odd output is a finding. */
export async function inspectHost(o: HostInspection): Promise<HostFacts> {
  const searched = typeof o.certificateFolder === 'string' ? [o.certificateFolder] : o.certificateFolder;
  return {
    node: o.node,
    hardware: await hardwareFacts(o.run, o.sysfs),
    software: await softwareFacts(o.run),
    network: await networkFacts(o.run),
    keys: await keyFiles(o.run, searched),
    certificates: await certificatesUnder(o.run, searched, o.node),
    harnessOpenssl: process.versions.openssl,
  };
}

/** Every finding of an inspection, in one list for the report. */
export function hostFindings(facts: HostFacts): readonly string[] {
  const missing = [facts.keys.missing, facts.certificates.missing].filter((why) => why !== undefined);
  return [
    ...facts.hardware.findings,
    ...facts.software.findings,
    ...facts.network.findings,
    ...facts.certificates.findings,
    ...new Set(missing),
  ];
}
