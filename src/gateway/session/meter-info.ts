import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { Station } from './station.js';

/** MeterInfo with the reading of the meter and nothing else (V2G2-902); absent where the station names no meter. */
export function meterInfo(station: Station): ExiObject {
  const id = station.config.evse.meter_id;
  if (id === undefined) return {};
  return { MeterInfo: { MeterID: id, MeterReading: Math.floor(station.meterWh), TMeter: station.wallS } };
}
