import type { RequestName } from '../../../src/gateway/messages.js';
import { offerSchedules } from '../../../src/gateway/schedule/offer-schedules.js';
import type { Phase } from '../../../src/gateway/session/phase.js';
import type { ActionOutcome, Answer, StationAction } from '../../../src/gateway/session/plan.js';
import { planRequest } from '../../../src/gateway/session/plan-request.js';
import { freshSession, type Session } from '../../../src/gateway/session/session.js';
import type { Station } from '../../../src/gateway/session/station.js';
import type { ExiObject } from '../../../src/messages/codec.js';
import { testConfig } from './test-config.js';

/** The SessionID that sessions of these tests have been issued. */
export const issuedId = Uint8Array.of(0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88);
export const wallS = 1_800_000_000;

const usual = testConfig();
/** Phases that come after energy has flowed. */
const poweredPhase = /^(charging|metering|renegotiating|power-restart|energy-off|stopped)/;

/** A station at rest to which everything has come; `changes` on top. */
export function stationOf(changes: Partial<Station> = {}): Station {
  let byte = 0;
  return {
    config: usual,
    random: (length) => Uint8Array.from({ length }, () => (byte = (byte + 37) & 0xff)),
    nowMs: 1_000_000,
    wallS,
    pilot: undefined,
    authorization: 'granted',
    authorizationRefused: false,
    stopOrder: 'none',
    wish: 'none',
    setpointW: undefined,
    renegotiationWished: false,
    secured: false,
    occupied: false,
    paused: undefined,
    pausedIso20: undefined,
    isolation: 'valid',
    scheduleReady: true,
    presentVoltageV: 0,
    presentCurrentA: 0,
    presentPowerW: 0,
    meterWh: 1234.5,
    dischargedWh: 0,
    ...changes,
  };
}

/** A session as it stands in a phase. */
export function sessionIn(phase: Phase, changes: Partial<Session> = {}): Session {
  if (phase === 'session-setup') return { ...freshSession(), ...changes };
  const mode = phase.endsWith('-ac') ? 'AC_three_phase_core' : 'DC_extended';
  const schedules = offerSchedules(usual, {
    departureS: undefined,
    maxEntries: undefined,
    limitW: 22_000,
    wallS,
    earlier: undefined,
  });
  // CableCheck has begun: without that its first answer is always Ongoing.
  const ongoingSinceMs = phase === 'cable-check' ? 999_000 : undefined;
  const base = {
    ...freshSession(),
    phase,
    id: issuedId,
    mode,
    schedules,
    tupleId: 1,
    powered: poweredPhase.test(phase),
    ongoingSinceMs,
  };
  return { ...base, ...changes } as Session;
}

export interface AskOptions {
  readonly station?: Station;
  readonly sessionId?: Uint8Array;
  /** What becomes of the action that the request needs. */
  readonly outcome?: ActionOutcome;
  /** Called with that action. */
  readonly onAction?: (action: StationAction) => void;
}

/** The answer of the session core. */
export function answerOf(session: Session, name: RequestName, body: ExiObject, options: AskOptions = {}): Answer {
  const request = { name, sessionId: options.sessionId ?? session.id, body };
  const plan = planRequest(session, request, options.station ?? stationOf());
  if (plan.kind === 'answer') return plan.answer;
  options.onAction?.(plan.action);
  return plan.resume(options.outcome ?? 'done');
}
