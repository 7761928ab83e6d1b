import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Bench } from '../../src/bench/bench.js';
import type { MeshControl } from '../../src/bench/capabilities/mesh-control.js';
import { insidePrivateNamespaces } from '../../src/bench/private-namespaces.js';
import type { LossPlanInput } from '../../src/probes/loss/loss-plan.js';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';
import { observeMesh } from '../../src/probes/mesh-link/observe-mesh.js';

/** The VM of this test run; one for all parts, because it takes a minute to come up. */
export interface MeshVm {
  bench: Bench;
  mesh: MeshControl;
  /** For records of the probes. */
  folder: string;
}

// Filled before the first test begins; a part that read it earlier would fail at once.
export const vm = {} as MeshVm;

const skip = insidePrivateNamespaces() ? false : 'NOT CHECKED: run it with npm run test:mesh';

/** A test that needs the VM. */
export function vmTest(name: string, body: (t: TestContext) => Promise<void>): void {
  test(name, { skip }, body);
}

/** MAC address of the radio of node N, counted from 0. */
export const radioMac = (node: number) => `02:00:00:00:0${node}:00`;

export const look = (node: string, scan = false) =>
  observeMesh({ node, run: (argv, options) => vm.mesh.run(node, argv, options) }, { scan, now: () => new Date() });

/** Looks until it holds; the mesh has timers of its own and no event that says so. */
export async function until<T>(what: string, found: () => Promise<T | undefined>, timeoutMs: number): Promise<T> {
  const end = process.hrtime.bigint() + BigInt(timeoutMs) * 1_000_000n;
  while (process.hrtime.bigint() < end) {
    const value = await found();
    if (value !== undefined) return value;
  }
  assert.fail(`${what}: not within ${timeoutMs / 1000} s`);
}

let ssid = 1;

/** Loss between the nodes `vehicle` and `station`, both ends in the VM and so of one clock. */
export function probeLoss(
  plan: Pick<LossPlanInput, 'host' | 'scope' | 'count' | 'ratePerSecond'>,
  onProgress: (sent: number) => void = () => undefined,
) {
  const { bench, folder } = vm;
  return measureLoss({
    plan: { path: `vehicle - station ${ssid}`, ssid: ssid++, thresholdMs: 2000, pacing: 'relaxed', ...plan },
    near: (argv, options) => bench.spawn('vehicle', argv, { readyTimeoutMs: 60_000, ...options }),
    far: (argv, options) => bench.spawn('station', argv, { readyTimeoutMs: 60_000, ...options }),
    // The stamps of the kernel: a process that the emulated machine lets wait tells late what arrived in time.
    ...(plan.scope === undefined ? {} : { capture: { near: plan.scope, far: plan.scope } }),
    folder,
    onProgress,
  });
}
