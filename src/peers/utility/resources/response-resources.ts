import { hexOf, withoutZeros } from '../model/ids.js';
import type { UtilityStore } from '../model/utility-store.js';
import type { RecordedResponse } from '../request-record.js';
import { type Answer, refused } from './answer.js';
import { listAnswer } from './list-answer.js';
import { bodyOf, isRefusal, type ResourceRequest, type Route, registered } from './request.js';

const kinds = [
  'DERControlResponse',
  'Response',
  'DrResponse',
  'PriceResponse',
  'FlowReservationResponseResponse',
  'TextResponse',
] as const;

/** Newest responses that are kept, of all devices. */
const keptResponses = 100_000;

/** ResponseSet and Response: one set for everybody. */
export const responseRoutes: readonly Route[] = [
  {
    key: 'rsps',
    path: '/rsps',
    get: (request) =>
      listAnswer(request, { name: 'ResponseSetList', item: 'ResponseSet', entries: [0], render: () => set(request) }),
  },
  {
    key: 'rsps.one',
    path: '/rsps/1',
    get: (request) => ({ kind: 'resource', name: 'ResponseSet', value: set(request) }),
  },
  {
    key: 'rsp',
    path: '/rsps/1/rsp',
    get: (request) =>
      listAnswer(request, {
        name: 'ResponseList',
        item: 'Response',
        entries: visible(request),
        render: ({ value }) => value,
      }),
    post: postResponse,
  },
  {
    key: 'rsp.one',
    path: '/rsps/1/rsp/:response',
    get: (request) => {
      const found = request.store.responses.find(({ id }) => String(id) === request.params['response']);
      if (found === undefined) return refused(404, 'there is no such response');
      if (!visible(request).includes(found)) return refused(403, 'the response belongs to another certificate');
      return { kind: 'resource', name: found.kind, value: found.value };
    },
  },
];

function set(request: ResourceRequest) {
  const { href } = request;
  return {
    href: href('/rsps/1'),
    mRID: Uint8Array.of(1),
    description: 'all responses',
    ResponseListLink: { href: href('/rsps/1/rsp'), all: visible(request).length },
  };
}

function visible({ store, devices }: ResourceRequest) {
  return store.responses.filter(({ endDeviceLFDI }) => devices.some(({ lfdi }) => lfdi === endDeviceLFDI)).reverse();
}

function postResponse(request: ResourceRequest): Answer {
  const missing = registered(request);
  if (missing !== undefined) return missing;
  const body = bodyOf(request, ...kinds);
  if (isRefusal(body)) return body;
  const { store } = request;
  const endDeviceLFDI = hexOf(body.value['endDeviceLFDI']);
  const subjectAsSent = hexOf(body.value['subject']) ?? '';
  const status = typeof body.value['status'] === 'number' ? body.value['status'] : undefined;
  const subject = findSubject(store, subjectAsSent);
  const created = body.value['createdDateTime'];
  const response: RecordedResponse = {
    subject: subject ?? subjectAsSent,
    subjectAsSent,
    status,
    createdDateTime: typeof created === 'number' ? created : undefined,
    endDeviceLFDI,
    receivedAtNs: request.receivedAtNs,
    seq: request.seq,
    kind: body.resource,
  };
  store.recordedResponses.push(response);
  if (store.recordedResponses.length > keptResponses) store.recordedResponses.splice(0, keptResponses / 10);
  // Recorded all the same: what a device sends wrongly is what a test wants to see.
  if (!request.devices.some(({ lfdi }) => lfdi === endDeviceLFDI)) {
    return refused(403, `endDeviceLFDI ${endDeviceLFDI} is not registered for this certificate`);
  }
  if (subject === undefined) return refused(400, `no event has the mRID ${subjectAsSent}`);
  if (status === undefined) return refused(400, 'a response needs a status');
  const id = store.nextId();
  const value = { ...body.value, href: request.href(`/rsps/1/rsp/${id}`) };
  store.responses.push({ id, kind: body.resource, endDeviceLFDI, value });
  if (store.responses.length > keptResponses) store.responses.splice(0, keptResponses / 10);
  store.changed('/rsps/1/rsp');
  return { kind: 'created', location: `/rsps/1/rsp/${id}` };
}

/** The event that a response is about; leading zeros that the client lost are forgiven, and seen in the record. */
function findSubject(store: UtilityStore, asSent: string): string | undefined {
  const stripped = withoutZeros(asSent);
  return store.knownSubjects().find((mRID) => mRID === asSent || withoutZeros(mRID) === stripped);
}
