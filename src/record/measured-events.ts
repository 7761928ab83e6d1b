import type { Judgement } from '../judge/judgement.js';
import type { Interval, Measurement } from '../judge/measurement.js';
import type { Verdict } from '../judge/verdict.js';
import type { EventBase } from './event-base.js';
import type { Axis, Percentile, ReportSection } from './event-facts.js';

export interface Measured extends EventBase {
  readonly type: 'measurement';
  readonly caseId?: string;
  readonly measurement: Measurement;
}

export interface Judged extends EventBase {
  readonly type: 'judgement';
  readonly caseId?: string;
  readonly judgement: Judgement;
}

/** Plottable data of a measurement. Downsample to 5,000 points at most; the raw samples are evidence files. */
export interface SeriesRecorded extends EventBase {
  readonly type: 'series';
  readonly caseId?: string;
  readonly seriesId: string;
  readonly title: string;
  readonly section: ReportSection;
  /** Quantity id of the spec table that the plot belongs to. */
  readonly quantity?: string;
  readonly plot: LinePlot | HistogramPlot;
  /** Evidence file (path in the run folder) with the raw data. */
  readonly evidence?: string;
}

export interface LinePlot {
  readonly kind: 'line';
  readonly x: Axis & { readonly scale?: 'linear' | 'log' };
  readonly y: Axis & { readonly scale?: 'linear' | 'log' };
  /** `step` holds a value until the next point (a sampled reading), `points` draws dots only. */
  readonly lines: readonly {
    readonly name: string;
    readonly style?: 'line' | 'step' | 'points';
    readonly points: readonly (readonly [x: number, y: number])[];
  }[];
  /** Vertical marks: `stop issued`, `acknowledged`. */
  readonly marks?: readonly {
    readonly x: number;
    readonly label: string;
    /** Of a stop: `issue`, `deliver`, `acknowledge`, `first-effect`, `effect`, `lifted`, `release`. */
    readonly clock?: string;
    /** Expanded uncertainty (k = 2) of x. */
    readonly U?: number;
  }[];
  /** Horizontal limits. */
  readonly limits?: readonly { readonly y: number; readonly label: string }[];
}

export interface HistogramPlot {
  readonly kind: 'histogram';
  readonly x: Axis;
  /** Half-open bins [from, to), ascending. */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Vertical limits. */
  readonly limits?: readonly { readonly x: number; readonly label: string }[];
}

/** Packet statistics of one path in one direction (Y.1564, RFC 7680): section 10 of the report. */
export interface PathMeasured extends EventBase {
  readonly type: 'path-result';
  readonly caseId?: string;
  readonly path: string;
  readonly direction: string;
  readonly sent: number;
  readonly received: number;
  /** Arrived after `lossThresholdMs`, therefore lost. */
  readonly late: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly lossThresholdMs: number;
  /** Lost fraction 0..1 with its interval. */
  readonly loss: number;
  readonly lossInterval?: Interval;
  /** Lag-1 autocorrelation of the loss indicator and the effective sample size. */
  readonly autocorrelation?: number;
  readonly effectiveSamples?: number;
  /** Runs of consecutive losses: how many runs of each length. */
  readonly bursts?: readonly { readonly length: number; readonly count: number }[];
  readonly delayMs?: readonly Percentile[];
}

/** One trial of the stop response: the four clocks (section 11), capture or meter time, ns since 1970. */
export interface StopTrial extends EventBase {
  readonly type: 'stop-trial';
  readonly caseId?: string;
  readonly trial: number;
  /** Id of the stop path, as in the `stop-path` event of its series. */
  readonly path?: string;
  readonly issueNs: string;
  readonly deliverNs?: string;
  readonly acknowledgeNs?: string;
  /** Power begins to fall. */
  readonly firstEffectNs?: string;
  readonly effectNs?: string;
  /** The stop was lifted, and power was back. */
  readonly liftedNs?: string;
  readonly releaseNs?: string;
  /** Expanded uncertainty (k=2) of delivery-to-effect, milliseconds. */
  readonly U_ms?: number;
  readonly limitMs?: number;
  /** The stop counts as effective below this power, watts. */
  readonly thresholdW?: number;
  /** What the meter showed: `stopped`, `partial`, `returned`, `none`, `not-discharging`, `no-trace`, `no-power`. */
  readonly outcome?: string;
  /** What a stop may not show and this one did, one sentence each. */
  readonly faults?: readonly string[];
  readonly note?: string;
}

/** How a stop path kept to one yardstick. */
export interface StopYardstick {
  /** Row of the spec table. */
  readonly row: string;
  readonly profile: string;
  readonly standard: string;
  readonly fromMemory: boolean;
  /** The standard does not speak of this path: its figure is a yardstick only. */
  readonly borrowed: boolean;
  /** Pair of clocks, or `stop-remaining`. */
  readonly pair: string;
  /** As printed: `<= 2 s`. */
  readonly limit: string;
  /** Seconds, where it is a time. */
  readonly limitS?: number;
  readonly verdict: Verdict;
  readonly reason: string;
  /** What the trials claim of the 95th and the 99th percentile against the limit. */
  readonly claims: readonly { readonly p: number; readonly verdict: Verdict; readonly reason: string }[];
  /** Longest time above the threshold after the limit, s, and its energy, Wh; absent where no trial was over. */
  readonly breach?: {
    readonly seconds: number;
    readonly energyWh: number;
    readonly trials: number;
    readonly open: boolean;
  };
}

/** A series of stops by one path: distribution of every pair of clocks, and the verdict of each yardstick. */
export interface StopPathMeasured extends EventBase {
  readonly type: 'stop-path';
  readonly caseId?: string;
  readonly path: string;
  readonly title: string;
  readonly trials: number;
  /** Trials that show whether the stop worked. */
  readonly shown: number;
  readonly thresholdW: number;
  readonly holdMs: number;
  readonly meter: string;
  /** How the meter was really read. */
  readonly sampling?: { readonly readingEveryMs: number; readonly refreshMs: number; readonly longestGapMs: number };
  readonly pairs: readonly {
    readonly pair: string;
    readonly n: number;
    readonly censored: number;
    /** Seconds. */
    readonly least?: number;
    readonly median?: number;
    readonly most?: number;
    readonly U?: number;
    readonly percentiles: readonly (Percentile & { readonly needsAtLeast?: number })[];
  }[];
  readonly yardsticks: readonly StopYardstick[];
  readonly faults: readonly { readonly kind: string; readonly trials: number; readonly example: string }[];
}

/** One load level of the TLS concurrency probe (section 12). */
export interface TlsLevel extends EventBase {
  readonly type: 'tls-level';
  readonly caseId?: string;
  readonly concurrency: number;
  readonly attempted: number;
  readonly completed: number;
  readonly failures?: readonly { readonly reason: string; readonly count: number }[];
  readonly latencyMs: readonly Percentile[];
  readonly handshakesPerS?: number;
  /** Who limited the rate, as measured from both sides' CPU time. */
  readonly bottleneck?: 'gateway' | 'generator' | 'shared' | 'unknown';
}
