import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import type { CaseRun } from '../engine/case-run.js';
import { declareCase } from '../engine/plumbline-test.js';
import { evccDefinition } from './evcc-case.js';
import type { Security } from './good-case.js';
import type { DiscoveryAgain } from './good-cases-pause.js';
import { discoveries, observeDiscoveryAgain, observeSleep } from './good-checks-pause.js';
import { arrivals, givenSession } from './good-run.js';
import { goodSession } from './good-session.js';
import type { SessionPlan } from './good-sessions.js';
import { recordEarlierEvent } from './secc-record.js';

/** Security of the SECC Discovery Request as a vehicle that declares this sends it; undefined: either. */
const asked = { none_: 'none', tls: 'tls', unknown: undefined } as const satisfies Record<Security, string | undefined>;

/** Declares a case about the first SECC Discovery Request of a session. */
export function declareDiscovery(
  id: string,
  title: string,
  security: Security,
  plan: SessionPlan,
  pics: string | undefined,
): void {
  const words = { ...discovery(title), pics };
  declareCase(evccDefinition(id, words), async ({ harness, run }) => {
    run.step('preamble', 'Given a vehicle that is plugged in');
    const { events } = await goodSession(harness, plan);
    run.step('test', 'When it looks for an SECC');
    const request = firstDiscovery(run, events);
    if (request === undefined) return;
    recordEarlierEvent(run, request);
    run.observe(request.transport === 'tcp', {
      text: 'TransportProtocol is 0x00, TCP',
      expected: 'tcp',
      observed: String(request.transport),
    });
    const expected = asked[security];
    if (expected === undefined) return;
    run.observe(request.security === expected, {
      text: expected === 'tls' ? 'Security is 0x00, TLS' : 'Security is 0x10, no transport layer security',
      expected,
      observed: String(request.security),
    });
  });
}

/** Declares a case in which nobody answers discovery after a pause. */
export function declareDiscoveryAgain({ id, session: plan, security, pics }: DiscoveryAgain): void {
  const words = {
    title: 'SECC Discovery Requests after a pause, none answered',
    purpose: `In ${plan.words}, the vehicle sends 50 SECC Discovery Requests after its pause, and then no more.`,
    kind: 'timing',
    pics,
    likelyCauses: ['the vehicle counts on from before the pause', 'it does not wake up'],
  } as const;
  declareCase(evccDefinition(id, words), async (context) => {
    const { run } = context;
    const session = await givenSession(context, plan);
    if (session === undefined) return;
    run.step('test', 'When the vehicle looks for an SECC after its pause');
    const requests = discoveries(session);
    for (const request of requests) recordEarlierEvent(run, request);
    const ended = session.events.some((event) => event.event === 'response' && event.name === 'SessionStopRes');
    if (!ended) {
      run.inconclusive('the session before the pause did not come to its end');
      return;
    }
    observeSleep(run, session, plan);
    observeDiscoveryAgain(run, session, asked[security]);
  });
}

export function discovery(title: string) {
  return { title, purpose: `The vehicle looks for an SECC as the standard has it: ${title}.`, kind: 'valid' } as const;
}

/** The first request; inconclusive without. */
export function firstDiscovery(run: CaseRun, events: readonly SeccEvent[]): SeccEventOf<'sdp'> | undefined {
  const request = events.find((event): event is SeccEventOf<'sdp'> => event.event === 'sdp');
  if (request === undefined) run.inconclusive('the vehicle never came', arrivals(events));
  return request;
}
