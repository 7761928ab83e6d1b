import type { Clock } from '../../../base/clock.js';
import { readList } from '../http/read-list.js';
import { hexOf, numberOf, textOf } from '../read-value.js';
import { done, failed, type StepResult, type StepTools } from '../session/step.js';
import type { StationView } from '../station-view.js';
import { type MirrorPoint, mirrorId, mirrorPoints, mirrorReadings, mirrorUsagePoint } from './mirror.js';

const defaultPostRateS = 300;

/** Mirrors the station's meter: posts the usage points once, then their readings at the server's postRate. */
export class MirrorReporter {
  readonly #clock: Clock;
  readonly #station: () => StationView;
  readonly #hrefs = new Map<MirrorPoint['name'], string>();
  #rateS: number | undefined;
  /** Energy meters and time of the last post: the average power is what they moved by. */
  #since: { readonly ns: bigint; readonly netWh: number; readonly startS: number } | undefined;
  #posted = 0;

  constructor(clock: Clock, station: () => StationView) {
    this.#clock = clock;
    this.#station = station;
  }

  get posted(): number {
    return this.#posted;
  }

  /** After another registration, or where the server has forgotten its usage points. */
  forget(): void {
    this.#hrefs.clear();
  }

  async run(tools: StepTools, mirrors: string): Promise<StepResult> {
    const { config } = tools;
    const startedNs = this.#clock.monotonicNs();
    if (this.#hrefs.size < mirrorPoints.length) {
      const failure = await this.#create(tools, mirrors);
      if (failure !== undefined) return failure;
    }
    const rate = () => config.post_rate_s ?? this.#rateS ?? defaultPostRateS;
    const failure = await this.#post(tools);
    return failure ?? done(startedNs, rate());
  }

  /** Usage points that the server has already are used again; others are posted. */
  async #create(tools: StepTools, mirrors: string): Promise<StepResult | undefined> {
    const { link, lfdi, faults, config } = tools;
    const list = await readList(link, mirrors, 'MirrorUsagePointList', 'MirrorUsagePoint', faults);
    if (list.kind === 'lost') return failed('MirrorUsagePointList', list);
    const there = list.kind === 'ok' ? list.entries : [];
    for (const point of mirrorPoints) {
      const id = Buffer.from(mirrorId(lfdi, point.name)).toString('hex').toUpperCase();
      const known = there.find((entry) => hexOf(entry['mRID']) === id);
      this.#rateS = numberOf(known?.['postRate']) ?? this.#rateS;
      const href = textOf(known?.['href']) ?? (await this.#postPoint(tools, mirrors, point, config.post_rate_s));
      if (typeof href !== 'string') return href;
      this.#hrefs.set(point.name, href);
    }
    return undefined;
  }

  async #postPoint(
    { link, lfdi }: StepTools,
    mirrors: string,
    point: MirrorPoint,
    rateS = this.#rateS ?? defaultPostRateS,
  ): Promise<string | StepResult> {
    const posted = await link.write('POST', mirrors, 'MirrorUsagePoint', mirrorUsagePoint(point, lfdi, rateS));
    if (posted.kind !== 'ok') return failed('MirrorUsagePoint', posted);
    if (posted.location === undefined) return { kind: 'again', detail: 'MirrorUsagePoint: the answer has no Location' };
    const back = await link.get(posted.location, 'MirrorUsagePoint');
    if (back.kind === 'ok') this.#rateS = numberOf(back.value['postRate']) ?? this.#rateS;
    return posted.location;
  }

  async #post(tools: StepTools): Promise<StepResult | undefined> {
    const { link, lfdi, time } = tools;
    const station = this.#station();
    const ns = this.#clock.monotonicNs();
    const netWh = station.meterWh - station.dischargedWh;
    const since = this.#since;
    const hours = since === undefined ? 0 : Number(ns - since.ns) / 3.6e12;
    const averageW = since === undefined || hours === 0 ? station.powerW : (netWh - since.netWh) / hours;
    const startS = since?.startS ?? time.stampS();
    const durationS = Math.max(0, time.stampS() - startS);
    for (const point of mirrorPoints) {
      const href = this.#hrefs.get(point.name);
      if (href === undefined) continue;
      for (const reading of mirrorReadings(point, lfdi, { averageW, station }, startS, durationS)) {
        const posted = await link.write('POST', href, 'MirrorMeterReading', reading);
        // It has forgotten the usage point: make it again at the next turn.
        if (posted.kind === 'status' && posted.status === 404) this.forget();
        if (posted.kind !== 'ok') return failed('MirrorMeterReading', posted);
        this.#posted++;
      }
    }
    this.#since = { ns, netWh, startS: time.stampS() };
    await this.#readRate(tools);
    return undefined;
  }

  /** postRate may change (it stands in the MirrorUsagePoint). */
  async #readRate({ link }: StepTools): Promise<void> {
    const [href] = this.#hrefs.values();
    if (href === undefined) return;
    const read = await link.get(href, 'MirrorUsagePoint');
    if (read.kind === 'ok') this.#rateS = numberOf(read.value['postRate']) ?? this.#rateS;
  }
}
