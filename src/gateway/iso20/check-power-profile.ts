import type { EVPowerProfileType } from '../../messages/iso20/common-messages/power-delivery.js';
import { powerAt, type ScheduleOffered, type SchedulesOffered } from '../schedule/offer-schedules.js';
import { toNumber } from './rational.js';

/**
 * Whether an EVPowerProfile stays within the offered schedule, and the discharge within what the station takes. An entry's
 * power holds from its start to the end of its duration; TimeAnchor 0 counts as the schedule's own. Returns what is
 * wrong, or undefined.
 */
export function checkPowerProfile(
  profile: EVPowerProfileType,
  offered: SchedulesOffered,
  tuple: ScheduleOffered,
  dischargeW: number,
): string | undefined {
  let startS = Number(profile.TimeAnchor) === 0 ? 0 : Number(profile.TimeAnchor) - offered.offeredAtS;
  for (const [index, entry] of profile.EVPowerProfileEntries.EVPowerProfileEntry.entries()) {
    const untilS = Math.min(startS + entry.Duration, offered.endS);
    const powerW = toNumber(entry.Power) + toNumber(entry.Power_L2, 0) + toNumber(entry.Power_L3, 0);
    if (powerW < -dischargeW) return `entry ${index + 1} gives ${-powerW} W back where ${dischargeW} W are taken`;
    const fromS = Math.max(0, startS);
    const steps = [fromS, ...tuple.power.map((step) => step.startS).filter((at) => at > fromS && at < untilS)];
    for (const at of untilS > fromS ? steps : []) {
      const allowedW = powerAt(tuple, at);
      if (powerW > allowedW) return `entry ${index + 1} asks ${powerW} W where ${allowedW} W are allowed from ${at} s`;
    }
    startS += entry.Duration;
  }
  return undefined;
}
