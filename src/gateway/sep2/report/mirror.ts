import { createHash } from 'node:crypto';
import { octetsOf } from '../read-value.js';
import type { StationView } from '../station-view.js';

/** One quantity that is mirrored. */
interface Quantity {
  readonly name: string;
  /** UomType: 38 W, 72 Wh. */
  readonly uom: number;
  /** AccumulationBehaviour: 12 instantaneous, 9 summation. */
  readonly accumulation: number;
  /** FlowDirection: 1 forward (delivered to the customer), 19 reverse. */
  readonly direction: number;
  /** DataQualifier: 0 not applicable, 2 average. */
  readonly qualifier: number;
  readonly value: (sample: Sample) => number;
}

/** Averages since the last post. Power positive into the vehicle. */
export interface Sample {
  readonly averageW: number;
  readonly station: StationView;
}

/** A MirrorUsagePoint of this station: the site, and the DER in it. Behind this connection point they are one. */
export interface MirrorPoint {
  readonly name: 'site' | 'DER';
  /** RoleFlags: bit 0 mirror, 1 premises, 3 DER, 6 submeter. */
  readonly roleFlags: number;
}

export const mirrorPoints: readonly MirrorPoint[] = [
  { name: 'site', roleFlags: 0x0003 },
  { name: 'DER', roleFlags: 0x0049 },
];

const quantities: readonly Quantity[] = [
  { name: 'active power', uom: 38, accumulation: 12, direction: 1, qualifier: 2, value: ({ averageW }) => averageW },
  { name: 'energy in', uom: 72, accumulation: 9, direction: 1, qualifier: 0, value: ({ station }) => station.meterWh },
  {
    name: 'energy out',
    uom: 72,
    accumulation: 9,
    direction: 19,
    qualifier: 0,
    value: ({ station }) => station.dischargedWh,
  },
];

/** MirrorUsagePoint with its meter readings, without values. */
export function mirrorUsagePoint(point: MirrorPoint, lfdi: string, postRateS: number): object {
  return {
    mRID: mirrorId(lfdi, point.name),
    description: point.name,
    roleFlags: Uint8Array.of(point.roleFlags >> 8, point.roleFlags & 0xff),
    serviceCategoryKind: 0,
    status: 1,
    deviceLFDI: octetsOf(lfdi),
    MirrorMeterReading: quantities.map((quantity) => ({
      mRID: mirrorId(lfdi, `${point.name} ${quantity.name}`),
      description: `${point.name} ${quantity.name}`,
      ReadingType: {
        accumulationBehaviour: quantity.accumulation,
        commodity: 1,
        dataQualifier: quantity.qualifier,
        flowDirection: quantity.direction,
        intervalLength: Math.max(1, Math.round(postRateS)),
        powerOfTenMultiplier: 0,
        uom: quantity.uom,
      },
    })),
  };
}

/** One MirrorMeterReading a quantity, to be posted one by one. */
export function mirrorReadings(
  point: MirrorPoint,
  lfdi: string,
  sample: Sample,
  startS: number,
  durationS: number,
): readonly object[] {
  return quantities.map((quantity) => ({
    mRID: mirrorId(lfdi, `${point.name} ${quantity.name}`),
    lastUpdateTime: startS + durationS,
    Reading: {
      timePeriod: { duration: durationS, start: startS },
      value: Math.round(quantity.value(sample)),
    },
  }));
}

/** The same id for the same thing after every restart: 96 bits of a hash and the PEN 40732 of the standard. */
export function mirrorId(lfdi: string, name: string): Uint8Array {
  const digest = createHash('sha256').update(`${lfdi} ${name}`).digest();
  return Uint8Array.from([...digest.subarray(0, 12), 0, 0, 0x9f, 0x1c]);
}
