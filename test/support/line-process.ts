import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/base/project-root.js';
import type { PowerLineProcessOptions } from '../../src/bench/devices/plc-modem/main.js';
import type { ModemSettings } from '../../src/bench/devices/plc-modem/modem-settings.js';
import { PowerLineControl } from '../../src/bench/devices/plc-modem/power-line-control.js';
import { waitForLinks } from '../../src/bench/embedded/link-state.js';
import type { Link, Namespace } from '../../src/bench/embedded/topology.js';
import { mustRun, runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';

export interface LineStation {
  /** Network namespace that is made for it, with `eth1` in it. */
  readonly namespace: string;
  readonly mac: string;
  readonly modem?: Partial<ModemSettings>;
}

export interface RunningLine {
  readonly control: PowerLineControl;
  /** argv in a station's namespace. */
  inside(namespace: string, argv: readonly string[]): readonly string[];
  stop(): Promise<void>;
}

/** Only the end of the station is waited for: the other one is up when it is. */
function asLink({ namespace, mac }: LineStation): Link {
  const end = { namespace: namespace as Namespace, device: 'eth1', mac, addresses: [], multicastRoute: false };
  return { role: 'utility', damageable: false, station: end, other: end };
}

/** A power line process with a namespace a station, each with its modem on `eth1`. Only inside private namespaces. */
export async function startLine(stations: readonly LineStation[], carriesData = false): Promise<RunningLine> {
  const folder = mkdtempSync(join(tmpdir(), 'plc-line-'));
  for (const [index, { namespace, mac }] of stations.entries()) {
    await mustRun(['ip', 'netns', 'add', namespace]);
    await mustRun(
      ['ip', '-batch', '-'],
      [
        `link add line${index} type veth peer name eth1 netns ${namespace}`,
        `link set line${index} addrgenmode none up`,
      ].join('\n'),
    );
    await mustRun(['ip', '-n', namespace, 'link', 'set', 'eth1', 'address', mac, 'addrgenmode', 'none', 'up']);
  }
  await waitForLinks(stations.map(asLink));
  const options: PowerLineProcessOptions = {
    stations: stations.map(({ modem }, index) => ({
      interface: `line${index}`,
      ...(modem === undefined ? {} : { modem }),
    })),
    carriesData,
    controlSocket: join(folder, 'control'),
  };
  const main = join(projectRoot(), 'dist/src/bench/devices/plc-modem/main.js');
  const process_ = await spawnProcess([process.execPath, main, JSON.stringify(options)], {
    name: 'power-line',
    log: join(folder, 'power-line.log'),
    ready: /"event":"ready"/,
  });
  const control = new PowerLineControl(join(folder, 'control'));
  return {
    control,
    inside: (namespace, argv) => ['ip', 'netns', 'exec', namespace, ...argv],
    async stop() {
      await control.close();
      await process_.stop();
      for (const { namespace } of stations) await runCommand(['ip', 'netns', 'delete', namespace]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
