import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { EnergyTransferMode, LimitsConfig } from '../config/gateway-config.js';
import { physical, physicalAtMost } from '../physical-value.js';
import { acStatus, dcStatus } from './evse-status.js';
import type { Station } from './station.js';

/** Phases that an AC mode uses. */
export function phaseCount(mode: EnergyTransferMode): 1 | 3 {
  return mode === 'AC_three_phase_core' ? 3 : 1;
}

/** What the output can deliver at most in this mode, W. */
export function outputLimitW(mode: EnergyTransferMode, limits: LimitsConfig): number {
  if (mode.startsWith('DC')) return limits.dc!.max_power_w;
  const ac = limits.ac!;
  return ac.nominal_voltage_v * ac.max_current_a * phaseCount(mode);
}

/** AC_EVSEChargeParameter or DC_EVSEChargeParameter (ISO 15118-2, 8.5.3.2, 8.5.4.4). */
export function evseChargeParameter(mode: EnergyTransferMode, station: Station): ExiObject {
  const { ac, dc } = station.config.limits;
  if (mode.startsWith('DC')) {
    return {
      DC_EVSEChargeParameter: {
        DC_EVSEStatus: dcStatus(station),
        EVSEMaximumCurrentLimit: physicalAtMost(dc!.max_current_a, 'A'),
        EVSEMaximumPowerLimit: physicalAtMost(dc!.max_power_w, 'W'),
        EVSEMaximumVoltageLimit: physicalAtMost(dc!.max_voltage_v, 'V'),
        EVSEMinimumCurrentLimit: physical(dc!.min_current_a, 'A'),
        EVSEMinimumVoltageLimit: physical(dc!.min_voltage_v, 'V'),
        EVSEPeakCurrentRipple: physical(dc!.peak_current_ripple_a, 'A'),
      },
    };
  }
  return {
    AC_EVSEChargeParameter: {
      AC_EVSEStatus: acStatus(station),
      EVSENominalVoltage: physical(ac!.nominal_voltage_v, 'V'),
      EVSEMaxCurrent: physicalAtMost(ac!.max_current_a, 'A'),
    },
  };
}
