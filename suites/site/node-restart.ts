import { setTimeout as pause } from 'node:timers/promises';
import { script } from '../../src/probes/host/host-text.js';
import { measureReapply, measureReboot, measureRestart } from '../../src/probes/host/idempotence.js';
import { systemState } from '../../src/probes/host/system-state.js';
import type { Measured } from '../../src/probes/measured.js';
import { stationNode } from './mesh-look.js';
import type { SiteContext } from './site-case.js';
import { isSimulated, stationShell } from './station-shell.js';

/** How long a real station may take to boot, ms. */
const bootMs = 300_000;

/**
 * Restart and second application of the whole node, where a driver can: a node of a simulated mesh is made anew; a real
 * station boots when its bench file says `reboot: allowed` (of `item`), and is configured again by the command `apply`.
 */
export async function nodeRestarts(context: SiteContext): Promise<readonly Measured[]> {
  const { bench } = context.harness;
  if (isSimulated(context) || !bench.offers('host-shell')) return [];
  const station = stationShell(context);
  if (station === undefined) return [];
  const { run, certificates } = station;
  const state = () => systemState(run, { folders: certificates });
  const common = { state, evidence: [], now: () => new Date().toISOString() } as const;
  const ofNode = (measured: Measured): Measured => ({ ...measured, labels: { ...measured.labels, of: station.node } });
  if (bench.offers('mesh-control')) {
    const mesh = bench.capability('mesh-control');
    const probe = {
      ...common,
      restart: () => mesh.reboot(stationNode),
      apply: () => mesh.configure(stationNode),
    };
    return [ofNode(await measureRestart(probe)), ofNode(await measureReapply(probe))];
  }
  const { reboot, apply } = bench.facts.item;
  const found: Measured[] = [];
  if (apply !== undefined) {
    const again = async () => {
      const done = await run(['sh', '-c', apply], { timeoutMs: bootMs });
      if (done.code !== 0) throw new Error(`item.apply ended with ${done.code}: ${done.stderr.trim()}`);
    };
    found.push(ofNode(await measureReapply({ ...common, apply: again, restart: again })));
  }
  if (reboot === 'allowed') {
    context.extend?.(bootMs);
    const bootId = async () => {
      const read = await script(run, 'cat /proc/sys/kernel/random/boot_id');
      return read.kind === 'text' ? read.text.trim() : undefined;
    };
    const order = async () => {
      // The connection may go down with the station before the command has ended.
      await script(run, '(sleep 1; systemctl reboot || reboot) >/dev/null 2>&1 &');
    };
    found.push(
      ofNode(await measureReboot({ ...common, bootId, reboot: order, timeoutMs: bootMs, pause: (ms) => pause(ms) })),
    );
  }
  return found;
}
