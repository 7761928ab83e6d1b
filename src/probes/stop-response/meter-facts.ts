import type { InverterPower } from '../../bench/capabilities/inverter-power.js';
import type { MeterFacts } from './stop-measurement.js';

/**
 * The bench's power meter as the stop probe needs it; `undefined` when it is not on a network (a person reads it).
 * @param ratedW rated power of the inverter: the relative part of the meter's uncertainty is taken there
 */
export function meterFacts(power: InverterPower, ratedW: number): MeterFacts | undefined {
  if (power.wire === undefined) return undefined;
  const { address, port, sign, source } = power.wire;
  return {
    name: power.instrument,
    host: address,
    port,
    sign,
    source,
    samplingSeconds: power.samplingSeconds,
    uncertaintyW: power.uncertainty.absolute + power.uncertainty.relative * ratedW,
    ...(power.calibrationDue === undefined ? {} : { calibrationDue: power.calibrationDue }),
  };
}
