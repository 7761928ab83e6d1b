import { hexOf } from '../model/ids.js';
import type { Mirror, MirrorMeter } from '../model/metering.js';
import { type Answer, refused, type Value } from './answer.js';
import { listAnswer } from './list-answer.js';
import { addMeterReading } from './mirror-readings.js';
import { bodyOf, type Handler, isRefusal, type ResourceRequest, type Route, registered } from './request.js';

/** Mirrors that the caller may see: those of its devices. */
export function visibleMirrors({ store, devices }: ResourceRequest): readonly Mirror[] {
  return store.metering.mirrors.filter(({ device }) => devices.includes(device));
}

/** MirrorUsagePoint, and the UsagePoint that is served of it. */
export const meteringRoutes: readonly Route[] = [
  {
    key: 'mup',
    path: '/mup',
    get: (request) =>
      listAnswer(request, {
        name: 'MirrorUsagePointList',
        item: 'MirrorUsagePoint',
        entries: visibleMirrors(request),
        render: (mirror) => mirrorUsagePoint(request, mirror),
        pollRateS: request.store.pollRate('mup'),
      }),
    post: createMirror,
  },
  {
    key: 'mup.one',
    path: '/mup/:mirror',
    get: withMirror((request, mirror) => ({
      kind: 'resource',
      name: 'MirrorUsagePoint',
      value: mirrorUsagePoint(request, mirror),
    })),
    put: withMirror((request, mirror) => {
      const body = bodyOf(request, 'MirrorUsagePoint');
      if (isRefusal(body)) return body;
      return updateMirror(request, mirror, body.value);
    }),
    post: withMirror(postReadings),
    delete: withMirror((request, mirror) => {
      request.store.metering.mirrors.splice(request.store.metering.mirrors.indexOf(mirror), 1);
      request.store.changed('/mup', '/upt');
      return { kind: 'done' };
    }),
  },
  {
    key: 'upt',
    path: '/upt',
    get: (request) =>
      listAnswer(request, {
        name: 'UsagePointList',
        item: 'UsagePoint',
        entries: visibleMirrors(request),
        render: (mirror) => usagePoint(request, mirror),
        pollRateS: request.store.pollRate('upt'),
        subscribable: true,
      }),
  },
  {
    key: 'upt.one',
    path: '/upt/:mirror',
    get: withMirror((request, mirror) => ({
      kind: 'resource',
      name: 'UsagePoint',
      value: usagePoint(request, mirror),
    })),
  },
  {
    key: 'mr',
    path: '/upt/:mirror/mr',
    get: withMirror((request, mirror) =>
      listAnswer(request, {
        name: 'MeterReadingList',
        item: 'MeterReading',
        entries: mirror.meters,
        render: (meter) => meterReading(request, mirror, meter),
        subscribable: true,
      }),
    ),
  },
  {
    key: 'mr.one',
    path: '/upt/:mirror/mr/:meter',
    get: withMeter((request, mirror, meter) => ({
      kind: 'resource',
      name: 'MeterReading',
      value: meterReading(request, mirror, meter),
    })),
  },
  {
    key: 'rt',
    path: '/upt/:mirror/mr/:meter/rt',
    get: withMeter((request, _mirror, meter) => ({
      kind: 'resource',
      name: 'ReadingType',
      value: { ...meter.readingType, href: request.href(request.path) },
    })),
  },
  {
    key: 'r',
    path: '/upt/:mirror/mr/:meter/r',
    get: withMeter((request, _mirror, meter) => {
      if (meter.reading === undefined) return refused(404, 'no reading was posted yet');
      return { kind: 'resource', name: 'Reading', value: { ...meter.reading, href: request.href(request.path) } };
    }),
  },
  {
    key: 'rs',
    path: '/upt/:mirror/mr/:meter/rs',
    get: withMeter((request, _mirror, meter) =>
      listAnswer(request, {
        name: 'ReadingSetList',
        item: 'ReadingSet',
        entries: meter.sets,
        render: ({ id, value: { Reading: readings, ...value } }) => {
          const at = `${request.path}/${id}`;
          const all = Array.isArray(readings) ? readings.length : 0;
          return { ...value, href: request.href(at), ReadingListLink: { href: request.href(`${at}/r`), all } };
        },
        subscribable: true,
      }),
    ),
  },
  {
    key: 'rs.r',
    path: '/upt/:mirror/mr/:meter/rs/:set/r',
    get: withMeter((request, _mirror, meter) => {
      const set = meter.sets.find(({ id }) => String(id) === request.params['set']);
      if (set === undefined) return refused(404, 'there is no such reading set');
      const readings = (set.value['Reading'] ?? []) as readonly Value[];
      return listAnswer(request, {
        name: 'ReadingList',
        item: 'Reading',
        entries: readings,
        render: (reading) => reading,
        subscribable: true,
      });
    }),
  },
];

function withMirror(handle: (request: ResourceRequest, mirror: Mirror) => Answer): Handler {
  return (request) => {
    const mirror = request.store.metering.mirror(Number(request.params['mirror']));
    if (mirror === undefined) return refused(404, `there is no usage point ${request.params['mirror']}`);
    if (!request.devices.includes(mirror.device)) return refused(403, 'the usage point belongs to another certificate');
    return handle(request, mirror);
  };
}

function withMeter(handle: (request: ResourceRequest, mirror: Mirror, meter: MirrorMeter) => Answer): Handler {
  return withMirror((request, mirror) => {
    const meter = mirror.meters.find(({ id }) => String(id) === request.params['meter']);
    return meter === undefined ? refused(404, 'there is no such meter reading') : handle(request, mirror, meter);
  });
}

function mirrorUsagePoint({ href, store }: ResourceRequest, mirror: Mirror): Value {
  return { ...mirror.value, href: href(`/mup/${mirror.id}`), postRate: store.pollRate('mup') };
}

function usagePoint({ href }: ResourceRequest, { id, value, meters }: Mirror): Value {
  const { postRate: _rate, ...rest } = value;
  const MeterReadingListLink = { href: href(`/upt/${id}/mr`), all: meters.length };
  return { ...rest, href: href(`/upt/${id}`), MeterReadingListLink };
}

function meterReading({ href }: ResourceRequest, mirror: Mirror, meter: MirrorMeter): Value {
  const at = `/upt/${mirror.id}/mr/${meter.id}`;
  return {
    ...meter.value,
    href: href(at),
    subscribable: 0,
    ...(meter.reading === undefined ? {} : { ReadingLink: { href: href(`${at}/r`) } }),
    ReadingSetListLink: { href: href(`${at}/rs`), all: meter.sets.length },
    ReadingTypeLink: { href: href(`${at}/rt`) },
  };
}

/** A mirror that is posted again (same mRID, same device) is the same mirror (IEEE 2030.5-2018, 10.11.2). */
function createMirror(request: ResourceRequest): Answer {
  const missing = registered(request);
  if (missing !== undefined) return missing;
  const body = bodyOf(request, 'MirrorUsagePoint');
  if (isRefusal(body)) return body;
  const lfdi = hexOf(body.value['deviceLFDI']);
  const device = request.devices.find((candidate) => candidate.lfdi === lfdi);
  if (device === undefined) return refused(403, `device ${lfdi} is not registered for this certificate`);
  const mRID = hexOf(body.value['mRID']) ?? '';
  const known = request.store.metering.mirrors.find((mirror) => mirror.mRID === mRID && mirror.device === device);
  if (known !== undefined) return updateMirror(request, known, body.value);
  const mirror: Mirror = { id: request.store.nextId(), mRID, device, value: {}, meters: [] };
  request.store.metering.mirrors.push(mirror);
  updateMirror(request, mirror, body.value);
  return { kind: 'created', location: `/mup/${mirror.id}` };
}

function updateMirror(request: ResourceRequest, mirror: Mirror, value: Value): Answer {
  const { MirrorMeterReading: readings, href: _href, ...rest } = value;
  mirror.value = rest;
  for (const reading of (readings ?? []) as readonly Value[]) addMeterReading(request, mirror, reading);
  request.store.changed('/mup', '/upt', `/upt/${mirror.id}`, `/upt/${mirror.id}/mr`);
  return { kind: 'done', location: `/mup/${mirror.id}` };
}

function postReadings(request: ResourceRequest, mirror: Mirror): Answer {
  const body = bodyOf(request, 'MirrorMeterReading', 'MirrorMeterReadingList');
  if (isRefusal(body)) return body;
  const list = body.resource === 'MirrorMeterReading' ? [body.value] : (body.value['MirrorMeterReading'] ?? []);
  let fresh = false;
  let at = `/upt/${mirror.id}/mr`;
  for (const reading of list as readonly Value[]) {
    const { meter, isNew } = addMeterReading(request, mirror, reading);
    fresh ||= isNew;
    at = `/upt/${mirror.id}/mr/${meter.id}`;
  }
  request.store.changed(`/upt/${mirror.id}/mr`, `${at}/rs`, `${at}/r`);
  return fresh ? { kind: 'created', location: at } : { kind: 'done', location: at };
}
