import type { Ending, Verdict } from '../judge/verdict.js';
import type { CaseTimer } from './case-timer.js';
import type { EventBase } from './event-base.js';

export interface CaseStarted extends EventBase {
  readonly type: 'case-started';
  readonly caseId: string;
  readonly catalogueId?: string;
  readonly title: string;
  readonly purpose: string;
  /** Grouping in summaries: `ISO 15118-2 SessionSetup`, `packet loss`. */
  readonly area: string;
  readonly requirements: readonly string[];
  /** PICS expression that decides whether the case applies; empty means always. */
  readonly pics?: string;
  readonly clause?: string;
  /** The verdict is shown and does not weigh in that of the run. */
  readonly maturity?: 'experimental';
  readonly tags?: readonly string[];
  /** Playwright project, that is the bench and the variant. */
  readonly project?: string;
}

export interface StepStarted extends EventBase {
  readonly type: 'step';
  readonly caseId: string;
  readonly title: string;
  /** A deviation in `preamble` is inconclusive, in `test` a fail (TTCN-3 practice of the catalogue). */
  readonly phase?: 'preamble' | 'test' | 'postamble';
}

export interface ExchangeViolation {
  readonly path: string;
  readonly rule: string;
  readonly detail: string;
  readonly bitOffset?: number;
}

/** One message on the wire, sent or received by the harness. */
export interface Exchanged extends EventBase {
  readonly type: 'exchange';
  readonly caseId?: string;
  /** Unique in the run; observations point at it. */
  readonly exchangeId?: string;
  /** As the harness sees it. */
  readonly direction: 'sent' | 'received';
  /** Life lines of the sequence chart, as in the standard: `EVCC`, `SECC`, `utility server`, `inverter`. */
  readonly from: string;
  readonly to: string;
  /** `sdp`, `tcp`, `tls`, `v2gtp`, `slac`, `sep2`, `modbus`. */
  readonly protocol: string;
  /** Name of the message, or of what happened: `SessionSetupReq`, `FIN`, `timeout`. */
  readonly message: string;
  /** A few words for the chart: `OK_NewSessionEstablished`. */
  readonly note?: string;
  readonly payloadType?: number;
  /** JSON form of the decoded value. */
  readonly json?: unknown;
  /** The message's own bytes, lower-case hex. */
  readonly hex?: string;
  /** Bit ranges of the fields in `hex`, where the decoder was asked for them. */
  readonly ranges?: readonly { readonly path: string; readonly startBit: number; readonly endBit: number }[];
  readonly violations?: readonly ExchangeViolation[];
  /** Monotonic clock of the harness when written or received, ns, decimal string. Never decides a timing verdict. */
  readonly monotonicNs?: string;
  /** Capture time stamp, ns since 1970, decimal string; with the capture file and frame that it stands for. */
  readonly captureNs?: string;
  readonly captureFile?: string;
  readonly captureFrame?: number;
}

/** Something seen and held against an expectation. The case's verdict is the worst of its observations. */
export interface Observed extends EventBase {
  readonly type: 'observation';
  readonly caseId?: string;
  readonly text: string;
  readonly expected?: string;
  readonly observed?: string;
  readonly verdict: Verdict;
  /** The exchange that shows it, and the path of the offending field in it: `/V2G_Message/Body/.../EVSEID`. */
  readonly exchangeId?: string;
  readonly field?: string;
  readonly requirements?: readonly string[];
  /** It did not hold, the duty is disputed, and the profile lets it pass: why. */
  readonly tolerated?: string;
}

/** A PICS or PIXIT that the SUT's own answers tell. */
export interface PicsLearned extends EventBase {
  readonly type: 'pics-learned';
  readonly caseId?: string;
  readonly name: string;
  readonly value: string | number | boolean;
  /** The answer that tells it, in words. */
  readonly how: string;
}

/** A manual check: question, answer, who and when. */
export interface PromptAnswered extends EventBase {
  readonly type: 'prompt';
  readonly caseId?: string;
  readonly question: string;
  readonly answer: string;
  readonly by?: string;
  /** Evidence path of the photograph. */
  readonly photo?: string;
}

export interface CaseEnded extends EventBase {
  readonly type: 'case-ended';
  readonly caseId: string;
  readonly verdict: Verdict;
  readonly ending: Ending;
  /** False: PICS excludes the case; its verdict is then `none` and it is not counted. */
  readonly applicable: boolean;
  /** One sentence in plain words: why this verdict. */
  readonly reason: string;
  readonly durationMs: number;
  /** Timers that it declares and those that it looked up; absent where it has none, and where it does not apply. */
  readonly timers?: readonly CaseTimer[];
  /** Diagnosis for a case that did not pass, most likely first, and what to do next. */
  readonly likelyCauses?: readonly string[];
  readonly nextStep?: string;
}
