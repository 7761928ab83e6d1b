import type { DC_EVStatusType } from '../../messages/iso2/ev-status.js';
import { type PhysicalValue, toNumber } from '../physical-value.js';
import type { Station } from './station.js';

/** What the output is set to, and which limits of the station were in the way. */
export interface OutputSetting {
  readonly voltageV: number;
  readonly currentA: number;
  readonly currentLimited: boolean;
  readonly voltageLimited: boolean;
  readonly powerLimited: boolean;
}

/**
 * Caps a vehicle's targets at what the station may give: targets above a limit are no error, the station caps them
 * (V2G2-258, V2G2-260). `allowedW` is what the schedule allows at this moment.
 */
export function capTargets(voltageV: number, currentA: number, allowedW: number, station: Station): OutputSetting {
  const dc = station.config.limits.dc!;
  const voltage = Math.min(voltageV, dc.max_voltage_v);
  const byCurrent = Math.min(currentA, dc.max_current_a);
  const powerW = Math.min(dc.max_power_w, allowedW);
  const byPower = voltage > 0 ? Math.min(byCurrent, powerW / voltage) : byCurrent;
  return {
    voltageV: voltage,
    currentA: byPower,
    currentLimited: currentA >= dc.max_current_a,
    voltageLimited: voltageV >= dc.max_voltage_v,
    powerLimited: byPower < byCurrent,
  };
}

/** Voltage and current of a request, or undefined where they make no sense: wrong unit, negative. */
export function readTargets(
  voltage: PhysicalValue,
  current: PhysicalValue,
): { readonly voltageV: number; readonly currentA: number } | undefined {
  if (voltage.Unit !== 'V' || current.Unit !== 'A' || voltage.Value < 0 || current.Value < 0) return undefined;
  return { voltageV: toNumber(voltage), currentA: toNumber(current) };
}

/** Whether the vehicle is fit to take energy: an error of its own or EVReady false takes the current away. */
export function isFit(status: DC_EVStatusType): boolean {
  return status.EVReady && status.EVErrorCode === 'NO_ERROR';
}

/** Whether the control pilot, where it is observed, shows a vehicle that takes energy (state C or D). */
export function pilotTakesEnergy(station: Station): boolean {
  return station.pilot === undefined || station.pilot === 'C' || station.pilot === 'D';
}

/** Whether the control pilot, where it is observed, shows a vehicle that takes no energy any more. */
export function pilotReleased(station: Station): boolean {
  return station.pilot !== 'C' && station.pilot !== 'D';
}
