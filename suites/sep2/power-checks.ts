import type { CaseRun } from '../engine/case-run.js';
import type { GridBench } from './grid-bench.js';
import type { PowerReading } from './power-watch.js';

/** How long power must keep to a limit to count as there, ms: some samples of the meter. */
const holdMs = 300;
/** Longest time without a reading in which nothing is said to have happened, s. */
const mostUnseenS = 2;

/** What the independent meter shows, held against what a control asks for. */
export class PowerChecks {
  constructor(
    private readonly bench: GridBench,
    private readonly run: CaseRun,
  ) {}

  /** CSIP-AUS: the lower of 4 % of the rating and 100 W; with the uncertainty of one reading of the meter. */
  get accuracyW(): number {
    const ratedW = this.bench.pixit('PIXIT_SEP2_RatedW');
    return Math.min(0.04 * ratedW, 100) + this.bench.power.uncertaintyAt(ratedW) + this.noiseW;
  }

  /** Noise of the power itself that an instrument sees; four standard deviations. PIXIT, 0 for a DER without. */
  private get noiseW(): number {
    return this.bench.pixit('PIXIT_SEP2_NoiseW');
  }

  /**
   * Power must come within a limit (either direction) and stay there.
   * @param since monotonic ns from which time counts; @param seconds what the clause or the PIXIT allows
   */
  async expectAtMost(limitW: number, since: bigint, seconds: number, why: string): Promise<PowerReading | undefined> {
    return this.#expect((watts) => Math.abs(watts) <= limitW + this.accuracyW, {
      since,
      seconds,
      text: `the meter shows at most ${limitW.toFixed(0)} W ${why}`,
      expected: `|P| <= ${limitW.toFixed(0)} W (+ ${this.accuracyW.toFixed(0)} W) within ${seconds} s`,
    });
  }

  /** Power must come back to what the vehicle gives or takes. `watts` with its sign, export positive. */
  async expectNear(watts: number, since: bigint, seconds: number, why: string): Promise<PowerReading | undefined> {
    return this.#expect((value) => Math.abs(value - watts) <= this.accuracyW, {
      since,
      seconds,
      text: `the meter shows ${watts.toFixed(0)} W ${why}`,
      expected: `${watts.toFixed(0)} W (+- ${this.accuracyW.toFixed(0)} W) within ${seconds} s`,
    });
  }

  /** Every reading between two moments must keep to a limit: no transient in between. */
  expectAllAtMost(limitW: number, from: bigint, to: bigint, why: string): void {
    const readings = this.bench.power.between(from, to);
    const worst = readings.reduce((most, { watts }) => Math.max(most, Math.abs(watts)), 0);
    const unseenS = longestGap(readings, from, to);
    const what = `never more than ${limitW.toFixed(0)} W ${why}`;
    this.#all(readings, worst <= limitW + this.accuracyW, { what, extreme: worst, unseenS });
  }

  /** Every reading between two moments must be at least `watts`: no dip in between. */
  expectAllAtLeast(limitW: number, from: bigint, to: bigint, why: string): void {
    const readings = this.bench.power.between(from, to);
    const least = readings.reduce((low, { watts }) => Math.min(low, Math.abs(watts)), Number.POSITIVE_INFINITY);
    const unseenS = longestGap(readings, from, to);
    const what = `never less than ${limitW.toFixed(0)} W ${why}`;
    this.#all(readings, least >= limitW - this.accuracyW, { what, extreme: least, unseenS });
  }

  #all(
    readings: readonly PowerReading[],
    holds: boolean,
    { what, extreme, unseenS }: { readonly what: string; readonly extreme: number; readonly unseenS: number },
  ): void {
    if (readings.length === 0) {
      this.run.inconclusive(`the meter gave no reading while it had to show ${what}`, this.bench.power.trouble);
      return;
    }
    // What was seen to be wrong is wrong; that nothing happened can only be said where somebody looked.
    if (holds && unseenS > mostUnseenS) {
      const why = `the meter gave no reading for ${unseenS.toFixed(1)} s while it had to show ${what}`;
      this.run.inconclusive(why, this.bench.power.trouble);
      return;
    }
    this.run.observe(holds, {
      text: `the meter shows ${what}`,
      observed: `${extreme.toFixed(0)} W as the extreme of ${readings.length} readings, at most ${unseenS.toFixed(2)} s without one`,
    });
  }

  async #expect(
    condition: (watts: number) => boolean,
    check: { readonly since: bigint; readonly seconds: number; readonly text: string; readonly expected: string },
  ): Promise<PowerReading | undefined> {
    const { since, seconds, text, expected } = check;
    const spentMs = Number(process.hrtime.bigint() - since) / 1e6;
    const timeoutMs = Math.max(0, seconds * 1000 - spentMs) + holdMs + 100;
    const found = await this.bench.power.until(condition, { holdMs, timeoutMs, from: since });
    const { trouble, latest } = this.bench.power;
    if (found === undefined && trouble !== undefined) {
      this.run.inconclusive('the meter gives no reading', trouble);
      return undefined;
    }
    const after = found === undefined ? undefined : Number(found.at - since) / 1e9;
    const holds = after !== undefined && after <= seconds;
    this.run.observe(holds, {
      text,
      expected,
      observed:
        after === undefined
          ? `still ${latest?.watts.toFixed(0) ?? 'no reading'} W`
          : `${found!.watts.toFixed(0)} W, ${after.toFixed(2)} s after it was delivered`,
    });
    return holds ? found : undefined;
  }
}

/** Longest time without a reading from one moment to another, s. */
function longestGap(readings: readonly PowerReading[], from: bigint, to: bigint): number {
  let longest = 0n;
  let last = from;
  for (const at of [...readings.map((reading) => reading.at), to]) {
    if (at - last > longest) longest = at - last;
    last = at;
  }
  return Number(longest) / 1e9;
}
