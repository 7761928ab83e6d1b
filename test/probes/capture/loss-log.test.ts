import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCaptureCounters } from '../../../src/probes/capture/capture-statistics.js';
import { type CaptureLook, LossLog } from '../../../src/probes/capture/loss-log.js';

/** A look after `seconds` with the words of tcpdump. */
function look(seconds: number, captured: number, dropped: number, fileBytes: number | undefined): CaptureLook {
  const line = `tcpdump: ${captured} packets captured, ${captured + dropped} packets received by filter, ${dropped} packets dropped by kernel`;
  return { atNs: BigInt(seconds) * 1_000_000_000n, counters: parseCaptureCounters([line]), fileBytes };
}

const cases: readonly {
  readonly title: string;
  readonly looks: readonly CaptureLook[];
  readonly intervals: readonly (readonly [where: string, from: number, to: number, packets: number])[];
}[] = [
  {
    title: 'nothing lost',
    looks: [look(1, 100, 0, 4096), look(2, 5000, 0, 200_000), look(3, 5000, 0, 200_000)],
    intervals: [],
  },
  {
    title: 'drops of neighbouring seconds are one stretch, others are not',
    looks: [
      look(1, 100, 0, 4096),
      look(2, 200, 7, 8192),
      look(3, 300, 12, 12_288),
      look(4, 400, 12, 16_384),
      look(5, 500, 13, 20_480),
    ],
    intervals: [
      ['kernel', 1, 3, 12],
      ['kernel', 4, 5, 1],
    ],
  },
  {
    title: 'packets are read and the file does not grow: a full disk',
    looks: [look(1, 30_000, 0, 1_048_576), look(2, 50_000, 0, 1_048_576), look(3, 70_000, 0, 1_048_576)],
    intervals: [['file', 1, 3, 40_000]],
  },
  {
    title: 'a file that stays as it is for a few packets is only buffered',
    looks: [look(1, 30_000, 0, 1_048_576), look(2, 30_200, 0, 1_048_576)],
    intervals: [],
  },
  {
    title: 'a look without an answer is passed over, what was lost in it comes with the next',
    looks: [
      look(1, 100, 0, 4096),
      { ...look(2, 0, 0, 4096), counters: parseCaptureCounters([]) },
      look(3, 300, 5, 9000),
    ],
    intervals: [['kernel', 1, 3, 5]],
  },
  {
    title: 'the closing words, where the file is not looked at',
    looks: [look(1, 100, 0, 4096), look(2, 90_000, 3, undefined)],
    intervals: [['kernel', 1, 2, 3]],
  },
];

for (const { title, looks, intervals } of cases) {
  test(title, () => {
    const log = new LossLog(0n);
    for (const one of looks) log.add(one);
    const found = log.intervals.map(({ where, fromNs, toNs, packets }) => [
      where,
      Number(fromNs / 1_000_000_000n),
      Number(toNs / 1_000_000_000n),
      packets,
    ]);
    assert.deepEqual(found, intervals);
  });
}
