import type { AC_EVChargeParameterType, DC_EVChargeParameterType } from '../../messages/iso2/ev-charge-parameter.js';
import type { EnergyTransferMode, LimitsConfig } from '../config/gateway-config.js';
import { type PhysicalValue, toNumber } from '../physical-value.js';

/**
 * What makes a vehicle's charge parameters unusable, or undefined (V2G2-477): parameters of the other current, voltage or
 * current in a wrong unit, anything negative, a battery that this output cannot reach. Units of energy and power are not
 * held against the vehicle: field stacks mix them up and nothing here depends on them.
 */
export function checkEvParameters(
  mode: EnergyTransferMode,
  ac: AC_EVChargeParameterType | undefined,
  dc: DC_EVChargeParameterType | undefined,
  limits: LimitsConfig,
): string | undefined {
  if (mode.startsWith('DC')) {
    if (dc === undefined) return 'DC mode with AC parameters';
    return (
      wrongValue('EVMaximumCurrentLimit', dc.EVMaximumCurrentLimit, 'A') ??
      wrongValue('EVMaximumVoltageLimit', dc.EVMaximumVoltageLimit, 'V') ??
      negative('EVMaximumPowerLimit', dc.EVMaximumPowerLimit) ??
      negative('EVEnergyCapacity', dc.EVEnergyCapacity) ??
      negative('EVEnergyRequest', dc.EVEnergyRequest) ??
      (toNumber(dc.EVMaximumVoltageLimit) < limits.dc!.min_voltage_v
        ? 'EVMaximumVoltageLimit lies below what this output can go down to'
        : undefined)
    );
  }
  if (ac === undefined) return 'AC mode with DC parameters';
  return (
    wrongValue('EVMaxVoltage', ac.EVMaxVoltage, 'V') ??
    wrongValue('EVMaxCurrent', ac.EVMaxCurrent, 'A') ??
    wrongValue('EVMinCurrent', ac.EVMinCurrent, 'A') ??
    negative('EAmount', ac.EAmount) ??
    (toNumber(ac.EVMinCurrent) > toNumber(ac.EVMaxCurrent) ? 'EVMinCurrent exceeds EVMaxCurrent' : undefined) ??
    (toNumber(ac.EVMinCurrent) > limits.ac!.max_current_a
      ? 'EVMinCurrent exceeds what this output can give'
      : undefined) ??
    (toNumber(ac.EVMaxVoltage) < limits.ac!.nominal_voltage_v
      ? 'EVMaxVoltage lies below the nominal voltage of this output'
      : undefined)
  );
}

function wrongValue(name: string, value: PhysicalValue, unit: 'A' | 'V'): string | undefined {
  if (value.Unit !== unit) return `${name} is in ${value.Unit}, not ${unit}`;
  return negative(name, value);
}

function negative(name: string, value: PhysicalValue | undefined): string | undefined {
  return value !== undefined && value.Value < 0 ? `${name} is negative` : undefined;
}
