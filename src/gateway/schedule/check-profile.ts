import type { ProfileEntryType } from '../../messages/iso2/power-delivery.js';
import { toNumber } from '../physical-value.js';
import { powerAt, type ScheduleOffered } from './offer-schedules.js';

/**
 * Whether a ChargingProfile stays within the offered PMax (V2G2-225, V2G2-478, V2G2-761): starts ascend, no power is
 * negative, and no entry exceeds PMax anywhere between its start and the next entry's. Returns what is wrong, or
 * undefined.
 */
export function checkProfile(
  tuple: ScheduleOffered,
  endS: number,
  profile: readonly ProfileEntryType[],
): string | undefined {
  for (const [index, entry] of profile.entries()) {
    const startS = entry.ChargingProfileEntryStart;
    const next = profile[index + 1];
    if (next !== undefined && next.ChargingProfileEntryStart <= startS) {
      return `entry ${index + 2} starts at ${next.ChargingProfileEntryStart} s, not after entry ${index + 1}`;
    }
    if (entry.ChargingProfileEntryMaxPower.Unit !== 'W') return `entry ${index + 1} is not in W`;
    const powerW = toNumber(entry.ChargingProfileEntryMaxPower);
    if (powerW < 0) return `entry ${index + 1} is negative`;
    if (startS >= endS) continue;
    const untilS = Math.min(next?.ChargingProfileEntryStart ?? endS, endS);
    const steps = [startS, ...tuple.power.map((step) => step.startS).filter((at) => at > startS && at < untilS)];
    for (const at of steps) {
      const allowedW = powerAt(tuple, at);
      if (powerW > allowedW) return `entry ${index + 1} asks ${powerW} W where ${allowedW} W are allowed from ${at} s`;
    }
  }
  return undefined;
}
