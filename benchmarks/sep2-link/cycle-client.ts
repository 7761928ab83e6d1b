// The device's end of the benchmark sep2-link, in the namespace `station`: `cycle-client.js OPTIONS` with the options as
// JSON. Walks once from discovery to the responses, following the links of the server, and prints what it took as JSON.
import { readFileSync } from 'node:fs';
import { systemClock } from '../../src/base/clock.js';
import { decodeSep2, encodeSep2, sep2MediaTypes } from '../../src/messages/sep2/codec.js';
import type { Sep2Method } from '../../src/transport/sep2/exchange.js';
import { createSep2Client } from '../../src/transport/sep2/sep2-client.js';
import type { Sep2ProfileName } from '../../src/transport/sep2/sep2-profiles.js';

export interface CycleOptions {
  readonly address: string;
  readonly port: number;
  readonly profile: Sep2ProfileName;
  readonly form: 'xml' | 'exi';
  /** PEM files. */
  readonly chain: string;
  readonly key: string;
  readonly root: string;
  readonly lfdi: string;
  readonly device: string;
}

/** What a part of the cycle took. */
export interface PartCost {
  readonly requests: number;
  /** Octets of bodies, both ways. */
  readonly bodies: number;
  /** Octets of plain HTTP, both ways. */
  readonly http: number;
  /** Octets of Ethernet frames, both ways, as the interface counted them. */
  readonly wire: number;
  readonly seconds: number;
}
export type CycleCost = Readonly<Record<'connect' | 'discovery' | 'stop', PartCost>>;

type Resource = Readonly<Record<string, unknown>>;
interface Mark {
  readonly at: bigint;
  readonly wire: number;
}

const options = JSON.parse(process.argv[2] ?? '{}') as CycleOptions;
const octets = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const nowS = () => Number(systemClock.wallNs() / 1_000_000_000n);

/** Octets that the interface has received and sent: columns 1 and 9 of /proc/net/dev. */
function wireOctets(): number {
  const line = readFileSync('/proc/self/net/dev', 'utf8').match(new RegExp(`^\\s*${options.device}:(.*)$`, 'm'))?.[1];
  if (line === undefined) throw new Error(`no interface ${options.device}`);
  const columns = line.trim().split(/\s+/).map(Number);
  return columns[0]! + columns[8]!;
}

const mark = (): Mark => ({ at: systemClock.monotonicNs(), wire: wireOctets() });
let requests = 0;
let bodies = 0;
let http = 0;
let connected: Mark | undefined;

const client = createSep2Client({
  server: { address: options.address, port: options.port },
  profile: options.profile,
  chain: readFileSync(options.chain, 'utf8'),
  key: readFileSync(options.key, 'utf8'),
  roots: [readFileSync(options.root, 'utf8')],
  connectTimeoutMs: 30_000,
  responseTimeoutMs: 60_000,
  onEvent: (event) => {
    if (event.kind === 'connected') connected = mark();
  },
});

async function exchange(method: Sep2Method, path: string, body?: Uint8Array): Promise<Resource> {
  const accept = sep2MediaTypes[options.form];
  const answer = await client.request({ method, path, accept, ...(body && { body, contentType: accept }) });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status}`);
  requests += 1;
  bodies += (body?.length ?? 0) + answer.body.length;
  http += answer.bytesSent + answer.bytesReceived;
  if (answer.body.length === 0) return {};
  const type = answer.headers['content-type'] ?? '';
  if (!type.startsWith(accept)) throw new Error(`${method} ${path}: ${type} in place of ${accept}`);
  return (decodeSep2(answer.body, accept).value ?? {}) as Resource;
}

const get = (path: string) => exchange('GET', path);
const send = (method: 'PUT' | 'POST', path: string, resource: string, value: object) =>
  exchange(method, path, encodeSep2(resource, value, { form: options.form }));

/** Where a link leads. */
function href(of: Resource, link: string): string {
  const target = (of[link] as Resource | undefined)?.['href'];
  if (typeof target !== 'string') throw new Error(`no ${link}`);
  return target;
}
const list = (of: Resource, name: string) => (of[name] ?? []) as readonly Resource[];
const page = (path: string) => `${path}?s=0&l=10`;

const power = (value: number) => ({ multiplier: 0, value });
const mirrorId = '0600006CC80600006CC80600006CC806';
const readingId = '0700006CC80700006CC80700006CC807';

async function discover(): Promise<{ readonly controls: string }> {
  const capability = await get('/dcap');
  await get(href(capability, 'TimeLink'));
  const devices = list(await get(page(href(capability, 'EndDeviceListLink'))), 'EndDevice');
  const own = devices.find(
    (one) => Buffer.from(one['lFDI'] as Uint8Array).toString('hex') === options.lfdi.toLowerCase(),
  );
  if (own === undefined) throw new Error('the server does not know this device');
  await get(href(own, 'RegistrationLink'));
  const assignments = await get(page(href(own, 'FunctionSetAssignmentsListLink')));
  const assigned = list(assignments, 'FunctionSetAssignments')[0]!;
  const [program] = list(await get(page(href(assigned, 'DERProgramListLink'))), 'DERProgram');
  await get(href(program!, 'DefaultDERControlLink'));
  const [der] = list(await get(page(href(own, 'DERListLink'))), 'DER');
  const at = nowS();
  const modes = octets('00000003');
  await send('PUT', href(der!, 'DERCapabilityLink'), 'DERCapability', {
    modesSupported: modes,
    rtgMaxW: power(11_000),
    type: 83,
  });
  await send('PUT', href(der!, 'DERSettingsLink'), 'DERSettings', {
    setGradW: 27,
    setMaxW: power(11_000),
    updatedTime: at,
  });
  await send('PUT', href(der!, 'DERStatusLink'), 'DERStatus', {
    readingTime: at,
    inverterStatus: { dateTime: at, value: 4 },
    genConnectStatus: { dateTime: at, value: octets('01') },
  });
  await send('PUT', href(der!, 'DERAvailabilityLink'), 'DERAvailability', { readingTime: at });
  const mirrors = href(capability, 'MirrorUsagePointListLink');
  await send('POST', mirrors, 'MirrorUsagePoint', {
    mRID: octets(mirrorId),
    description: 'site',
    roleFlags: octets('0003'),
    serviceCategoryKind: 0,
    status: 1,
    deviceLFDI: octets(options.lfdi),
    MirrorMeterReading: [
      {
        mRID: octets(readingId),
        description: 'active power',
        ReadingType: { commodity: 1, dataQualifier: 2, flowDirection: 1, powerOfTenMultiplier: 0, uom: 38 },
      },
    ],
  });
  return { controls: href(program!, 'DERControlListLink') };
}

/** One poll that finds the control, and its responses: received, started, completed. */
async function stop(controls: string): Promise<void> {
  const [control] = list(await get(page(controls)), 'DERControl');
  if (control === undefined) throw new Error('there is no control');
  for (const status of [1, 2, 3]) {
    await send('POST', String(control['replyTo']), 'DERControlResponse', {
      createdDateTime: nowS(),
      endDeviceLFDI: octets(options.lfdi),
      status,
      subject: control['mRID'],
    });
  }
}

const part = (from: Mark, to: Mark, counts: readonly [number, number, number]): PartCost => ({
  requests: counts[0],
  bodies: counts[1],
  http: counts[2],
  wire: to.wire - from.wire,
  seconds: Number(to.at - from.at) / 1e9,
});

const start = mark();
const { controls } = await discover();
const discovered = mark();
const before: readonly [number, number, number] = [requests, bodies, http];
await stop(controls);
const end = mark();
await client.close();
const cost: CycleCost = {
  connect: part(start, connected ?? start, [0, 0, 0]),
  discovery: part(connected ?? start, discovered, before),
  stop: part(discovered, end, [requests - before[0], bodies - before[1], http - before[2]]),
};
console.log(JSON.stringify(cost));
