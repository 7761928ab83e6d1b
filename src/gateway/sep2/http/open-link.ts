import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Clock } from '../../../base/clock.js';
import { PlumblineError } from '../../../base/errors.js';
import { type DeviceIdentifier, deviceIdentifier } from '../../../pki/device-identifier.js';
import { certificatesIn } from '../../../pki/pem.js';
import type { Endpoint } from '../../../transport/endpoint.js';
import { createSep2Client } from '../../../transport/sep2/sep2-client.js';
import type { Sep2ClientEvent } from '../../../transport/sep2/sep2-client-options.js';
import { sep2Profiles } from '../../../transport/sep2/sep2-profiles.js';
import type { TlsProfile } from '../../../transport/tls-profiles.js';
import type { Sep2Config } from '../../config/sep2-config.js';
import type { Faults } from '../../faults/faults.js';
import type { HttpPort } from './sep2-link.js';

/** Certificate, key and roots of the client, read and checked. */
export interface Sep2Credentials extends DeviceIdentifier {
  /** PEM. */
  readonly chain: string;
  readonly key: string;
  readonly roots: readonly string[];
}

/** @throws GATEWAY-060 */
export function loadSep2Credentials(config: Pick<Sep2Config, 'certificate' | 'key' | 'trust'>): Sep2Credentials {
  const chain = read(config.certificate);
  const [leaf] = certificatesIn(Buffer.from(chain));
  if (leaf === undefined) {
    throw new PlumblineError('GATEWAY-060', { place: config.certificate, detail: 'no certificate in it' });
  }
  return { ...deviceIdentifier(leaf), chain, key: read(config.key), roots: config.trust.map(read) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new PlumblineError('GATEWAY-060', { place: file, detail: (error as Error).message, cause: error });
  }
}

/** Where a server is. */
export interface ServerPlace {
  /** Without the zone of its address: what links are compared with. */
  readonly uri: string;
  /** Path of DeviceCapability. */
  readonly path: string;
  readonly host: string;
  readonly port: number;
  readonly scope: string | undefined;
}

/** Takes a URI apart; `https://[fe80::1%25eth1]:8443/dcap` has a zone, which URLs do not know. undefined: it is none. */
export function parseServerUri(uri: string): ServerPlace | undefined {
  const zone = /^(https?:\/\/\[[^\]%]+)%(?:25)?([^\]]+)\]/.exec(uri);
  const plain = zone === null ? uri : `${zone[1]}]${uri.slice(zone[0].length)}`;
  let url: URL;
  try {
    url = new URL(plain);
  } catch {
    return undefined;
  }
  return {
    uri: url.href,
    path: `${url.pathname}${url.search}`,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 443 : Number(url.port),
    scope: zone?.[2],
  };
}

export interface OpenLinkOptions {
  readonly config: Sep2Config;
  readonly credentials: Sep2Credentials;
  readonly place: ServerPlace;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly onEvent: (event: Sep2ClientEvent) => void;
}

/** For `any-cipher`: what the TLS library has, and the one suite that servers of IEEE 2030.5 take. */
const anyCipher: TlsProfile = {
  ...sep2Profiles['sep2-tls12-ccm8'],
  name: 'any cipher',
  source: 'seeded fault',
  maxVersion: 'TLSv1.3',
  ciphers: ['ALL', 'ECDHE-ECDSA-AES128-CCM8', '@SECLEVEL=0'],
};

/** The HTTPS client for one server; the first request connects. @throws an error of the name resolution */
export async function openLink(options: OpenLinkOptions): Promise<HttpPort> {
  const { config, credentials, place, faults, clock, onEvent } = options;
  const address = isIP(place.host) === 0 ? (await lookup(place.host)).address : place.host;
  const server: Endpoint = {
    address,
    port: place.port,
    ...(place.scope === undefined ? {} : { scope: place.scope }),
  };
  return createSep2Client({
    server,
    profile: faults.has('any-cipher') ? anyCipher : config.profile,
    chain: credentials.chain,
    key: credentials.key,
    roots: credentials.roots,
    host: new URL(place.uri).host,
    connectTimeoutMs: config.timeout_s * 1000,
    responseTimeoutMs: config.timeout_s * 1000,
    maxBodyBytes: config.max_body,
    clock,
    onEvent,
    ...(faults.has('no-server-verification') ? { verify: false } : {}),
    ...(faults.has('pipeline-requests') ? { pipeline: 4 } : {}),
  });
}
