import type { Device, Stored } from '../model/device.js';
import { momentOf } from '../model/event.js';
import { fromHex, hexOf } from '../model/ids.js';
import type { Reservation } from '../model/reservations.js';
import { type Answer, refused, type Value } from './answer.js';
import { eventValue } from './control-value.js';
import { listAnswer } from './list-answer.js';
import { bodyOf, isRefusal, type ResourceRequest, type Route, withDevice } from './request.js';

/** FlowReservationRequest and FlowReservationResponse: a vehicle asks for energy in a window (IEEE 2030.5-2018, 10.9). */
export const flowReservationRoutes: readonly Route[] = [
  {
    key: 'frq',
    path: '/edev/:device/frq',
    get: withDevice((request, device) =>
      listAnswer(request, {
        name: 'FlowReservationRequestList',
        item: 'FlowReservationRequest',
        entries: device.reservationRequests,
        render: ({ id, value }) => ({ ...value, href: request.href(`/edev/${device.id}/frq/${id}`) }),
        pollRateS: request.store.pollRate('frq'),
      }),
    ),
    post: withDevice(ask),
  },
  {
    key: 'frq.one',
    path: '/edev/:device/frq/:request',
    get: withDevice((request, device) => {
      const stored = requestOf(request, device);
      if (stored === undefined) return refused(404, 'there is no such reservation request');
      const value = { ...stored.value, href: request.href(request.path) };
      return { kind: 'resource', name: 'FlowReservationRequest', value };
    }),
    put: withDevice(askAgain),
  },
  {
    key: 'frp',
    path: '/edev/:device/frp',
    get: withDevice((request, device) =>
      listAnswer(request, {
        name: 'FlowReservationResponseList',
        item: 'FlowReservationResponse',
        entries: request.store.reservations.of(device),
        render: (reservation) => response(request, reservation),
        timeS: ({ startS }) => startS,
        pollRateS: request.store.pollRate('frp'),
        subscribable: true,
      }),
    ),
  },
  {
    key: 'frp.one',
    path: '/edev/:device/frp/:response',
    get: withDevice((request, device) => {
      const wanted = request.params['response'];
      const found = request.store.reservations.of(device).find(({ id }) => String(id) === wanted);
      if (found === undefined) return refused(404, 'there is no such reservation');
      return { kind: 'resource', name: 'FlowReservationResponse', value: response(request, found) };
    }),
  },
];

function requestOf(request: ResourceRequest, device: Device): Stored | undefined {
  return device.reservationRequests.find(({ id }) => String(id) === request.params['request']);
}

function ask(request: ResourceRequest, device: Device): Answer {
  const body = bodyOf(request, 'FlowReservationRequest');
  if (isRefusal(body)) return body;
  const { store, nowS } = request;
  const mode = store.config.flowReservations ?? 'grant';
  // The same mRID is the same request: a POST that comes again, or is played again, is granted once.
  const mRID = hexOf(body.value['mRID']);
  const known = device.reservationRequests.find(({ value }) => hexOf(value['mRID']) === mRID);
  if (known !== undefined && mode !== 'refuse') return { kind: 'done', location: `/edev/${device.id}/frq/${known.id}` };
  const stored: Stored = { id: store.nextId(), value: body.value, atS: nowS };
  device.reservationRequests.push(stored);
  if (mode === 'grant') grant(request, device, body.value);
  const location = `/edev/${device.id}/frq/${stored.id}`;
  store.changed(request.path, `/edev/${device.id}/frp`);
  return mode === 'refuse' ? refused(400, 'the server grants no reservations') : { kind: 'created', location };
}

/** A PUT changes the request: status 1 cancels it, and with it what was granted. */
function askAgain(request: ResourceRequest, device: Device): Answer {
  const stored = requestOf(request, device);
  if (stored === undefined) return refused(404, 'there is no such reservation request');
  const body = bodyOf(request, 'FlowReservationRequest');
  if (isRefusal(body)) return body;
  stored.value = body.value;
  const cancelled = (body.value['RequestStatus'] as Value | undefined)?.['requestStatus'] === 1;
  const subject = hexOf(body.value['mRID']);
  for (const reservation of request.store.reservations.of(device)) {
    if (cancelled && reservation.subject === subject) {
      reservation.cancelled ??= { atS: request.nowS, randomized: false };
    }
  }
  request.store.changed(request.path, `/edev/${device.id}/frp`);
  return { kind: 'done' };
}

function grant({ store, nowS }: ResourceRequest, device: Device, asked: Value): void {
  const interval = asked['intervalRequested'] as Value | undefined;
  const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
  const quantity = (value: unknown) => {
    const found = (value ?? {}) as Value;
    return { value: number(found['value'], 0), multiplier: number(found['multiplier'], 0) };
  };
  const mRID = store.freshMrid();
  store.addSubject(mRID);
  store.reservations.granted.push({
    id: store.nextId(),
    device,
    mRID,
    order: store.nextOrder(),
    creationS: nowS,
    startS: number(interval?.['start'], nowS),
    durationS: number(interval?.['duration'], 3600),
    randomizeStartS: undefined,
    randomizeDurationS: undefined,
    description: undefined,
    cancelled: undefined,
    held: undefined,
    subject: hexOf(asked['mRID']) ?? '',
    energyWh: quantity(asked['energyRequested']),
    powerW: quantity(asked['powerRequested']),
  });
}

function response({ href, nowS }: ResourceRequest, reservation: Reservation): Value {
  return {
    href: href(`/edev/${reservation.device.id}/frp/${reservation.id}`),
    replyTo: href('/rsps/1/rsp'),
    responseRequired: Uint8Array.of(1),
    ...eventValue(reservation, momentOf(reservation, nowS)),
    energyAvailable: reservation.energyWh,
    powerAvailable: reservation.powerW,
    subject: fromHex(reservation.subject) ?? new Uint8Array(),
  };
}
