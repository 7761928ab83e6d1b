import type { SeccEventOf } from '../../src/peers/station/secc-event.js';
import type { CaseRun } from '../engine/case-run.js';
import type { WireSegment } from '../engine/wire-watch.js';
import { allRoundTrips } from '../iso15118-2/wire-times.js';
import type { EvccScene } from './evcc-scene.js';
import { linkDoubt } from './far-end.js';
import { exchangeId } from './secc-record.js';

/** par_CMN_TCP_Connection_Termination_Timeout, s. */
export const terminationSeconds = 5;
/** What the vehicle may still send: its farewell. */
const farewell = 'SessionStopReq';
/** How long beyond its limit an end is waited for, so that one that comes too late is seen as such, s. */
const beyondSeconds = 1;
/** Scheduling of a vehicle that counts its timers in ms may end one this much before them, s. */
const timerGrain = 0.05;

/** A TLS 1.2 alert with the longest padding and MAC of the suites of ISO 15118-2, and how long before the FIN it leaves. */
const alertBytes = 69;
const alertLead = 50_000_000n;

/** When the vehicle must let go. */
export interface Limits {
  /** Where time begins: the last answer, the last request, or the first of the requests that it repeated to the end. */
  readonly from: 'answer' | 'request' | { readonly repeated: string };
  /** Not before, s; undefined: at once. */
  readonly least?: number;
  /** Timer of the vehicle after which the 5 s begin, s. */
  readonly timer: number;
}

/** Looks at how the vehicle leaves: no more requests, the connection closed in time by the capture, the pilot in state B. */
export async function lookAtEnd(scene: EvccScene, run: CaseRun, after: number, limits: Limits): Promise<void> {
  const limit = limits.timer + terminationSeconds;
  const closed = await scene.secc.until(
    (events) => events.slice(after).find((event) => event.event === 'closed'),
    (limit + beyondSeconds) * 1000,
  );
  const doubt = closed === undefined ? await linkDoubt(scene.harness, scene.events) : undefined;
  if (doubt !== undefined) {
    run.inconclusive('the end of the connection was not seen', doubt);
    return;
  }
  const more = scene.requests.filter((request) => scene.events.indexOf(request) > after && request.name !== farewell);
  if (typeof limits.from === 'string') observeNoMore(run, more);
  const text = `the vehicle closes TCP within ${limit} s`;
  if (closed === undefined) {
    run.observe(false, { text, expected: 'closed', observed: `open after ${limit + beyondSeconds} s` });
  } else await observeEnd(scene, run, limits, text);
  await observePilot(scene, run, after, limits.timer);
}

function observeNoMore(run: CaseRun, more: readonly SeccEventOf<'request'>[]): void {
  const [first] = more;
  run.observe(first === undefined, {
    text: 'the vehicle sends no further request',
    expected: `none, or ${farewell}`,
    observed: first === undefined ? 'none' : more.map(({ name }) => name ?? 'bytes').join(', '),
    ...(first === undefined ? {} : { exchangeId: exchangeId(run, first) }),
  });
}

async function observeEnd(scene: EvccScene, run: CaseRun, limits: Limits, text: string): Promise<void> {
  const segments = await scene.endedSegments();
  const end = segments?.find(({ direction, fin, rst }) => direction === 'sent' && (fin || rst));
  const talk = segments === undefined || end === undefined ? undefined : talkBefore(segments, end, scene);
  const begin = talk === undefined ? undefined : beginning(scene, talk, limits.from);
  if (end === undefined || begin === undefined) {
    run.inconclusive('the end of the connection is not in the capture');
    return;
  }
  const seconds = Number(end.ns - begin) / 1e9;
  const observed = `${seconds.toFixed(3)} s, ${end.fin ? 'FIN' : 'RST'}`;
  const limit = limits.timer + terminationSeconds;
  run.observe(seconds <= limit, { text, expected: `at most ${limit} s`, observed });
  const { least } = limits;
  if (least === undefined) return;
  run.observe(seconds >= least - timerGrain, {
    text: `it does not give up before its timer of ${least} s`,
    expected: `at least ${least} s`,
    observed,
  });
}

/**
 * What was said before the vehicle ended the connection. Over TLS its close_notify goes with the FIN, and the SECC's own
 * comes after it: neither is a message. An alert is shorter than any message, whatever the cipher.
 */
export function talkBefore(
  segments: readonly WireSegment[],
  end: WireSegment,
  { harness }: Pick<EvccScene, 'harness'>,
): readonly WireSegment[] {
  const carrying = segments.filter(({ ns, payloadBytes }) => payloadBytes > 0 && ns <= end.ns);
  if (harness.variant.security !== 'tls') return carrying;
  const last = carrying.findLast(({ direction }) => direction === 'sent');
  const isAlert = last !== undefined && last.payloadBytes <= alertBytes && end.ns - last.ns <= alertLead;
  return isAlert ? carrying.filter((segment) => segment !== last) : carrying;
}

function beginning(scene: EvccScene, carrying: readonly WireSegment[], from: Limits['from']): bigint | undefined {
  if (from === 'answer') return carrying.findLast(({ direction }) => direction === 'received')?.ns;
  if (from === 'request') return carrying.findLast(({ direction }) => direction === 'sent')?.ns;
  const count = scene.requests.filter(({ name }) => name === from.repeated).length;
  const trips = allRoundTrips(carrying);
  return trips.length < count ? undefined : trips.at(-count)?.requestNs;
}

/**
 * The control pilot is in state B in time. The lists name par_EVCC_StateB_Shutdown_Timeout without a value: the PIXIT has it.
 * Its changes and the SECC's events are on one clock, the monotonic one of this machine: no capture sees the pilot.
 */
export async function observePilot(scene: EvccScene, run: CaseRun, after: number, timer: number): Promise<void> {
  const seconds = Number(scene.harness.pics['PIXIT_PLUMBLINE_EVCC_StateBSeconds'] ?? terminationSeconds);
  const anchor = scene.events[after];
  const limit = timer + seconds;
  const changes = await scene.pilotReaches('B', (limit + beyondSeconds) * 1000);
  if (changes === undefined || anchor === undefined || !('at' in anchor)) {
    const text = 'this bench does not see the control pilot: state B is not looked at';
    run.record({ type: 'log', caseId: run.caseId, source: 'harness', level: 'info', text });
    return;
  }
  const last = changes.at(-1);
  const state = last?.vehicle ?? 'A';
  const took = last === undefined ? 0 : Math.max(0, Number(last.ns - BigInt(anchor.at)) / 1e9);
  run.observe(state === 'B' && took <= limit, {
    text: `the control pilot is in state B within ${limit} s`,
    expected: 'B',
    observed: state === 'B' ? `B${took > 0 ? ` after ${took.toFixed(3)} s` : ''}` : `${state}`,
  });
}
