import { hexOf } from '../model/ids.js';
import type { Mirror, MirrorMeter } from '../model/metering.js';
import type { Value } from './answer.js';
import type { ResourceRequest } from './request.js';

/** Takes a MirrorMeterReading in: a new meter, or new values of one that is known by its mRID. */
export function addMeterReading(
  request: ResourceRequest,
  mirror: Mirror,
  reading: Value,
): { readonly meter: MirrorMeter; readonly isNew: boolean } {
  const { store, nowS } = request;
  const { MirrorReadingSet: sets, Reading: single, ReadingType: type, href: _href, ...rest } = reading;
  const mRID = hexOf(reading['mRID']) ?? '';
  const known = mirror.meters.find((meter) => meter.mRID === mRID);
  const meter: MirrorMeter = known ?? {
    id: store.nextId(),
    mRID,
    value: rest,
    readingType: undefined,
    reading: undefined,
    sets: [],
  };
  if (known === undefined) mirror.meters.push(meter);
  // A later post may leave out what was said before (ReadingType, description).
  meter.value = { ...meter.value, ...rest };
  if (type !== undefined) meter.readingType = type as Value;
  if (single !== undefined) {
    meter.reading = single as Value;
    record(request, mirror, meter, single as Value, undefined);
  }
  for (const set of (sets ?? []) as readonly Value[]) {
    store.metering.addSet(meter, { id: store.nextId(), mRID: hexOf(set['mRID']), value: set });
    for (const value of (set['Reading'] ?? []) as readonly Value[]) record(request, mirror, meter, value, set);
  }
  meter.value = { ...meter.value, lastUpdateTime: nowS };
  return { meter, isNew: known === undefined };
}

function record(
  request: ResourceRequest,
  mirror: Mirror,
  meter: MirrorMeter,
  reading: Value,
  set: Value | undefined,
): void {
  const period = (reading['timePeriod'] ?? set?.['timePeriod']) as Value | undefined;
  const type = meter.readingType ?? {};
  request.store.metering.record({
    mup: `/mup/${mirror.id}`,
    mRID: meter.mRID,
    description: textOf(meter.value['description']),
    uom: numberOf(type['uom']),
    powerOfTenMultiplier: numberOf(type['powerOfTenMultiplier']) ?? 0,
    flowDirection: numberOf(type['flowDirection']),
    phase: numberOf(type['phase']),
    dataQualifier: numberOf(type['dataQualifier']),
    value: numberOf(reading['value']) ?? Number.NaN,
    timePeriodStartS: numberOf(period?.['start']),
    durationS: numberOf(period?.['duration']),
    receivedAtNs: request.receivedAtNs,
    seq: request.seq,
  });
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
