import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import type { Sep2Config } from '../config/sep2-config.js';
import type { Faults } from '../faults/faults.js';
import type { GridGate } from '../grid/grid-gate.js';
import type { GatewayLog } from '../log/gateway-log.js';
import { ControlDesk } from './control/control-desk.js';
import type { Ratings } from './control/merge-controls.js';
import type { DerEvent } from './events/der-event.js';
import type { HttpPort } from './http/sep2-link.js';
import { Sep2Link } from './http/sep2-link.js';
import type { Sep2Memory } from './memory.js';
import { PollSchedule } from './poll/poll-schedule.js';
import { type LogEventWord, logEvent } from './report/log-events.js';
import { type PostOutcome, ResponseQueue, type ResponseWord, responseStatus } from './report/response-queue.js';
import { type ClientPhase, type ClientView, describeClient } from './sep2-status.js';
import { backoffS } from './session/backoff.js';
import { ServerTime } from './session/server-time.js';
import type { StepResult } from './session/step.js';
import { Steps } from './session/steps.js';
import type { StationView } from './station-view.js';

/** A server that was found, and the way to it. */
export interface FoundServer {
  readonly uri: string;
  open(onClosed: (by: string) => void): Promise<HttpPort>;
}

export interface UtilityClientOptions {
  readonly config: Sep2Config;
  readonly ratings: Ratings;
  readonly gate: GridGate;
  readonly station: () => StationView;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: GatewayLog;
  readonly faults: Faults;
  /** Upper-case hexadecimal. */
  readonly lfdi: string;
  /** Decimal. */
  readonly sfdi: string;
  /** Finds the server; throws where it cannot be found now. */
  readonly locate: () => Promise<FoundServer>;
  readonly memory: Sep2Memory;
  readonly save: (memory: Sep2Memory) => void;
}

/**
 * The IEEE 2030.5 client of the gateway: finds the server, reads what it says at its poll rates, carries controls out and
 * reports. One request at a time and one loop, so that the station's other work comes between; nothing in it is thrown.
 */
export class UtilityClient {
  readonly desk: ControlDesk;
  readonly time: ServerTime;
  readonly #o: UtilityClientOptions;
  readonly #schedule: PollSchedule;
  readonly #responses: ResponseQueue;
  #steps: Steps | undefined;
  #link: Sep2Link | undefined;
  #uri: string | undefined;
  #phase: ClientPhase = 'locating';
  #detail = '';
  #failures = 0;
  #keyFailures = new Map<string, number>();
  #retryAtNs: bigint | undefined;
  #lastGoodNs: bigint;
  #logEvents = 0;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #saving = false;
  #closed = false;
  #halted = false;
  /** A connection was lost and the fault says that there is no other one. */
  #stranded = false;

  constructor(options: UtilityClientOptions) {
    const { config, clock, random, faults, log, memory, lfdi, gate, ratings } = options;
    this.#o = options;
    this.#lastGoodNs = clock.monotonicNs();
    this.#schedule = new PollSchedule(faults, config.poll_rate_s);
    this.time = new ServerTime(clock, faults, memory.offsetS);
    this.#responses = new ResponseQueue({
      lfdi,
      faults,
      pending: memory.responses,
      post: (path, resource, value) => this.#post(path, resource, value),
      onSettled: ({ mRID, status }, outcome) => {
        log.event(outcome === 'taken' ? 'sep2-response' : 'sep2-response-refused', { mrid: mRID, status });
        this.#keep();
      },
    });
    this.desk = new ControlDesk({
      config,
      ratings,
      gate,
      clock,
      random,
      faults,
      log,
      memory: memory.desk,
      nowS: () => this.time.nowS(),
      respond: (event, word) => this.#respond(event, word),
      flush: () => this.#flush(),
      onChange: () => this.#keep(),
      onBegun: (event) => this.#lookAgain(event),
      onEffectMissing: (detail) => this.report('effect-missing', detail),
    });
  }

  /** What the last run left behind holds from here on, before anything else starts; then the server is looked for. */
  start(): void {
    this.desk.tick();
    this.#loop = this.#run();
  }

  /** Polls everything now. */
  poll(): void {
    this.#schedule.hurry(this.#o.clock.monotonicNs());
    this.#retryAtNs = undefined;
    this.#wakeUp();
  }

  /** The station has changed in a way that the server wants to know (status, session, energy wish). */
  stationChanged(): void {
    this.#steps?.stationChanged();
    this.#wakeUp();
  }

  status(): Record<string, unknown> {
    return describeClient(this.#view());
  }

  /** A LogEvent for the server, if it takes them. */
  report(word: LogEventWord, detail: string): void {
    this.#steps?.queueLogEvent(logEvent(word, detail, this.#logEvents++, this.time.nowS()));
    this.#wakeUp();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.desk.close();
    this.#o.gate.close();
    this.#wakeUp();
    await this.#steps?.close();
    await this.#link?.close();
    await this.#loop;
    this.#o.save(this.#memory());
  }

  async #run(): Promise<void> {
    while (!this.#closed && !this.#halted) {
      try {
        await this.#turn();
      } catch (error) {
        // Not the server's doing: a fault of this client must not end it, nor make it run hot.
        this.#o.log.event('sep2-error', { detail: (error as Error).stack ?? (error as Error).message });
        await this.#sleep(5000);
      }
    }
  }

  async #turn(): Promise<void> {
    const { clock } = this.#o;
    this.#checkLoss();
    if (this.#retryAtNs !== undefined && clock.monotonicNs() < this.#retryAtNs) {
      return this.#sleep(Number(this.#retryAtNs - clock.monotonicNs()) / 1e6);
    }
    if (this.#stranded) return this.#sleep(1000);
    if (this.#link === undefined && !(await this.#connect())) return;
    const steps = this.#steps;
    if (steps === undefined) return;
    await this.#responses.flush();
    const key = this.#schedule.due(clock.monotonicNs());
    if (key === undefined) {
      return this.#sleep(Math.min(this.#schedule.nextMs(clock.monotonicNs()) ?? 1000, 1000));
    }
    const startedNs = clock.monotonicNs();
    const link = this.#link;
    const result = await steps.run(key);
    // Where a response that was posted beside it has found the connection lost, that has been dealt with.
    const stale = result.kind === 'lost' && link !== this.#link;
    if (!this.#closed && !stale) this.#after(key, result, startedNs);
  }

  #after(key: string, result: StepResult, startedNs: bigint): void {
    const { clock, config, random, log } = this.#o;
    const nowNs = clock.monotonicNs();
    if (result.kind === 'done') {
      this.#failures = 0;
      this.#keyFailures.delete(key);
      this.#schedule.done(key, startedNs, result.pollRateS);
      if (this.#phase === 'waiting-to-retry' || this.#phase === 'connecting') this.#enter('discovering', '');
      return;
    }
    log.event('sep2-request-failed', { what: key, detail: result.detail });
    if (result.kind === 'again') {
      const failures = (this.#keyFailures.get(key) ?? 0) + 1;
      this.#keyFailures.set(key, failures);
      const rateS = this.#schedule.rateOf(key) ?? config.retry.most_s;
      this.#schedule.later(key, nowNs, Math.min(rateS, backoffS(failures, config.retry, random)));
      return;
    }
    this.#lost(result.detail);
  }

  #lost(detail: string): void {
    const { clock, config, random, faults } = this.#o;
    void this.#link?.close();
    this.#link = undefined;
    this.#failures++;
    const waitS = backoffS(this.#failures, config.retry, random);
    this.#retryAtNs = clock.monotonicNs() + BigInt(Math.round(waitS * 1e9));
    if (faults.has('no-reconnect') && this.#uri !== undefined) this.#stranded = true;
    this.#enter('waiting-to-retry', `${detail}; next try in ${waitS.toFixed(1)} s`);
  }

  async #connect(): Promise<boolean> {
    const { config, faults, log } = this.#o;
    try {
      this.#enter('locating', config.server ?? 'DNS-SD');
      const server = await this.#o.locate();
      if (this.#closed) return false;
      if (server.uri !== this.#uri) log.event('sep2-found', { uri: server.uri });
      this.#enter('connecting', server.uri);
      const port = await server.open((by) => this.#connectionClosed(by));
      const { form, namespace } = config;
      this.#link = new Sep2Link({ port, uri: server.uri, form, namespace, faults });
      this.#uri = server.uri;
    } catch (error) {
      this.#lost((error as Error).message);
      return false;
    }
    this.#retryAtNs = undefined;
    this.#steps ??= new Steps({
      ...this.#o,
      schedule: this.#schedule,
      desk: this.desk,
      time: this.time,
      onPhase: (phase, detail) => this.#enter(phase, detail),
      onHeard: () => this.#heard(),
      onHalt: (detail) => this.#halt(detail),
      wake: () => this.#wakeUp(),
    });
    this.#steps.useLink(this.#link, this.#uri);
    return true;
  }

  #connectionClosed(by: string): void {
    if (by === 'asked' || this.#closed) return;
    const { faults } = this.#o;
    if (faults.has('die-on-connection-close')) this.#halt(`the connection was closed (${by})`);
    if (faults.has('no-reconnect')) {
      this.#stranded = true;
      this.#enter('waiting-to-retry', `the connection was closed (${by}) and is not opened again`);
    }
  }

  /** What a client does that crashes: nothing any more, and the inverter stays as it is. Faults only. */
  #halt(detail: string): void {
    this.#halted = true;
    this.#enter('halted', detail);
    this.desk.close();
    void this.#link?.close();
    this.#wakeUp();
  }

  #heard(): void {
    const { clock, log } = this.#o;
    this.#lastGoodNs = clock.monotonicNs();
    if (this.desk.server === 'lost') log.event('sep2-back', { uri: this.#uri });
  }

  /** No complete reading of the controls for too long: two poll intervals, and never less than configured. */
  #checkLoss(): void {
    const { clock, config, log } = this.#o;
    if (this.desk.server === 'lost' || this.desk.server === 'refused') return;
    const rateS = this.#schedule.rateOf('DERProgramList') ?? 0;
    const afterS = Math.max(config.on_server_loss.after_s, this.desk.server === 'known' ? 2 * rateS : 0);
    const silentS = Number(clock.monotonicNs() - this.#lastGoodNs) / 1e9;
    if (silentS < afterS) return;
    log.event('sep2-lost', { silent_s: Math.round(silentS), detail: this.#detail });
    this.desk.serverIs('lost');
    this.#keep();
  }

  #respond(event: DerEvent, word: ResponseWord): void {
    const asked = word === 'received' ? 1 : 2;
    if (event.replyTo === undefined || (event.responseRequired & asked) === 0) return;
    const resource = event.kind === 'DERControl' ? 'DERControlResponse' : 'FlowReservationResponseResponse';
    const createdS = this.time.stampS();
    this.#responses.add({ resource, mRID: event.mRID, status: responseStatus[word], createdS, replyTo: event.replyTo });
  }

  async #post(path: string, resource: string, value: object): Promise<PostOutcome> {
    const link = this.#link;
    if (link === undefined || this.#stranded || this.#halted) return 'again';
    const outcome = await link.write('POST', path, resource, value);
    if (outcome.kind === 'ok') return 'taken';
    if (outcome.kind === 'lost') {
      if (link === this.#link) this.#lost(outcome.detail);
      return 'again';
    }
    if (outcome.kind === 'unreadable') return 'refused';
    // A server in trouble gets it later; one that says no has said so.
    const no = outcome.status >= 400 && outcome.status < 500 && ![408, 425, 429].includes(outcome.status);
    return no ? 'refused' : 'again';
  }

  #flush(): Promise<void> {
    return this.#responses.flush();
  }

  #lookAgain(event: DerEvent): void {
    if (event.kind !== 'DERControl' || event.href === undefined) return;
    this.#schedule.add(`control ${event.mRID}`, this.#o.clock.monotonicNs());
    this.#wakeUp();
  }

  #enter(phase: ClientPhase, detail: string): void {
    if (this.#phase === phase && this.#detail === detail) return;
    this.#phase = phase;
    this.#detail = detail;
    this.#o.log.event('sep2-state', { state: phase, detail });
  }

  #view(): ClientView {
    const { clock } = this.#o;
    const nowNs = clock.monotonicNs();
    return {
      phase: this.#phase,
      detail: this.#detail,
      uri: this.#uri,
      lfdi: this.#o.lfdi,
      sfdi: this.#o.sfdi,
      faults: this.#o.faults.names,
      desk: this.desk,
      gate: this.#o.gate,
      time: this.time.facts,
      nowS: this.time.nowS(),
      polls: this.#schedule.describe(nowNs),
      responses: this.#responses.pending,
      silentS: Number(nowNs - this.#lastGoodNs) / 1e9,
      exchanges: this.#link?.exchanges ?? 0,
      connections: this.#link?.connections ?? 0,
      more: this.#steps?.describe() ?? {},
    };
  }

  #memory(): Sep2Memory {
    const { offsetS } = this.time.facts;
    return { version: 1, desk: this.desk.memory, responses: this.#responses.pending, offsetS };
  }

  /** On disk after this turn; many changes at once are one write. */
  #keep(): void {
    if (this.#saving) return;
    this.#saving = true;
    setImmediate(() => {
      this.#saving = false;
      if (!this.#closed) this.#o.save(this.#memory());
    });
  }

  #wakeUp(): void {
    this.#wake?.();
  }

  #sleep(ms: number): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#o.clock.after(Math.max(1, ms), () => end());
      const end = () => {
        cancel();
        this.#wake = undefined;
        resolve();
      };
      this.#wake = end;
    });
  }
}
