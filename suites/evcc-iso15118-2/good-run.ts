import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import { bytesAt, hexOf, sameBytes } from '../../src/peers/vehicle/read-value.js';
import type { CaseRun } from '../engine/case-run.js';
import { type CaseContext, declareCase } from '../engine/plumbline-test.js';
import { evccDefinition } from './evcc-case.js';
import type { GoodCase } from './good-case.js';
import { connectionSpan, type GoodSession, goodSession, sessionBudgetMs } from './good-session.js';
import type { SessionPlan } from './good-sessions.js';
import { exchangeId, recordEarlierEvent, seen } from './secc-record.js';

/** Declares a good case: one request of a session that is driven once for all that look at it. */
export function declareGoodCase(one: GoodCase): void {
  const what = requestOf(one);
  const when = one.after ?? 'its connection';
  declareCase(
    evccDefinition(one.id, {
      title: `${what} after ${when}`,
      purpose: `In ${one.session.words}, the vehicle sends a correct ${what} after ${when}.`,
      kind: 'valid',
      pics: one.pics,
      maturity: one.maturity,
      likelyCauses: [
        'the vehicle leaves the session earlier: see the cases before this one',
        'another order of messages',
      ],
    }),
    (context) => lookAtGoodCase(context, one),
  );
}

/** Drives the session of a case where nobody has yet, and looks at its request. */
export async function lookAtGoodCase(context: CaseContext, one: GoodCase): Promise<void> {
  const { harness, run } = context;
  const what = requestOf(one);
  const when = one.after ?? 'its connection';
  const session = await givenSession(context, one.session);
  if (session === undefined) return;
  const from = start(session.events, one);
  run.require(from !== undefined, { text: `the session comes to ${when}`, observed: lastRequest(session.events) });
  run.step('test', `When the vehicle has got ${when}`);
  const found = nextRequest(session.events, from ?? 0, one.skips ?? []);
  tellAround(run, session.events, from ?? 0, found);
  if (found === undefined && session.linkDoubt !== undefined) {
    run.inconclusive(`no ${what} came`, session.linkDoubt);
    return;
  }
  const name = found?.name ?? 'nothing';
  const seenAs = found?.progress === undefined ? name : `${name} ${found.progress}`;
  run.require(found !== undefined && seenAs === what, {
    text: `the vehicle sends ${what}`,
    expected: what,
    observed: seenAs,
    ...(found === undefined ? {} : { exchangeId: exchangeId(run, found) }),
  });
  if (found === undefined) return;
  lookAtFrame(run, found, session);
  for (const check of one.checks) await check({ run, harness, session, request: found });
}

/** The session of this plan; undefined, with the case inconclusive, where there is none to look at. */
export async function givenSession(
  { harness, run, info }: CaseContext,
  plan: SessionPlan,
): Promise<GoodSession | undefined> {
  run.step('preamble', `Given ${plan.words}`);
  info.setTimeout(sessionBudgetMs(harness, plan));
  const session = await goodSession(harness, plan);
  if (!session.events.some(({ event }) => event === 'connected')) {
    run.inconclusive('the vehicle never came', arrivals(session.events));
    return undefined;
  }
  if (session.captured) return session;
  run.inconclusive('the capture does not show what the vehicle and the SECC said to each other');
  return undefined;
}

/** What was seen of a vehicle that never came, for a cause. */
export function arrivals(events: readonly SeccEvent[]): string {
  const requests = events.filter(({ event }) => event === 'sdp').length;
  return `${requests} SECC Discovery Requests, no connection`;
}

function requestOf({ request, progress }: GoodCase): string {
  return progress === undefined ? request : `${request} ${progress}`;
}

/** Where the response stands after which the request must come. */
function start(events: readonly SeccEvent[], { after, nth = 1, connection }: GoodCase): number | undefined {
  const fits = (event: SeccEvent) =>
    after === undefined ? event.event === 'connected' : event.event === 'response' && event.name === after;
  const [from, to] = connection === undefined ? [0, events.length] : connectionSpan(events, connection);
  const places = events.flatMap((event, index) => (index >= from && index < to && fits(event) ? [index] : []));
  return nth === 'last' ? places.at(-1) : places[nth - 1];
}

function nextRequest(
  events: readonly SeccEvent[],
  from: number,
  skips: readonly string[],
): SeccEventOf<'request'> | undefined {
  return events
    .slice(from + 1)
    .find(
      (event): event is SeccEventOf<'request'> =>
        event.event === 'request' && (event.name === undefined || !skips.includes(event.name)),
    );
}

/** The record of the case gets the part of the session that it looks at. */
function tellAround(
  run: CaseRun,
  events: readonly SeccEvent[],
  from: number,
  found: SeccEventOf<'request'> | undefined,
): void {
  const to = found === undefined ? events.length : events.indexOf(found) + 2;
  for (const event of events.slice(from, to)) recordEarlierEvent(run, event);
}

function lookAtFrame(run: CaseRun, request: SeccEventOf<'request'>, session: GoodSession): void {
  const { decoded, header } = seen(request);
  const point = { exchangeId: exchangeId(run, request) };
  const type = `0x${request.payloadType.toString(16).toUpperCase()}`;
  run.observe(request.payloadType === 0x8001, {
    text: 'payload type 0x8001',
    expected: '0x8001',
    observed: type,
    ...point,
  });
  const [violation] = decoded.violations;
  run.observe(violation === undefined, {
    text: `${request.name} follows the schema`,
    observed: violation === undefined ? 'it does' : `${violation.path}: ${violation.detail}`,
    ...point,
  });
  if (request.schema === 'sap' || request.name === 'SessionSetupReq') return;
  const given = session.events.findLast(
    (event) => event.event === 'response' && event.name === 'SessionSetupRes' && BigInt(event.at) < BigInt(request.at),
  );
  const expected = given?.event === 'response' ? bytesAt(seen(given).header, 'SessionID') : undefined;
  const id = bytesAt(header, 'SessionID');
  run.observe(id !== undefined && expected !== undefined && sameBytes(id, expected), {
    text: `${request.name} carries the SessionID that was given`,
    expected: expected === undefined ? 'one' : hexOf(expected),
    observed: id === undefined ? 'none' : hexOf(id),
    ...point,
  });
}

function lastRequest(events: readonly SeccEvent[]): string {
  const request = events.findLast((event): event is SeccEventOf<'request'> => event.event === 'request');
  return request === undefined ? 'no request' : `it ended after ${request.name}`;
}
