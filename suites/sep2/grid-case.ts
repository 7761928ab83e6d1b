import { systemClock } from '../../src/base/clock.js';
import { PlumblineError } from '../../src/base/errors.js';
import type { CreateControl, CreatedControl } from '../../src/peers/utility/control-types.js';
import type { RecordedRequest, RecordedResponse, RequestFilter } from '../../src/peers/utility/request-record.js';
import type { DefaultControl } from '../../src/peers/utility/utility-config.js';
import type { UtilitySteering } from '../../src/peers/utility/utility-control.js';
import type { CaseRun } from '../engine/case-run.js';
import type { GridBench } from './grid-bench.js';
import { PowerChecks } from './power-checks.js';

/** Direction of power at the terminals, seen from the grid. */
export type Direction = 'export' | 'import';

/** How long power may take to be as a case wants it at its start, ms. */
const preambleMs = 20_000;
/** How long power must be steady to count as the starting state, ms. */
const steadyMs = 150;

/** Requests nearer to each other than this belong to one round of a client, s. */
const sameRoundS = 0.25;

/** What a control is issued with; a start in the case's own words. */
export type Order = Omit<CreateControl, 'program'> & { readonly program?: string };

/**
 * One case of the grid side, with the words in which it is told: `given` power that flows, `issue` a control, then what
 * the gateway sends and what the independent meter shows.
 */
export class GridCase {
  readonly power: PowerChecks;
  /** Sequence number of the newest request when the case began. */
  #from = 0;
  /** Monotonic ns when the case began. */
  readonly began = process.hrtime.bigint();

  constructor(
    readonly bench: GridBench,
    readonly run: CaseRun,
  ) {
    this.power = new PowerChecks(bench, run);
  }

  get utility(): UtilitySteering {
    return this.bench.utility;
  }

  get lfdi(): string {
    return this.bench.lfdi;
  }

  /** Power of the cases, W: what the vehicle gives or takes without a limit. */
  get levelW(): number {
    return this.bench.pixit('PIXIT_SEP2_TestW');
  }

  /** Announced pollRate, s. */
  get pollSeconds(): number {
    return this.bench.pollSeconds;
  }

  /** Sequence number of the newest request when the case began. */
  get from(): number {
    return this.#from;
  }

  /** Puts the server back to how the arrangement began: no controls, no default, no misbehaviour. */
  async settle(): Promise<void> {
    const { utility } = this;
    await utility.behaveNormally();
    for (const { mRID, state } of await utility.controls()) {
      if (state === 'scheduled' || state === 'active') await utility.cancelControl(mRID);
    }
    await utility.setDefault(undefined, 'site');
    await utility.setDefault(undefined, 'feeder');
    this.#from = await utility.mark();
  }

  /** Given power that flows in a direction at the level of the cases, steady at the meter. Else the case is inconclusive. */
  async given(direction: Direction, levelW: number = this.levelW): Promise<void> {
    const { bench, run } = this;
    run.step('preamble', `Given a gateway that ${direction}s ${levelW} W, registered with the server`);
    await this.settle();
    await bench.vehicle.want(direction === 'export' ? -levelW : levelW);
    const wanted = direction === 'export' ? levelW : -levelW;
    const steady = await bench.power.until((watts) => Math.abs(watts - wanted) <= this.power.accuracyW, {
      holdMs: steadyMs,
      timeoutMs: preambleMs,
    });
    run.require(steady !== undefined, {
      text: 'the meter shows the power of the vehicle, and nothing limits it',
      expected: `${wanted} W`,
      observed: `${bench.power.latest?.watts.toFixed(0) ?? 'no reading'} W; vehicle: ${bench.vehicle.failure ?? 'in its charge loop'}`,
    });
  }

  /** Monotonic ns of a second of the server's clock, which is this machine's unless a case puts it off. */
  monotonicOf(epochS: number): bigint {
    return BigInt(Math.round(epochS * 1e9)) - systemClock.wallNs() + systemClock.monotonicNs();
  }

  /** Second of the server's clock at a moment, rounded down. */
  secondOf(moment: bigint): number {
    return Math.floor(Number(systemClock.wallNs() - systemClock.monotonicNs() + moment) / 1e9);
  }

  /** Waits until a moment that the server's clock, or an event, has set. */
  async until(moment: bigint): Promise<void> {
    await new Promise<void>((resolve) => systemClock.after(this.secondsUntil(moment) * 1000, resolve));
  }

  /** Waits until the gateway has read a resource so many times from now on; ends the case when it does not. */
  async untilRead(resource: string, times: number, rateS: number = this.pollSeconds): Promise<void> {
    let after = await this.utility.mark();
    const seconds = 2 * rateS + 1;
    // A mirror tells its rate itself, and in its list.
    const where = resource === 'mup' ? { path: '/mup' } : { resource };
    for (let count = 0; count < times; count++) {
      const read = await this.request({ method: 'GET', ...where, after }, seconds);
      this.run.require(read !== undefined, {
        text: `the gateway reads ${resource} again`,
        expected: `within ${seconds} s`,
      });
      after = read!.seq;
    }
  }

  /** Gaps between the next polls of a resource after request number `after`, s. */
  async gapsOf(resource: string, after: number, count: number, slowestS: number): Promise<readonly number[]> {
    return this.#gaps({ method: 'GET', resource }, after, count, slowestS);
  }

  /** Gaps between the next posts of readings, s. */
  async postGaps(count: number, slowestS: number): Promise<readonly number[]> {
    return this.#gaps({ method: 'POST', path: '/mup/' }, await this.utility.mark(), count, slowestS);
  }

  async #gaps(filter: RequestFilter, after: number, count: number, slowestS: number): Promise<readonly number[]> {
    const gaps: number[] = [];
    let last = await this.request({ ...filter, after }, 2 * slowestS + 1);
    while (last !== undefined && gaps.length < count) {
      const next = await this.request({ ...filter, after: last.seq }, 2 * slowestS + 1);
      if (next === undefined) break;
      // Several readings in one round count once.
      const gap = Number(next.receivedAtNs - last.receivedAtNs) / 1e9;
      if (gap < sameRoundS) {
        last = { ...last, seq: next.seq };
        continue;
      }
      gaps.push(gap);
      last = next;
    }
    return gaps;
  }

  /** Seconds from now to a moment, at least 0. */
  secondsUntil(moment: bigint): number {
    return Math.max(0, Number(moment - process.hrtime.bigint()) / 1e9);
  }

  /** Starts the tested step. */
  when(title: string): void {
    this.run.step('test', title);
  }

  /** Issues a DERControl; it is in the record with its mRID. */
  async issue(order: Order): Promise<CreatedControl> {
    const created = await this.utility.createControl({ program: 'site', ...order });
    this.#log(`DERControl ${created.mRID} issued: ${JSON.stringify(order)}, start ${created.startS}`);
    return created;
  }

  async setDefault(control: DefaultControl | undefined, program = 'site'): Promise<{ readonly issuedAtNs: bigint }> {
    const set = await this.utility.setDefault(control, program);
    this.#log(`DefaultDERControl of ${program}: ${JSON.stringify(control) ?? 'taken away'}`);
    return set;
  }

  async cancel(control: CreatedControl): Promise<{ readonly issuedAtNs: bigint }> {
    const cancelled = await this.utility.cancelControl(control.mRID);
    this.#log(`DERControl ${control.mRID} cancelled`);
    return cancelled;
  }

  /** The gateway must fetch the control, two polls at most; resolves with the moment when the answer left, monotonic ns. */
  async delivered(control: CreatedControl): Promise<bigint> {
    const seconds = 2 * this.pollSeconds + 1;
    const request = await this.request({ delivered: control.mRID, after: control.after }, seconds);
    this.run.require(request !== undefined, {
      text: 'the gateway fetches the control',
      expected: `within ${seconds} s (two polls and a second)`,
      observed: request === undefined ? 'no request whose answer carries it' : `${request.method} ${request.path}`,
    });
    return request!.answeredAtNs ?? request!.receivedAtNs;
  }

  /** The first request of the gateway that fits, or undefined when none comes within `seconds`. */
  async request(filter: RequestFilter, seconds: number): Promise<RecordedRequest | undefined> {
    try {
      return await this.utility.waitForRequest({ lfdi: this.lfdi, after: this.#from, ...filter }, seconds * 1000);
    } catch (error) {
      if (error instanceof PlumblineError && error.code === 'PEERS-032') return undefined;
      throw error;
    }
  }

  /** The first Response with a status that the gateway posts for a control; undefined when none comes within `seconds`. */
  async response(mRID: string, status: number, seconds: number): Promise<RecordedResponse | undefined> {
    const deadline = process.hrtime.bigint() + BigInt(Math.round(seconds * 1e9));
    for (;;) {
      const after = await this.utility.mark();
      const found = (await this.utility.responses(mRID)).find((response) => response.status === status);
      const leftMs = Number(deadline - process.hrtime.bigint()) / 1e6;
      if (found !== undefined || leftMs <= 0) return found;
      await this.request({ method: 'POST', after }, leftMs / 1000);
    }
  }

  /** A Response must come, with the mRID of the control as its subject and the gateway's LFDI. */
  async expectResponse(
    control: CreatedControl,
    status: number,
    seconds: number,
  ): Promise<RecordedResponse | undefined> {
    const response = await this.response(control.mRID, status, seconds);
    const { run } = this;
    const meaning = responseWords[status] ?? String(status);
    run.observe(response !== undefined, {
      text: `the gateway posts Response ${status} (${meaning})`,
      expected: `within ${seconds.toFixed(1)} s`,
      observed: response === undefined ? await this.#responsesSeen(control.mRID) : 'posted',
      field: 'Response.status',
    });
    if (response === undefined) return undefined;
    run.observe(response.subjectAsSent.toUpperCase() === control.mRID.toUpperCase(), {
      text: `the subject of Response ${status} is the mRID of the control, digit by digit`,
      expected: control.mRID,
      observed: response.subjectAsSent,
      field: 'Response.subject',
    });
    run.observe(response.endDeviceLFDI?.toUpperCase() === this.lfdi, {
      text: `Response ${status} carries the LFDI of the gateway`,
      expected: this.lfdi,
      observed: response.endDeviceLFDI ?? 'none',
      field: 'Response.endDeviceLFDI',
    });
    return response;
  }

  /** Says what the server has seen since the case began, for the reader of a case that did not pass. */
  async trace(): Promise<void> {
    const requests = await this.utility.requests({ after: this.#from });
    const lines = requests
      .slice(-40)
      .map(({ method, path, status, sent }) => `${method} ${path} ${sent ?? ''} ${status}`);
    this.#log(`requests since the case began (${requests.length}): ${lines.join('; ')}`);
  }

  async #responsesSeen(mRID: string): Promise<string> {
    const seen = await this.utility.responses();
    const own = seen.filter(({ subject }) => subject === mRID).map(({ status }) => status);
    const others = seen.length - own.length;
    return `${own.length === 0 ? 'none for it' : `statuses ${own.join(', ')}`}; ${others} for other subjects`;
  }

  #log(text: string): void {
    this.run.record({ type: 'log', caseId: this.run.caseId, source: 'utility server', level: 'info', text });
  }
}

const responseWords: Readonly<Record<number, string>> = {
  1: 'event received',
  2: 'event started',
  3: 'event completed',
  6: 'event cancelled',
  7: 'event superseded',
};
