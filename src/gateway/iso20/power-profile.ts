import type { EVPowerProfileType } from '../../messages/iso20/common-messages/power-delivery.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import { isSeeded } from '../faults/faults.js';
import type { Station } from '../session/station.js';
import { toNumber } from './rational.js';
import type { Iso20SessionState } from './session.js';

/** The profile that a vehicle follows in scheduled control. */
export interface AgreedProfile {
  /** Wall clock, s since 1970. */
  readonly startS: number;
  /** One after the other; W, all phases together. */
  readonly entries: readonly { readonly durationS: number; readonly powerW: number }[];
  /** Loops of the session when it came into force: the one that follows may still be about what was before. */
  readonly sinceLoop: number;
}

/** Without a tolerance of the schedule: meters and rounding, as a part of the profile's power. */
const meteringPart = 0.1;

/** PowerTolerance of a schedule, W; undefined: none is offered. */
export function toleranceW(config: GatewayConfig, tupleId: number | undefined): number | undefined {
  return config.schedule.find(({ id }) => id === tupleId)?.tolerance_w;
}

/** The profile as it is kept; TimeAnchor 0 counts as `offeredAtS`. */
export function agreedProfile(profile: EVPowerProfileType, offeredAtS: number, sinceLoop: number): AgreedProfile {
  const anchor = Number(profile.TimeAnchor);
  return {
    startS: anchor === 0 ? offeredAtS : anchor,
    entries: profile.EVPowerProfileEntries.EVPowerProfileEntry.map((entry) => ({
      durationS: entry.Duration,
      powerW: toNumber(entry.Power) + toNumber(entry.Power_L2, 0) + toNumber(entry.Power_L3, 0),
    })),
    sinceLoop,
  };
}

/** What a charge loop says to a power that breaks the profile. */
export interface ProfileViolation {
  readonly code: 'WARNING_EVPowerProfileViolation' | 'FAILED_EVPowerProfileViolation';
  readonly why: string;
}

/**
 * Whether a power breaks the profile, where the configuration looks (`iso20.profile_violation`). Only what is taken counts: a
 * vehicle may take less. In the first loop of a profile nothing is said, as the vehicle still reports what was before.
 * @param powerW that the vehicle takes or asks for, all phases together
 */
export function profileViolation(
  session: Iso20SessionState,
  station: Station,
  powerW: number,
): ProfileViolation | undefined {
  if (isSeeded(station, 'iso20-profile-unwatched')) return undefined;
  const { profile } = session;
  const { profile_violation: says } = station.config.iso20;
  if (says === 'ignore' || profile === undefined || session.loops <= profile.sinceLoop) return undefined;
  const allowedW = powerOf(profile, station.wallS);
  if (allowedW === undefined) return undefined;
  const most = allowedW + Math.max(toleranceW(station.config, session.tupleId) ?? 0, meteringPart * Math.abs(allowedW));
  if (powerW <= most) return undefined;
  return {
    code: says === 'warn' ? 'WARNING_EVPowerProfileViolation' : 'FAILED_EVPowerProfileViolation',
    why: `${Math.round(powerW)} W where the profile has ${Math.round(allowedW)} W`,
  };
}

function powerOf({ startS, entries }: AgreedProfile, wallS: number): number | undefined {
  let fromS = startS;
  for (const { durationS, powerW } of entries) {
    if (wallS < fromS + durationS) return powerW;
    fromS += durationS;
  }
  return undefined;
}
