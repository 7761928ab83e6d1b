import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PlumblineError } from '../base/errors.js';
import { projectRoot } from '../base/project-root.js';
import { mintLabPki } from '../pki/lab-pki.js';
import { writeLabPki } from '../pki/write-lab-pki.js';
import { AttachedBench } from './attach-bench.js';
import type { Bench } from './bench.js';
import type { BenchInterface } from './capabilities/bench-interface.js';
import { parseFault } from './devices/inverter/active-faults.js';
import { networkTasks } from './embedded/network.js';
import { plantTasks } from './embedded/plant.js';
import { proxyTasks } from './embedded/proxy.js';
import { bareAddress, type Link, links, linksWithProxy } from './embedded/topology.js';
import type { BenchConfig } from './file/bench-config.js';
import { type LoadedBenchFile, loadBenchFile } from './file/load-bench-file.js';
import { findLocalInterfaces } from './local-interfaces.js';
import { makeOwnerCapabilities, type OwnerCapabilities } from './owner/owner-capabilities.js';
import { ownerService } from './owner/owner-service.js';
import { insidePrivateNamespaces } from './private-namespaces.js';
import { type RpcServer, serveRpc } from './rpc/rpc-server.js';
import { type BenchState, writeBenchState } from './state/bench-state.js';
import { type Task, TaskStack } from './tasks.js';
import { vmInterfaces, vmTasks } from './vm/vm-tasks.js';

export interface OpenBenchOptions {
  /** Folder for state, logs and what drivers write; default a temporary one that goes with the bench. */
  readonly folder?: string;
  /** Faults of the simulated inverter and meter beside those of the file: `NAME` or `NAME:parameter=value,...`. */
  readonly inverterFaults?: readonly string[];
  /** Folders beside `folder` that programs on the bench write to, wherever the bench runs them. */
  readonly writable?: readonly string[];
  /** Told before each step of bringing it up, for people who watch. */
  readonly onStep?: (title: string) => void;
}

/** The bench file that works on every machine. */
export function defaultBenchFile(): string {
  return join(projectRoot(), 'suites', 'bench.embedded.yaml');
}

/** The bench file of the mesh VM. */
export function meshVmBenchFile(): string {
  return join(projectRoot(), 'suites', 'bench.vm.yaml');
}

/** True when the bench must run inside private namespaces: the caller wraps itself in `withinPrivateNamespaces`. */
export function needsPrivateNamespaces(benchFile: LoadedBenchFile): boolean {
  return benchFile.config.driver !== 'local-interfaces';
}

/**
 * Brings the bench of a file up. The caller owns it: `close()` takes everything down in reverse order.
 * @throws PlumblineError BENCH-001 outside private namespaces, BENCH-002 to BENCH-008, BENCH-012,
 *   BENCH-020, BENCH-021
 */
export async function openBench(file: string | LoadedBenchFile, options: OpenBenchOptions = {}): Promise<Bench> {
  const loaded = typeof file === 'string' ? loadBenchFile(file) : file;
  if (needsPrivateNamespaces(loaded) && !insidePrivateNamespaces()) {
    throw new PlumblineError('BENCH-001', {
      place: loaded.file,
      detail: `the ${loaded.config.driver} bench only comes up inside private namespaces`,
      cure: 'run it through plumbline run, demo or bench up, which make them',
    });
  }
  const folder =
    options.folder === undefined ? mkdtempSync(join(tmpdir(), 'plumbline-bench-')) : resolve(options.folder);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  // Unix sockets have short names (108 bytes): theirs is a folder of their own.
  const sockets = mkdtempSync(join(insidePrivateNamespaces() ? '/run/plumbline' : tmpdir(), 'bench-'));
  const stack = new TaskStack();
  const embedded = loaded.config.driver === 'embedded';
  const config = withFaults(loaded.config, options.inverterFaults ?? []);
  const draft: Omit<BenchState, 'interfaces'> = {
    version: 1,
    file: loaded.file,
    sha256: loaded.sha256,
    config,
    folder,
    ownerSocket: join(sockets, 'owner'),
    inverterSocket: embedded ? join(sockets, 'inverter') : undefined,
    multimeterSocket:
      embedded && config.capabilities.multimeter !== undefined ? join(sockets, 'multimeter') : undefined,
    powerLineSocket: embedded && config.devices?.plc !== undefined ? join(sockets, 'power-line') : undefined,
    pilotLineSocket:
      embedded && config.capabilities['pilot-line'] !== undefined ? join(folder, 'pilot.sock') : undefined,
    proxySocket: embedded && config.capabilities.proxy !== undefined ? join(sockets, 'proxy') : undefined,
    faultFile: join(folder, 'fault.json'),
  };
  const setUp: { state?: BenchState } = {};
  const tasks: readonly Task[] = [
    {
      title: 'folders',
      setUp: async () => rmSync(draft.faultFile, { force: true }),
      tearDown: async () => {
        rmSync(sockets, { recursive: true, force: true });
        if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
      },
    },
    ...(embedded
      ? [certificatesTask(folder), ...networkTasks(linksOf(draft)), ...plantTasks(draft), ...proxyTasks(draft)]
      : []),
    ...(loaded.config.driver === 'vm'
      ? [
          certificatesTask(folder),
          ...vmTasks(folder, loaded.config.vm ?? {}, {
            writable: options.writable ?? [],
            onStep: options.onStep ?? (() => undefined),
          }),
        ]
      : []),
    {
      title: 'interfaces',
      setUp: async () => {
        const interfaces = await interfacesOf(loaded.config);
        setUp.state = { ...draft, interfaces };
      },
    },
    ownerTask(() => setUp.state!),
  ];
  const told = (task: Task): Task => ({
    ...task,
    setUp: () => {
      options.onStep?.(task.title);
      return task.setUp();
    },
  });
  await stack.setUp(tasks.map(told));
  const stateFile = join(folder, 'bench.json');
  writeBenchState(stateFile, setUp.state!);
  return new AttachedBench(stateFile, setUp.state!, async () => {
    const [problem] = await stack.tearDown();
    if (problem !== undefined) {
      throw new PlumblineError('BENCH-006', {
        place: problem.title,
        detail: String(problem.error),
        cause: problem.error,
      });
    }
  });
}

/** @throws PlumblineError BENCH-020, BENCH-021; BENCH-004 where the inverter is a real one */
function withFaults(config: BenchConfig, faults: readonly string[]): BenchConfig {
  if (faults.length === 0) return config;
  for (const fault of faults) parseFault(fault);
  if (config.driver !== 'embedded') {
    throw new PlumblineError('BENCH-004', {
      place: faults.join(', '),
      detail: 'only the simulated plant can misbehave',
    });
  }
  const inverter = config.devices?.inverter ?? {};
  const all = [...(inverter.faults ?? []), ...faults];
  return { ...config, devices: { ...config.devices, inverter: { ...inverter, faults: all } } };
}

/** With a proxy the mesh link is in two pieces. */
function linksOf({ proxySocket }: Omit<BenchState, 'interfaces'>): readonly Link[] {
  return proxySocket === undefined ? links : linksWithProxy;
}

/** A lab PKI in the folder `pki`, unless the caller has put one there. */
function certificatesTask(folder: string): Task {
  return {
    title: 'certificates',
    setUp: async () => {
      const pki = join(folder, 'pki');
      if (existsSync(join(pki, 'pki.json'))) return;
      await writeLabPki(await mintLabPki(), pki);
    },
  };
}

function ownerTask(state: () => BenchState): Task {
  let server: RpcServer | undefined;
  let own: OwnerCapabilities = {};
  return {
    title: 'bench owner',
    setUp: async () => {
      own = makeOwnerCapabilities(state());
      await own['link-control']?.restore();
      server = await serveRpc(state().ownerSocket, ownerService(own));
    },
    tearDown: async () => {
      await server?.close();
      await own.gateway?.close();
      await own['loss-control']?.clear();
    },
  };
}

async function interfacesOf(config: BenchConfig): Promise<Readonly<Record<string, BenchInterface>>> {
  if (config.driver === 'embedded') return embeddedInterfaces();
  return config.driver === 'vm' ? vmInterfaces(config.vm ?? {}) : findLocalInterfaces(config);
}

/** The ends of the harness, as suites ask for them. */
function embeddedInterfaces(): Readonly<Record<string, BenchInterface>> {
  const ours = links.filter((link) => link.damageable);
  return Object.fromEntries(
    ours.map(({ role, station, other }) => [
      role,
      {
        role,
        name: other.device,
        namespace: other.namespace,
        address: bareAddress(other.addresses[0]!),
        mac: other.mac,
        peerAddress: bareAddress(station.addresses[0]!),
        peerNamespace: station.namespace,
      },
    ]),
  );
}
