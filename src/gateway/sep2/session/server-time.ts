import type { Clock } from '../../../base/clock.js';
import type { Faults } from '../../faults/faults.js';

/** The Time resource as it was read, s. */
export interface TimeReading {
  readonly currentS: number;
  /** 3 external authority, 4 level 3 source, 5 manual, 6 from a neighbour, 7 not coordinated (IEEE 2030.5 Time.quality). */
  readonly quality: number;
  readonly tzOffsetS: number;
  readonly dstOffsetS: number;
  readonly dstStartS: number;
  readonly dstEndS: number;
}

/** What the server's clock looks like from here. */
export interface TimeFacts {
  /** Server minus this machine, s; undefined: never read. */
  readonly offsetS: number | undefined;
  readonly quality: number | undefined;
  /** Local time minus UTC by the server's zone and DST rules, s. */
  readonly localOffsetS: number;
}

/**
 * The server's clock: events run by it (IEEE 2030.5-2018, 11.1). Its resource has whole seconds, so a reading says that the
 * clock lies between two bounds; where this machine's own clock lies between them too it is kept, or every event would be
 * up to a second late. Between readings the time goes on with the monotonic clock: a jump of the wall clock moves no event.
 */
export class ServerTime {
  readonly #clock: Clock;
  readonly #faults: Faults;
  #baseS: number;
  #baseNs: bigint;
  #reading: TimeReading | undefined;
  #offsetS: number | undefined;

  /** @param offsetS offset that was known before a restart, s */
  constructor(clock: Clock, faults: Faults, offsetS?: number) {
    this.#clock = clock;
    this.#faults = faults;
    this.#baseNs = clock.monotonicNs();
    this.#offsetS = offsetS;
    this.#baseS = wallS(clock) + (faults.has('ignore-server-time') ? 0 : (offsetS ?? 0));
  }

  /** The server's time now, s with fractions. */
  nowS(): number {
    return this.#baseS + Number(this.#clock.monotonicNs() - this.#baseNs) / 1e9;
  }

  /** For resources that are written: whole s. */
  stampS(): number {
    return Math.floor(this.nowS());
  }

  /** Takes a reading. @param sentNs when the request left, monotonic @returns the offset, s */
  take(reading: TimeReading, sentNs: bigint): number {
    const nowNs = this.#clock.monotonicNs();
    const here = wallS(this.#clock);
    const rttS = Number(nowNs - sentNs) / 1e9;
    // The server read its clock between request and answer, and cut off the fraction.
    const low = reading.currentS - here;
    const high = reading.currentS + 1 - (here - rttS);
    const offsetS = low <= 0 && high >= 0 ? 0 : (low + high) / 2;
    this.#reading = reading;
    this.#offsetS = offsetS;
    if (!this.#faults.has('ignore-server-time')) {
      this.#baseNs = nowNs;
      this.#baseS = here + offsetS;
    }
    return offsetS;
  }

  get facts(): TimeFacts {
    const reading = this.#reading;
    return {
      offsetS: this.#offsetS,
      quality: reading?.quality,
      localOffsetS: reading === undefined ? 0 : this.#local(reading),
    };
  }

  #local(reading: TimeReading): number {
    const nowS = this.nowS();
    const summer = reading.dstStartS < reading.dstEndS && nowS >= reading.dstStartS && nowS < reading.dstEndS;
    return reading.tzOffsetS + (summer ? reading.dstOffsetS : 0);
  }
}

function wallS(clock: Clock): number {
  return Number(clock.wallNs()) / 1e9;
}
