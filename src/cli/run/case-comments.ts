import type { RunEvent } from '../../record/events.js';
import { isoTimeNs } from '../../record/iso-time.js';
import type { TimedComment } from './annotate-capture.js';

interface Begun {
  readonly atNs: bigint;
  readonly title: string;
  end: string | undefined;
  /** Nanoseconds since 1970; undefined while it runs. */
  endNs?: bigint;
}

/** Gathers from the record where each case begins and how it ended, as comments for the captures. */
export class CaseComments {
  readonly #begun: { readonly caseId: string; readonly case: Begun }[] = [];
  readonly #open = new Map<string, Begun>();

  /** To be given every event of the record, in its order. */
  onEvent(event: RunEvent): void {
    if (event.type === 'case-started') {
      const atNs = isoTimeNs(event.at);
      if (atNs === undefined) return;
      const begun: Begun = { atNs, title: event.title, end: undefined };
      this.#begun.push({ caseId: event.caseId, case: begun });
      this.#open.set(event.caseId, begun);
    } else if (event.type === 'case-ended') {
      const begun = this.#open.get(event.caseId);
      if (begun === undefined) return;
      const seconds = (event.durationMs / 1000).toFixed(1);
      const endNs = isoTimeNs(event.at);
      if (endNs !== undefined) begun.endNs = endNs;
      begun.end = event.applicable ? `verdict ${event.verdict} after ${seconds} s` : 'not applicable';
      this.#open.delete(event.caseId);
    }
  }

  /** The cases that ran at some moment between the two (nanoseconds since 1970), in the order in which they began. */
  during(fromNs: bigint, toNs: bigint): string[] {
    const met = this.#begun.filter(
      ({ case: { atNs, endNs } }) => atNs <= toNs && (endNs === undefined || endNs >= fromNs),
    );
    return [...new Set(met.map(({ caseId }) => caseId))];
  }

  /** In the order of time. */
  comments(): TimedComment[] {
    return this.#begun
      .map(({ caseId, case: { atNs, title, end } }) => ({
        atNs,
        text: `case ${caseId} begins: ${title} (${end ?? 'not ended'})`,
      }))
      .sort((a, b) => (a.atNs < b.atNs ? -1 : a.atNs > b.atNs ? 1 : 0));
  }
}
