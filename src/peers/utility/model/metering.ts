import type { RecordedReading } from '../request-record.js';
import type { Device } from './device.js';

/** A reading set or a single reading of a mirror, in the codec's form. */
export interface MirrorReading {
  readonly id: number;
  readonly mRID: string | undefined;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A MirrorMeterReading. */
export interface MirrorMeter {
  readonly id: number;
  readonly mRID: string;
  value: Readonly<Record<string, unknown>>;
  readingType: Readonly<Record<string, unknown>> | undefined;
  reading: Readonly<Record<string, unknown>> | undefined;
  sets: MirrorReading[];
}

/** A MirrorUsagePoint. */
export interface Mirror {
  readonly id: number;
  readonly mRID: string;
  readonly device: Device;
  value: Readonly<Record<string, unknown>>;
  readonly meters: MirrorMeter[];
}

/** Readings that are kept of each meter; older ones go. */
const keptSets = 1000;
const keptReadings = 100_000;

/** Mirrors of all devices and what was read. */
export class Metering {
  readonly mirrors: Mirror[] = [];
  readonly readings: RecordedReading[] = [];

  mirror(id: number): Mirror | undefined {
    return this.mirrors.find((mirror) => mirror.id === id);
  }

  /** Adds a set to a meter; one with the same mRID is replaced, so that a post that is sent twice counts once. */
  addSet(meter: MirrorMeter, set: MirrorReading): void {
    const at = set.mRID === undefined ? -1 : meter.sets.findIndex(({ mRID }) => mRID === set.mRID);
    if (at >= 0) meter.sets[at] = set;
    else meter.sets.push(set);
    if (meter.sets.length > keptSets) meter.sets.shift();
  }

  record(reading: RecordedReading): void {
    this.readings.push(reading);
    if (this.readings.length > keptReadings) this.readings.splice(0, keptReadings / 10);
  }
}
