import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { begunText, brokenText } from './answer-text.js';
import type { DriveFailure, DriveResult } from './drive-result.js';
import type { DrivenVehicle } from './driven-vehicle.js';
import type { Exchange } from './exchange.js';
import type { RequestName } from './message-names.js';
import { textAt } from './read-value.js';
import type { RequestOptions } from './request-options.js';
import { isAhead, type VehicleState } from './vehicle-state.js';

/** A charger that never lets the voltage go is no reason to stay: after so many requests the vehicle goes on. */
const weldingTries = 10;
/** A charger that asks for ever new schedules is followed so often. */
const renegotiations = 3;
const cableChecks: ReadonlySet<RequestName> = new Set(['CableCheckReq', 'DC_CableCheckReq']);
const weldingChecks: ReadonlySet<RequestName> = new Set(['WeldingDetectionReq', 'DC_WeldingDetectionReq']);
/** EVSEStatusCodes at which a vehicle ends charging at once. */
const emergencies = new Set(['EVSE_EmergencyShutdown', 'EVSE_Malfunction']);

/**
 * Runs a session on to `target`.
 * @throws PEERS-001 the target lies behind, or the session is over; PEERS-007 `loops` is not a number
 */
export async function driveVehicle(vehicle: DrivenVehicle, target: VehicleState, loops: number): Promise<DriveResult> {
  const drive = new DriveRun(vehicle, target, loops);
  return drive.run();
}

class DriveRun {
  readonly #vehicle: DrivenVehicle;
  readonly #target: VehicleState;
  readonly #loops: number;
  readonly #exchanges: Exchange[] = [];
  #setupDeadline: bigint | undefined;
  #renegotiated = 0;

  constructor(vehicle: DrivenVehicle, target: VehicleState, loops: number) {
    this.#vehicle = vehicle;
    this.#target = target;
    this.#loops = loops;
  }

  async run(): Promise<DriveResult> {
    const vehicle = this.#vehicle;
    if (Number.isNaN(this.#loops)) throw new PlumblineError('PEERS-007', { detail: 'charge loops: not a number' });
    const goal = this.#target === 'paused' ? 'stopped' : this.#target;
    if (
      vehicle.state !== this.#target &&
      !isAhead(vehicle.protocol.path(vehicle.options.energy), vehicle.state, goal)
    ) {
      throw new PlumblineError('PEERS-001', { detail: `from ${vehicle.state} to ${this.#target}` });
    }
    while (vehicle.state !== this.#target) {
      const failure = await this.#step();
      if (failure !== undefined) return this.#result(failure);
    }
    return this.#result(undefined);
  }

  #result(failure: DriveFailure | undefined): DriveResult {
    const state = this.#vehicle.state;
    const common = { state, exchanges: this.#exchanges };
    return failure === undefined ? { reached: true, ...common } : { reached: false, ...common, failure };
  }

  #step(): Promise<DriveFailure | undefined> {
    const vehicle = this.#vehicle;
    if (vehicle.state === 'plugged') {
      this.#setupDeadline = this.#now() + ms(vehicle.timers.setup);
      return vehicle.discover();
    }
    if (vehicle.state === 'sdp-answered') return vehicle.connect(vehicle.timers.connect);
    if (vehicle.state === 'one-loop') return this.#charge();
    return this.#phase();
  }

  /** Repeats the state's request until the SECC has led the session on. */
  async #phase(): Promise<DriveFailure | undefined> {
    const vehicle = this.#vehicle;
    const { energy } = vehicle.options;
    const from = vehicle.state;
    const step = vehicle.nextStep;
    if (step === undefined) throw new PlumblineError('PEERS-001', { detail: `from ${from} to ${this.#target}` });
    await this.#pilot(step.request, 'C');
    const limit = this.#phaseLimit(step.request);
    const deadline = this.#now() + ms(limit.ms);
    for (let count = 1; ; count++) {
      const stop = this.#target === 'paused' && step.stop === undefined ? ({ stop: 'Pause' } as const) : {};
      const options = {
        ...(step.progress === undefined ? {} : { progress: step.progress }),
        ...(step.stop === undefined ? {} : { stop: step.stop }),
        ...(step.request === 'SessionStopReq' ? stop : {}),
      };
      const answering = this.#exchange(step.request, options);
      // The SECC answers once it has seen state C or D: the pilot follows the request, not the answer (ISO 15118-2, 8.4.3.9).
      if (energy === 'ac' && step.progress === 'Start') await vehicle.options.pilot?.('C');
      const failure = await answering;
      if (failure !== undefined) return failure;
      // Some states ask for more than one request: the next of them is another step.
      if (vehicle.state !== from || vehicle.nextStep?.request !== step.request) break;
      if (weldingChecks.has(step.request) && count >= weldingTries) {
        const volts = vehicle.facts.evsePresentVoltage ?? '?';
        const text = `the voltage stayed at ${volts} V after ${count} ${step.request}`;
        vehicle.tell({ kind: 'note', at: this.#now(), text });
        vehicle.enter('welding-checked');
        break;
      }
      await pause(vehicle.clock, vehicle.timers.repeatPause);
      if (this.#now() >= deadline) {
        const exchange = this.#exchanges.at(-1);
        const text = `${step.request} was repeated for ${limit.ms} ms and is not finished`;
        return { rule: limit.rule, text, ...(exchange === undefined ? {} : { exchange }) };
      }
    }
    if (vehicle.state === 'energy-off') await vehicle.options.pilot?.('B');
    return undefined;
  }

  /** Charge loops until there were enough, the battery is full or the SECC wants something else. */
  async #charge(): Promise<DriveFailure | undefined> {
    const vehicle = this.#vehicle;
    const { energy } = vehicle.options;
    const request = vehicle.protocol.loopRequest(energy);
    const { chargingStatusPause, currentDemandPause, chargeLoopPause } = vehicle.timers;
    const usual = energy === 'ac' ? chargingStatusPause : currentDemandPause;
    const gap = vehicle.protocol.name === 'iso20' ? chargeLoopPause : usual;
    for (;;) {
      const { interlude } = vehicle;
      const unanswered = interlude === undefined ? undefined : await this.#exchange(interlude, {});
      if (unanswered !== undefined) return unanswered;
      const wish = await this.#followWish();
      if (wish === 'stop') break;
      if (wish !== 'go-on') return wish.failure;
      if (vehicle.facts.loops >= this.#loops || vehicle.car.full) break;
      await pause(vehicle.clock, gap);
      const failure = await this.#exchange(request, {});
      if (failure !== undefined) return failure;
    }
    vehicle.enter('loop-done');
    return undefined;
  }

  /** Does what an EVSENotification asks for. */
  async #followWish(): Promise<'go-on' | 'stop' | { readonly failure: DriveFailure | undefined }> {
    const vehicle = this.#vehicle;
    const { notification, iso20 } = vehicle.facts;
    const note = (text: string) => vehicle.tell({ kind: 'note', at: this.#now(), text });
    switch (notification?.kind) {
      case 'StopCharging':
      case 'Terminate':
        note(`the SECC asks to stop within ${notification.maxDelaySeconds} s`);
        return 'stop';
      case 'Pause':
        note('the SECC asks for a pause');
        return 'stop';
      case 'ServiceRenegotiation':
        if (!this.#mayRenegotiate()) return 'go-on';
        this.#renegotiated++;
        note('the SECC asks for another service');
        iso20.changesService = true;
        delete vehicle.facts.notification;
        return 'stop';
      case 'ReNegotiation':
      case 'ScheduleRenegotiation': {
        if (!this.#mayRenegotiate()) return 'go-on';
        this.#renegotiated++;
        note('the SECC asks for a renegotiation');
        delete vehicle.facts.notification;
        const progress = notification.kind === 'ReNegotiation' ? 'Renegotiate' : 'ScheduleRenegotiation';
        return { failure: await this.#exchange('PowerDeliveryReq', { progress }) };
      }
      case 'MeteringConfirmation': {
        delete vehicle.facts.notification;
        const failure = await this.#exchange('MeteringConfirmationReq', {});
        return failure === undefined ? 'go-on' : { failure };
      }
      default:
        return 'go-on';
    }
  }

  #mayRenegotiate(): boolean {
    return this.#vehicle.options.onRenegotiation !== 'ignore' && this.#renegotiated < renegotiations;
  }

  async #exchange(name: RequestName, options: RequestOptions): Promise<DriveFailure | undefined> {
    const vehicle = this.#vehicle;
    const usual = vehicle.timers.message[name];
    const inSetup = name === 'supportedAppProtocolReq' || name === 'SessionSetupReq';
    const left = this.#setupDeadline === undefined ? usual : Number(this.#setupDeadline - this.#now()) / 1e6;
    if (inSetup && left <= 0) {
      return { rule: 'setup-timeout', text: `no session within ${vehicle.timers.setup} ms of plugging in` };
    }
    const timeoutMs = inSetup ? Math.min(usual, left) : usual;
    const exchange = await vehicle.request(name, { ...options, timeoutMs });
    this.#exchanges.push(exchange);
    return failureOf(exchange, name);
  }

  #phaseLimit(request: RequestName): { readonly ms: number; readonly rule: DriveFailure['rule'] } {
    const { timers } = this.#vehicle;
    if (cableChecks.has(request)) return { ms: timers.cableCheck, rule: 'cable-check-timeout' };
    if (request === 'PreChargeReq') return { ms: timers.preCharge, rule: 'precharge-timeout' };
    if (request === 'DC_PreChargeReq') return { ms: timers.preChargeIso20, rule: 'precharge-timeout' };
    return { ms: timers.ongoing, rule: 'ongoing-timeout' };
  }

  /** State C before the cable is checked. */
  async #pilot(request: RequestName, state: 'B' | 'C'): Promise<void> {
    if (cableChecks.has(request)) await this.#vehicle.options.pilot?.(state);
  }

  #now(): bigint {
    return this.#vehicle.clock.monotonicNs();
  }
}

/** Why a correct vehicle would not go on after this exchange; undefined: it would. */
function failureOf(exchange: Exchange, name: RequestName): DriveFailure | undefined {
  const answer = exchange.answer;
  switch (exchange.outcome) {
    case 'timeout':
      return {
        rule: 'message-timeout',
        text: `no answer to ${name} within ${exchange.timeoutMs} ms${begunText(exchange)}`,
        exchange,
      };
    case 'closed':
    case 'not-sent':
      return { rule: 'closed', text: `the connection ended at ${name}: ${howClosed(exchange)}`, exchange };
    case 'malformed':
      return {
        rule: 'malformed-answer',
        text: `the answer to ${name} is no V2GTP frame${brokenText(exchange)}`,
        exchange,
      };
    case 'answered':
      break;
  }
  const expected = name.replace(/Req$/, 'Res');
  if (answer?.message !== expected) {
    return {
      rule: 'wrong-answer',
      text: `${name} was answered by ${answer?.message ?? 'bytes that do not decode'}`,
      exchange,
    };
  }
  if (exchange.responseCode?.startsWith('OK') !== true) {
    const code = exchange.responseCode ?? 'no ResponseCode';
    return { rule: 'negative-response', text: `${name} was answered with ${code}`, exchange };
  }
  if (exchange.observations.some(({ rule }) => rule === 'secc-identity')) {
    return { rule: 'wrong-answer', text: 'another SECC has joined the paused session', exchange };
  }
  const status = textAt(answer.body, 'DC_EVSEStatus', 'EVSEStatusCode');
  const ending = ['PowerDeliveryReq', 'WeldingDetectionReq', 'SessionStopReq'].includes(name);
  if (status !== undefined && emergencies.has(status) && !ending) {
    return { rule: 'emergency', text: `${expected} says ${status}`, exchange };
  }
  return undefined;
}

function howClosed(exchange: Exchange): string {
  return exchange.received?.kind === 'closed'
    ? `${exchange.received.how} ${exchange.received.detail ?? ''}`.trim()
    : 'closed';
}

function ms(value: number): bigint {
  return BigInt(Math.round(value * 1e6));
}

function pause(clock: Clock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => void clock.after(milliseconds, resolve));
}
