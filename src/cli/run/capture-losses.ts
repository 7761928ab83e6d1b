import type { EvidenceEnd } from '../../probes/capture/evidence-capture.js';
import type { LossInterval } from '../../probes/capture/loss-log.js';
import type { Warned } from '../../record/events.js';
import { isoTime } from '../../record/iso-time.js';
import type { CaseComments } from './case-comments.js';

export type LossWarning = Omit<Warned, 'at'>;

/** Stretches of loss that are told one by one; what comes after them is told as a sum. */
const mostIntervals = 16;
/** Cases of one stretch that get a warning of their own. */
const mostCases = 16;
const code = 'PROBES-055';

export interface CaptureOutcome {
  readonly name: string;
  readonly end: EvidenceEnd;
  /** Packets that the file holds; undefined where it could not be read. */
  readonly written: number | undefined;
  /** When it was stopped, or would have been, nanoseconds since 1970. */
  readonly untilNs: bigint;
}

/**
 * What a capture does not hold, as warnings of the record: how many packets, when, and in which cases. A capture that ended
 * early lost everything from then on. Nothing where nothing is missing.
 */
export function lossWarnings({ name, end, written, untilNs }: CaptureOutcome, cases: CaseComments): LossWarning[] {
  const warnings: LossWarning[] = [];
  const add = (text: string, fromNs: bigint, toNs: bigint): void => {
    const met = cases.during(fromNs, toNs);
    const when = `from ${isoTime(fromNs)} to ${isoTime(toNs)}`;
    const base = { type: 'warning', mark: 'anomaly', code } as const;
    if (met.length === 0) warnings.push({ ...base, text: `${text} ${when}; no case ran then` });
    for (const caseId of met.slice(0, mostCases)) {
      warnings.push({ ...base, caseId, text: `${text} ${when}: it does not show all of case ${caseId}` });
    }
    if (met.length > mostCases) {
      warnings.push({ ...base, text: `${text} ${when}: and of ${met.length - mostCases} cases more` });
    }
  };
  for (const interval of end.losses.slice(0, mostIntervals)) {
    add(`the capture on ${name} ${wordsOf(interval)}`, interval.fromNs, interval.toNs);
  }
  const more = end.losses.slice(mostIntervals);
  if (more.length > 0) {
    const packets = more.reduce((sum, interval) => sum + interval.packets, 0);
    const [first, last] = [more[0]!, more.at(-1)!];
    add(`the capture on ${name} lost ${packets} packets more in ${more.length} stretches`, first.fromNs, last.toNs);
  }
  if (end.error !== undefined) {
    const said = end.error.detail ?? end.error.message;
    add(`the capture on ${name} ended by itself (${said}) and holds nothing`, end.endedNs, untilNs);
  }
  return [...warnings, ...totals({ name, end, written, untilNs })];
}

function wordsOf({ where, packets }: LossInterval): string {
  return where === 'kernel'
    ? `lost ${packets} packets (the kernel's buffer was full)`
    : `did not write about ${packets} packets that it had read (a full disk?)`;
}

function totals({ name, end, written }: CaptureOutcome): LossWarning[] {
  const warnings: LossWarning[] = [];
  const base = { type: 'warning', mark: 'anomaly', code } as const;
  const { captured } = end.counters;
  if (end.lost === undefined) {
    warnings.push({
      ...base,
      text: `the capture on ${name} left no statistics: how many packets it lost is not known`,
    });
  } else if (end.lost > 0) {
    warnings.push({ ...base, text: `the capture on ${name} lost ${end.lost} packets in all` });
  }
  if (captured !== undefined && written !== undefined && written < captured) {
    const text = `the capture on ${name} read ${captured} packets and its file holds ${written}: ${captured - written} were not written`;
    warnings.push({ ...base, text: `${text} (a full disk?)` });
  }
  return warnings;
}
