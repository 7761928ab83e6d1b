import { parseArgs } from 'node:util';
import { PlumblineError } from '../../base/errors.js';
import { encodeMessage } from '../../messages/codec.js';
import { iso2Protocol } from '../../peers/vehicle/request-body.js';
import { encodeV2gtp, payloadTypes } from '../../wire/v2gtp.js';
import { profileOf } from './load-profiles.js';
import type { TlsLoadPlan } from './tls-load-plan.js';

/** How long a vehicle waits for a session ticket, ms: a server that sends none says nothing before it is asked. */
const confirmMs = 250;

/** What a generating process must know, as words of a command line that the native helper and Node's process share. */
export function generatorOptions(plan: TlsLoadPlan, vehicles: string | undefined, share: number): readonly string[] {
  const profile = profileOf(plan.profile)!;
  const suites = profile.ciphers.filter((name) => name.startsWith('TLS_'));
  const ciphers = profile.ciphers.filter((name) => !name.startsWith('TLS_'));
  const options: Readonly<Record<string, string | undefined>> = {
    host: plan.host,
    scope: plan.scope,
    port: String(plan.port),
    'min-version': profile.minVersion,
    'max-version': profile.maxVersion,
    ciphers: ciphers.length > 0 ? ciphers.join(':') : undefined,
    suites: suites.length > 0 ? suites.join(':') : undefined,
    groups: profile.groups.join(':'),
    signatures: profile.signatures.join(':'),
    roots: plan.roots.join(':'),
    vehicles,
    exchange: exchangeOf(plan)?.toString('hex'),
    word: wordOf(plan),
    staple: profile.ocspStapling ? 'yes' : 'no',
    session: plan.session,
    'timeout-ms': String(plan.timeoutMs),
    'confirm-ms': String(confirmMs),
    share: String(share),
    shares: String(plan.processes),
  };
  return Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
}

/** ISO 15118-20 with DC as an entry of supportedAppProtocolReq. */
const iso20Protocol = {
  ProtocolNamespace: 'urn:iso:std:iso:15118:-20:DC',
  VersionNumberMajor: 1,
  VersionNumberMinor: 0,
  SchemaID: 1,
  Priority: 1,
} as const;

/** What a vehicle says once the handshake is through. */
function exchangeOf(plan: TlsLoadPlan): Buffer | undefined {
  const profile = profileOf(plan.profile)!;
  if (plan.exchange === 'app-protocol') {
    const AppProtocol = [profile.name.startsWith('iso15118-20') ? iso20Protocol : iso2Protocol];
    return Buffer.from(
      encodeV2gtp(payloadTypes.sap, encodeMessage('sap', { supportedAppProtocolReq: { AppProtocol } })),
    );
  }
  if (plan.exchange !== 'http') return undefined;
  const host = plan.host.includes(':') ? `[${plan.host}]` : plan.host;
  return Buffer.from(`GET /dcap HTTP/1.1\r\nHost: ${host}:${plan.port}\r\nAccept: application/sep+xml\r\n\r\n`);
}

/** What the server must say after it. To resume in TLS 1.3 a vehicle needs a ticket, also where nothing else is asked. */
function wordOf({ exchange, session, profile }: TlsLoadPlan): 'none' | 'ticket' | 'data' {
  if (exchange === 'ticket' || exchange === 'none') {
    const later = profileOf(profile)!.maxVersion === 'TLSv1.3';
    return exchange === 'ticket' || (session === 'resumed' && later) ? 'ticket' : 'none';
  }
  return 'data';
}

/** The options as Node's process reads them. */
export interface NodeGeneratorOptions {
  readonly host: string;
  readonly scope: string | undefined;
  readonly port: number;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  readonly maxVersion: 'TLSv1.2' | 'TLSv1.3';
  readonly ciphers: string;
  readonly groups: string;
  readonly signatures: string;
  readonly roots: readonly string[];
  readonly vehicles: string | undefined;
  readonly exchange: Buffer | undefined;
  readonly word: 'none' | 'ticket' | 'data';
  readonly staple: boolean;
  readonly resume: boolean;
  readonly timeoutMs: number;
  readonly confirmMs: number;
  readonly share: number;
  readonly shares: number;
}

const names = [
  ...['host', 'scope', 'port', 'min-version', 'max-version', 'ciphers', 'suites', 'groups', 'signatures', 'roots'],
  ...['vehicles', 'exchange', 'word', 'staple', 'session', 'timeout-ms', 'confirm-ms', 'share', 'shares'],
];

/** Reads what `generatorOptions` wrote. @throws PlumblineError PROBES-050 for an option that is missing */
export function readGeneratorOptions(args: readonly string[]): NodeGeneratorOptions {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const values: Readonly<Record<string, string | boolean | undefined>> = parseArgs({ args: [...args], options }).values;
  const optional = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const text = (name: string): string => {
    const value = optional(name);
    if (value === undefined) throw new PlumblineError('PROBES-050', { place: `--${name}`, detail: 'is missing' });
    return value;
  };
  const exchange = optional('exchange');
  const version = (name: string) => (text(name) === 'TLSv1.2' ? 'TLSv1.2' : 'TLSv1.3');
  const word = text('word');
  return {
    host: text('host'),
    scope: optional('scope'),
    port: Number(text('port')),
    minVersion: version('min-version'),
    maxVersion: version('max-version'),
    ciphers: [optional('ciphers'), optional('suites')].filter((one) => one !== undefined).join(':'),
    groups: text('groups'),
    signatures: text('signatures'),
    roots: text('roots').split(':'),
    vehicles: optional('vehicles'),
    exchange: exchange === undefined ? undefined : Buffer.from(exchange, 'hex'),
    word: word === 'data' || word === 'ticket' ? word : 'none',
    staple: text('staple') === 'yes',
    resume: text('session') === 'resumed',
    timeoutMs: Number(text('timeout-ms')),
    confirmMs: Number(text('confirm-ms')),
    share: Number(text('share')),
    shares: Number(text('shares')),
  };
}
