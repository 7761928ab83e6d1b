/** Reordering of a sequence of packets (RFC 4737). */
export interface Reordering {
  /** Packets that came after one with a higher number (clause 3.3). */
  readonly count: number;
  /** Share of the packets that arrived, 0..1 (clause 4.1). */
  readonly ratio: number;
  /** Largest distance, in arrivals, to the first packet that should have come later (clause 4.2.2); 0 without reordering. */
  readonly maxExtent: number;
  /** How many reordered packets had each extent. */
  readonly extents: Readonly<Record<number, number>>;
}

/** Duplication of a sequence of packets (RFC 5560). */
export interface Duplication {
  /** Packets that arrived more than once (clause 5.2: fraction of duplicated packets, as a count). */
  readonly packets: number;
  /** Arrivals beyond the first of each packet. */
  readonly extra: number;
  /** Mean number of copies beyond the first, over all packets that arrived (clause 5.3: replicated packet rate). */
  readonly rate: number;
}

/**
 * Finds what was reordered. Duplicates do not count again.
 * @param arrivals sequence numbers in the order of arrival
 */
export function reorderingOf(arrivals: readonly number[]): Reordering {
  const seen = new Set<number>();
  /** Numbers that were the highest so far, ascending, with the position where they came. */
  const records: { readonly sequence: number; readonly at: number }[] = [];
  const extents: Record<number, number> = {};
  let count = 0;
  let maxExtent = 0;
  for (const sequence of arrivals) {
    if (seen.has(sequence)) continue;
    const at = seen.size;
    seen.add(sequence);
    const last = records.at(-1);
    if (last === undefined || sequence > last.sequence) {
      records.push({ sequence, at });
      continue;
    }
    count++;
    const extent = at - firstAbove(records, sequence);
    extents[extent] = (extents[extent] ?? 0) + 1;
    maxExtent = Math.max(maxExtent, extent);
  }
  return { count, ratio: seen.size === 0 ? 0 : count / seen.size, maxExtent, extents };
}

/** Position of the first arrival with a number above; it always is one that was the highest so far. */
function firstAbove(records: readonly { readonly sequence: number; readonly at: number }[], sequence: number): number {
  let low = 0;
  let high = records.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]!.sequence > sequence) high = middle;
    else low = middle + 1;
  }
  return records[low]!.at;
}

export function duplicationOf(arrivals: readonly number[]): Duplication {
  const times = new Map<number, number>();
  for (const sequence of arrivals) times.set(sequence, (times.get(sequence) ?? 0) + 1);
  const extra = arrivals.length - times.size;
  const packets = [...times.values()].filter((count) => count > 1).length;
  return { packets, extra, rate: times.size === 0 ? 0 : extra / times.size };
}
