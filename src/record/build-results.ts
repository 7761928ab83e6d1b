import { PlumblineError } from '../base/errors.js';
import { collectCases } from './case-results.js';
import type { EventOf, RunEvent, RunEventType } from './events.js';
import { firstPrev, type SealedEvent } from './journal-line.js';
import { collectSpec, countCases, overallVerdict, summariseAreas } from './result-summaries.js';
import type { Results, RunSummary } from './results.js';

/**
 * Makes the results from the events of a journal: a pure function, so the same record always gives the same bytes. A
 * record without an end gives results that say that they are incomplete. Throws RECORD-007 when no run was started.
 */
export function buildResults(events: readonly SealedEvent[]): Results {
  const started = events.find((event) => event.type === 'run-started');
  if (started === undefined) throw new PlumblineError('RECORD-007');
  const last = events.at(-1);
  const ended = last?.type === 'run-ended' ? last : undefined;
  const cases = collectCases(events);
  const spec = collectSpec(started.specTable.rows, events);
  const { verdict, reason, exitCode } = overallVerdict(cases, spec, ended);
  const { rows: _rows, ...specTable } = started.specTable;
  const scope = all(events, 'scope').at(-1);
  return {
    format: 'plumbline-results',
    version: 1,
    run: summariseRun(started, last ?? started, ended),
    verdict,
    verdictReason: reason,
    exitCode,
    counts: countCases(cases),
    tool: started.tool,
    host: started.host,
    bench: started.bench,
    suites: started.suites,
    specTable,
    parties: all(events, 'party').map(plain),
    items: all(events, 'item').map(plain),
    sites: all(events, 'site').map(plain),
    ...(scope === undefined ? {} : { scope: plain(scope) }),
    instruments: all(events, 'instrument').map(plain),
    clocks: all(events, 'clock-state').map(timed),
    areas: summariseAreas(cases),
    spec,
    cases,
    measurements: all(events, 'measurement').map(({ caseId, measurement: { samples: _samples, ...measurement } }) => ({
      ...(caseId === undefined ? {} : { caseId }),
      ...measurement,
    })),
    paths: all(events, 'path-result').map(plain),
    stopTrials: all(events, 'stop-trial').map(plain),
    tlsLevels: all(events, 'tls-level').map(plain),
    series: all(events, 'series').map(plain),
    prompts: all(events, 'prompt').map(timed),
    warnings: all(events, 'warning').map(timed),
    evidence: all(events, 'evidence').map(plain),
    record: { events: events.length, head: last?.hash ?? firstPrev },
  };
}

/** The text of `results.json`: deterministic, UTF-8, ends with a line feed. */
export function resultsText(results: Results): string {
  return `${JSON.stringify(results, null, 1)}\n`;
}

function summariseRun(
  started: EventOf<'run-started'>,
  last: RunEvent,
  ended: EventOf<'run-ended'> | undefined,
): RunSummary {
  return {
    id: started.runId,
    title: started.title,
    level: started.level,
    demo: started.demo ?? false,
    startedAt: started.at,
    endedAt: last.at,
    durationMs: Math.max(0, Date.parse(last.at) - Date.parse(started.at)),
    complete: ended !== undefined,
    ending: ended?.ending ?? 'aborted',
    argv: started.argv,
    ...(started.plannedCases === undefined ? {} : { plannedCases: started.plannedCases }),
    ...(ended?.eventLoopDelayMs === undefined ? {} : { eventLoopDelayMs: ended.eventLoopDelayMs }),
  };
}

function all<T extends RunEventType>(events: readonly SealedEvent[], type: T): (EventOf<T> & SealedEvent)[] {
  return events.filter((event): event is EventOf<T> & SealedEvent => event.type === type);
}

function plain<E extends SealedEvent>(event: E): Omit<E, 'seq' | 'prev' | 'hash' | 'type' | 'at'> {
  const { type: _type, at: _at, seq: _seq, prev: _prev, hash: _hash, ...rest } = event;
  return rest;
}

function timed<E extends SealedEvent>(event: E): Omit<E, 'seq' | 'prev' | 'hash' | 'type'> {
  const { type: _type, seq: _seq, prev: _prev, hash: _hash, ...rest } = event;
  return rest;
}
