import { join } from 'node:path';
import { PlumblineError } from '../base/errors.js';
import type { Bench, BenchFacts, BenchFault, InstrumentFacts } from './bench.js';
import type { BenchInterface } from './capabilities/bench-interface.js';
import type { Capabilities, CapabilityName } from './capabilities/capabilities.js';
import type { Uncertainty } from './capabilities/measuring.js';
import { driverTable } from './drivers/driver-table.js';
import { makers, measuringFacts } from './drivers/make-capability.js';
import type { CapabilityConfig } from './file/bench-config.js';
import { placeCommand } from './place-command.js';
import type { BenchProcess, SpawnOptions } from './process/bench-process.js';
import { spawnProcess } from './process/spawn-process.js';
import { RpcClient } from './rpc/rpc-client.js';
import { type BenchState, readBenchState, readFault, rememberFault } from './state/bench-state.js';

export type { Bench, BenchFacts, BenchFault, InstrumentFacts } from './bench.js';

/**
 * Uses a bench that another process brought up; `stateFile` is what that process gives its workers in `PLUMBLINE_BENCH`.
 * @throws PlumblineError BENCH-016 when the state file cannot be used
 */
export async function attachBench(stateFile: string): Promise<Bench> {
  return new AttachedBench(stateFile, readBenchState(stateFile), async () => undefined);
}

/** A bench as one process uses it. `takeDown` runs at its end: nothing in a worker, the teardown in the owner. */
export class AttachedBench implements Bench {
  readonly name: string;
  readonly folder: string;
  readonly stateFile: string;
  readonly facts: BenchFacts;
  readonly interfaces: Readonly<Record<string, BenchInterface>>;
  readonly #state: BenchState;
  readonly #owner: RpcClient;
  readonly #takeDown: () => Promise<void>;
  readonly #made = new Map<CapabilityName, Capabilities[CapabilityName]>();
  readonly #processes = new Set<BenchProcess>();
  #spawned = 0;

  constructor(stateFile: string, state: BenchState, takeDown: () => Promise<void>) {
    this.name = state.config.name;
    this.folder = state.folder;
    this.stateFile = stateFile;
    this.facts = factsOf(state);
    this.interfaces = state.interfaces;
    this.#state = state;
    this.#owner = new RpcClient(state.ownerSocket);
    this.#takeDown = takeDown;
  }

  offers(name: CapabilityName): boolean {
    return this.#state.config.capabilities[name] !== undefined;
  }

  capability<K extends CapabilityName>(name: K): Capabilities[K] {
    const fault = this.fault();
    if (fault !== undefined)
      throw new PlumblineError('BENCH-011', { place: name, detail: `${fault.cause} (${fault.at})` });
    const made = this.#made.get(name);
    // The map is filled two lines below with what the maker of this very name returns.
    if (made !== undefined) return made as Capabilities[K];
    const config = this.#state.config.capabilities[name];
    if (config === undefined) throw new PlumblineError('BENCH-010', { place: name, detail: `bench ${this.name}` });
    const capability = makers[name]({ state: this.#state, owner: this.#owner }, config);
    this.#made.set(name, capability);
    return capability;
  }

  async spawn(namespace: string, argv: readonly string[], options: SpawnOptions = {}): Promise<BenchProcess> {
    const name = options.name ?? `process-${process.pid}-${++this.#spawned}`;
    const log = options.log ?? join(this.folder, 'logs', `${name}.log`);
    const child = await spawnProcess(placeCommand(this.#state.config.driver, namespace, argv), {
      ...options,
      name,
      log,
    });
    this.#processes.add(child);
    void child.ended.then(() => this.#processes.delete(child));
    return child;
  }

  fault(): BenchFault | undefined {
    return readFault(this.#state.faultFile);
  }

  markBroken(cause: string): BenchFault {
    return rememberFault(this.#state.faultFile, { at: new Date().toISOString(), cause });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#processes].map((child) => child.stop()));
    await Promise.all([...this.#made.values()].map((made) => ('close' in made ? made.close() : undefined)));
    this.#made.clear();
    await this.#owner.close();
    await this.#takeDown();
  }
}

function factsOf(state: BenchState): BenchFacts {
  const { config } = state;
  const entries = Object.entries(config.capabilities) as [CapabilityName, CapabilityConfig][];
  return {
    name: config.name,
    description: config.description,
    driver: config.driver,
    file: state.file,
    sha256: state.sha256,
    item: config.item ?? {},
    site: config.site ?? {},
    instruments: entries.flatMap(([capability, options]) => instrumentFacts(capability, options)),
  };
}

function instrumentFacts(capability: CapabilityName, config: CapabilityConfig): readonly InstrumentFacts[] {
  const { driver } = config;
  const description = driverTable[capability][driver]?.describe ?? driver;
  if (config['instrument'] === undefined) return [{ capability, driver, description }];
  const { instrument, uncertainty, samplingSeconds, calibrationDue } = measuringFacts(config);
  const due = calibrationDue === undefined ? {} : { calibrationDue };
  const measured = { capability, driver, description, instrument, samplingSeconds, ...due };
  if (capability !== 'multimeter') return [{ ...measured, unit: 'W', uncertainty }];
  // A multimeter has an uncertainty for each of its units.
  const units = [
    ['V', config['volts']],
    ['A', config['amperes']],
  ] as const;
  return units.flatMap(([unit, given]) =>
    given === undefined ? [] : [{ ...measured, unit, uncertainty: given as Uncertainty }],
  );
}
