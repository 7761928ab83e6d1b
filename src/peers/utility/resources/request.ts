import type { Device } from '../model/device.js';
import type { UtilityStore } from '../model/utility-store.js';
import { type Answer, type Refusal, refused, type Value } from './answer.js';

/** A request as resources see it. */
export interface ResourceRequest {
  readonly store: UtilityStore;
  readonly method: string;
  /** Without prefix and query. */
  readonly path: string;
  /** What stood in the place of `:name`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Of the client's certificate. */
  readonly lfdi: string | undefined;
  /** Devices that this certificate may speak for. */
  readonly devices: readonly Device[];
  readonly body: { readonly resource: string; readonly value: Value } | undefined;
  readonly nowS: number;
  readonly seq: number;
  readonly receivedAtNs: bigint;
  /** A path as clients see it: with the prefix. */
  readonly href: (path: string) => string;
}

export type Handler = (request: ResourceRequest) => Answer;

/** What can be done with one kind of path. */
export interface Route {
  /** Key for records, behaviour and poll accounting: `derc`. */
  readonly key: string;
  /** `/derp/:program/derc`. */
  readonly path: string;
  readonly get?: Handler;
  readonly put?: Handler;
  readonly post?: Handler;
  readonly delete?: Handler;
}

/** The device of `/edev/:device/...`, when the caller may see it. */
export function deviceOf(request: ResourceRequest): Device | Refusal {
  const id = Number(request.params['device']);
  const device = request.store.devices.find((candidate) => candidate.id === id);
  if (device === undefined) return refused(404, `there is no device ${request.params['device']}`);
  if (request.devices.includes(device)) return device;
  return refused(403, `device ${id} belongs to another certificate`);
}

export function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refused';
}

/** Runs a handler with the device of the path. */
export function withDevice(handle: (request: ResourceRequest, device: Device) => Answer): Handler {
  return (request) => {
    const device = deviceOf(request);
    return isRefusal(device) ? device : handle(request, device);
  };
}

/** Checks that the body is what it should be. @param names root elements that fit */
export function bodyOf(
  request: ResourceRequest,
  ...names: readonly string[]
): { readonly resource: string; readonly value: Value } | Refusal {
  const { body } = request;
  if (body === undefined) return refused(400, `a ${names.join(' or ')} is missing`);
  if (!names.includes(body.resource)) return refused(400, `${body.resource} where ${names.join(' or ')} belongs`);
  return body;
}

/** Only certificates of registered devices may go on. */
export function registered(request: ResourceRequest): Refusal | undefined {
  return request.devices.length > 0 ? undefined : refused(403, 'the certificate belongs to no registered device');
}
