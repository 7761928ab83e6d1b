import { join } from 'node:path';
import { projectRoot } from '../../base/project-root.js';
import type { InverterProcessOptions } from '../devices/inverter/main.js';
import type { MultimeterProcessOptions } from '../devices/multimeter/main.js';
import type { PilotLineProcessOptions } from '../devices/pilot-line/main.js';
import type { PowerLineProcessOptions } from '../devices/plc-modem/main.js';
import { modemFromConfig } from '../devices/plc-modem/modem-config.js';
import { embeddedUnits, meterHost } from '../drivers/make-capability.js';
import { type ScpiDialect, scpiDialects } from '../drivers/scpi-multimeter.js';
import type { BenchProcess } from '../process/bench-process.js';
import { mustRun } from '../process/run-command.js';
import { spawnProcess } from '../process/spawn-process.js';
import type { BenchState } from '../state/bench-state.js';
import type { Task } from '../tasks.js';
import { inNamespace } from './network.js';
import { bareAddress, links, wireDevices } from './topology.js';

type Draft = Omit<BenchState, 'interfaces'>;

/** The simulated devices in the namespace `plant`, each a process of its own. */
export function plantTasks(draft: Draft): readonly Task[] {
  const host = bareAddress(links.find((link) => link.role === 'inverter')!.other.addresses[0]!);
  const inverter: InverterProcessOptions = {
    inverter: { host, port: embeddedUnits.port, unitId: embeddedUnits.inverter },
    meter: { host: meterHost(), port: embeddedUnits.port, unitId: embeddedUnits.meter },
    ...scpiMeterOf(draft),
    controlSocket: draft.inverterSocket!,
    config: draft.config.devices?.inverter ?? {},
  };
  const tasks: Task[] = [deviceTask(draft, 'inverter and meter', 'inverter', inverter)];
  if (draft.powerLineSocket !== undefined) tasks.push(...powerLineTasks(draft, draft.powerLineSocket));
  if (draft.pilotLineSocket !== undefined) {
    const options: PilotLineProcessOptions = { socket: draft.pilotLineSocket };
    tasks.push(deviceTask(draft, 'control pilot', 'pilot-line', options));
  }
  if (draft.multimeterSocket === undefined) return tasks;
  return [...tasks, deviceTask(draft, 'multimeter', 'multimeter', multimeterOptions(draft, draft.multimeterSocket))];
}

/** A bench file that reads power by SCPI gets the counterpart where its driver looks for it. */
function scpiMeterOf({ config }: Draft): Pick<InverterProcessOptions, 'scpiMeter'> {
  const power = config.capabilities['inverter-power'];
  if (power?.driver !== 'scpi-power-meter') return {};
  const port = (power['port'] as number | undefined) ?? embeddedUnits.scpiPort;
  return { scpiMeter: { host: meterHost(), port } };
}

/**
 * The power line between station and utility, with a modem at each end of the link. Management messages go through its
 * process and not through the bridge: a modem keeps to itself what is for it.
 */
function powerLineTasks(draft: Draft, controlSocket: string): readonly Task[] {
  const { station, other } = wireDevices('utility');
  const config = draft.config.devices?.plc ?? {};
  const options: PowerLineProcessOptions = {
    stations: [
      { interface: station, modem: modemFromConfig(config.station) },
      { interface: other, modem: modemFromConfig(config.utility) },
    ],
    controlSocket,
    seed: config.seed ?? 1,
  };
  const rules = ['table netdev power-line {', ...[station, other].map(dropManagement), '}'].join('\n');
  return [
    {
      title: 'management messages off the bridge',
      setUp: async () => void (await mustRun(inNamespace('wire', ['nft', '-f', '-']), `${rules}\n`)),
    },
    deviceTask(draft, 'power line modems', 'plc-modem', options, 'wire'),
  ];
}

/** Raw sockets see a frame before this hook drops it. */
function dropManagement(device: string): string {
  const hook = `type filter hook ingress device "${device}" priority 10;`;
  return `  chain from-${device} { ${hook} meta protocol 0x88e1 drop; }`;
}

function multimeterOptions(draft: Draft, controlSocket: string): MultimeterProcessOptions {
  const capability = draft.config.capabilities.multimeter;
  const device = draft.config.devices?.multimeter ?? {};
  // Unless it is told otherwise the device speaks as the driver expects: a bench without `devices` works at once.
  const dialect = device.dialect ?? (capability?.['dialect'] as ScpiDialect | undefined) ?? 'scpi';
  const port = device.port ?? (capability?.['port'] as number | undefined) ?? scpiDialects[dialect].port;
  return { host: meterHost(), port, controlSocket, config: { ...device, dialect } };
}

function deviceTask(draft: Draft, title: string, name: string, options: object, namespace = 'plant'): Task {
  let running: BenchProcess | undefined;
  return {
    title,
    setUp: async () => {
      const main = join(projectRoot(), 'dist/src/bench/devices', name, 'main.js');
      running = await spawnProcess(inNamespace(namespace, [process.execPath, main, JSON.stringify(options)]), {
        name,
        log: join(draft.folder, 'logs', `${name}.log`),
        ready: /"event":"ready"/,
      });
    },
    tearDown: async () => {
      await running?.stop();
    },
  };
}
