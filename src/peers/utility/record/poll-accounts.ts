import type { PollAccount, RecordedRequest } from '../request-record.js';
import type { PolledResource } from '../utility-config.js';

export interface RateChange {
  readonly resource: PolledResource;
  readonly seconds: number;
  readonly atNs: bigint;
}

export interface AnnouncedRates {
  /** In order of time; the first of a resource holds from the beginning. */
  readonly rates: readonly RateChange[];
  /** What holds now, for resources without a change. */
  readonly now: (resource: PolledResource) => number;
}

/** A gap over this many rates is a missed poll (docs/utility.md); one in five may be missed. */
const missedFactor = 1.5;
const allowedShare = 1 / 5;

/** Resources that have no rate of their own are polled at that of their function set. */
const rateOf: Readonly<Record<string, PolledResource>> = {
  dcap: 'dcap',
  tm: 'tm',
  sdev: 'sdev',
  edev: 'edev',
  fsa: 'fsa',
  derp: 'derp',
  derc: 'derp',
  actderc: 'derp',
  dderc: 'derp',
  der: 'der',
  ders: 'der',
  mup: 'mup',
  'mup.one': 'mup',
  upt: 'upt',
  tp: 'tp',
  drp: 'drp',
  frq: 'frq',
  frp: 'frp',
  sub: 'sub',
};

/** Status that devices put at the post rate, readings that they post, everything else that they get. */
const methodOf: Readonly<Record<string, 'GET' | 'POST' | 'PUT'>> = { ders: 'PUT', 'mup.one': 'POST' };

/** How each device kept to the rates that were announced to it: first pages only, and not what was refused. */
export function pollAccounts(requests: readonly RecordedRequest[], announced: AnnouncedRates): readonly PollAccount[] {
  const series = new Map<string, RecordedRequest[]>();
  for (const request of requests) {
    const { resource, lfdi } = request;
    if (resource === undefined || lfdi === undefined || rateOf[resource] === undefined) continue;
    if (request.method !== (methodOf[resource] ?? 'GET') || !counts(request) || isLaterPage(request)) continue;
    // One program's list is not another's.
    const key = `${lfdi} ${resource} ${request.path}`;
    const list = series.get(key);
    if (list === undefined) series.set(key, [request]);
    else list.push(request);
  }
  return [...series.values()].map((list) => account(list, announced));
}

/** What the server itself spoilt is a poll all the same: the device asked. */
function counts({ status, behaviour }: RecordedRequest): boolean {
  return behaviour !== undefined || (status >= 200 && status < 300);
}

function isLaterPage({ query }: RecordedRequest): boolean {
  const start = new URLSearchParams(query).get('s');
  return start !== null && start !== '0';
}

function account(list: readonly RecordedRequest[], announced: AnnouncedRates): PollAccount {
  const [first] = list as readonly [RecordedRequest];
  const resource = first.resource as string;
  const rate = rateOf[resource] as PolledResource;
  const gaps: number[] = [];
  let missed = 0;
  list.forEach((request, index) => {
    const before = list[index - 1];
    if (before === undefined) return;
    const gapS = Number(request.receivedAtNs - before.receivedAtNs) / 1e9;
    gaps.push(gapS);
    if (gapS > missedFactor * rateAt(rate, before.receivedAtNs, announced)) missed++;
  });
  gaps.sort((a, b) => a - b);
  const newest = list.at(-1) as RecordedRequest;
  return {
    lfdi: first.lfdi as string,
    resource,
    path: first.path,
    method: methodOf[resource] ?? 'GET',
    rateS: rateAt(rate, newest.receivedAtNs, announced),
    polls: list.length,
    intervals: gaps.length,
    missed,
    minS: gaps[0],
    medianS: gaps[Math.floor((gaps.length - 1) / 2)],
    maxS: gaps.at(-1),
    kept: gaps.length === 0 ? undefined : missed <= gaps.length * allowedShare,
  };
}

/** What was announced to a device that asked at that time. */
function rateAt(resource: PolledResource, atNs: bigint, { rates, now }: AnnouncedRates): number {
  const changes = rates.filter((change) => change.resource === resource);
  if (changes.length === 0) return now(resource);
  const holding = changes.filter((change) => change.atNs <= atNs).at(-1);
  return (holding ?? (changes[0] as RateChange)).seconds;
}
