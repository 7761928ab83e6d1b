import type { Device, Stored } from '../model/device.js';
import { type Answer, refused } from './answer.js';
import { listAnswer } from './list-answer.js';
import { bodyOf, isRefusal, type ResourceRequest, type Route, withDevice } from './request.js';

/** Newest log events that are kept of a device. */
const keptLogEvents = 10_000;

/** What a device puts: DERCapability and so on, and read back. */
const puts = {
  dercap: ['DERCapability', '/edev/:device/der/:der/dercap'],
  derg: ['DERSettings', '/edev/:device/der/:der/derg'],
  ders: ['DERStatus', '/edev/:device/der/:der/ders'],
  dera: ['DERAvailability', '/edev/:device/der/:der/dera'],
  di: ['DeviceInformation', '/edev/:device/di'],
  dstat: ['DeviceStatus', '/edev/:device/dstat'],
  ps: ['PowerStatus', '/edev/:device/ps'],
} as const;

/** DERList, DER and what devices put or post about themselves. */
export const deviceStoreRoutes: readonly Route[] = [
  {
    key: 'der',
    path: '/edev/:device/der',
    get: withDevice((request, device) =>
      listAnswer(request, {
        name: 'DERList',
        item: 'DER',
        entries: Array.from({ length: device.ders }, (_, index) => index + 1),
        render: (index) => der(request, device, index),
        pollRateS: request.store.pollRate('der'),
      }),
    ),
  },
  {
    key: 'der.one',
    path: '/edev/:device/der/:der',
    get: withDevice((request, device) => {
      const index = Number(request.params['der']);
      if (!(index >= 1 && index <= device.ders)) return refused(404, `the device has no DER ${request.params['der']}`);
      return { kind: 'resource', name: 'DER', value: der(request, device, index) };
    }),
  },
  ...Object.entries(puts).map(([key, [name, path]]) => storeRoute(key, name, path)),
  {
    key: 'lel',
    path: '/edev/:device/lel',
    get: withDevice((request, device) =>
      listAnswer(request, {
        name: 'LogEventList',
        item: 'LogEvent',
        // The newest first (IEEE 2030.5-2018, 9.4: by createdDateTime, descending).
        entries: [...device.logEvents].reverse(),
        render: (stored) => ({ ...stored.value, href: request.href(`${request.path}/${stored.id}`) }),
        timeS: (stored) => Number(stored.value['createdDateTime'] ?? 0),
        pollRateS: request.store.pollRate('lel'),
        subscribable: true,
      }),
    ),
    post: withDevice((request, device) => {
      const body = bodyOf(request, 'LogEvent');
      if (isRefusal(body)) return body;
      const stored: Stored = { id: request.store.nextId(), value: body.value, atS: request.nowS };
      device.logEvents.push(stored);
      if (device.logEvents.length > keptLogEvents) device.logEvents.shift();
      request.store.changed(request.path);
      return { kind: 'created', location: `${request.path}/${stored.id}` };
    }),
  },
  {
    key: 'lel.one',
    path: '/edev/:device/lel/:event',
    get: withDevice((request, device) => {
      const stored = device.logEvents.find(({ id }) => String(id) === request.params['event']);
      if (stored === undefined) return refused(404, 'there is no such log event');
      return { kind: 'resource', name: 'LogEvent', value: { ...stored.value, href: request.href(request.path) } };
    }),
  },
];

function der({ href, store }: ResourceRequest, device: Device, index: number) {
  const at = `/edev/${device.id}/der/${index}`;
  return {
    href: href(at),
    subscribable: 0,
    AssociatedDERProgramListLink: {
      href: href(`/edev/${device.id}/fsa/1/derp`),
      all: store.programsOf(device).length,
    },
    DERAvailabilityLink: { href: href(`${at}/dera`) },
    DERCapabilityLink: { href: href(`${at}/dercap`) },
    DERSettingsLink: { href: href(`${at}/derg`) },
    DERStatusLink: { href: href(`${at}/ders`) },
  };
}

function storeRoute(key: string, name: string, path: string): Route {
  const below = (request: ResourceRequest) => request.path.split('/').slice(3).join('/');
  const exists = (request: ResourceRequest, device: Device): Answer | undefined => {
    const index = request.params['der'];
    if (index === undefined || (Number(index) >= 1 && Number(index) <= device.ders)) return undefined;
    return refused(404, `the device has no DER ${index}`);
  };
  return {
    key,
    path,
    get: withDevice((request, device) => {
      const stored = device.puts.get(below(request));
      if (stored === undefined) return exists(request, device) ?? refused(404, `no ${name} was put yet`);
      return { kind: 'resource', name, value: { ...stored.value, href: request.href(request.path) } };
    }),
    put: withDevice((request, device) => {
      const missing = exists(request, device);
      if (missing !== undefined) return missing;
      const body = bodyOf(request, name);
      if (isRefusal(body)) return body;
      device.puts.set(below(request), { id: 0, value: body.value, atS: request.nowS });
      request.store.changed(request.path);
      return { kind: 'done' };
    }),
  };
}
