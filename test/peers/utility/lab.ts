import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { decodeSep2, encodeSep2, type Sep2Decoded } from '../../../src/messages/sep2/codec.js';
import type { LocalUtility } from '../../../src/peers/utility/control/local-utility.js';
import type { UtilityConfig } from '../../../src/peers/utility/utility-config.js';
import { openUtilityServer } from '../../../src/peers/utility/utility-server.js';
import { deviceIdentifier } from '../../../src/pki/device-identifier.js';
import { certificatePem, chainPem, type Identity, privateKeyPem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { connectSep2 } from '../../../src/transport/sep2/connect-sep2.js';
import type { Sep2Method, Sep2Response } from '../../../src/transport/sep2/exchange.js';
import { createSep2Client } from '../../../src/transport/sep2/sep2-client.js';
import type { Sep2Client, Sep2ClientOptions } from '../../../src/transport/sep2/sep2-client-options.js';
import { makeTemporaryFolder } from '../../support/temporary-folder.js';

/** One PKI for a file of tests: keys are the slow part. */
export const pki: LabPki = await mintLabPki();
export const device = pki.identities['utility-device'];
export const otherDevice = pki.bad['utility-device-other'];
export const aggregator = pki.identities['utility-aggregator'];
export const root = certificatePem(pki.identities['utility-root']);
export const lfdi = lfdiOf(device);

export function lfdiOf({ certificate }: Identity): string {
  return deviceIdentifier(certificate).lfdi;
}

/** A server in this process and clients for it; all of it goes when the test ends. */
export class Lab {
  readonly utility: LocalUtility;
  readonly folder: string;
  readonly #clients: Sep2Client[] = [];

  private constructor(utility: LocalUtility, folder: string) {
    this.utility = utility;
    this.folder = folder;
  }

  static async open(t: TestContext, config: Partial<UtilityConfig> = {}): Promise<Lab> {
    const folder = makeTemporaryFolder();
    const utility = await openUtilityServer({ config: { ...serverFiles(folder), ...config }, folder });
    const lab = new Lab(utility, folder);
    t.after(async () => {
      await Promise.all(lab.#clients.map((client) => client.close()));
      await utility.close();
      rmSync(folder, { recursive: true, force: true });
    });
    return lab;
  }

  /** A client with a certificate; nothing is sent yet. */
  client(identity: Identity = device, options: Partial<Sep2ClientOptions> = {}): LabClient {
    const client = createSep2Client({
      server: { address: '::1', port: this.utility.ready.port },
      profile: 'sep2-tls12-ccm8',
      chain: chainPem(identity),
      key: privateKeyPem(identity),
      roots: [root],
      responseTimeoutMs: 30_000,
      ...options,
    });
    this.#clients.push(client);
    return new LabClient(client);
  }

  /** A bare TLS connection, for what no HTTP client would send. */
  async raw(identity: Identity = device) {
    const { socket } = await connectSep2({
      server: { address: '::1', port: this.utility.ready.port },
      profile: 'sep2-tls12-ccm8',
      chain: chainPem(identity),
      key: privateKeyPem(identity),
      roots: [root],
      timeoutMs: 30_000,
      clock: systemClock,
    });
    socket.on('error', () => undefined);
    return socket;
  }
}

/** Configuration with certificates in a folder; the device of the PKI is registered. */
export function serverFiles(folder: string): UtilityConfig {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  return {
    listen: { host: '::1' },
    certificate: write('server.pem', chainPem(pki.identities['utility-server'])),
    key: write('server.key', privateKeyPem(pki.identities['utility-server'])),
    trust: [write('root.pem', root)],
    devices: [{ lfdi }],
    programs: [
      { name: 'site', primacy: 1 },
      { name: 'feeder', primacy: 2 },
    ],
  };
}

export type Resource = Readonly<Record<string, unknown>>;

export interface Got extends Sep2Response {
  readonly decoded: Sep2Decoded;
  /** The resource; {} when there is none. */
  readonly value: Resource;
}

/** A client that speaks in resources. */
export class LabClient {
  readonly http: Sep2Client;

  constructor(http: Sep2Client) {
    this.http = http;
  }

  get(path: string, accept?: string): Promise<Got> {
    return this.#exchange('GET', path, undefined, accept);
  }

  post(path: string, resource: string, value: object, form: 'xml' | 'exi' = 'xml'): Promise<Got> {
    return this.#exchange('POST', path, encodeSep2(resource, value, { form }), undefined, form);
  }

  put(path: string, resource: string, value: object): Promise<Got> {
    return this.#exchange('PUT', path, encodeSep2(resource, value));
  }

  send(method: Sep2Method, path: string, body: string | Uint8Array | undefined, contentType?: string): Promise<Got> {
    const octets = typeof body === 'string' ? Buffer.from(body) : body;
    return this.#decode(
      this.http.request({
        method,
        path,
        ...(octets === undefined ? {} : { body: octets }),
        ...(contentType === undefined ? {} : { contentType }),
      }),
    );
  }

  #exchange(
    method: Sep2Method,
    path: string,
    body: Uint8Array | undefined,
    accept?: string,
    form: 'xml' | 'exi' = 'xml',
  ): Promise<Got> {
    return this.#decode(
      this.http.request({
        method,
        path,
        ...(body === undefined ? {} : { body }),
        ...(accept === undefined ? {} : { accept }),
        contentType: form === 'xml' ? 'application/sep+xml' : 'application/sep-exi',
      }),
    );
  }

  async #decode(exchange: Promise<Sep2Response>): Promise<Got> {
    const response = await exchange;
    const decoded = decodeSep2(response.body, response.headers['content-type'] ?? 'application/sep+xml');
    return { ...response, decoded, value: decoded.value ?? {} };
  }
}
