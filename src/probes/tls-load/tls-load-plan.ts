import { PlumblineError } from '../../base/errors.js';
import { tlsProfiles } from '../../transport/tls-profiles.js';

/** How handshakes at once are measured. */
export interface TlsLoadPlan {
  /** Address of the server, without zone. */
  readonly host: string;
  /** Interface of a link-local address. */
  readonly scope?: string;
  readonly port: number;
  /** Name of a TLS profile of `src/transport/tls-profiles.ts`. */
  readonly profile: string;
  /** PEM files: trusted roots; own chain and key for mutual profiles. */
  readonly roots: readonly string[];
  readonly chain?: string;
  readonly key?: string;
  /** How many vehicles at once, ascending; the last level is the one that is judged. Each 1..1000. */
  readonly levels: readonly number[];
  /** Handshakes at each level, at least; whole rounds are made. 299 without a failure show "below 1 %". */
  readonly handshakes: number;
  /** A handshake that takes longer has failed, ms. */
  readonly timeoutMs: number;
  /**
   * `app-protocol`: each vehicle also sends supportedAppProtocolReq and counts once the answer is there, which proves for
   * every TLS version that the server accepts it. `none`: the server's part of the handshake is its word.
   */
  readonly exchange: 'none' | 'app-protocol';
  /** Processes that share the vehicles of a level, 1..16. */
  readonly processes: number;
}

export const tlsLoadDefaults = {
  profile: 'iso15118-2',
  levels: [1, 8, 32],
  handshakes: 320,
  timeoutMs: 10_000,
  exchange: 'none',
  processes: 1,
} as const;

export type TlsLoadPlanInput = Pick<TlsLoadPlan, 'host' | 'port' | 'roots'> & Partial<TlsLoadPlan>;

/** Fills in the defaults and checks the bounds. @throws PlumblineError PROBES-050, naming the value */
export function tlsLoadPlan(input: TlsLoadPlanInput): TlsLoadPlan {
  const plan: TlsLoadPlan = { ...tlsLoadDefaults, ...input };
  const refuse = (name: string, detail: string): never => {
    throw new PlumblineError('PROBES-050', { place: `TLS load, ${name}`, detail });
  };
  const whole = (name: string, value: number, low: number, high: number) => {
    if (!Number.isInteger(value) || value < low || value > high) refuse(name, `${value} is not in ${low}..${high}`);
  };
  const profile = tlsProfiles[plan.profile];
  if (profile === undefined)
    return refuse('profile', `"${plan.profile}" is none of ${Object.keys(tlsProfiles).join(', ')}`);
  if (profile.mutual && (plan.chain === undefined || plan.key === undefined))
    refuse('chain', `${plan.profile} is mutual and needs a chain and a key`);
  if (profile.mutual && profile.maxVersion === 'TLSv1.3' && plan.exchange === 'none')
    refuse('exchange', 'in mutual TLS 1.3 only an answer shows that the server accepts the client; take app-protocol');
  whole('port', plan.port, 1, 65_535);
  whole('handshakes', plan.handshakes, 1, 100_000);
  whole('timeoutMs', plan.timeoutMs, 1, 600_000);
  whole('processes', plan.processes, 1, 16);
  if (plan.levels.length === 0) refuse('levels', 'there is none');
  for (const [i, level] of plan.levels.entries()) {
    whole('levels', level, 1, 1000);
    if (i > 0 && level <= plan.levels[i - 1]!) refuse('levels', 'they do not ascend');
  }
  return plan;
}
