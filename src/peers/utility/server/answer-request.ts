import { encodeSep2, type Sep2Namespace } from '../../../messages/sep2/codec.js';
import type { UtilityStore } from '../model/utility-store.js';
import { type Answer, refused, type Value } from '../resources/answer.js';
import type { Handler, ResourceRequest, Route } from '../resources/request.js';
import type { Form } from './negotiate.js';
import { mediaType, type Reply, reply } from './reply.js';

/** What a request needs besides its bytes. */
export interface Asked {
  readonly method: string;
  /** Without prefix. */
  readonly path: string;
  readonly query: string;
  readonly params: Readonly<Record<string, string>>;
  readonly lfdi: string | undefined;
  readonly body: { readonly resource: string; readonly value: Value } | undefined;
  readonly seq: number;
  readonly receivedAtNs: bigint;
}

const namespaces = {
  published: 'urn:ieee:std:2030.5:ns',
  draft: 'http://ieee.org/2030.5',
} as const satisfies Record<string, Sep2Namespace>;

/** The answer of a resource to a request. */
export function answer(store: UtilityStore, route: Route, asked: Asked): Answer {
  const handler = handlerOf(route, asked.method);
  if (handler === undefined) {
    const allow = methodsOf(route);
    return { ...refused(405, `${asked.method} is not for ${route.path}`), allow };
  }
  const prefix = prefixOf(store);
  const request: ResourceRequest = {
    ...asked,
    store,
    query: new URLSearchParams(asked.query),
    devices: store.devicesOf(asked.lfdi),
    nowS: store.nowS,
    href: (path) => prefix + path,
  };
  return handler(request);
}

/** `/envoy` or nothing. */
export function prefixOf(store: UtilityStore): string {
  return (store.config.prefix ?? '').replace(/\/+$/, '');
}

function handlerOf(route: Route, method: string): Handler | undefined {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return route.get;
    case 'PUT':
      return route.put;
    case 'POST':
      return route.post;
    case 'DELETE':
      return route.delete;
    default:
      return undefined;
  }
}

function methodsOf(route: Route): readonly string[] {
  const { get, put, post, delete: remove } = route;
  return [
    ...(get === undefined ? [] : ['GET', 'HEAD']),
    ...(put === undefined ? [] : ['PUT']),
    ...(post === undefined ? [] : ['POST']),
    ...(remove === undefined ? [] : ['DELETE']),
  ];
}

/** Forms that the server speaks: EXI has no grammars for the draft. */
export function formsOf({ config }: UtilityStore): readonly Form[] {
  return config.namespace === 'draft' ? ['xml'] : ['xml', 'exi'];
}

/** Turns an answer into what is sent. */
export function encodeAnswer(store: UtilityStore, found: Answer, form: Form): Reply {
  const prefix = prefixOf(store);
  switch (found.kind) {
    case 'created':
      return reply(201, { location: prefix + found.location });
    case 'done':
      return reply(204, found.location === undefined ? {} : { location: prefix + found.location });
    case 'resource':
      return reply(200, {
        contentType: mediaType(form),
        body: encode(store, found.name, found.value, form),
        delivered: found.delivered ?? [],
      });
    case 'refused': {
      // Error.reasonCode of the schema: 0 wrong form, 1 wrong values, 2 a limit of the server, 3 a condition in a subscription.
      const reasonCode = found.code ?? (found.status === 400 ? 0 : found.status === 413 ? 2 : 1);
      const body = encode(store, 'Error', { reasonCode }, form);
      const allow = found.allow?.join(', ');
      return reply(found.status, { contentType: mediaType(form), body, refusal: found.reason, allow });
    }
  }
}

export function encode(store: UtilityStore, name: string, value: Value, form: Form): Uint8Array {
  const namespace = namespaces[store.config.namespace ?? 'published'];
  // Lenient: what a device stored is given back as it is, and tests may ask for controls that break the schema.
  return encodeSep2(name, value, { form, namespace, lenient: true });
}
