import type { CapabilityFacts } from './capability-facts.js';

/** A fault of `inverter/fault-table.ts` with its parameters; those that are left out take their defaults. */
export interface DeviceFaultSetting {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, number>>;
}

/** The grid at the terminals of the inverter, as the scene sets it. */
export interface GridState {
  /** Phase to neutral, V; nominal 230. */
  readonly voltageV: number;
  /** Hz; nominal 50. */
  readonly frequencyHz: number;
  /** True while the mains are gone and only local load holds the voltage. */
  readonly islanded: boolean;
}

/** What the simulated inverter can be told (a real one is asked through a person). */
export interface InverterSettings {
  /** Wanted power before limits, W; discharge to the grid positive, charging negative. */
  readonly targetW?: number;
  /** W a second. */
  readonly rampWPerS?: number;
  /** Time between a command and the first change of power, ms. */
  readonly deadTimeMs?: number;
  /** Standard deviation of the noise of the true power, W. */
  readonly powerNoiseW?: number;
  /** Answer writes with this exception code; 0 switches it off. */
  readonly writeException?: 0 | 1 | 2 | 3 | 4 | 6;
  /** Opens or closes the contactor as an attendant would, past the gateway. */
  readonly connected?: boolean;
  /** Take no notice of connect/disconnect writes (a fault that real inverters show). */
  readonly ignoreConnect?: boolean;
  /** Do not answer Modbus at all. */
  readonly silent?: boolean;
  /** The faults that hold from now on, of inverter and meter, in place of those before; `[]` ends all of them. */
  readonly faults?: readonly DeviceFaultSetting[];
  /** Grid at the terminals; what is left out stays as it is. */
  readonly grid?: Partial<GridState>;
  /** State of charge of the storage behind the inverter, % of its rating, 0..100. */
  readonly stateOfChargePercent?: number;
}

export interface InverterState {
  /** Power without any measurement error, W, discharge positive. Only a simulation can know it. */
  readonly trueW: number;
  readonly targetW: number;
  readonly connected: boolean;
  readonly limitPercent: number;
  readonly limitEnabled: boolean;
  /** Register writes since the start. */
  readonly writes: number;
  /** Only a simulation knows the rest. */
  readonly faults?: readonly DeviceFaultSetting[];
  readonly grid?: GridState;
  /** Why it does not energise although it is connected: `under-voltage`, `island` and so on; `undefined` when it may. */
  readonly tripped?: string | undefined;
  /** Time until it may energise again, s. */
  readonly enterServiceSeconds?: number;
  /** % of the energy rating. */
  readonly stateOfChargePercent?: number;
}

/** Sets the scene at the inverter: gives it power to stop. */
export interface InverterControl extends CapabilityFacts {
  set(settings: InverterSettings): Promise<void>;
  /** undefined when the driver cannot know (a person). */
  state(): Promise<InverterState | undefined>;
  /** Resolves when the true power is within `toleranceW` of `W`; false after `timeoutMs`. */
  reach(watts: number, toleranceW: number, timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}
