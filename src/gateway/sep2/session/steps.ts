import type { Clock } from '../../../base/clock.js';
import type { Sep2Config } from '../../config/sep2-config.js';
import type { Faults } from '../../faults/faults.js';
import type { GatewayLog } from '../../log/gateway-log.js';
import type { ControlDesk } from '../control/control-desk.js';
import type { Ratings } from '../control/merge-controls.js';
import { readList } from '../http/read-list.js';
import type { Sep2Link } from '../http/sep2-link.js';
import type { PollSchedule } from '../poll/poll-schedule.js';
import { numberOf } from '../read-value.js';
import type { ClientPhase } from '../sep2-status.js';
import type { StationView } from '../station-view.js';
import { checkPin, findSelf } from './find-self.js';
import { readOneControl, readPrograms } from './read-programs.js';
import { readTime } from './read-time.js';
import { type Assignments, type Capability, readAssignments, readCapability, type SelfDevice } from './server-model.js';
import type { ServerTime } from './server-time.js';
import { SideSteps } from './side-steps.js';
import { describe, done, failed, type StepResult, type StepTools } from './step.js';

export interface StepsOptions {
  readonly config: Sep2Config;
  readonly ratings: Ratings;
  readonly station: () => StationView;
  readonly faults: Faults;
  readonly log: GatewayLog;
  readonly clock: Clock;
  readonly lfdi: string;
  readonly sfdi: string;
  readonly schedule: PollSchedule;
  readonly desk: ControlDesk;
  readonly time: ServerTime;
  readonly onPhase: (phase: ClientPhase, detail: string) => void;
  /** The controls have been read completely. */
  readonly onHeard: () => void;
  readonly onHalt: (detail: string) => void;
  readonly wake: () => void;
}

/**
 * What is polled, and what each answer leads to: DeviceCapability, Time, EndDeviceList, Registration,
 * FunctionSetAssignmentsList, DERProgramList with its controls; the rest is with {@link SideSteps}.
 */
export class Steps {
  readonly #o: StepsOptions;
  readonly #side: SideSteps;
  #link: Sep2Link | undefined;
  #path = '/dcap';
  #capability: Capability | undefined;
  #self: SelfDevice | undefined;
  #assignments: Assignments | undefined;
  #pinGood = false;
  #refusal: string | undefined;
  #troubles: readonly string[] = [];

  constructor(options: StepsOptions) {
    this.#o = options;
    this.#side = new SideSteps({ ...options, runPrograms: () => this.#hurryPrograms() });
  }

  /** There is a new way to the server: everything that bears on the controls is read again. */
  useLink(link: Sep2Link, uri: string): void {
    this.#link = link;
    const url = new URL(uri);
    this.#path = `${url.pathname}${url.search}`;
    const { schedule, clock } = this.#o;
    schedule.add('DeviceCapability', clock.monotonicNs());
    this.#hurryPrograms();
  }

  stationChanged(): void {
    this.#side.stationChanged();
  }

  queueLogEvent(event: object): void {
    this.#side.queueLogEvent(event);
  }

  close(): Promise<void> {
    return this.#side.close(this.#link === undefined ? undefined : this.#tools(this.#link));
  }

  describe(): Record<string, unknown> {
    return {
      end_device: this.#self?.href ?? null,
      programs_lists: this.#assignments?.programs ?? [],
      refusal: this.#refusal ?? null,
      troubles: this.#troubles,
      ...this.#side.describe(),
    };
  }

  /** Does what is due under a key of the schedule. */
  async run(key: string): Promise<StepResult> {
    const link = this.#link;
    if (link === undefined) return { kind: 'lost', detail: 'no connection' };
    const tools = this.#tools(link);
    switch (key) {
      case 'DeviceCapability':
        return this.#deviceCapability(tools);
      case 'Time':
        return readTime(tools, this.#capability?.time);
      case 'EndDeviceList':
        return this.#endDevices(tools);
      case 'Registration':
        return this.#registration(tools);
      case 'FunctionSetAssignmentsList':
        return this.#functionSets(tools);
      case 'DERProgramList':
        return this.#programs(tools);
      default:
        if (key.startsWith('control ')) return this.#oneControl(tools, key);
        return this.#side.run(key, tools);
    }
  }

  #tools(link: Sep2Link): StepTools {
    const { desk } = this.#o;
    return {
      ...this.#o,
      link,
      onTimeMoved: () => desk.tick(),
      onEvents: (events) => desk.takeEvents(events),
    };
  }

  async #deviceCapability(tools: StepTools): Promise<StepResult> {
    const read = await tools.link.get(this.#path, 'DeviceCapability');
    if (read.kind !== 'ok') return failed('DeviceCapability', read);
    if (this.#assignments === undefined && this.#refusal === undefined) this.#o.onPhase('discovering', '');
    const capability = readCapability(read.value);
    this.#capability = capability;
    // Time first: without it no event has a beginning.
    if (capability.time !== undefined) this.#add('Time');
    if (capability.endDevices !== undefined) this.#add('EndDeviceList');
    else this.#waits('not-registered', 'DeviceCapability has no EndDeviceListLink');
    this.#side.useCapability(capability);
    return done(read.sentNs, numberOf(read.value['pollRate']));
  }

  async #endDevices(tools: StepTools): Promise<StepResult> {
    const href = this.#capability?.endDevices;
    if (href === undefined) return { kind: 'again', detail: 'no EndDeviceListLink' };
    const outcome = await findSelf(tools, href);
    if (outcome.kind === 'failed') return outcome.step;
    if (outcome.kind === 'unknown') {
      if (this.#refusal !== outcome.detail) tools.log.event('sep2-not-registered', { detail: outcome.detail });
      this.#refuse(outcome.detail, 'not-registered');
      return outcome.step;
    }
    const { self } = outcome;
    if (this.#self === undefined) tools.log.event('sep2-registered', { how: 'known', href: self.href });
    this.#self = self;
    if (self.registration === undefined) this.#enterRegistered();
    else this.#add('Registration');
    return outcome.step;
  }

  async #registration(tools: StepTools): Promise<StepResult> {
    const href = this.#self?.registration;
    if (href === undefined) return { kind: 'again', detail: 'no RegistrationLink' };
    const outcome = await checkPin(tools, href);
    if (outcome.kind === 'failed') return outcome.step;
    if (outcome.kind === 'wrong') {
      this.#pinGood = false;
      for (const key of ['FunctionSetAssignmentsList', 'DERProgramList']) this.#o.schedule.remove(key);
      this.#side.leave();
      this.#refuse(`the Registration shows PIN ${outcome.shown ?? 'none'}, which is not ours`, 'pin-wrong');
      return outcome.step;
    }
    this.#enterRegistered();
    return outcome.step;
  }

  #enterRegistered(): void {
    const self = this.#self;
    if (self === undefined) return;
    this.#pinGood = true;
    this.#refusal = undefined;
    this.#add('FunctionSetAssignmentsList');
    this.#side.useSelf(self);
  }

  async #functionSets(tools: StepTools): Promise<StepResult> {
    const { assignments: href } = this.#self ?? {};
    const capability = this.#capability;
    if (capability === undefined || !this.#pinGood) return { kind: 'again', detail: 'not registered' };
    if (href === undefined) return this.#assign(readAssignments([], capability), tools.clock.monotonicNs(), undefined);
    const list = await readList(tools.link, href, 'FunctionSetAssignmentsList', 'FunctionSetAssignments', tools.faults);
    if (list.kind !== 'ok') return failed('FunctionSetAssignmentsList', list);
    const rate = numberOf(list.list['pollRate']);
    return this.#assign(readAssignments(list.entries, capability), list.sentNs, rate);
  }

  #assign(assignments: Assignments, sentNs: bigint, rateS: number | undefined): StepResult {
    this.#assignments = assignments;
    this.#side.useTariffs(assignments.tariffs);
    this.#add('DERProgramList');
    if (assignments.programs.length === 0) this.#o.onPhase('operating', 'the server assigns no DERProgram');
    return done(sentNs, rateS);
  }

  async #programs(tools: StepTools): Promise<StepResult> {
    const lists = this.#assignments?.programs ?? [];
    const { desk } = this.#o;
    const outcome = await readPrograms(tools, lists, desk.programs, desk.open);
    if (outcome.kind === 'failed') return outcome.step;
    if (outcome.kind === 'halt') {
      this.#o.onHalt(outcome.detail);
      return { kind: 'again', detail: outcome.detail };
    }
    const { read } = outcome;
    this.#troubles = read.troubles;
    for (const detail of read.troubles) tools.log.event('sep2-unreadable', { detail });
    if (read.complete) this.#o.onHeard();
    const gradBefore = desk.defaults.gradW;
    desk.take(read.programs, read.events, read.complete);
    if (desk.defaults.gradW !== gradBefore) this.#side.settingsChanged();
    for (const event of read.vanished) if (event.href !== undefined) this.#add(`control ${event.mRID}`);
    this.#side.offerSubscriptions(read.subscribable, read.places);
    this.#o.onPhase('operating', '');
    return outcome.step;
  }

  /** The control's own href: after its begin, and when its list has it no more. Whatever comes, it is asked once. */
  async #oneControl(tools: StepTools, key: string): Promise<StepResult> {
    const mRID = key.slice('control '.length);
    const { schedule, desk } = this.#o;
    const event = desk.open.find((memory) => memory.event.mRID === mRID)?.event;
    if (event?.href === undefined) {
      schedule.remove(key);
      return done(tools.clock.monotonicNs(), undefined);
    }
    const { event: fresh, outcome } = await readOneControl(tools, event);
    if (outcome.kind === 'lost') return failed(key, outcome);
    schedule.remove(key);
    if (outcome.kind === 'status' && outcome.status === 404 && tools.faults.has('stop-on-404')) {
      this.#o.onHalt(`404 for ${event.href}`);
    } else if (outcome.kind !== 'ok') {
      // Nothing was said that would end it: it goes on to its end.
      tools.log.event('sep2-unreadable', { detail: `control ${mRID}: ${describe(outcome)}; it goes on` });
    } else if (fresh !== undefined) {
      desk.takeEvents([fresh]);
    }
    return done(tools.clock.monotonicNs(), undefined);
  }

  #refuse(detail: string, phase: 'not-registered' | 'pin-wrong'): void {
    this.#refusal = detail;
    this.#o.desk.serverIs('refused');
    this.#o.onPhase(phase, detail);
  }

  #waits(phase: ClientPhase, detail: string): void {
    this.#refusal = detail;
    this.#o.onPhase(phase, detail);
  }

  #add(key: string): void {
    this.#o.schedule.add(key, this.#o.clock.monotonicNs());
  }

  /** Controls and their programs, and nothing else, are read now. */
  #hurryPrograms(): void {
    const { schedule, clock, wake } = this.#o;
    schedule.hurry(clock.monotonicNs(), (key) => key === 'DERProgramList');
    wake();
  }
}
