import type { RandomSource } from '../../base/random.js';
import type { LoadCommand } from './load-command.js';
import type { TlsLoadPlan } from './tls-load-plan.js';

/** Handshakes of each vehicle of a closed load at least: `rateInterval` leaves out the first and the last. */
const roundsOfClosed = 3;

/**
 * What each process is told at one level, round by round; processes without a vehicle are left out of a round.
 * @param startNs asked for at each round: when it begins
 */
export function* loadRounds(
  plan: TlsLoadPlan,
  level: number,
  startNs: () => bigint,
  random: RandomSource,
): Generator<readonly LoadCommand[]> {
  if (plan.load === 'open') {
    yield deal(poissonUs(plan.handshakes, level, random), plan.processes, startNs());
    return;
  }
  const shares = split(level, plan.processes);
  if (plan.load === 'closed') {
    const counts = split(Math.max(roundsOfClosed * level, plan.handshakes), shares.length);
    const at = startNs();
    yield shares.map((vehicles, i) => ({ kind: 'closed', startNs: at, vehicles, handshakes: counts[i]! }));
    return;
  }
  for (let done = 0; done < plan.handshakes; done += level) {
    const at = startNs();
    yield shares.map((vehicles) => ({ kind: 'at-once', startNs: at, vehicles }));
  }
}

/** A full handshake of every vehicle that takes part at a level: what later handshakes resume. */
export function primingRound(vehicles: number, processes: number, startNs: bigint): readonly LoadCommand[] {
  return split(vehicles, processes).map((share) => ({ kind: 'at-once', startNs, vehicles: share }));
}

/** As even as can be, the larger shares first, as vehicles of a list are dealt; at most as many as there are things to share. */
export function split(things: number, shares: number): readonly number[] {
  const used = Math.min(things, shares);
  return Array.from({ length: used }, (_, i) => Math.ceil((things - i) / used));
}

/** Moments of a Poisson process, microseconds from its start, ascending. */
export function poissonUs(count: number, ratePerSecond: number, random: RandomSource): readonly number[] {
  const bytes = random(4 * count);
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  return Array.from({ length: count }, (_, i) => {
    const uniform = (words.getUint32(4 * i) + 0.5) / 2 ** 32;
    at += (-Math.log(uniform) * 1e6) / ratePerSecond;
    return Math.round(at);
  });
}

function deal(dueUs: readonly number[], processes: number, startNs: bigint): readonly LoadCommand[] {
  const used = Math.min(processes, dueUs.length);
  return Array.from({ length: used }, (_, share) => ({
    kind: 'open',
    startNs,
    dueUs: dueUs.filter((_due, i) => i % used === share),
  }));
}
