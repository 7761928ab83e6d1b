import { randomInt } from 'node:crypto';
import { type LossPlanInput, lossDefaults } from '../../src/probes/loss/loss-plan.js';
import { type LossMeasured, measureLoss } from '../../src/probes/loss/measure-loss.js';
import type { SpawnHere } from '../../src/probes/probe-process.js';
import { adoptEvidence, evidenceName, type SiteContext } from './site-case.js';

/** An emulated machine takes seconds to start a program. */
const remoteStartMs = 60_000;

/** The path between the vehicle and the station over the mesh, with hands at both ends. */
export interface MeshPath {
  readonly interface: string;
  readonly peer: string;
  readonly near: SpawnHere;
  /** Absent where nothing can be started at the station. */
  readonly far: SpawnHere | undefined;
  /** Runs programs at another node of the bench, with the patience that this path asks for. */
  readonly at: (place: string) => SpawnHere;
  /** Both ends are on this machine, and a pair of virtual ports is between them. */
  readonly here: boolean;
  /** Both ends can be captured at, with stamps of one kernel: on this machine, or both in the mesh VM. */
  readonly oneClock: boolean;
  /** What the bench carries without itself being what is measured. Probing is no faster. */
  readonly packetsPerSecond: number;
}

/** Undefined, and the case inconclusive, where the bench does not know the station's end. */
export function meshPath({ harness, run }: SiteContext): MeshPath | undefined {
  const { bench } = harness;
  // The mesh VM has the harness plugged into a node; its path is that between the nodes, over the air.
  const mesh = bench.interfaces['radio'] ?? bench.interfaces['mesh'];
  if (mesh?.peerAddress === undefined) {
    run.inconclusive('the bench does not know the address of the station on the mesh');
    return undefined;
  }
  const { peerNamespace } = mesh;
  const patience = mesh.through === undefined ? {} : { readyTimeoutMs: remoteStartMs };
  const at =
    (place: string): SpawnHere =>
    (argv, options) =>
      bench.spawn(place, argv, { ...patience, ...options });
  return {
    interface: mesh.name,
    peer: mesh.peerAddress,
    near: at(mesh.namespace ?? 'vehicle'),
    far: peerNamespace === undefined ? undefined : at(peerNamespace),
    at,
    here: bench.facts.driver === 'embedded',
    oneClock: bench.facts.driver === 'embedded' || (bench.facts.driver === 'vm' && mesh.through !== undefined),
    packetsPerSecond: mesh.packetsPerSecond ?? Number.POSITIVE_INFINITY,
  };
}

/** Measures loss on the path and keeps its records and captures as evidence. */
export async function probePath(
  context: SiteContext,
  path: MeshPath,
  plan: Omit<LossPlanInput, 'host' | 'scope' | 'ssid'> & { readonly host?: string },
): Promise<LossMeasured> {
  const { harness } = context;
  const measured = await measureLoss({
    plan: {
      host: path.peer,
      ...plan,
      ratePerSecond: Math.min(plan.ratePerSecond ?? lossDefaults.ratePerSecond, path.packetsPerSecond),
      scope: path.interface,
      ssid: randomInt(1, 65_536),
    },
    near: path.near,
    ...(path.far === undefined ? {} : { far: path.far }),
    ...(path.oneClock ? { capture: { near: path.interface, far: path.interface } } : {}),
    folder: harness.evidenceFolder,
    evidenceName: evidenceName(harness),
  });
  for (const file of measured.files) {
    if (file.endsWith('.pcap'))
      await adoptEvidence(context, file, 'capture', 'the probes at one end, stamped by the kernel');
    else await adoptEvidence(context, file, 'samples', 'probes sent and seen, one record an end');
  }
  return measured;
}
