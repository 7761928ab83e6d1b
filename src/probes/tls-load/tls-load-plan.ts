import { PlumblineError } from '../../base/errors.js';
import type { TlsProfile } from '../../transport/tls-profiles.js';
import { loadProfiles, profileOf } from './load-profiles.js';

/** How handshakes of many vehicles are measured. */
export interface TlsLoadPlan {
  /** Address of the server, without zone. */
  readonly host: string;
  /** Interface of a link-local address. */
  readonly scope?: string;
  readonly port: number;
  /** Name of a TLS profile of `load-profiles.ts`, or one of the caller's own. */
  readonly profile: string | TlsProfile;
  /** PEM files of trusted roots. */
  readonly roots: readonly string[];
  /** List of `CHAIN<TAB>KEY` lines (PEM files): every vehicle has a certificate of its own, as in the field. */
  readonly vehicles?: string;
  /** One chain and key for all vehicles, where a list would be too much. */
  readonly chain?: string;
  readonly key?: string;
  /**
   * `at-once`: all vehicles of a level connect at the same moment and stay until the last has its outcome, round by round.
   * `closed`: each vehicle of a level begins anew as soon as it is through. `open`: vehicles come by a Poisson process,
   * whether the server keeps up or not; a time then counts from the moment at which the vehicle was due.
   */
  readonly load: LoadKind;
  /** Ascending; the last is judged. `at-once`, `closed`: vehicles, each 1..1000. `open`: vehicles a second, 0.1..100 000. */
  readonly levels: readonly number[];
  /**
   * Handshakes at each level, at least; `at-once` makes whole rounds, `closed` makes three for each vehicle, because
   * beginning and end do not count towards the rate. 299 without a failure show "below 1 %".
   */
  readonly handshakes: number;
  /**
   * `at-once`: no new round begins at a level after this long, ms, 1000..3 600 000. A server that lets every round run into
   * the time limit is known for what it is after a few; with fewer handshakes the judge claims less.
   */
  readonly budgetMs: number;
  /** A handshake that takes longer has failed, ms. */
  readonly timeoutMs: number;
  /**
   * What makes a handshake count. `app-protocol`: the answer to supportedAppProtocolReq; `http`: the answer to a GET of
   * /dcap; `ticket`: a session ticket; `none`: the server's part of the handshake. In mutual TLS 1.3 the server's part is
   * over before it has looked at the client's certificate, so there an answer or a ticket is needed.
   */
  readonly exchange: 'none' | 'app-protocol' | 'http' | 'ticket';
  /** `resumed`: each vehicle first makes a full handshake, which is not counted, and resumes that session afterwards. */
  readonly session: 'full' | 'resumed';
  /** Who plays vehicles: the native helper, Node, or `auto`: the helper where it could be built. */
  readonly generator: 'auto' | GeneratorKind;
  /** Processes that share the vehicles of a level, 1..16. */
  readonly processes: number;
}

export type LoadKind = 'at-once' | 'closed' | 'open';
export type GeneratorKind = 'native' | 'node';

export const tlsLoadDefaults = {
  profile: 'iso15118-2',
  load: 'at-once',
  levels: [1, 8, 32],
  handshakes: 320,
  budgetMs: 60_000,
  timeoutMs: 10_000,
  exchange: 'none',
  session: 'full',
  generator: 'auto',
  processes: 1,
} as const;

export type TlsLoadPlanInput = Pick<TlsLoadPlan, 'host' | 'port' | 'roots'> & Partial<TlsLoadPlan>;

/** Fills in the defaults and checks the bounds. @throws PlumblineError PROBES-050, naming the value */
export function tlsLoadPlan(input: TlsLoadPlanInput): TlsLoadPlan {
  const plan: TlsLoadPlan = { ...tlsLoadDefaults, ...input };
  const profile = profileOf(plan.profile);
  if (profile === undefined)
    return refuse('profile', `"${plan.profile}" is none of ${Object.keys(loadProfiles).join(', ')}`);
  const hasCertificates = plan.vehicles !== undefined || (plan.chain !== undefined && plan.key !== undefined);
  if (profile.mutual && !hasCertificates)
    refuse('chain', `${profile.name} is mutual and needs a list of vehicles, or a chain and a key`);
  if (profile.mutual && profile.maxVersion === 'TLSv1.3' && plan.exchange === 'none')
    refuse('exchange', 'in mutual TLS 1.3 only an answer or a ticket shows that the server accepts the client');
  if (plan.exchange === 'ticket' && profile.maxVersion !== 'TLSv1.3')
    refuse('exchange', 'tickets come after the handshake in TLS 1.3 alone');
  whole('port', plan.port, 1, 65_535);
  whole('handshakes', plan.handshakes, 1, 100_000);
  whole('timeoutMs', plan.timeoutMs, 1, 600_000);
  whole('budgetMs', plan.budgetMs, 1000, 3_600_000);
  whole('processes', plan.processes, 1, 16);
  if (plan.levels.length === 0) refuse('levels', 'there is none');
  for (const [i, level] of plan.levels.entries()) {
    if (plan.load !== 'open') whole('levels', level, 1, mostVehicles);
    else if (!(level >= 0.1 && level <= 100_000)) refuse('levels', `${level} a second is not in 0.1..100000`);
    if (i > 0 && level <= plan.levels[i - 1]!) refuse('levels', 'they do not ascend');
  }
  return plan;
}

/** Vehicles at once that a probe plays at most. */
export const mostVehicles = 1000;

function refuse(name: string, detail: string): never {
  throw new PlumblineError('PROBES-050', { place: `TLS load, ${name}`, detail });
}

function whole(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) refuse(name, `${value} is not in ${low}..${high}`);
}
