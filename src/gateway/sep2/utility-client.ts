import type { UtilityClientOptions } from './client-options.js';
import { ControlDesk } from './control/control-desk.js';
import type { DerEvent } from './events/der-event.js';
import { Sep2Link, type WriteOutcome } from './http/sep2-link.js';
import type { Sep2Memory } from './memory.js';
import { MemoryKeeper } from './memory-keeper.js';
import { PhaseRecord } from './phase-record.js';
import { PollSchedule } from './poll/poll-schedule.js';
import { type LogEventWord, logEvent } from './report/log-events.js';
import { Responder } from './report/responder.js';
import { type ClientView, describeClient } from './sep2-status.js';
import { LossWatch } from './session/loss-watch.js';
import { Pause } from './session/pause.js';
import { Retries } from './session/retries.js';
import { ServerTime } from './session/server-time.js';
import type { StepResult } from './session/step.js';
import { Steps } from './session/steps.js';

/**
 * The IEEE 2030.5 client of the gateway: finds the server, reads what it says at its poll rates, carries controls out and
 * reports. One request at a time and one loop, so that the station's other work comes between; nothing in it is thrown.
 */
export class UtilityClient {
  readonly desk: ControlDesk;
  readonly time: ServerTime;
  readonly #o: UtilityClientOptions;
  readonly #schedule: PollSchedule;
  readonly #responder: Responder;
  readonly #pause: Pause;
  readonly #keeper: MemoryKeeper;
  readonly #loss: LossWatch;
  readonly #record: PhaseRecord;
  #steps: Steps | undefined;
  #link: Sep2Link | undefined;
  #uri: string | undefined;
  readonly #retries: Retries;
  #logEvents = 0;
  #loop: Promise<void> | undefined;
  #closed = false;
  /** A connection was lost and the fault says that there is no other one. */
  #stranded = false;

  constructor(options: UtilityClientOptions) {
    const { config, clock, random, faults, log, memory, lfdi } = options;
    this.#o = options;
    this.#record = new PhaseRecord(log);
    this.#loss = new LossWatch(clock, config.on_server_loss.after_s);
    this.#pause = new Pause(clock);
    this.#retries = new Retries(clock, random, config.retry);
    this.#keeper = new MemoryKeeper(clock, () => options.save(this.#memory()));
    this.#schedule = new PollSchedule(faults, config.poll_rate_s);
    this.time = new ServerTime(clock, faults, memory.offsetS);
    this.#responder = new Responder({
      lfdi,
      faults,
      log,
      pending: memory.responses,
      nowS: () => this.time.stampS(),
      post: (path, resource, value) => this.#post(path, resource, value),
      onChange: () => this.#keeper.keep(),
    });
    this.desk = new ControlDesk({
      ...options,
      memory: memory.desk,
      nowS: () => this.time.nowS(),
      respond: (event, word) => this.#responder.respond(event, word),
      flush: () => this.#responder.flush(),
      onChange: () => this.#keeper.keep(),
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
    this.#retries.now();
    this.#pause.cut();
  }

  /** The station has changed in a way that the server wants to know (status, session, energy wish). */
  stationChanged(): void {
    this.#steps?.stationChanged();
    this.#pause.cut();
  }

  status(): Record<string, unknown> {
    return describeClient(this.#view());
  }

  /** A LogEvent for the server, if it takes them. */
  report(word: LogEventWord, detail: string): void {
    this.#steps?.queueLogEvent(logEvent(word, detail, this.#logEvents++, this.time.nowS()));
    this.#pause.cut();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.desk.close();
    this.#o.gate.close();
    this.#pause.cut();
    // Subscriptions are taken back, but a server that is silent must not keep a gateway from ending.
    const late = new Promise<void>((resolve) => void this.#o.clock.after(1000, resolve));
    await Promise.race([this.#steps?.close(), late]);
    await this.#link?.close();
    await this.#loop;
    this.#keeper.close();
  }

  async #run(): Promise<void> {
    while (!this.#closed && !this.#record.halted) {
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
    if (this.#retries.waitMs > 0) return this.#sleep(this.#retries.waitMs);
    if (this.#stranded) return this.#sleep(1000);
    if (this.#link === undefined && !(await this.#connect())) return;
    const steps = this.#steps;
    if (steps === undefined) return;
    // Not waited for: a thousand responses must not keep the next reading of the controls away.
    void this.#responder.flush();
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
    const { clock, log } = this.#o;
    const nowNs = clock.monotonicNs();
    if (result.kind === 'done') {
      this.#retries.good(key);
      this.#schedule.done(key, startedNs, result.pollRateS);
      if (this.#record.phase === 'waiting-to-retry' || this.#record.phase === 'connecting')
        this.#record.enter('discovering', '');
      return;
    }
    log.event('sep2-request-failed', { what: key, detail: result.detail });
    if (result.kind === 'again') {
      this.#schedule.later(key, nowNs, this.#retries.failedAt(key, this.#schedule.rateOf(key)));
      return;
    }
    this.#lost(result.detail);
  }

  #lost(detail: string): void {
    void this.#link?.close();
    this.#link = undefined;
    const waitS = this.#retries.failed();
    if (this.#o.faults.has('no-reconnect') && this.#uri !== undefined) this.#stranded = true;
    this.#record.enter('waiting-to-retry', `${detail}; next try in ${waitS.toFixed(1)} s`);
  }

  async #connect(): Promise<boolean> {
    const { config, faults, log } = this.#o;
    try {
      this.#record.enter('locating', config.server ?? 'DNS-SD');
      const server = await this.#o.locate();
      if (this.#closed) return false;
      if (server.uri !== this.#uri) log.event('sep2-found', { uri: server.uri });
      this.#record.enter('connecting', server.uri);
      const port = await server.open((by) => this.#connectionClosed(by));
      if (this.#closed) return port.close().then(() => false);
      this.#link = new Sep2Link({ port, uri: server.uri, form: config.form, namespace: config.namespace, faults });
      this.#uri = server.uri;
    } catch (error) {
      this.#lost((error as Error).message);
      return false;
    }
    this.#retries.now();
    this.#steps ??= this.#newSteps();
    this.#steps.useLink(this.#link, this.#uri);
    return true;
  }

  #newSteps(): Steps {
    return new Steps({
      ...this.#o,
      schedule: this.#schedule,
      desk: this.desk,
      time: this.time,
      onPhase: (phase, detail) => this.#record.enter(phase, detail),
      onHeard: () => this.#heard(),
      onHalt: (detail) => this.#halt(detail),
      wake: () => this.#pause.cut(),
    });
  }

  #connectionClosed(by: string): void {
    if (by === 'asked' || this.#closed) return;
    const { faults } = this.#o;
    if (faults.has('die-on-connection-close')) this.#halt(`the connection was closed (${by})`);
    if (faults.has('no-reconnect')) {
      this.#stranded = true;
      this.#record.enter('waiting-to-retry', `the connection was closed (${by}) and is not opened again`);
    }
  }

  /** What a client does that crashes: nothing any more, and the inverter stays as it is. Faults only. */
  #halt(detail: string): void {
    this.#record.enter('halted', detail);
    this.desk.close();
    void this.#link?.close();
    this.#pause.cut();
  }

  #heard(): void {
    this.#loss.heard();
    if (this.desk.server === 'lost') this.#o.log.event('sep2-back', { uri: this.#uri });
  }

  #checkLoss(): void {
    const { server } = this.desk;
    if (server === 'lost' || server === 'refused') return;
    if (!this.#loss.lost(server === 'known' ? (this.#schedule.rateOf('DERProgramList') ?? 0) : 0)) return;
    this.#o.log.event('sep2-lost', { silent_s: Math.round(this.#loss.silentS), detail: this.#record.detail });
    this.desk.serverIs('lost');
    this.#keeper.keep();
  }

  async #post(path: string, resource: string, value: object): Promise<WriteOutcome | undefined> {
    const link = this.#link;
    if (link === undefined || this.#stranded || this.#record.halted) return undefined;
    const outcome = await link.write('POST', path, resource, value);
    if (outcome.kind === 'lost' && link === this.#link) this.#lost(outcome.detail);
    return outcome;
  }

  #lookAgain(event: DerEvent): void {
    if (event.kind !== 'DERControl' || event.href === undefined) return;
    this.#schedule.add(`control ${event.mRID}`, this.#o.clock.monotonicNs());
    this.#pause.cut();
  }

  #view(): ClientView {
    const { lfdi, sfdi, gate, faults, clock } = this.#o;
    return {
      phase: this.#record.phase,
      detail: this.#record.detail,
      uri: this.#uri,
      lfdi,
      sfdi,
      faults: faults.names,
      desk: this.desk,
      gate,
      time: this.time.facts,
      nowS: this.time.nowS(),
      polls: this.#schedule.describe(clock.monotonicNs()),
      responses: this.#responder.pending,
      silentS: this.#loss.silentS,
      exchanges: this.#link?.exchanges ?? 0,
      connections: this.#link?.connections ?? 0,
      more: this.#steps?.describe() ?? {},
    };
  }

  #memory(): Sep2Memory {
    return {
      version: 1,
      desk: this.desk.memory,
      responses: this.#responder.pending,
      offsetS: this.time.facts.offsetS,
    };
  }

  async #sleep(ms: number): Promise<void> {
    if (!this.#closed) await this.#pause.sleep(ms);
  }
}
