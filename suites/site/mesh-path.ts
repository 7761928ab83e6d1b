import { randomInt } from 'node:crypto';
import type { LossPlanInput } from '../../src/probes/loss/loss-plan.js';
import { type LossMeasured, measureLoss } from '../../src/probes/loss/measure-loss.js';
import type { SpawnHere } from '../../src/probes/probe-process.js';
import { adoptEvidence, evidenceName, type SiteContext } from './site-case.js';

/** The path between the vehicle and the station over the mesh, with hands at both ends. */
export interface MeshPath {
  readonly interface: string;
  readonly peer: string;
  readonly near: SpawnHere;
  /** Absent where nothing can be started at the station. */
  readonly far: SpawnHere | undefined;
  /** Both ends are on this machine: kernel stamps of both are of one clock. */
  readonly here: boolean;
}

/** Undefined, and the case inconclusive, where the bench does not know the station's end. */
export function meshPath({ harness, run }: SiteContext): MeshPath | undefined {
  const { bench } = harness;
  const mesh = bench.interfaces['mesh'];
  if (mesh?.peerAddress === undefined) {
    run.inconclusive('the bench does not know the address of the station on the mesh');
    return undefined;
  }
  const { peerNamespace } = mesh;
  return {
    interface: mesh.name,
    peer: mesh.peerAddress,
    near: (argv, options) => bench.spawn(mesh.namespace ?? 'vehicle', argv, options),
    far: peerNamespace === undefined ? undefined : (argv, options) => bench.spawn(peerNamespace, argv, options),
    here: bench.facts.driver === 'embedded',
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
    plan: { host: path.peer, ...plan, scope: path.interface, ssid: randomInt(1, 65_536) },
    near: path.near,
    ...(path.far === undefined ? {} : { far: path.far }),
    ...(path.here ? { capture: { near: path.interface, far: path.interface } } : {}),
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
