import type { ScpiPowerQuery } from '../transport/scpi/scpi-power.js';
import type { PilotChange, StationSignal, VehicleState, Wiring } from './devices/pilot-line/pilot-line.js';
import type { ModemSettings } from './devices/plc-modem/modem-settings.js';
import type { RecordedEvent } from './proxy/record/proxy-event.js';
import type { ProxyStatistics } from './proxy/record/proxy-record.js';

/**
 * An interface is a capability, a driver is how. Suites and probes ask the bench for a capability by its name and never
 * learn which driver provides it; a person who is asked is a driver too.
 */

/** What a capability that measures must say about itself. */
export interface MeasuringFacts {
  /** What stands in the rack: make, type, serial number, or `simulated ...`. */
  readonly instrument: string;
  readonly unit: string;
  /** Expanded uncertainty (k = 2) of one reading: `absolute` in the unit plus `relative` (fraction of the reading). */
  readonly uncertainty: { readonly absolute: number; readonly relative: number };
  /** Time between two values of the instrument, s: a reading can be this old. */
  readonly samplingSeconds: number;
  /** Date (ISO 8601) until which the calibration holds; absent when the instrument is simulated or was never calibrated. */
  readonly calibrationDue?: string;
}

/** A reading, or why there is none. Never thrown: a meter that does not answer is a finding about the bench. */
export type Reading =
  | {
      readonly kind: 'value';
      readonly value: number;
      /** Monotonic time (ns, this machine) when the answer was received. */
      readonly at: bigint;
      /** Expanded uncertainty (k = 2) of this value, in the unit. */
      readonly U: number;
    }
  | { readonly kind: 'unavailable'; readonly detail: string };

interface CapabilityFacts {
  /** Driver that provides it, as named in bench.yaml. */
  readonly driver: string;
  /** One line for the report. */
  readonly description: string;
}

/** Network interface of the bench as the harness sees it (the end that the harness owns). */
export interface BenchInterface {
  /** Role in the bench file: `mesh`, `utility`, `power-line`. */
  readonly role: string;
  /** Name of the interface, `mesh0`, `eth1`. */
  readonly name: string;
  /** Namespace that holds the end of the harness; undefined on a real bench. */
  readonly namespace: string | undefined;
  /** Address of our end without scope (fe80::... on mesh0). */
  readonly address: string;
  readonly mac: string;
  /** Address of the station's end, if the bench file or the embedded bench knows it. */
  readonly peerAddress: string | undefined;
  /** Namespace of the station's end where the harness may look at it too (embedded only). */
  readonly peerNamespace: string | undefined;
  /** Where the interface lies in another machine (the mesh VM): words in front of every command that is to use it. */
  readonly through?: readonly string[];
  /** Small packets a second that the bench carries here without itself being what is measured; undefined: no limit known. */
  readonly packetsPerSecond?: number;
}

/** How a meter on a network is asked for its power. */
export type PowerSource =
  | {
      readonly kind: 'modbus';
      /** Modbus unit identifier. */
      readonly unitId: number;
      /** Register of the SunSpec marker; undefined: 40000, 50000 and 0 are tried. */
      readonly base?: number;
    }
  | {
      readonly kind: 'scpi';
      /** Commands after each connection. */
      readonly greeting: readonly string[];
      readonly query: ScpiPowerQuery;
    };

/** A meter on a network. */
export interface PowerWire {
  /** Interface that leads there, where it is known. */
  readonly interface?: string;
  readonly address: string;
  readonly port: number;
  /** 1 or -1: what makes discharge to the grid positive. */
  readonly sign: 1 | -1;
  readonly source: PowerSource;
}

/** Independent power meter at the inverter's terminals. Power in W, discharge to the grid is positive. */
export interface InverterPower extends CapabilityFacts, MeasuringFacts {
  readonly unit: 'W';
  read(): Promise<Reading>;
  /** Where a program of its own can sample it, and how; undefined for a driver that is not on a network. */
  readonly wire: PowerWire | undefined;
  close(): Promise<void>;
}

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

/** Damage to one direction of one link. */
export interface LinkDamage {
  /** Fraction of frames dropped, 0..1, resolution 0.0001. */
  readonly loss?: number;
  /** Mean length of a burst of losses, frames; 1 or absent = independent losses. Embedded link relay only. */
  readonly burst?: number;
  /** One-way delay, ms. Embedded link relay only. */
  readonly delayMs?: number;
  /** Standard deviation of the delay, ms. */
  readonly jitterMs?: number;
  /** Rate limit, bit/s. */
  readonly rateBps?: number;
}

/** `to-station`: what the harness sends; `from-station`: what the gateway sends. */
export type LinkDirection = 'to-station' | 'from-station';

export interface LossControl extends CapabilityFacts {
  /** Sets the damage of one direction, replacing what was set before. Neighbour discovery is never dropped. */
  set(role: string, direction: LinkDirection, damage: LinkDamage): Promise<void>;
  /** Frames dropped so far by the rule that is set now, as the kernel or relay counted them. */
  dropped(role: string, direction: LinkDirection): Promise<number>;
  /** Takes all damage away. */
  clear(): Promise<void>;
  /** What this bench can do. */
  readonly can: { readonly burst: boolean; readonly delay: boolean; readonly rate: boolean };
}

/** When a node fell silent, on the monotonic clock that all nodes share. */
export interface FailureTime {
  readonly atNs: bigint;
  /** It was within this of `atNs`. */
  readonly halfWidthNs: bigint;
}

/**
 * Radios of a simulated mesh, set from outside. Nodes are named as `bench exec` names them.
 */
export interface MeshControl extends CapabilityFacts {
  readonly nodes: readonly string[];
  /** Runs a command on any node; {@link HostShell} is the station alone. */
  run(
    node: string,
    argv: readonly string[],
    options?: { readonly timeoutMs?: number; readonly input?: string },
  ): Promise<CommandResult>;
  /** Signal at which the others hear this node, dBm, -100..0. Only the number changes: a weak signal loses no frames. */
  setSignal(node: string, dbm: number): Promise<void>;
  /** Who hears whom: nodes hear each other when their masks (0..255) share a bit; 0 is deaf and dumb. */
  setGroup(node: string, mask: number): Promise<void>;
  /** Damage to every frame that this node sends over the air, in place of what was set before. */
  damage(node: string, damage: LinkDamage): Promise<void>;
  /** The node falls silent at once, as when its power fails; its neighbours are told nothing. Resolves to when that was. */
  fail(node: string): Promise<FailureTime>;
  /** It is on the air again. */
  revive(node: string): Promise<void>;
  /** Restarts a node: radio, interfaces and addresses are made anew by its configuration. */
  reboot(node: string): Promise<void>;
  /** Applies the configuration of a node again, without a restart. */
  configure(node: string): Promise<void>;
  /** All radios as they were when the bench came up. */
  restore(): Promise<void>;
}

/** Rate of a link of the bench, the same in both directions; each direction has it to itself. */
export interface LinkShape {
  /** kbit/s of whole Ethernet frames, 8..10,000,000; undefined: as fast as the machine. */
  readonly rateKbps: number | undefined;
  /** How long a frame may wait in the queue before the link, ms, 10..10,000; default 500. At least ten full frames fit. */
  readonly queueMs?: number;
}

/** Makes a link as slow as the medium that it stands for. Loss and delay of `loss-control` come on top. */
export interface LinkControl extends CapabilityFacts {
  /** `plc` is the side of the power line (`eth1`), also called `utility`; `mesh` the other. @throws PlumblineError BENCH-013 */
  shape(link: string, shape: LinkShape): Promise<void>;
  /** What is set now, by role; a link that is not shaped is absent. */
  shapes(): Promise<Readonly<Record<string, LinkShape>>>;
  /** Back to what the bench file says. */
  restore(): Promise<void>;
}

/** What a multimeter can measure between its terminals. */
export const meterQuantities = ['dc-volts', 'ac-volts', 'dc-amperes', 'ac-amperes'] as const;
export type MeterQuantity = (typeof meterQuantities)[number];

/** What an instrument says of itself (IEEE 488.2, *IDN?). */
export interface InstrumentIdentity {
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
}

/** A bench multimeter: volts and amperes. */
export interface Multimeter extends CapabilityFacts {
  readonly instrument: string;
  /** Expanded uncertainty (k = 2) of one reading: absolute in V or A, relative as a fraction of the reading. */
  readonly uncertainty: Readonly<Record<'volts' | 'amperes', MeasuringFacts['uncertainty'] | undefined>>;
  readonly samplingSeconds: number;
  readonly calibrationDue?: string;
  /** What it is; a text says why it cannot be asked. */
  identify(): Promise<InstrumentIdentity | string>;
  /** One reading in V or A. A quantity without an uncertainty in the bench file is not read. */
  read(quantity: MeterQuantity): Promise<Reading>;
  close(): Promise<void>;
}

/** Sets what lies at the terminals of the simulated multimeter. */
export interface MultimeterControl extends CapabilityFacts {
  /** V or A; what is left out stays as it is. */
  set(values: Partial<Readonly<Record<MeterQuantity, number>>>): Promise<void>;
  close(): Promise<void>;
}

/** Sets the modems of the simulated power line: station 0 is the gateway's end, 1 the far end. */
export interface PowerLineAccess extends CapabilityFacts {
  set(station: number, settings: Partial<ModemSettings>): Promise<void>;
  settings(station: number): Promise<ModemSettings>;
  close(): Promise<void>;
}

/** The control pilot between charger and vehicle, from the vehicle's side. */
export interface PilotLineAccess extends CapabilityFacts {
  /** Sets the vehicle's side: A unplugged, B plugged, C and D drawing power. @returns when, monotonic ns of this machine */
  vehicle(state: VehicleState): Promise<bigint>;
  /** Sets the wires between the two: a short, an open earth, no diode. @returns when, monotonic ns of this machine */
  wiring(wiring: Wiring): Promise<bigint>;
  /** What is on the line now, and the number of its newest change. */
  state(): Promise<{ readonly vehicle: VehicleState; readonly station: StationSignal; readonly last: number }>;
  /** What changed after change `after`, both sides; waits up to `timeoutMs` while there is nothing. */
  changes(after: number, timeoutMs: number): Promise<readonly PilotChange[]>;
  /** Sets the charger's side, where the harness plays the charger. */
  station(signal: StationSignal): Promise<void>;
  close(): Promise<void>;
}

/** A man in the middle between vehicle and station. Without rules it passes everything on byte for byte. */
export interface ProxyAccess extends CapabilityFacts {
  /** Rules (a script, YAML) that hold from the next message on; resolves to their names. @throws PlumblineError BENCH-033 */
  rules(script: string): Promise<readonly string[]>;
  /** No rules from the next message on. */
  clear(): Promise<void>;
  /** What was told after event number `after`, oldest first; waits up to `timeoutMs` (60 000 at most) while there is nothing. */
  recorded(after: number, timeoutMs: number): Promise<readonly RecordedEvent[]>;
  statistics(): Promise<ProxyStatistics>;
  /** Lets go what waits for this name; how many messages. @throws PlumblineError BENCH-034 none waits */
  release(hold: string): Promise<number>;
  close(): Promise<void>;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A shell on the station, to inspect kernel, certificates, modes of keys. */
export interface HostShell extends CapabilityFacts {
  run(
    argv: readonly string[],
    options?: { readonly timeoutMs?: number; readonly input?: string },
  ): Promise<CommandResult>;
  /** Ends a connection to another machine, where the driver has one. */
  close(): Promise<void>;
}

/** The gateway under test as a process that the bench can start, stop and kill. */
export interface GatewayProcess extends CapabilityFacts {
  /**
   * Starts it with one of the configurations of the bench file (default the first) and resolves when it says that it is
   * ready. One that runs with this configuration is left alone, one that runs with another is stopped first.
   * @throws PlumblineError BENCH-007, BENCH-008, BENCH-018
   */
  start(configuration?: string): Promise<void>;
  /** `term` asks, `kill` does not. */
  stop(how: 'term' | 'kill'): Promise<void>;
  state(): Promise<GatewayState>;
  close(): Promise<void>;
}

export interface GatewayState {
  readonly running: boolean;
  /** Configuration it was started with. */
  readonly configuration: string | undefined;
  /** Names that `start` takes. */
  readonly configurations: readonly string[];
  readonly pid: number | undefined;
  /** Path of its log, if the bench keeps one. */
  readonly logFile: string | undefined;
  /** How the last run ended, if it was not asked to: `exit code 1`, `SIGSEGV`. */
  readonly crash: string | undefined;
}

/** What a vehicle under test is plugged in for. */
export interface VehiclePlan {
  readonly energy: 'ac' | 'dc';
  /** How it is to end its session. Default Terminate. */
  readonly ends?: 'Terminate' | 'Pause';
  /** Charge loops after which it is to stop by itself; undefined: it charges until it is told to stop. */
  readonly loops?: number;
  /** Faults to seed into our own vehicle; a real one has its own. */
  readonly faults?: readonly string[];
}

/** A vehicle as the item under test. */
export interface VehicleUnderTest extends CapabilityFacts {
  /** Plugs it in, unplugged before; resolves when it is. @throws PlumblineError BENCH-018 when it cannot be done */
  plug(plan: VehiclePlan): Promise<void>;
  /** Unplugs it; does nothing when it is not plugged in. */
  unplug(): Promise<void>;
  close(): Promise<void>;
}

/** A question to the person at the charger that ends in the record. */
export interface OperatorQuestion {
  /** Stable name, kebab-case; a scripted operator is asked by it. */
  readonly id: string;
  readonly text: string;
  /** `yes-no`: the answer is true or false. `number`: a reading in `unit`. */
  readonly kind: 'yes-no' | 'number';
  readonly unit?: string;
  /** Path of a picture that shows what to look at. */
  readonly picture?: string;
}

/** What was answered, by whom and when; or why there is no answer, which is never taken for a yes or a no. */
export type OperatorAnswer =
  | {
      readonly kind: 'answer';
      readonly value: boolean | number;
      /** Name of the person, or what answered in place of one. */
      readonly by: string;
      /** ISO 8601. */
      readonly at: string;
      /** `script`: the bench file answered, nobody looked. */
      readonly origin: 'person' | 'script';
    }
  | {
      readonly kind: 'none';
      readonly why: string;
      /** Nobody is there: further questions need not be asked. Absent where a person is there and has no answer. */
      readonly absent?: true;
    };

/** A person at the charger. */
export interface Operator extends CapabilityFacts {
  /** Asks for something to be done; false when the person could not or did not answer in time. */
  confirm(text: string, timeoutMs: number): Promise<boolean>;
  /** Asks for a number with a unit (a multimeter's reading); undefined when there is none. */
  reading(text: string, unit: string, timeoutMs: number): Promise<number | undefined>;
  /** Asks for something to be looked at; yes, no, and no answer are three things. */
  ask(question: OperatorQuestion, timeoutMs: number): Promise<OperatorAnswer>;
}

/** Every capability by its name in bench.yaml. */
export interface Capabilities {
  readonly 'inverter-power': InverterPower;
  readonly 'inverter-control': InverterControl;
  readonly 'loss-control': LossControl;
  readonly 'mesh-control': MeshControl;
  readonly 'link-control': LinkControl;
  readonly multimeter: Multimeter;
  readonly 'multimeter-control': MultimeterControl;
  readonly 'power-line-control': PowerLineAccess;
  readonly 'pilot-line': PilotLineAccess;
  readonly proxy: ProxyAccess;
  readonly 'host-shell': HostShell;
  readonly gateway: GatewayProcess;
  readonly vehicle: VehicleUnderTest;
  readonly operator: Operator;
}
export type CapabilityName = keyof Capabilities;
