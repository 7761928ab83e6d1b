import type { Clock } from '../../../base/clock.js';
import { PlumblineError } from '../../../base/errors.js';
import type { RandomSource } from '../../../base/random.js';
import { sfdiOf } from '../../../pki/device-identifier.js';
import type { RecordedResponse } from '../request-record.js';
import type { DeviceConfig, PolledResource, ProgramConfig, UtilityConfig } from '../utility-config.js';
import { DemandResponse } from './demand-response.js';
import type { Device, Subscription } from './device.js';
import { turnsOf, type UtilityEvent } from './event.js';
import { freshMrid } from './ids.js';
import { Metering } from './metering.js';
import { Pricing } from './pricing.js';
import type { Program } from './program.js';
import { Reservations } from './reservations.js';

/** What the server knows. Everything that is served is made of it at the time of asking. */
export class UtilityStore {
  readonly config: UtilityConfig;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly devices: Device[] = [];
  readonly programs: Program[] = [];
  readonly metering = new Metering();
  readonly pricing = new Pricing();
  readonly demandResponse = new DemandResponse();
  readonly reservations = new Reservations();
  /** Responses that are served back. */
  readonly responses: {
    readonly id: number;
    readonly kind: string;
    readonly endDeviceLFDI: string | undefined;
    readonly value: Readonly<Record<string, unknown>>;
  }[] = [];
  /** Every one that was posted, refused ones included. */
  readonly recordedResponses: RecordedResponse[] = [];
  /** mRIDs of all events that ever were: a response may come after the end. */
  readonly #subjects = new Set<string>();
  readonly pollRates = new Map<PolledResource, number>();
  /** LFDI of the server's own certificate. */
  readonly serverLfdi: string;
  /** s added to the machine's wall clock: a server whose clock is off. */
  offsetS: number;
  #revision = 0;
  #order = 0;
  #ids = 0;
  #deviceIds = 0;
  readonly #listeners = new Set<(paths: readonly string[]) => void>();

  constructor(config: UtilityConfig, serverLfdi: string, clock: Clock, random: RandomSource) {
    this.serverLfdi = serverLfdi;
    this.config = config;
    this.clock = clock;
    this.random = random;
    this.offsetS = config.clockOffsetS ?? 0;
    for (const [resource, seconds] of Object.entries(config.pollRates ?? {})) {
      this.pollRates.set(resource as PolledResource, seconds);
    }
    for (const program of config.programs ?? [{ name: 'service-point', primacy: 1 }]) this.addProgram(program);
    for (const device of config.devices) this.addDevice(device);
  }

  /** Server time, whole seconds since 1970. */
  get nowS(): number {
    return Math.floor(Number(this.clock.wallNs() / 1_000_000n) / 1000) + this.offsetS;
  }

  /** Grows with every change; what was made of an older one is stale. */
  get revision(): number {
    return this.#revision;
  }

  pollRate(resource: PolledResource): number {
    return this.pollRates.get(resource) ?? defaultPollRateS;
  }

  /** Tells that resources have changed: their paths without prefix. */
  changed(...paths: readonly string[]): void {
    this.#revision++;
    for (const listener of this.#listeners) listener(paths);
  }

  onChange(listener: (paths: readonly string[]) => void): void {
    this.#listeners.add(listener);
  }

  nextOrder(): number {
    return ++this.#order;
  }

  nextId(): number {
    return ++this.#ids;
  }

  freshMrid(): string {
    return freshMrid(this.random);
  }

  addProgram(config: ProgramConfig): Program {
    const id = this.programs.length + 1;
    const program: Program = {
      id,
      name: config.name,
      mRID: config.mRID?.toUpperCase() ?? this.freshMrid(),
      primacy: config.primacy,
      description: config.description ?? config.name,
      default: config.default === undefined ? undefined : { control: config.default, mRID: this.freshMrid() },
      controls: [],
      curves: [],
    };
    this.programs.push(program);
    return program;
  }

  /** By name or mRID; the first when nothing is said. @throws PEERS-033 */
  program(name: string | undefined): Program {
    const found =
      name === undefined
        ? this.programs[0]
        : this.programs.find((program) => program.name === name || program.mRID === name.toUpperCase());
    if (found !== undefined) return found;
    const names = this.programs.map((program) => program.name).join(', ');
    throw new PlumblineError('PEERS-033', { detail: `${name ?? 'none'}; there are ${names}` });
  }

  addDevice(config: DeviceConfig): Device {
    const lfdi = config.lfdi.replaceAll('-', '').toUpperCase();
    const pin = config.pin === null ? undefined : (config.pin ?? this.config.pin ?? defaultPin);
    const device: Device = {
      id: ++this.#deviceIds,
      lfdi,
      sfdi: sfdiOf(lfdi),
      managedBy: config.managedBy?.replaceAll('-', '').toUpperCase() ?? lfdi,
      registeredS: this.nowS,
      changedS: this.nowS,
      pin,
      programs: config.programs,
      ders: config.ders ?? 1,
      connectionPoint: config.connectionPoint,
      puts: new Map(),
      logEvents: [],
      subscriptions: [],
      reservationRequests: [],
    };
    this.devices.push(device);
    return device;
  }

  removeDevice(device: Device): void {
    this.devices.splice(this.devices.indexOf(device), 1);
  }

  device(lfdi: string): Device | undefined {
    const wanted = lfdi.replaceAll('-', '').toUpperCase();
    return this.devices.find((device) => device.lfdi === wanted);
  }

  /** Those that a certificate may speak for: its own, and those it manages. */
  devicesOf(lfdi: string | undefined): readonly Device[] {
    return this.devices.filter((device) => device.lfdi === lfdi || device.managedBy === lfdi);
  }

  programsOf(device: Device): readonly Program[] {
    const { programs } = device;
    if (programs === undefined) return this.programs;
    return this.programs.filter(({ name, mRID }) => programs.includes(name) || programs.includes(mRID));
  }

  subscriptions(): readonly Subscription[] {
    return this.devices.flatMap((device) => device.subscriptions);
  }

  /** Events of all kinds that the clock moves. */
  events(): readonly UtilityEvent[] {
    return [
      ...this.programs.flatMap(({ controls }) => controls),
      ...this.demandResponse.events(),
      ...this.pricing.events(),
      ...this.reservations.events(),
    ];
  }

  /** Remembers an event that devices may respond to. */
  addSubject(mRID: string): void {
    this.#subjects.add(mRID);
  }

  knownSubjects(): readonly string[] {
    return [...this.#subjects];
  }

  /** The next second at which the clock changes something; undefined: nothing is planned. */
  nextTurnS(nowS: number): number | undefined {
    let next: number | undefined;
    for (const event of this.events()) {
      for (const turn of turnsOf(event)) if (turn > nowS && (next === undefined || turn < next)) next = turn;
    }
    return next;
  }
}

/** CSIP: five minutes unless something else is announced. */
const defaultPollRateS = 300;
const defaultPin = 111_115;
