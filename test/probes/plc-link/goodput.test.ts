import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reply, SenderRecord } from '../../../src/probes/loss/loss-records.js';
import { goodput } from '../../../src/probes/plc-link/goodput.js';

/** 101 probes, one each 10 ms, of 250 bytes; those of `lost` do not come back. */
function record(lost: (sequence: number) => boolean): SenderRecord {
  const at = (sequence: number) => BigInt(sequence) * 10_000_000n;
  const all = Array.from({ length: 101 }, (_, sequence) => sequence);
  const replies = all
    .filter((sequence) => !lost(sequence))
    .map((sequence): Reply => ({ sequence, reflectorSequence: sequence, received: at(sequence), t2: 0n, t3: 0n }));
  return {
    kind: 'loss-sender',
    plan: { path: 'p', payloadBytes: 250 },
    sent: all.map((sequence) => ({ sequence, due: at(sequence), sent: at(sequence) })),
    // A duplicate carries nothing new.
    replies: [...replies, ...replies.slice(0, 3)],
  } as unknown as SenderRecord;
}

test('goodput is what went there and back over the time it took; duplicates do not count', () => {
  assert.equal(
    goodput(
      record(() => false),
      [],
    ).value,
    (101 * 250 * 8) / 1000,
  );
  assert.equal(
    goodput(
      record((sequence) => sequence % 2 === 1),
      [],
    ).value,
    (51 * 250 * 8) / 1000,
  );
});

test('what was really offered stands beside it: spacing is Poisson, so it is seldom what was planned', () => {
  const full = record(() => false);
  const faster = full.sent.map((probe) => ({ ...probe, sent: probe.sent / 2n }));
  assert.match(goodput(full, []).caveats?.join() ?? '', /no more than 202 kbit\/s was offered/);
  assert.match(goodput({ ...full, sent: faster }, []).caveats?.join() ?? '', /no more than 404 kbit\/s was offered/);
});

test('nothing back is no rate of zero but no measurement', () => {
  const none = goodput(
    record(() => true),
    [],
  );
  assert.deepEqual([none.value, none.unavailable], [undefined, 'nothing came back']);
});
