import type { Clock } from '../../base/clock.js';
import { withZone } from '../../transport/endpoint.js';
import { echoHeaderBytes, echoRequest, type IcmpSocket, icmpTypes } from '../loss/icmp-socket.js';
import { leastMtu, type PathMtuPlan, type SizeTried, smallestTried } from './path-mtu-plan.js';

const ipv6HeaderBytes = 40;
/** linux/in6.h. PROBE: the kernel forgets what it learnt of the path, so every size is really tried. */
const option = { level: 41, mtuDiscover: 23, probe: 3, dontFragment: 62, on: 1 } as const;

type Answer =
  | { readonly kind: 'reply' | 'none' }
  | { readonly kind: 'too-big'; readonly by: string; readonly mtu: number };

/**
 * Finds the largest packet that a path carries both ways, by halving between the least MTU of IPv6 and the largest to try;
 * below that least one where not even it passes and a small echo does.
 * @param largest bytes of the biggest packet to try
 */
export async function findPathMtu(
  plan: PathMtuPlan,
  largest: number,
  socket: IcmpSocket,
  clock: Clock,
  identifier: number,
): Promise<{ readonly pathMtu: number | undefined; readonly tried: readonly SizeTried[] }> {
  socket.setOption(option.level, option.mtuDiscover, option.probe);
  socket.setOption(option.level, option.dontFragment, option.on);
  const tried: SizeTried[] = [];
  let sequence = 0;
  const tryOnce = (bytes: number) => askOnce(plan, socket, clock, identifier, ++sequence & 0xffff, bytes);
  const passes = async (bytes: number): Promise<boolean> => {
    for (let attempt = 1; attempt <= plan.attempts; attempt++) {
      const answer = await tryOnce(bytes);
      if (answer.kind === 'none') continue;
      const { kind } = answer;
      const told = kind === 'too-big' ? { told: { by: answer.by, mtu: answer.mtu } } : {};
      tried.push({ bytes, passed: kind === 'reply', attempts: attempt, ...told });
      return kind === 'reply';
    }
    tried.push({ bytes, passed: false, attempts: plan.attempts });
    return false;
  };
  // The usual case first: the path carries what its interface does.
  if (await passes(largest)) return { pathMtu: largest, tried };
  let [low, high] = [leastMtu, largest];
  if (largest <= leastMtu || !(await passes(leastMtu))) {
    if (!(await passes(smallestTried))) return { pathMtu: undefined, tried };
    [low, high] = [smallestTried, Math.min(largest, leastMtu)];
  }
  while (high - low > 1) {
    // What a node told is nearly always right, so it is tried next, and the one above it.
    const hint = tried.at(-1)?.told?.mtu;
    const middle = hint !== undefined && hint > low && hint < high ? hint : (low + high) >> 1;
    if (await passes(middle)) low = middle;
    else high = middle;
    if (hint !== undefined && low === hint && high > hint + 1 && !(await passes(hint + 1))) high = hint + 1;
  }
  return { pathMtu: low, tried };
}

/** One echo request of a size, and what became of it. */
function askOnce(
  plan: PathMtuPlan,
  socket: IcmpSocket,
  clock: Clock,
  identifier: number,
  sequence: number,
  bytes: number,
): Promise<Answer> {
  return new Promise((resolve) => {
    const done = (answer: Answer) => {
      cancel();
      socket.removeListener('message', hear);
      resolve(answer);
    };
    const isOurs = (message: Buffer) =>
      message.length >= echoHeaderBytes &&
      message.readUInt16BE(4) === identifier &&
      message.readUInt16BE(6) === sequence;
    const hear = (message: Buffer, from: string) => {
      if (message[0] === icmpTypes.echoReply && isOurs(message)) done({ kind: 'reply' });
      // RFC 4443 clause 3.2: the MTU, then the packet that it is about.
      else if (message[0] === icmpTypes.packetTooBig && isOurs(message.subarray(echoHeaderBytes + ipv6HeaderBytes)))
        done({ kind: 'too-big', by: from.split('%')[0] ?? from, mtu: message.readUInt32BE(4) });
    };
    const cancel = clock.after(plan.timeoutMs, () => done({ kind: 'none' }));
    socket.on('message', hear);
    const data = new Uint8Array(bytes - ipv6HeaderBytes - echoHeaderBytes);
    const request = echoRequest(identifier, sequence, data);
    socket.send(request, 0, request.length, withZone(plan.host, plan.interface), (error: Error | null) => {
      if (error === null || error === undefined) return;
      // EMSGSIZE: our own interface does not take it.
      if (/too long|EMSGSIZE/i.test(error.message)) done({ kind: 'too-big', by: 'this machine', mtu: 0 });
      // Else there is no answer to wait for, and the time runs out: an interface may come back.
    });
  });
}
