import type { ServerClient } from './server-client.js';

/** Kinds of readings by the sign of their unit. */
const types = {
  W: { uom: 38, powerOfTenMultiplier: 0 },
  var: { uom: 63, powerOfTenMultiplier: 0 },
  V: { uom: 29, powerOfTenMultiplier: -1 },
  Hz: { uom: 33, powerOfTenMultiplier: -2 },
} as const;
export type Unit = keyof typeof types;

const version = 1;

/** An mRID of a client's own: a name, told apart by its LFDI. */
export function mridOf(client: ServerClient, name: string): Uint8Array {
  const start = Buffer.from(client.lfdi, 'hex').subarray(0, 12);
  return Uint8Array.from([...start, ...Buffer.from(name.padEnd(4, '0').slice(0, 4), 'latin1')]);
}

/** MirrorUsagePoint with one MirrorMeterReading a unit. */
export function mirror(client: ServerClient, units: readonly Unit[], changes: Readonly<Record<string, unknown>> = {}) {
  return {
    mRID: mridOf(client, 'mup'),
    description: 'test',
    version,
    roleFlags: Uint8Array.of(0x00, 0x49),
    serviceCategoryKind: 0,
    status: 1,
    deviceLFDI: Uint8Array.from(Buffer.from(client.lfdi, 'hex')),
    MirrorMeterReading: units.map((unit) => ({
      mRID: mridOf(client, unit),
      description: unit,
      version,
      ReadingType: { commodity: 1, dataQualifier: 2, flowDirection: 1, kind: 37, ...types[unit] },
    })),
    ...changes,
  };
}

/** A MirrorMeterReading that brings one value, as it stands before its multiplier. */
export function reading(client: ServerClient, unit: Unit, value: number, seconds = 60) {
  const start = Math.floor(Date.now() / 1000) - seconds;
  return {
    mRID: mridOf(client, unit),
    description: unit,
    version,
    Reading: { timePeriod: { duration: seconds, start }, value },
  };
}
