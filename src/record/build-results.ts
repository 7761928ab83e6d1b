import { PlumblineError } from '../base/errors.js';
import { compareWithExpected } from '../judge/expected-results.js';
import { collectCases } from './case-results.js';
import type { EventOf, RunEvent, RunEventType } from './events.js';
import { firstPrev, type SealedEvent } from './journal-line.js';
import { coverageOf } from './requirement-coverage.js';
import { collectSpec, countCases, overallVerdict, summariseAreas } from './result-summaries.js';
import type { Results, RunSummary } from './results.js';

/**
 * Makes the results from the events of a journal: a pure function, so the same record always gives the same bytes. A
 * record without an end gives results that say that they are incomplete. Throws RECORD-007 when no run was started.
 */
export function buildResults(sealed: readonly SealedEvent[]): Results {
  const events = sealed.map(unseal);
  const started = events.find((event) => event.type === 'run-started');
  if (started === undefined) throw new PlumblineError('RECORD-007');
  const last = events.at(-1);
  const ended = last?.type === 'run-ended' ? last : undefined;
  const cases = collectCases(events);
  const spec = collectSpec(started.specTable.rows, events);
  const scope = all(events, 'scope').at(-1);
  const stopPaths = all(events, 'stop-path').map(plain);
  const { verdict, reason, exitCode } = overallVerdict(cases, spec, {
    ended,
    picsGiven: scope?.pics !== undefined,
    planned: started.plannedCases,
  });
  const coverage = coverageOf(all(events, 'requirements-known'), cases);
  const picsLearned = all(events, 'pics-learned').map(plain);
  const expected = all(events, 'results-expected').at(-1);
  const { rows: _rows, ...specTable } = started.specTable;
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
    ...(coverage.length === 0 ? {} : { coverage }),
    cases,
    ...(expected === undefined
      ? {}
      : { expected: { list: expected.list, ...compareWithExpected(expected.cases, cases) } }),
    measurements: all(events, 'measurement').map(({ caseId, measurement: { samples: _samples, ...measurement } }) => ({
      ...(caseId === undefined ? {} : { caseId }),
      ...measurement,
    })),
    paths: all(events, 'path-result').map(plain),
    stopTrials: all(events, 'stop-trial').map(plain),
    ...(stopPaths.length === 0 ? {} : { stopPaths }),
    tlsLevels: all(events, 'tls-level').map(plain),
    timelines: all(events, 'session-timeline').map(plain),
    series: all(events, 'series').map(plain),
    prompts: all(events, 'prompt').map(timed),
    ...(picsLearned.length === 0 ? {} : { picsLearned }),
    warnings: all(events, 'warning').map(timed),
    evidence: all(events, 'evidence').map(plain),
    record: { events: sealed.length, head: sealed.at(-1)?.hash ?? firstPrev },
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

function all<T extends RunEventType>(events: readonly RunEvent[], type: T): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type);
}

/** Takes the journal's own members off again. */
function unseal({ seq: _seq, prev: _prev, hash: _hash, ...event }: SealedEvent): RunEvent {
  return event as RunEvent;
}

function plain<E extends RunEvent>({ type: _type, at: _at, ...rest }: E): Omit<E, 'type' | 'at'> {
  return rest;
}

function timed<E extends RunEvent>({ type: _type, ...rest }: E): Omit<E, 'type'> {
  return rest;
}
