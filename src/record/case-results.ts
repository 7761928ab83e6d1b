import { type Ending, type Verdict, worst } from '../judge/verdict.js';
import type { CaseEnded, CaseStarted, Exchanged, Observed, RunEvent, StepStarted } from './events.js';
import type { CaseResult, ExchangeResult } from './results.js';

/** Exchanges kept for a case that did not pass: enough for its chart, not a second journal. */
const keptExchanges = 200;

interface CaseEvents {
  readonly started: CaseStarted;
  readonly steps: StepStarted[];
  readonly exchanges: Exchanged[];
  readonly observations: Observed[];
  readonly rows: Set<string>;
  judged: Verdict;
  ended?: CaseEnded;
  lastAt: string;
}

/**
 * One result a case, in the order in which they started. The verdict is the worst of what the engine said, the
 * observations and the judgements (a verdict only gets worse); an applicable case that ends at `none`, and one that
 * never ended, is an `error`.
 */
export function collectCases(events: readonly RunEvent[]): CaseResult[] {
  const cases = new Map<string, CaseEvents>();
  for (const event of events) {
    if (event.type === 'case-started') {
      cases.set(event.caseId, {
        started: event,
        steps: [],
        exchanges: [],
        observations: [],
        rows: new Set(),
        judged: 'none',
        lastAt: event.at,
      });
    } else if ('caseId' in event && event.caseId !== undefined) {
      const found = cases.get(event.caseId);
      if (found !== undefined) addEvent(found, event);
    }
  }
  return [...cases.values()].map(caseResult);
}

function addEvent(into: CaseEvents, event: RunEvent): void {
  into.lastAt = event.at;
  if (event.type === 'step') into.steps.push(event);
  else if (event.type === 'exchange') into.exchanges.push(event);
  else if (event.type === 'observation') into.observations.push(event);
  else if (event.type === 'case-ended') into.ended = event;
  else if (event.type === 'judgement') {
    into.rows.add(event.judgement.row);
    into.judged = worst(into.judged, event.judgement.verdict);
  }
}

function caseResult(found: CaseEvents): CaseResult {
  const { type: _type, at: startedAt, ...facts } = found.started;
  const outcome = outcomeOf(found);
  return {
    ...facts,
    startedAt,
    ...outcome,
    likelyCauses: found.ended?.likelyCauses ?? [],
    ...(found.ended?.nextStep === undefined ? {} : { nextStep: found.ended.nextStep }),
    ...(found.ended?.timers === undefined ? {} : { timers: found.ended.timers }),
    observations: found.observations.map(({ type: _t, at: _a, caseId: _c, ...rest }) => rest),
    steps: found.steps.map(({ at, title, phase }) => ({ at, title, ...(phase === undefined ? {} : { phase }) })),
    exchangeCount: found.exchanges.length,
    exchanges: outcome.applicable && outcome.verdict !== 'pass' ? keepExchanges(found) : [],
    rows: [...found.rows].sort(),
  };
}

function outcomeOf(found: CaseEvents): {
  readonly verdict: Verdict;
  readonly ending: Ending;
  readonly applicable: boolean;
  readonly reason: string;
  readonly durationMs: number;
} {
  const { ended } = found;
  if (ended === undefined) {
    const durationMs = Math.max(0, Date.parse(found.lastAt) - Date.parse(found.started.at));
    const reason = 'The record stops before this case ended.';
    return { verdict: 'error', ending: 'aborted', applicable: true, reason, durationMs };
  }
  const { ending, applicable, durationMs } = ended;
  if (!applicable) return { verdict: 'none', ending, applicable, reason: ended.reason, durationMs };
  const seen = found.observations.reduce((verdict: Verdict, { verdict: next }) => worst(verdict, next), found.judged);
  const verdict = worst(ended.verdict, seen);
  if (verdict === 'none') {
    return {
      verdict: 'error',
      ending,
      applicable,
      reason: `No verdict was reached. ${ended.reason}`.trim(),
      durationMs,
    };
  }
  return { verdict, ending, applicable, reason: ended.reason, durationMs };
}

/** The last exchanges; bytes and values only where an observation or a violation points at them. */
function keepExchanges(found: CaseEvents): ExchangeResult[] {
  const pointedAt = new Set(found.observations.map(({ exchangeId }) => exchangeId).filter((id) => id !== undefined));
  return found.exchanges.slice(-keptExchanges).map(({ type: _type, ...exchange }) => {
    const matters =
      (exchange.violations?.length ?? 0) > 0 ||
      (exchange.exchangeId !== undefined && pointedAt.has(exchange.exchangeId));
    if (matters) return exchange;
    const { hex: _hex, json: _json, ranges: _ranges, ...rest } = exchange;
    return rest;
  });
}
