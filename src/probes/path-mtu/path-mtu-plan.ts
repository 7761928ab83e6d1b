import { PlumblineError } from '../../base/errors.js';

/** How the largest packet of a path is found: ICMPv6 echoes that may not be fragmented (RFC 8899, "probing"). */
export interface PathMtuPlan {
  readonly path: string;
  /** Address of any node, without zone. */
  readonly host: string;
  /** Interface that the path begins with; its MTU is the largest that can be tried. */
  readonly interface: string;
  /** Attempts of one size before it counts as too big, 1..50; loss must not look like a small MTU. */
  readonly attempts: number;
  /** ms to wait for one answer, 10..60,000. */
  readonly timeoutMs: number;
  /** Largest packet to try, bytes with the IPv6 header, 1280..65,535; default the interface's MTU. */
  readonly largest?: number;
}

/** IPv6 asks this of every link (RFC 8200 clause 5). */
export const leastMtu = 1280;
/** An echo of this size passes every path that carries anything: it tells a path that is too narrow from a node that is silent. */
export const smallestTried = 104;

/** @throws PlumblineError PROBES-050, naming the value */
export function pathMtuPlan(
  input: Pick<PathMtuPlan, 'path' | 'host' | 'interface'> & Partial<PathMtuPlan>,
): PathMtuPlan {
  const plan: PathMtuPlan = { attempts: 8, timeoutMs: 250, ...input };
  const ranges = [
    ['attempts', plan.attempts, 1, 50],
    ['timeoutMs', plan.timeoutMs, 10, 60_000],
    ['largest', plan.largest ?? leastMtu, leastMtu, 65_535],
  ] as const;
  for (const [name, value, low, high] of ranges) {
    if (!(Number.isInteger(value) && value >= low && value <= high))
      throw new PlumblineError('PROBES-050', {
        place: `path MTU, ${name}`,
        detail: `${value} is not in ${low}..${high}`,
      });
  }
  return plan;
}

/** What one size came to. */
export interface SizeTried {
  /** Bytes of the IPv6 packet. */
  readonly bytes: number;
  readonly passed: boolean;
  readonly attempts: number;
  /** This machine, or a node on the way, said that it is too big: the MTU that it gave, bytes. */
  readonly told?: { readonly by: string; readonly mtu: number };
}

export interface PathMtuRecord {
  readonly kind: 'path-mtu';
  readonly plan: PathMtuPlan;
  /** ISO 8601. */
  readonly startedAt: string;
  /** MTU of the interface and the largest that its driver allows; `undefined` where the system does not tell. */
  readonly interfaceMtu: number | undefined;
  readonly driverMtu: number | undefined;
  /** Kind of the link as iproute2 names it, such as `veth`; `undefined` for hardware. */
  readonly linkKind: string | undefined;
  /** In the order tried. */
  readonly tried: readonly SizeTried[];
  /** Largest packet that was answered, below 1280 on a path that breaks RFC 8200; `undefined` when not even the smallest was. */
  readonly pathMtu: number | undefined;
}
