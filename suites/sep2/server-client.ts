import { PlumblineError } from '../../src/base/errors.js';
import { decodeSep2, encodeSep2, sep2MediaTypes } from '../../src/messages/sep2/codec.js';
import { deviceIdentifier } from '../../src/pki/device-identifier.js';
import { chainPem, type Identity, privateKeyPem } from '../../src/pki/identity.js';
import type { Endpoint } from '../../src/transport/endpoint.js';
import type { Sep2Method, Sep2Response } from '../../src/transport/sep2/exchange.js';
import { createSep2Client } from '../../src/transport/sep2/sep2-client.js';
import type { Sep2Client } from '../../src/transport/sep2/sep2-client-options.js';
import { at } from './body-values.js';

/** An answer that was cut off, or is no HTTP. */
const spoilt: readonly string[] = ['TRANSPORT-061', 'TRANSPORT-062'];

/** What the server answered, read. */
export interface Answer {
  /** 0: what came is no whole answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Name of the root element. */
  readonly resource: string | undefined;
  readonly value: unknown;
  /** Rules of the schema that the answer breaks. */
  readonly violations: readonly string[];
  readonly text: string;
}

/** A small client of IEEE 2030.5 for the cases of the server: it follows links and keeps no state of its own. */
export class ServerClient {
  readonly lfdi: string;
  readonly sfdi: string;
  readonly #client: Sep2Client;

  static lfdiOf(identity: Identity): string {
    return deviceIdentifier(identity.certificate).lfdi;
  }

  constructor(identity: Identity, server: Endpoint, root: string, onKeyLog: (line: string) => void) {
    const { lfdi, sfdi } = deviceIdentifier(identity.certificate);
    this.lfdi = lfdi;
    this.sfdi = sfdi;
    this.#client = createSep2Client({
      server,
      profile: 'sep2-tls12-ccm8',
      chain: chainPem(identity),
      key: privateKeyPem(identity),
      roots: [root],
      responseTimeoutMs: 5000,
      connectTimeoutMs: 5000,
      maxBodyBytes: 8_388_608,
      onKeyLog,
    });
  }

  get(path: string): Promise<Answer> {
    return this.raw('GET', path);
  }

  put(path: string, resource: string, value: object): Promise<Answer> {
    return this.raw('PUT', path, encodeSep2(resource, value, { lenient: true }));
  }

  post(path: string, resource: string, value: object): Promise<Answer> {
    return this.raw('POST', path, encodeSep2(resource, value, { lenient: true }));
  }

  delete(path: string): Promise<Answer> {
    return this.raw('DELETE', path);
  }

  /** Sends whatever it is given. Rejects with a PlumblineError when there is no answer. */
  async raw(
    method: Sep2Method,
    path: string,
    body?: Uint8Array,
    contentType: string = sep2MediaTypes.xml,
    accept: string = sep2MediaTypes.xml,
  ): Promise<Answer> {
    const options = body === undefined ? {} : { body, contentType };
    try {
      return read(await this.#client.request({ method, path, accept, ...options }));
    } catch (error) {
      if (!(error instanceof PlumblineError) || !spoilt.includes(error.code)) throw error;
      // Something came, and it is no answer: a finding about the server.
      return { status: 0, headers: {}, resource: undefined, value: undefined, violations: [error.message], text: '' };
    }
  }

  /** The resource that a link of another one leads to; undefined where there is no such link. */
  async follow(from: unknown, link: string, query = ''): Promise<Answer | undefined> {
    const href = at(from, link, 'href');
    return typeof href === 'string' ? this.get(href + query) : undefined;
  }

  /** This client's own EndDevice, found by its LFDI in the list that DeviceCapability leads to. */
  async self(): Promise<unknown> {
    const dcap = await this.get('/dcap');
    const list = await this.follow(dcap.value, 'EndDeviceListLink', '?s=0&l=255');
    const entries = at(list?.value, 'EndDevice');
    if (!Array.isArray(entries)) return undefined;
    return entries.find(
      (entry) =>
        Buffer.from(octets(at(entry, 'lFDI')))
          .toString('hex')
          .toUpperCase() === this.lfdi,
    );
  }

  /** Registers in band, as IEEE 2030.5 has it; resolves with the answer. */
  register(changes: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return this.post('/edev', 'EndDevice', {
      lFDI: Uint8Array.from(Buffer.from(this.lfdi, 'hex')),
      sFDI: Number(this.sfdi),
      changedTime: Math.floor(Date.now() / 1000),
      ...changes,
    });
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

function octets(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}

function read({ status, headers, body }: Sep2Response): Answer {
  const type = headers['content-type'];
  const text = new TextDecoder().decode(body);
  if (type === undefined || body.length === 0) {
    return { status, headers, resource: undefined, value: undefined, violations: [], text };
  }
  const { resource, value, violations } = decodeSep2(body, type);
  const told = violations.map((violation) => `${violation.path}: ${violation.rule}, ${violation.detail}`);
  return { status, headers, resource, value, violations: told, text };
}
