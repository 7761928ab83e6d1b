import type { Clock } from '../../base/clock.js';
import type { Inspect } from './host-text.js';

/** The clock of a node against the wall clock of this machine. */
export interface NodeClock {
  /** s, positive: the node is ahead. */
  readonly offsetS: number;
  /** The offset is within plus and minus this, s, whatever the connection did: half the shortest time that an answer took. */
  readonly boundS: number;
  /** Answers that were used. */
  readonly samples: number;
}

const defaultSamples = 8;

/**
 * Measures how far the clock of a node is off. Each `date` is read somewhere between sending and answer, so the offset
 * lies between the two differences; the answers' intervals are cut with each other. A `date` that knows no nanoseconds
 * (busybox) widens each interval by its second.
 * @returns a sentence where the node tells no time, or where its clock was set while it was watched
 */
export async function nodeClock(
  run: Inspect,
  clock: Pick<Clock, 'wallNs' | 'monotonicNs'>,
  samples = defaultSamples,
): Promise<NodeClock | string> {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let used = 0;
  // The wall clock is read once: a step of it between two answers would look like one of the node.
  const start = { wall: clock.wallNs(), monotonic: clock.monotonicNs() };
  const now = () => start.wall + clock.monotonicNs() - start.monotonic;
  for (let sample = 0; sample < samples; sample++) {
    const before = now();
    let said: string;
    try {
      const { code, stdout, stderr } = await run(['date', '-u', '+%s.%N'], { timeoutMs: 10_000 });
      if (code !== 0) return `date ended with ${code}: ${stderr.trim().split('\n')[0] ?? ''}`;
      said = stdout.trim();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const after = now();
    const match = /^(\d{1,12})(?:\.(\d{9}))?/.exec(said);
    if (match === null) return `date printed "${said.slice(0, 40)}"`;
    const time = BigInt(match[1]!) * 1_000_000_000n + BigInt(match[2] ?? '0');
    const resolution = match[2] === undefined ? 1_000_000_000n : 1n;
    low = Math.max(low, Number(time - after) / 1e9);
    high = Math.min(high, Number(time + resolution - before) / 1e9);
    used += 1;
  }
  if (low > high) return 'the clock of the node, or of this machine, was set while it was compared';
  return { offsetS: (low + high) / 2, boundS: (high - low) / 2, samples: used };
}

/** A time of this machine, s since 1970, as the node would write it; the earliest that the comparison allows. */
export function onNodeClock(seconds: number, { offsetS, boundS }: NodeClock): number {
  return seconds + offsetS - boundS;
}

/** The offset as a caveat of a measurement; larger than `tellAboveS` it is said to matter. */
export function nodeClockText({ offsetS, boundS }: NodeClock, tellAboveS = 1): string {
  const side = offsetS < 0 ? 'behind' : 'ahead of';
  const text = `the clock of the node is ${Math.abs(offsetS).toFixed(3)} s ${side} this machine's (known to ${boundS.toFixed(3)} s)`;
  return Math.abs(offsetS) - boundS <= tellAboveS
    ? text
    : `${text}: times in its logs and in the record do not agree, and certificates may count as expired or not yet valid`;
}
