import type { ProgramPlace } from '../events/read-control.js';
import { FlowDesk } from '../flow/flow-desk.js';
import { SubscriptionDesk } from '../notify/subscription-desk.js';
import { PriceReader } from '../pricing/price-reader.js';
import { DerReporter } from '../report/der-reporter.js';
import { MirrorReporter } from '../report/mirror-reporter.js';
import type { Capability, SelfDevice } from './server-model.js';
import { done, failed, type StepResult, type StepTools } from './step.js';
import type { StepsOptions } from './steps.js';

export interface SideStepsOptions extends StepsOptions {
  /** The controls are to be read at once. */
  readonly runPrograms: () => void;
}

/** Keys of the schedule that belong here, in the order in which they are begun. */
const ownKeys = [
  'DERList',
  'ConnectionPoint',
  'MirrorUsagePoint',
  'FlowReservationRequest',
  'FlowReservationResponseList',
  'Subscription',
  'TariffProfileList',
  'LogEvent',
] as const;

const mostLogEvents = 100;

/** What the client does beside controls: it reports, mirrors, reserves, subscribes and reads prices. */
export class SideSteps {
  readonly #o: SideStepsOptions;
  readonly #der: DerReporter;
  readonly #mirror: MirrorReporter;
  readonly #flow: FlowDesk;
  readonly #subscriptions: SubscriptionDesk;
  readonly #prices = new PriceReader();
  readonly #logEvents: object[] = [];
  #capability: Capability | undefined;
  #self: SelfDevice | undefined;
  #tariffs: readonly string[] = [];

  constructor(options: SideStepsOptions) {
    this.#o = options;
    const { desk, ratings, station, clock, runPrograms } = options;
    this.#der = new DerReporter(desk, ratings, station);
    this.#mirror = new MirrorReporter(clock, station);
    this.#flow = new FlowDesk(desk, ratings, station);
    this.#subscriptions = new SubscriptionDesk(desk, runPrograms);
  }

  useCapability(capability: Capability): void {
    this.#capability = capability;
  }

  /** The device may work for this server. */
  useSelf(self: SelfDevice): void {
    this.#self = self;
    const { config } = this.#o;
    if (self.ders !== undefined) this.#add('DERList');
    if (self.connectionPoint !== undefined && config.connection_point !== undefined) this.#add('ConnectionPoint');
    if (this.#capability?.mirrorUsagePoints !== undefined) this.#add('MirrorUsagePoint');
    if (config.flow_reservation && self.flowRequests !== undefined) {
      this.#add('FlowReservationRequest');
      if (self.flowResponses !== undefined) this.#add('FlowReservationResponseList');
    }
  }

  useTariffs(tariffs: readonly string[]): void {
    this.#tariffs = tariffs;
    if (this.#o.config.pricing && tariffs.length > 0) this.#add('TariffProfileList');
  }

  /** The device may not work for this server any more. */
  leave(): void {
    for (const key of ownKeys) this.#o.schedule.remove(key);
    this.#mirror.forget();
  }

  offerSubscriptions(lists: readonly string[], places: ReadonlyMap<string, ProgramPlace>): void {
    if (this.#o.config.notifications === undefined || this.#self?.subscriptions === undefined) return;
    if (this.#subscriptions.offer(lists, places)) this.#now('Subscription');
  }

  queueLogEvent(event: object): void {
    if (!this.#o.config.log_events || this.#self?.logEvents === undefined) return;
    if (this.#logEvents.length < mostLogEvents) this.#logEvents.push(event);
    this.#now('LogEvent');
  }

  stationChanged(): void {
    if (this.#der.stale) this.#now('DERList', true);
    if (this.#flow.stale) this.#now('FlowReservationRequest', true);
  }

  settingsChanged(): void {
    this.#now('DERList', true);
  }

  describe(): Record<string, unknown> {
    return {
      readings_posted: this.#mirror.posted,
      flow_reservation: this.#flow.describe(),
      subscriptions: this.#subscriptions.describe(),
      prices: this.#prices.prices.slice(0, 4),
    };
  }

  close(tools: StepTools | undefined): Promise<void> {
    return this.#subscriptions.close(tools);
  }

  async run(key: string, tools: StepTools): Promise<StepResult> {
    const self = this.#self;
    const nowNs = tools.clock.monotonicNs();
    switch (key) {
      case 'DERList':
        return self?.ders === undefined ? gone(key) : this.#der.run(tools, self.ders);
      case 'ConnectionPoint':
        return self?.connectionPoint === undefined ? gone(key) : this.#connectionPoint(tools, self.connectionPoint);
      case 'MirrorUsagePoint': {
        const href = this.#capability?.mirrorUsagePoints;
        return href === undefined ? gone(key) : this.#mirror.run(tools, href);
      }
      case 'FlowReservationRequest': {
        if (self?.flowRequests === undefined) return gone(key);
        const result = await this.#flow.request(tools, self.flowRequests);
        if (result.kind === 'done') this.#now('FlowReservationResponseList', true);
        return result;
      }
      case 'FlowReservationResponseList':
        return self?.flowResponses === undefined ? gone(key) : this.#flow.responses(tools, self.flowResponses);
      case 'Subscription':
        return self?.subscriptions === undefined ? gone(key) : this.#subscriptions.run(tools, self.subscriptions);
      case 'TariffProfileList':
        return this.#prices.run(tools, this.#tariffs);
      case 'LogEvent':
        return this.#postLogEvents(tools, nowNs);
      default:
        this.#o.schedule.remove(key);
        return done(nowNs, undefined);
    }
  }

  async #connectionPoint(tools: StepTools, href: string): Promise<StepResult> {
    const startedNs = tools.clock.monotonicNs();
    const written = await tools.link.write('PUT', href, 'ConnectionPoint', {
      connectionPointId: tools.config.connection_point,
    });
    if (written.kind !== 'ok') return failed('ConnectionPoint', written);
    this.#o.schedule.remove('ConnectionPoint');
    return done(startedNs, undefined);
  }

  async #postLogEvents(tools: StepTools, startedNs: bigint): Promise<StepResult> {
    const href = this.#self?.logEvents;
    for (let event = this.#logEvents[0]; event !== undefined && href !== undefined; event = this.#logEvents[0]) {
      const posted = await tools.link.write('POST', href, 'LogEvent', event);
      if (posted.kind === 'lost') return failed('LogEvent', posted);
      this.#logEvents.shift();
    }
    this.#o.schedule.remove('LogEvent');
    return done(startedNs, undefined);
  }

  #add(key: (typeof ownKeys)[number]): void {
    this.#o.schedule.add(key, this.#o.clock.monotonicNs());
  }

  /** @param onlyIfThere leaves a resource alone that the server has not */
  #now(key: (typeof ownKeys)[number], onlyIfThere = false): void {
    const { schedule, clock, wake } = this.#o;
    if (!onlyIfThere) this.#add(key);
    schedule.hurry(clock.monotonicNs(), (other) => other === key);
    wake();
  }
}

function gone(key: string): StepResult {
  return { kind: 'again', detail: `${key}: the server has no such link for this device` };
}
