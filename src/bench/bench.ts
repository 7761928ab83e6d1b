import type { BenchInterface } from './capabilities/bench-interface.js';
import type { Capabilities, CapabilityName } from './capabilities/capabilities.js';
import type { LinkDirection } from './capabilities/loss-control.js';
import type { Uncertainty } from './capabilities/measuring.js';
import type { BenchProcess, SpawnOptions } from './process/bench-process.js';

export type { BenchInterface, LinkDirection };

/** Facts for the report, straight from bench.yaml. */
export interface BenchFacts {
  readonly name: string;
  readonly description: string | undefined;
  readonly driver: 'embedded' | 'vm' | 'local-interfaces';
  /** SHA-256 of bench.yaml, hex. */
  readonly sha256: string;
  readonly file: string;
  /** The item under test: manufacturer, model, serial, versions. */
  readonly item: Readonly<Record<string, string>>;
  /** The place: name, address, laboratory or site. */
  readonly site: Readonly<Record<string, string>>;
  /** Capability -> driver and, where it measures, unit, uncertainty and calibration. */
  readonly instruments: readonly InstrumentFacts[];
}

export interface InstrumentFacts {
  readonly capability: string;
  readonly driver: string;
  readonly description: string;
  readonly instrument?: string;
  readonly unit?: string;
  readonly uncertainty?: Uncertainty;
  readonly samplingSeconds?: number;
  readonly calibrationDue?: string;
}

/** The first thing that went wrong with a bench. Whatever fails after it is a consequence. */
export interface BenchFault {
  /** ISO 8601. */
  readonly at: string;
  readonly cause: string;
}

export interface Bench {
  readonly name: string;
  readonly facts: BenchFacts;
  /** Interfaces by role: `mesh`, `utility`, on real benches also `power-line`. */
  readonly interfaces: Readonly<Record<string, BenchInterface>>;
  /** Path of the state file: give it to workers as `PLUMBLINE_BENCH`, they call {@link attachBench} with it. */
  readonly stateFile: string;
  /** Folder of logs, sockets and state of this bench. */
  readonly folder: string;
  offers(name: CapabilityName): boolean;
  /**
   * The capability, made by its driver on first use.
   * @throws PlumblineError BENCH-010 when bench.yaml gives no driver for it, BENCH-011 when the bench is known to be broken
   */
  capability<K extends CapabilityName>(name: K): Capabilities[K];
  /** Runs a program in a namespace (`station`, `vehicle`, `utility`, `plant`); on a real bench on this machine. */
  spawn(namespace: string, argv: readonly string[], options?: SpawnOptions): Promise<BenchProcess>;
  /** The first cause, if some process of the run found the bench broken. */
  fault(): BenchFault | undefined;
  /** Remembers the cause unless an earlier one is known; returns the first. */
  markBroken(cause: string): BenchFault;
  /** Closes what this process opened; the process that brought the bench up also takes it down, in reverse order. */
  close(): Promise<void>;
}
