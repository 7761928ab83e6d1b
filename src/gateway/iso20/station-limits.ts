import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import { rational, rationalAtMost } from './rational.js';
import { acPhases } from './service-catalog.js';

/** What the output of one kind gives and takes: V, A, W. All 0 where the station has none of that kind. */
export interface OutputLimits {
  readonly maxVoltageV: number;
  readonly minVoltageV: number;
  readonly maxCurrentA: number;
  readonly minCurrentA: number;
  readonly maxPowerW: number;
  readonly maxDischargeCurrentA: number;
  readonly maxDischargePowerW: number;
}

/** The limits of the AC or DC output. */
export function outputLimits(config: GatewayConfig, energy: 'ac' | 'dc'): OutputLimits {
  const { ac, dc } = config.limits;
  if (energy === 'dc') {
    return {
      maxVoltageV: dc?.max_voltage_v ?? 0,
      minVoltageV: dc?.min_voltage_v ?? 0,
      maxCurrentA: dc?.max_current_a ?? 0,
      minCurrentA: dc?.min_current_a ?? 0,
      maxPowerW: dc?.max_power_w ?? 0,
      maxDischargeCurrentA:
        dc?.max_discharge_power_w === undefined ? 0 : (dc.max_discharge_current_a ?? dc.max_current_a),
      maxDischargePowerW: dc?.max_discharge_power_w ?? 0,
    };
  }
  const voltageV = ac?.nominal_voltage_v ?? 0;
  return {
    maxVoltageV: voltageV,
    minVoltageV: voltageV,
    maxCurrentA: ac?.max_current_a ?? 0,
    minCurrentA: 0,
    maxPowerW: voltageV * (ac?.max_current_a ?? 0) * acPhases(config),
    maxDischargeCurrentA: 0,
    maxDischargePowerW: ac?.max_discharge_power_w ?? 0,
  };
}

/** DC_CPDResEnergyTransferMode or its BPT form (ISO 15118-20:2022, 8.3.5.4). */
export function dcParameters(config: GatewayConfig, bidirectional: boolean): ExiObject {
  const limits = outputLimits(config, 'dc');
  const charge: ExiObject = {
    EVSEMaximumChargePower: rationalAtMost(limits.maxPowerW),
    EVSEMinimumChargePower: rational(limits.minCurrentA * limits.minVoltageV),
    EVSEMaximumChargeCurrent: rationalAtMost(limits.maxCurrentA),
    EVSEMinimumChargeCurrent: rational(limits.minCurrentA),
    EVSEMaximumVoltage: rationalAtMost(limits.maxVoltageV),
    EVSEMinimumVoltage: rational(limits.minVoltageV),
  };
  if (!bidirectional) return { DC_CPDResEnergyTransferMode: charge };
  return {
    BPT_DC_CPDResEnergyTransferMode: {
      ...charge,
      EVSEMaximumDischargePower: rationalAtMost(limits.maxDischargePowerW),
      EVSEMinimumDischargePower: rational(0),
      EVSEMaximumDischargeCurrent: rationalAtMost(limits.maxDischargeCurrentA),
      EVSEMinimumDischargeCurrent: rational(0),
    },
  };
}

/** AC_CPDResEnergyTransferMode or its BPT form (ISO 15118-20:2022, 8.3.5.5); powers are those of all phases together. */
export function acParameters(config: GatewayConfig, bidirectional: boolean): ExiObject {
  const limits = outputLimits(config, 'ac');
  const charge: ExiObject = {
    EVSEMaximumChargePower: rationalAtMost(limits.maxPowerW),
    EVSEMinimumChargePower: rational(0),
    EVSENominalFrequency: rational(config.iso20.nominal_frequency_hz),
  };
  if (!bidirectional) return { AC_CPDResEnergyTransferMode: charge };
  return {
    BPT_AC_CPDResEnergyTransferMode: {
      ...charge,
      EVSEMaximumDischargePower: rationalAtMost(limits.maxDischargePowerW),
      EVSEMinimumDischargePower: rational(0),
    },
  };
}
