import { createHash } from 'node:crypto';
import type { Sep2Value } from '../../../messages/sep2/codec.js';
import type { ControlDesk } from '../control/control-desk.js';
import type { Ratings } from '../control/merge-controls.js';
import type { DerEvent } from '../events/der-event.js';
import { readList } from '../http/read-list.js';
import { bitsOf, hexOf, numberOf, objectOf, scaledOf, textOf } from '../read-value.js';
import { scaledPower } from '../report/active-power.js';
import { done, failed, type StepResult, type StepTools } from '../session/step.js';
import type { EnergyWish, StationView } from '../station-view.js';

interface Request {
  readonly mRID: string;
  readonly href: string | undefined;
  readonly wish: EnergyWish;
  readonly value: object;
}

const mostDurationS = 65_535;

/**
 * Flow reservation for the bidirectional ISO 15118-20 session that runs: the vehicle's energy and departure become a
 * FlowReservationRequest, of no more than the device can do (DERSettings); what the server grants bounds the session's power for the time it names. A session that ends takes its
 * request back.
 */
export class FlowDesk {
  readonly #desk: ControlDesk;
  readonly #station: () => StationView;
  readonly #ratings: Ratings;
  #request: Request | undefined;
  #count = 0;

  constructor(desk: ControlDesk, ratings: Ratings, station: () => StationView) {
    this.#desk = desk;
    this.#ratings = ratings;
    this.#station = station;
  }

  /** Whether the session of the moment wants something else than what was requested. */
  get stale(): boolean {
    return this.#station().wish !== this.#request?.wish;
  }

  describe(): Record<string, unknown> | null {
    return this.#request === undefined ? null : { mrid: this.#request.mRID, href: this.#request.href ?? null };
  }

  /** Brings the request up to the session. */
  async request(tools: StepTools, requests: string): Promise<StepResult> {
    const startedNs = tools.clock.monotonicNs();
    const { wish } = this.#station();
    if (wish === this.#request?.wish) return done(startedNs, undefined);
    const withdrawn = await this.#withdraw(tools);
    if (withdrawn !== undefined) return withdrawn;
    if (wish === undefined) return done(startedNs, undefined);
    const nowS = tools.time.stampS();
    const mRID = this.#newId(tools.lfdi, nowS);
    const value = flowRequest(wish, this.#ratings, mRID, nowS);
    const posted = await tools.link.write('POST', requests, 'FlowReservationRequest', value);
    if (posted.kind !== 'ok') return failed('FlowReservationRequest', posted);
    this.#request = { mRID, href: posted.location, wish, value };
    tools.log.event('sep2-flow-reservation', { mrid: mRID, state: 'requested', energy_wh: Math.round(wish.energyWh) });
    return done(startedNs, undefined);
  }

  /** Reads what was granted; answers to other requests are left alone. */
  async responses(tools: StepTools, responses: string): Promise<StepResult> {
    const list = await readList(
      tools.link,
      responses,
      'FlowReservationResponseList',
      'FlowReservationResponse',
      tools.faults,
    );
    if (list.kind !== 'ok') return failed('FlowReservationResponseList', list);
    const own = list.entries.flatMap((entry) => {
      const granted = this.#request === undefined ? undefined : readGrant(entry, this.#request);
      return granted ?? [];
    });
    if (own.length > 0) this.#desk.takeEvents(own);
    return done(list.sentNs, numberOf(list.list['pollRate']));
  }

  async #withdraw({ link, time, log }: StepTools): Promise<StepResult | undefined> {
    const request = this.#request;
    if (request === undefined) return undefined;
    if (request.href !== undefined) {
      const RequestStatus = { dateTime: time.stampS(), requestStatus: 1 };
      const put = await link.write('PUT', request.href, 'FlowReservationRequest', { ...request.value, RequestStatus });
      if (put.kind === 'lost') return failed('FlowReservationRequest', put);
    }
    const over = this.#desk.open.filter(({ event }) => event.program === request.mRID);
    this.#desk.takeEvents(over.map(({ event }) => ({ ...event, status: 2 })));
    log.event('sep2-flow-reservation', { mrid: request.mRID, state: 'withdrawn' });
    this.#request = undefined;
    return undefined;
  }

  #newId(lfdi: string, nowS: number): string {
    const digest = createHash('sha256')
      .update(`${lfdi} ${nowS} ${this.#count++}`)
      .digest('hex');
    return `${digest.slice(0, 24)}00009F1C`.toUpperCase();
  }
}

/**
 * The FlowReservationRequest for a wish. Power is the least of what the session and the device can do (setMaxW,
 * setMaxChargeRateW, setMaxDischargeRateW), energy no more than that power gives until the departure: a server would
 * reserve in vain what goes beyond it. `nowS`: time of the server, s since 1970.
 */
export function flowRequest(wish: EnergyWish, ratings: Ratings, mRID: string, nowS: number): object {
  const duration = Math.max(1, Math.min(mostDurationS, Math.round(wish.departureS ?? 86_400)));
  const charges = wish.energyWh >= 0;
  const able = charges ? [wish.maxChargeW, ratings.maxChargeW] : [wish.maxDischargeW, ratings.maxDischargeW];
  const powerW = Math.max(0, Math.min(...able, ratings.maxW));
  const mostWh = Math.floor((powerW * duration) / 3600);
  const energyWh = Math.max(0 - mostWh, Math.min(mostWh, Math.round(wish.energyWh)));
  return {
    mRID: Uint8Array.from(Buffer.from(mRID, 'hex')),
    description: 'ISO 15118-20 session',
    creationTime: nowS,
    durationRequested: Math.min(duration, secondsFor(energyWh, powerW)),
    energyRequested: { multiplier: 0, value: energyWh },
    intervalRequested: { duration, start: nowS },
    powerRequested: scaledPower(charges ? powerW : 0 - powerW),
    RequestStatus: { dateTime: nowS, requestStatus: 0 },
  };
}

function secondsFor(energyWh: number, powerW: number): number {
  if (powerW <= 0) return mostDurationS;
  return Math.max(1, Math.min(mostDurationS, Math.ceil((Math.abs(energyWh) / powerW) * 3600)));
}

/** A FlowReservationResponse for the request as an event that bounds the power; powerAvailable below 0 is out of the vehicle. */
function readGrant(entry: Sep2Value, request: Request): DerEvent | undefined {
  const mRID = hexOf(entry['mRID']);
  const interval = objectOf(entry['interval']);
  const startS = numberOf(interval?.['start']);
  const durationS = numberOf(interval?.['duration']);
  const subject = hexOf(entry['subject']);
  if (mRID === undefined || startS === undefined || durationS === undefined || subject !== request.mRID)
    return undefined;
  const powerW = scaledOf(entry['powerAvailable']) ?? 0;
  const energyWh = scaledOf(entry['energyAvailable']) ?? 0;
  const out = powerW < 0 || energyWh < 0;
  const modes = out ? { reservedDischargeW: Math.abs(powerW) } : { reservedChargeW: powerW };
  return {
    kind: 'FlowReservationResponse',
    mRID,
    href: textOf(entry['href']),
    program: request.mRID,
    primacy: 255,
    version: numberOf(entry['version']),
    createdS: numberOf(entry['creationTime']) ?? 0,
    startS,
    durationS: Math.max(0, durationS),
    randomizeStartS: 0,
    randomizeDurationS: 0,
    status: numberOf(objectOf(entry['EventStatus'])?.['currentStatus']) ?? 0,
    base: { modes, unsupported: [], rampS: undefined, doubts: [] },
    replyTo: textOf(entry['replyTo']),
    responseRequired: bitsOf(entry['responseRequired']) ?? 0,
  };
}
