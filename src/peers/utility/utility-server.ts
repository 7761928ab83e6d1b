import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { type RandomSource, systemRandom } from '../../base/random.js';
import { deviceIdentifier } from '../../pki/device-identifier.js';
import { certificatesIn } from '../../pki/pem.js';
import { type Advertisement, advertise } from '../../transport/dns-sd/advertise.js';
import { isIpv6, splitZone } from '../../transport/endpoint.js';
import { listenSep2, type RefusedHandshake, type Sep2Listener } from '../../transport/sep2/sep2-listener.js';
import { LocalUtility } from './control/local-utility.js';
import { UtilityStore } from './model/utility-store.js';
import type { RateChange } from './record/poll-accounts.js';
import { RequestLog } from './record/request-log.js';
import type { RecordedRequest } from './request-record.js';
import { encode, formsOf, prefixOf } from './server/answer-request.js';
import { EventTicker } from './server/event-ticker.js';
import { Notifier } from './server/notifier.js';
import { RequestHandler } from './server/request-handler.js';
import type { UtilityConfig } from './utility-config.js';
import type { UtilityReady } from './utility-control.js';

/** Parts of a server that runs. */
export interface OpenUtility {
  readonly ready: UtilityReady;
  readonly store: UtilityStore;
  readonly log: RequestLog;
  readonly handler: RequestHandler;
  readonly listener: Sep2Listener;
  readonly notifier: Notifier;
  readonly refused: readonly RefusedHandshake[];
  readonly rateChanges: RateChange[];
  close(): Promise<void>;
}

export interface OpenUtilityOptions {
  readonly config: UtilityConfig;
  /** For `requests.jsonl`, `refused.jsonl` and `keys.log`; undefined: nothing is written. */
  readonly folder?: string;
  readonly clock?: Clock;
  readonly random?: RandomSource;
  /** Told of every request once it is answered. */
  readonly onRequest?: (request: RecordedRequest) => void;
  /** Told of every handshake that came to nothing. */
  readonly onRefused?: (refusal: RefusedHandshake) => void;
}

const keptRefusals = 10_000;

/**
 * Opens a utility server in this process.
 * @throws PEERS-035 a file of the configuration cannot be used, TRANSPORT-005, TRANSPORT-008, TRANSPORT-064
 */
export async function openUtilityServer(options: OpenUtilityOptions): Promise<LocalUtility> {
  const { config, folder, clock = systemClock, random = systemRandom } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const tls = { chain: text(config.certificate), key: text(config.key), roots: config.trust.map(text) };
  const [leaf] = certificatesIn(Buffer.from(tls.chain));
  if (leaf === undefined)
    throw new PlumblineError('PEERS-035', { place: config.certificate, detail: 'no certificate' });
  const { lfdi } = deviceIdentifier(leaf);
  const store = new UtilityStore(config, lfdi, clock, random);
  // Grammars are built on first use: better now than in front of the first device.
  for (const form of formsOf(store)) encode(store, 'Error', { reasonCode: 0 }, form);
  const log = new RequestLog(folder === undefined ? undefined : join(folder, 'requests.jsonl'), options.onRequest);
  const handler = new RequestHandler(store, log);
  const refused: RefusedHandshake[] = [];
  const keys =
    folder === undefined ? undefined : createWriteStream(join(folder, 'keys.log'), { flags: 'a', mode: 0o600 });
  const onKeyLog = (line: string) => void keys?.write(`${line}\n`);
  const host = config.listen.host ?? '::';
  const profiles = config.profiles ?? ['sep2-tls12-ccm8', 'sep2-tls13'];
  const listener = await listenSep2({
    host,
    port: config.listen.port ?? 0,
    profiles,
    chain: tls.chain,
    key: tls.key,
    clientRoots: tls.roots,
    headersTimeoutMs: config.headersTimeoutMs ?? 10_000,
    requestTimeoutMs: config.requestTimeoutMs ?? 30_000,
    idleTimeoutMs: config.idleTimeoutMs ?? 600_000,
    clock,
    onRequest: (request, response, client) => void handler.handle(request, response, client),
    onRefusedHandshake: (refusal) => {
      options.onRefused?.(refusal);
      refused.push(refusal);
      if (refused.length > keptRefusals) refused.shift();
    },
    onBadRequest: (bad) => log.addBad(bad),
    ...(keys === undefined ? {} : { onKeyLog }),
  });
  const zone = splitZone(host).scope;
  const notifier = new Notifier(store, { ...tls, profile: profiles[0] ?? 'sep2-tls12-ccm8', onKeyLog }, zone);
  const ticker = new EventTicker(store);
  const advertisement = await announce(config, store, listener.port);
  const address = splitZone(host).address;
  const ready: UtilityReady = {
    uri: `https://${isIpv6(address) ? `[${address}]` : address}:${listener.port}${prefixOf(store)}/dcap`,
    port: listener.port,
    host,
    pid: process.pid,
    lfdi,
  };
  const close = async () => {
    ticker.close();
    await advertisement?.close();
    await notifier.close();
    await listener.close();
    await log.close();
    await new Promise<void>((resolve) => (keys === undefined ? resolve() : keys.end(() => resolve())));
  };
  return new LocalUtility({
    ready,
    store,
    log,
    handler,
    listener,
    notifier,
    refused,
    rateChanges: rates(store),
    close,
  });
}

/** Rates as configured hold from the beginning. */
function rates(store: UtilityStore): RateChange[] {
  return [...store.pollRates].map(([resource, seconds]) => ({ resource, seconds, atNs: 0n }));
}

async function announce(config: UtilityConfig, store: UtilityStore, port: number): Promise<Advertisement | undefined> {
  if (config.advertise === undefined) return undefined;
  const prefix = prefixOf(store);
  return advertise({
    interface: config.advertise.interface,
    service: '_smartenergy._tcp',
    instance: config.advertise.instance ?? 'plumbline utility',
    subtypes: ['_dcap', '_edev', '_derp', '_mup', '_rsps', '_tm'],
    port,
    // IEEE 2030.5-2018, 7.4: where DeviceCapability is, which scheme and port, and the level of extensions.
    txt: { txtvers: '1', dcap: `${prefix}/dcap`, path: `${prefix}/edev`, https: String(port), level: '-S1' },
  });
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('PEERS-035', { place: file, detail, cause: error });
  }
}
