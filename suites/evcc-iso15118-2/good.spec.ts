import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import { bytesAt, hexOf, sameBytes } from '../../src/peers/vehicle/read-value.js';
import type { CaseRun } from '../engine/case-run.js';
import { declareCase } from '../engine/plumbline-test.js';
import { evccDefinition } from './evcc-case.js';
import type { GoodCase } from './good-case.js';
import { goodCases } from './good-cases.js';
import { type GoodSession, goodSession } from './good-session.js';
import { exchangeId, recordEarlierEvent, seen } from './secc-record.js';

const sessions = {
  plain: 'a correct session with external payment that the SECC ends by StopCharging',
  renegotiation: 'a correct session in which the SECC asks for a renegotiation',
  pause: 'a correct session that the vehicle pauses and takes up again',
} as const;

for (const one of goodCases) {
  const { request, progress, after } = one;
  const what = progress === undefined ? request : `${request} ${progress}`;
  const when = after === undefined ? 'its connection' : after;
  declareCase(
    evccDefinition(one.id, {
      title: `${what} after ${when}`,
      purpose: `In ${sessions[one.session]}, the vehicle sends a correct ${what} after ${when}.`,
      kind: 'valid',
      pics: one.pics,
      likelyCauses: [
        'the vehicle leaves the session earlier: see the cases before this one',
        'another order of messages',
      ],
    }),
    async ({ harness, run }) => {
      run.step('preamble', `Given ${sessions[one.session]}`);
      const session = await goodSession(harness, one.session);
      if (!session.events.some(({ event }) => event === 'connected')) {
        run.inconclusive('the vehicle never came', arrivals(session.events));
        return;
      }
      if (!session.captured) {
        run.inconclusive('the capture does not show what the vehicle and the SECC said to each other');
        return;
      }
      const from = start(session.events, one);
      run.require(from !== undefined, { text: `the session comes to ${when}`, observed: lastRequest(session.events) });
      run.step('test', `When the vehicle has got ${when}`);
      const found = nextRequest(session.events, from ?? 0, one.skips ?? []);
      tellAround(run, session.events, from ?? 0, found);
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
    },
  );
}

declareCase(
  evccDefinition('CMN V2GTPSDP_001', discovery('the V2GTP header of the SECC Discovery Request is correct')),
  async ({ harness, run }) => {
    run.step('preamble', 'Given a vehicle that is plugged in');
    const { events } = await goodSession(harness, 'plain');
    run.step('test', 'When it looks for an SECC');
    for (const event of events) if (event.event.startsWith('sdp')) recordEarlierEvent(run, event);
    const wrong = events.find((event) => event.event === 'sdp-malformed');
    if (wrong?.event === 'sdp-malformed') {
      run.observe(false, { text: 'the request breaks no rule', observed: wrong.violations.join('; ') });
      return;
    }
    if (firstDiscovery(run, events) === undefined) return;
    run.observe(true, { text: 'version 0x01, inverse 0xFE, payload type 0x9000, payload length 2' });
  },
);

for (const [id, title, security] of [
  ['CMN SDP_001', 'SECC Discovery Request without TLS', 'none'],
  ['CMN SDP_003', 'TransportProtocol of the SECC Discovery Request', undefined],
] as const) {
  declareCase(evccDefinition(id, discovery(title)), async ({ harness, run }) => {
    run.step('preamble', 'Given a vehicle that is plugged in');
    const { events } = await goodSession(harness, 'plain');
    run.step('test', 'When it looks for an SECC');
    const request = firstDiscovery(run, events);
    if (request === undefined) return;
    recordEarlierEvent(run, request);
    run.observe(request.transport === 'tcp', {
      text: 'TransportProtocol is 0x00, TCP',
      expected: 'tcp',
      observed: String(request.transport),
    });
    if (security === undefined) return;
    run.observe(request.security === security, {
      text: 'Security is 0x10, no transport layer security',
      expected: security,
      observed: String(request.security),
    });
  });
}

function discovery(title: string) {
  return { title, purpose: `The vehicle looks for an SECC as the standard has it: ${title}.`, kind: 'valid' } as const;
}

function firstDiscovery(run: CaseRun, events: readonly SeccEvent[]): SeccEventOf<'sdp'> | undefined {
  const request = events.find((event): event is SeccEventOf<'sdp'> => event.event === 'sdp');
  if (request === undefined) run.inconclusive('the vehicle never came', arrivals(events));
  return request;
}

function arrivals(events: readonly SeccEvent[]): string {
  const requests = events.filter(({ event }) => event === 'sdp').length;
  return `${requests} SECC Discovery Requests, no connection`;
}

/** Where the response stands after which the request must come. */
function start(events: readonly SeccEvent[], { after, nth = 1 }: GoodCase): number | undefined {
  const fits = (event: SeccEvent) =>
    after === undefined ? event.event === 'connected' : event.event === 'response' && event.name === after;
  const places = events.flatMap((event, index) => (fits(event) ? [index] : []));
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
