import type { InverterPower } from '../../bench/capabilities.js';
import type { MeterFacts } from './stop-measurement.js';

export interface MeterUnit {
  /** Modbus unit of the meter. */
  readonly unitId: number;
  /** 1 or -1: what makes discharge to the grid positive; default 1. */
  readonly sign?: 1 | -1;
  /** Rated power of the inverter, W: the relative part of the meter's uncertainty is taken there. */
  readonly ratedW: number;
}

/** The bench's power meter as the stop probe needs it; `undefined` when it is not on a network (a person reads it). */
export function meterFacts(power: InverterPower, unit: MeterUnit): MeterFacts | undefined {
  if (power.wire === undefined) return undefined;
  return {
    name: power.instrument,
    host: power.wire.address,
    port: power.wire.port,
    unitId: unit.unitId,
    sign: unit.sign ?? 1,
    samplingSeconds: power.samplingSeconds,
    uncertaintyW: power.uncertainty.absolute + power.uncertainty.relative * unit.ratedW,
    ...(power.calibrationDue === undefined ? {} : { calibrationDue: power.calibrationDue }),
  };
}
