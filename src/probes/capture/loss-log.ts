import type { CaptureCounters } from './capture-statistics.js';

/** A stretch of time in which a capture lost packets: between two looks at its counters. */
export interface LossInterval {
  /** Nanoseconds since 1970. */
  readonly fromNs: bigint;
  readonly toNs: bigint;
  /** `kernel`: the buffer was full; `file`: packets were read and did not reach the file, as on a full disk. */
  readonly where: 'kernel' | 'file';
  /** Packets; for `file` what was read in this time, of which a part may have been written before it. */
  readonly packets: number;
}

/** What a capture had done at a moment. */
export interface CaptureLook {
  /** Nanoseconds since 1970. */
  readonly atNs: bigint;
  readonly counters: CaptureCounters;
  /** Size of the file; undefined where it cannot be asked for. */
  readonly fileBytes: number | undefined;
}

/**
 * What tcpdump may hold back before it writes: two of its buffers. A record of an empty Ethernet frame has 30 bytes, so a
 * file that grows by less while packets are read is not being written.
 */
const bufferedBytes = 8192;
const smallestRecord = 30;
/** Stretches that are kept. */
const mostIntervals = 1024;

/** Finds from repeated looks at a capture when it lost packets. Neighbouring stretches become one. */
export class LossLog {
  readonly #intervals: LossInterval[] = [];
  #last: CaptureLook;

  /** @param startNs when the capture began to listen */
  constructor(startNs: bigint) {
    this.#last = {
      atNs: startNs,
      counters: {
        captured: 0,
        received: 0,
        droppedByKernel: 0,
        droppedByInterface: 0,
        droppedByTool: 0,
      },
      fileBytes: 0,
    };
  }

  /** In the order of time. */
  get intervals(): readonly LossInterval[] {
    return this.#intervals;
  }

  /** Takes a look; the losses that it shows, at most one of each kind. Looks without counters are passed over. */
  add(look: CaptureLook): readonly LossInterval[] {
    if (look.counters.captured === undefined) return [];
    const before = this.#last;
    this.#last = look;
    const found: LossInterval[] = [];
    const kernel = dropped(look.counters) - dropped(before.counters);
    const span = { fromNs: before.atNs, toNs: look.atNs };
    if (kernel > 0) found.push({ ...span, where: 'kernel', packets: kernel });
    const read = look.counters.captured - (before.counters.captured ?? 0);
    const grown = look.fileBytes === undefined ? undefined : look.fileBytes - (before.fileBytes ?? 0);
    if (grown !== undefined && read * smallestRecord > grown + bufferedBytes)
      found.push({ ...span, where: 'file', packets: read });
    for (const interval of found) this.#note(interval);
    return found;
  }

  #note(interval: LossInterval): void {
    const at = this.#intervals.findLastIndex(({ where }) => where === interval.where);
    const last = this.#intervals[at];
    if (last !== undefined && last.toNs === interval.fromNs) {
      this.#intervals[at] = { ...last, toNs: interval.toNs, packets: last.packets + interval.packets };
    } else if (this.#intervals.length < mostIntervals) this.#intervals.push(interval);
    else if (last !== undefined) {
      // So many stretches that they are no news any more: the last one of the kind grows over the gap.
      this.#intervals[at] = { ...last, toNs: interval.toNs, packets: last.packets + interval.packets };
    }
  }
}

function dropped({ droppedByKernel = 0, droppedByInterface = 0, droppedByTool = 0 }: CaptureCounters): number {
  return droppedByKernel + droppedByInterface + droppedByTool;
}
