import type { SeccEventOf } from '../../src/peers/station/secc-event.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Check } from './good-checks.js';
import { connectionSpan, type GoodSession } from './good-session.js';
import type { SessionPlan } from './good-sessions.js';

/** Requests that a vehicle sends before it gives up (V2G2-160). */
const attempts = 50;

/** The control pilot while the session was paused: state B all the time, but for the B-C-B toggle of a vehicle that wakes by itself. */
export function looksAsleep(plan: SessionPlan): Check {
  return ({ run, session }) => observeSleep(run, session, plan);
}

/** As {@link looksAsleep}, for a session whose vehicle never came to speak again. */
export function observeSleep(run: CaseRun, session: GoodSession, { sleep }: SessionPlan): void {
  const closed = session.events.find(({ event }) => event === 'closed');
  if (sleep === undefined || closed?.event !== 'closed') return;
  const { pilot, wokenAt } = session;
  if (pilot === undefined) {
    run.inconclusive('this bench does not see the control pilot');
    return;
  }
  const from = BigInt(closed.at);
  const back = firstDiscovery(session);
  const byCharger = sleep.wakes === 'charger';
  const end = (byCharger ? wokenAt : undefined) ?? (back === undefined ? undefined : BigInt(back.at));
  const states = pilot.filter(({ ns }) => ns > from && (end === undefined || ns < end)).map(({ vehicle }) => vehicle);
  // The vehicle may take its time to get to state B; what comes after that is its sleep.
  const before = pilot.filter(({ ns }) => ns <= from).at(-1)?.vehicle ?? 'A';
  const seen = [before, ...states].join('-').replace(/^[CD]-B/, 'B');
  const expected = byCharger ? 'B' : 'B-C-B';
  run.observe(seen === expected || (!byCharger && seen === 'B-D-B'), {
    text: byCharger
      ? 'the pilot stays in state B until the charger wakes the vehicle'
      : 'the pilot stays in state B until the vehicle toggles it',
    expected,
    observed: seen,
  });
}

/** A vehicle that is paused because of 0 W does not come back before there is power again. */
export function sleepsLongEnough(plan: SessionPlan): Check {
  return ({ run, harness, session }) => {
    const back = firstDiscovery(session);
    const offer = session.events.findLast(
      (event) =>
        event.event === 'response' &&
        event.name === 'ChargeParameterDiscoveryRes' &&
        BigInt(event.at) < BigInt(back?.at ?? '0'),
    );
    const schedule = plan.script(harness.pics).schedules?.[0]?.slots ?? [];
    const zero = schedule.findIndex(({ watts }) => watts === 0);
    const until = schedule[zero + 1]?.startSeconds;
    if (back === undefined || offer?.event !== 'response' || until === undefined) return;
    const seconds = Number(BigInt(back.at) - BigInt(offer.at)) / 1e9;
    run.observe(seconds >= until, {
      text: 'the vehicle comes back when its schedule allows power again',
      expected: `at least ${until} s after ChargeParameterDiscoveryRes`,
      observed: `${seconds.toFixed(1)} s`,
    });
  };
}

/** The vehicle asks for an SECC 50 times anew and then no more, with this security. */
export function observeDiscoveryAgain(run: CaseRun, session: GoodSession, security: string | undefined): void {
  const requests = discoveries(session);
  if (requests.length < attempts && session.linkDoubt !== undefined) {
    run.inconclusive(`only ${requests.length} requests came`, session.linkDoubt);
    return;
  }
  const observed = requests.length > attempts ? `more than ${attempts}` : String(requests.length);
  const text = `the vehicle sends ${attempts} SECC Discovery Requests after the pause`;
  run.observe(requests.length === attempts, { text, expected: String(attempts), observed });
  const wrong = requests.find(
    (one) => one.transport !== 'tcp' || (security !== undefined && one.security !== security),
  );
  run.observe(wrong === undefined, {
    text: 'Security and TransportProtocol of each of them',
    expected: `${security ?? 'a valid one'}, tcp`,
    observed:
      wrong === undefined ? 'as they should be' : `${wrong.security}, ${wrong.transport} in request ${wrong.number}`,
  });
}

/** SECC Discovery Requests after the pause. */
export function discoveries({ events }: GoodSession): readonly SeccEventOf<'sdp'>[] {
  const [, to] = connectionSpan(events, 1);
  const closed = events.findIndex(({ event }) => event === 'closed');
  return events
    .slice(closed < 0 ? events.length : closed, to)
    .filter((event): event is SeccEventOf<'sdp'> => event.event === 'sdp');
}

function firstDiscovery(session: GoodSession): SeccEventOf<'sdp'> | undefined {
  return discoveries(session)[0];
}
