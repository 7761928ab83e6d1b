import type { RunEvent } from '../../record/events.js';
import { isoTimeNs } from '../../record/iso-time.js';
import type { TimedComment } from './annotate-capture.js';

interface Begun {
  readonly atNs: bigint;
  readonly title: string;
  end: string | undefined;
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
      begun.end = event.applicable ? `verdict ${event.verdict} after ${seconds} s` : 'not applicable';
      this.#open.delete(event.caseId);
    }
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
