import { PlumblineError } from '../../../base/errors.js';
import {
  decodeSep2,
  encodeSep2,
  type Sep2Decoded,
  type Sep2Namespace,
  type Sep2Value,
  sep2MediaTypes,
} from '../../../messages/sep2/codec.js';
import type { Sep2Method, Sep2Request, Sep2Response } from '../../../transport/sep2/exchange.js';
import type { Faults } from '../../faults/faults.js';
import { oddHexPath, publishedOnly } from './faulty-bodies.js';
import { pathOf } from './path-of.js';

/** What carries the requests: the HTTPS client, or a script of a test. */
export interface HttpPort {
  request(request: Sep2Request): Promise<Sep2Response>;
  close(): Promise<void>;
}

/** What became of a GET. Only `ok` says anything about the resource. */
export type ReadOutcome =
  | { readonly kind: 'ok'; readonly value: Sep2Value; readonly sentNs: bigint; readonly doubts: readonly string[] }
  /** The server answered with another status than 2xx. */
  | { readonly kind: 'status'; readonly status: number }
  /** An answer that is not the resource, or cannot be read. */
  | { readonly kind: 'unreadable'; readonly detail: string }
  /** No answer. */
  | { readonly kind: 'lost'; readonly detail: string };

/** What became of a PUT, POST or DELETE. */
export type WriteOutcome =
  | { readonly kind: 'ok'; readonly status: number; readonly location: string | undefined }
  | Exclude<ReadOutcome, { kind: 'ok' }>;

export interface Sep2LinkOptions {
  readonly port: HttpPort;
  /** https://host:port/dcap */
  readonly uri: string;
  readonly form: 'xml' | 'exi';
  readonly namespace: 'published' | 'draft';
  readonly faults: Faults;
}

const namespaces: Readonly<Record<'published' | 'draft', Sep2Namespace>> = {
  published: 'urn:ieee:std:2030.5:ns',
  draft: 'http://ieee.org/2030.5',
};

/** Breaches after which nothing of a body can be relied on. */
const fatal: ReadonlySet<string> = new Set([
  'document-too-large',
  'nesting-too-deep',
  'doctype-refused',
  'encoding-invalid',
  'not-well-formed',
  'root-unexpected',
  'media-type-unknown',
]);

/**
 * Resources over HTTP: GET gives a decoded value, PUT and POST take one. Reads both namespaces; writes the one that the
 * server speaks, which until its first answer is the configured one. Nothing that a server does is thrown.
 */
export class Sep2Link {
  readonly #o: Sep2LinkOptions;
  #namespace: 'published' | 'draft';
  #exchanges = 0;
  #connections = 0;

  constructor(options: Sep2LinkOptions) {
    this.#o = options;
    this.#namespace = options.faults.has('draft-namespace-only') ? 'draft' : options.namespace;
  }

  get namespace(): 'published' | 'draft' {
    return this.#namespace;
  }

  get exchanges(): number {
    return this.#exchanges;
  }

  get connections(): number {
    return this.#connections;
  }

  /** @param expected name of the root element, such as `DERControlList` */
  async get(href: string, expected: string): Promise<ReadOutcome> {
    const answered = await this.#exchange('GET', href);
    if (answered.kind !== 'answer') return answered;
    const { response } = answered;
    if (response.status === 204) return { kind: 'unreadable', detail: `${expected}: the answer is empty` };
    const mediaType = response.headers['content-type'] ?? this.#guess(response.body);
    const decoded = decodeSep2(response.body, mediaType);
    return this.#judge(decoded, expected, response.sentAt);
  }

  async write(method: 'PUT' | 'POST', href: string, resource: string, value: object): Promise<WriteOutcome> {
    const { form } = this.#o;
    let body: Uint8Array;
    try {
      body = this.#encode(resource, value);
    } catch (error) {
      const detail = `${resource} cannot be written: ${(error as Error).message}`;
      return { kind: 'unreadable', detail };
    }
    const answered = await this.#exchange(method, href, { body, contentType: sep2MediaTypes[form] });
    if (answered.kind !== 'answer') return answered;
    return { kind: 'ok', status: answered.response.status, location: answered.response.headers['location'] };
  }

  async remove(href: string): Promise<WriteOutcome> {
    const answered = await this.#exchange('DELETE', href);
    if (answered.kind !== 'answer') return answered;
    return { kind: 'ok', status: answered.response.status, location: undefined };
  }

  close(): Promise<void> {
    return this.#o.port.close();
  }

  async #exchange(
    method: Sep2Method,
    href: string,
    body: Pick<Sep2Request, 'body' | 'contentType'> = {},
  ): Promise<{ readonly kind: 'answer'; readonly response: Sep2Response } | Exclude<ReadOutcome, { kind: 'ok' }>> {
    const { port, uri, form } = this.#o;
    let path = pathOf(href, uri);
    for (let hops = 0; ; hops++) {
      if (path === undefined) return { kind: 'unreadable', detail: `${href} is on another server` };
      let response: Sep2Response;
      try {
        response = await port.request({ method, path, ...body, accept: sep2MediaTypes[form] });
      } catch (error) {
        const detail = error instanceof PlumblineError ? `${error.code} ${error.message}` : (error as Error).message;
        return { kind: 'lost', detail };
      }
      this.#exchanges++;
      this.#connections = Math.max(this.#connections, response.connectionId);
      if (response.status >= 200 && response.status < 300) return { kind: 'answer', response };
      const location = response.headers['location'];
      const moved = [301, 302, 307, 308].includes(response.status) && location !== undefined;
      if (!moved || hops >= 3) return { kind: 'status', status: response.status };
      path = pathOf(location, uri);
    }
  }

  #judge(decoded: Sep2Decoded, expected: string, sentNs: bigint): ReadOutcome {
    const { value, resource, dialect, violations } = decoded;
    const worst = violations.find(({ rule }) => fatal.has(rule));
    if (value === undefined || worst !== undefined) {
      return {
        kind: 'unreadable',
        detail: `${expected}: ${worst?.rule ?? 'nothing'} ${worst?.detail ?? 'could be read'}`,
      };
    }
    if (resource !== expected) return { kind: 'unreadable', detail: `${resource ?? 'nothing'} came for ${expected}` };
    if (dialect === undefined) {
      return { kind: 'unreadable', detail: `${expected}: unknown namespace ${decoded.namespace ?? ''}`.trim() };
    }
    const { faults } = this.#o;
    if (faults.has('draft-namespace-only') && dialect !== 'draft') {
      return { kind: 'unreadable', detail: `${expected}: namespace ${decoded.namespace ?? ''}` };
    }
    const stranger = faults.has('reject-published-elements') ? publishedOnly(value) : undefined;
    if (stranger !== undefined) return { kind: 'unreadable', detail: `${expected}: element ${stranger} is not known` };
    if (!faults.has('draft-namespace-only')) this.#namespace = dialect;
    return { kind: 'ok', value, sentNs, doubts: violations.map(({ path, rule }) => `${path}: ${rule}`) };
  }

  #encode(resource: string, value: object): Uint8Array {
    const { faults, form } = this.#o;
    const namespace = namespaces[this.#namespace];
    const path = faults.has('odd-length-hex') ? oddHexPath(resource, value) : undefined;
    return encodeSep2(resource, value, {
      form,
      namespace,
      ...(faults.names.length > 0 ? { lenient: true } : {}),
      ...(path === undefined ? {} : { faults: [{ kind: 'odd-hex', path }] }),
    });
  }

  /** A body without a media type is what was asked for, or what it looks like. */
  #guess(body: Uint8Array): string {
    return body[0] === 0x3c ? sep2MediaTypes.xml : sep2MediaTypes[this.#o.form];
  }
}
