import { sfdiOf } from '../../../pki/device-identifier.js';
import type { Device } from '../model/device.js';
import { fromHex, hexOf } from '../model/ids.js';
import { type Answer, refused, type Value } from './answer.js';
import { listAnswer } from './list-answer.js';
import { bodyOf, isRefusal, type ResourceRequest, type Route, withDevice } from './request.js';

/** EndDevice with its links. */
export function endDevice({ href, store }: ResourceRequest, device: Device): Value {
  const at = (below: string) => href(`/edev/${device.id}/${below}`);
  return {
    href: href(`/edev/${device.id}`),
    subscribable: 0,
    DERListLink: { href: at('der'), all: device.ders },
    DeviceInformationLink: { href: at('di') },
    DeviceStatusLink: { href: at('dstat') },
    lFDI: fromHex(device.lfdi),
    LogEventListLink: { href: at('lel'), all: device.logEvents.length },
    PowerStatusLink: { href: at('ps') },
    sFDI: Number(device.sfdi),
    changedTime: device.changedS,
    enabled: true,
    FlowReservationRequestListLink: { href: at('frq'), all: device.reservationRequests.length },
    FlowReservationResponseListLink: { href: at('frp'), all: store.reservations.of(device).length },
    FunctionSetAssignmentsListLink: { href: at('fsa'), all: 1 },
    ...(device.pin === undefined ? {} : { RegistrationLink: { href: at('rg') } }),
    ...(store.config.subscriptions === false
      ? {}
      : { SubscriptionListLink: { href: at('sub'), all: device.subscriptions.length } }),
    ConnectionPointLink: { href: at('cp') },
  };
}

/** EndDeviceList, EndDevice, Registration, FunctionSetAssignments, ConnectionPoint. */
export const deviceRoutes: readonly Route[] = [
  {
    key: 'edev',
    path: '/edev',
    get: (request) =>
      listAnswer(request, {
        name: 'EndDeviceList',
        item: 'EndDevice',
        entries: [...request.devices].sort((a, b) => Number(a.sfdi) - Number(b.sfdi)),
        render: (device) => endDevice(request, device),
        pollRateS: request.store.pollRate('edev'),
        subscribable: true,
      }),
    post: register,
  },
  {
    key: 'edev.one',
    path: '/edev/:device',
    get: withDevice((request, device) => ({ kind: 'resource', name: 'EndDevice', value: endDevice(request, device) })),
    put: withDevice((request, device) => {
      const body = bodyOf(request, 'EndDevice');
      if (isRefusal(body)) return body;
      const lfdi = hexOf(body.value['lFDI']);
      if (lfdi !== undefined && lfdi !== device.lfdi) return refused(403, `LFDI ${lfdi} is not the device's own`);
      device.changedS = request.nowS;
      request.store.changed('/edev', request.path);
      return { kind: 'done' };
    }),
  },
  {
    key: 'rg',
    path: '/edev/:device/rg',
    get: withDevice((request, device) => {
      if (device.pin === undefined) return refused(404, 'the device has no registration');
      const value = { href: request.href(request.path), dateTimeRegistered: device.registeredS, pIN: device.pin };
      return { kind: 'resource', name: 'Registration', value };
    }),
  },
  {
    key: 'fsa',
    path: '/edev/:device/fsa',
    get: withDevice((request, device) =>
      listAnswer(request, {
        name: 'FunctionSetAssignmentsList',
        item: 'FunctionSetAssignments',
        entries: [device],
        render: () => assignments(request, device),
        pollRateS: request.store.pollRate('fsa'),
        subscribable: true,
      }),
    ),
  },
  {
    key: 'fsa.one',
    path: '/edev/:device/fsa/1',
    get: withDevice((request, device) => ({
      kind: 'resource',
      name: 'FunctionSetAssignments',
      value: assignments(request, device),
    })),
  },
  {
    key: 'cp',
    path: '/edev/:device/cp',
    get: withDevice((request, device) => {
      if (device.connectionPoint === undefined) return refused(404, 'no connection point was put yet');
      const value = { href: request.href(request.path), connectionPointId: device.connectionPoint };
      return { kind: 'resource', name: 'ConnectionPoint', value };
    }),
    put: withDevice(putConnectionPoint),
    post: withDevice(putConnectionPoint),
  },
];

function assignments({ store, href }: ResourceRequest, device: Device): Value {
  const at = `/edev/${device.id}/fsa/1`;
  const mRID = `${device.lfdi.slice(0, 24)}00000001`;
  return {
    href: href(at),
    subscribable: 0,
    ...(store.demandResponse.controls.length === 0
      ? {}
      : { DemandResponseProgramListLink: { href: href('/drp'), all: 1 } }),
    DERProgramListLink: { href: href(`${at}/derp`), all: store.programsOf(device).length },
    ResponseSetListLink: { href: href('/rsps'), all: 1 },
    ...(store.pricing.tariffs.length === 0
      ? {}
      : { TariffProfileListLink: { href: href('/tp'), all: store.pricing.tariffs.length } }),
    TimeLink: { href: href('/tm') },
    mRID: fromHex(mRID),
    description: 'plumbline',
  };
}

/** In-band registration (IEEE 2030.5-2018, 10.1; CSIP-AUS). */
function register(request: ResourceRequest): Answer {
  const { store, lfdi } = request;
  if (store.config.inBandRegistration === false) return refused(403, 'devices are registered out of band only');
  if (lfdi === undefined) return refused(403, 'there is no client certificate');
  const body = bodyOf(request, 'EndDevice');
  if (isRefusal(body)) return body;
  const asked = hexOf(body.value['lFDI']);
  const sfdi = String(body.value['sFDI']);
  const wanted = asked ?? (sfdi === sfdiOf(lfdi) ? lfdi : undefined);
  if (wanted === undefined || !/^[0-9A-F]{40}$/.test(wanted)) {
    return refused(400, asked === undefined ? `SFDI ${sfdi} is not that of the certificate` : `${asked} is no LFDI`);
  }
  if (sfdi !== sfdiOf(wanted)) return refused(400, `SFDI ${sfdi} does not belong to LFDI ${wanted}`);
  // Who is known as an aggregator may register others; a device only itself.
  const aggregates = store.devices.some((device) => device.managedBy === lfdi && device.lfdi !== lfdi);
  const isAggregator = aggregates || (store.config.aggregators ?? []).some((known) => known.toUpperCase() === lfdi);
  if (wanted !== lfdi && !isAggregator) return refused(403, `LFDI ${wanted} is not that of the certificate`);
  if (store.device(wanted) !== undefined) return refused(409, `device ${wanted} is registered already`);
  const device = store.addDevice({ lfdi: wanted, managedBy: lfdi });
  store.changed('/edev');
  return { kind: 'created', location: `/edev/${device.id}` };
}

function putConnectionPoint(request: ResourceRequest, device: Device): Answer {
  const body = bodyOf(request, 'ConnectionPoint');
  if (isRefusal(body)) return body;
  const id: unknown = body.value['connectionPointId'];
  if (typeof id !== 'string' || !/^[A-Za-z0-9]{10,11}$/.test(id)) {
    return refused(400, `${JSON.stringify(id)} is no connection point: ten or eleven letters and digits`);
  }
  const fresh = device.connectionPoint === undefined;
  device.connectionPoint = id;
  device.changedS = request.nowS;
  request.store.changed(request.path, `/edev/${device.id}`);
  return fresh ? { kind: 'created', location: request.path } : { kind: 'done' };
}
