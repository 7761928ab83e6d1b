import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseLoss } from '../../../src/probes/loss/analyse-loss.js';
import { checkReflector } from '../../../src/probes/loss/check-reflector.js';
import { lossMeasurements } from '../../../src/probes/loss/loss-measurement.js';
import { lossPlan } from '../../../src/probes/loss/loss-plan.js';
import type { Reply, SenderRecord } from '../../../src/probes/loss/loss-records.js';

const count = 40;
const plan = lossPlan({ path: 'a - b', host: 'fe80::1', scope: 'm0', ssid: 5, count, thresholdMs: 100 });
const at = (sequence: number) => BigInt(sequence) * 1_000_000n;

/** What an honest stateful reflector does with probes of which these are lost; one closing probe is answered. */
function honest(lostThere: readonly number[], lostBack: readonly number[]): SenderRecord {
  let counted = 0;
  const replyTo = (sequence: number): readonly Reply[] => {
    if (lostThere.includes(sequence)) return [];
    const number = counted++;
    if (lostBack.includes(sequence)) return [];
    const received = at(sequence) + 500_000n;
    return [
      {
        sequence,
        reflectorSequence: number,
        received,
        t2: 10n ** 18n + at(sequence),
        t3: 10n ** 18n + at(sequence) + 20n,
      },
    ];
  };
  const probe = (sequence: number) => ({ sequence, due: at(sequence), sent: at(sequence) });
  return {
    kind: 'loss-sender',
    bootId: 'x',
    plan,
    startedAt: '2026-01-01T00:00:00Z',
    sent: Array.from({ length: count }, (_, sequence) => probe(sequence)),
    replies: Array.from({ length: count }, (_, sequence) => replyTo(sequence)).flat(),
    unsent: [],
    refused: 0,
    foreign: 0,
    reflectorMode: 'stateful',
    closing: { sent: [probe(count)], replies: replyTo(count) },
  };
}
const changed = (record: SenderRecord, change: (reply: Reply, i: number) => Reply): SenderRecord => ({
  ...record,
  replies: record.replies.map(change),
});

describe('a reflector without a record', () => {
  it('its numbers tell there from back, probe by probe, to the last one', () => {
    const { forward, backward, attribution } = analyseLoss(honest([3, 4, 38, 39], [10, 20, 21]));
    assert.equal(attribution, 'reflector-sequence');
    assert.deepEqual(
      forward.indicators?.flatMap((lost, i) => (lost === 1 ? [i] : [])),
      [3, 4, 38, 39],
    );
    assert.deepEqual([forward.lost, backward.sent, backward.lost], [4, 36, 3]);
  });
  it('a loss at the very end is told by the closing probe', () => {
    assert.deepEqual([analyseLoss(honest([], [39])).forward.lost, analyseLoss(honest([], [39])).backward.lost], [0, 1]);
    const { closing: _none, ...unclosed } = honest([], [39]);
    const result = analyseLoss(unclosed);
    assert.deepEqual([result.forward.lost, result.backward.lost], [1, 0]);
    assert.match(result.caveats.join(), /behind the last answer/);
  });
  it('what the way there doubled is not taken for more that arrived', () => {
    const record = honest([3], []);
    const doubled = record.replies.flatMap((reply) => {
      const shift = reply.sequence > 10 ? 1 : 0;
      const moved = { ...reply, reflectorSequence: reply.reflectorSequence + shift };
      const copy = { ...reply, reflectorSequence: reply.reflectorSequence + 1, t2: reply.t2 + 5n };
      return reply.sequence === 10 ? [reply, copy] : [moved];
    });
    const closing = record.closing!;
    const result = analyseLoss({
      ...record,
      replies: doubled,
      closing: {
        ...closing,
        replies: closing.replies.map((reply) => ({ ...reply, reflectorSequence: reply.reflectorSequence + 1 })),
      },
    });
    assert.deepEqual(
      [result.findings.length, result.forward.lost, result.forward.duplicated, result.backward.lost],
      [0, 1, 1, 0],
    );
  });
  it('a stateless one tells nothing, unless it answers how many it received (RFC 8972)', () => {
    const stateless = changed({ ...honest([3, 4], [10]), reflectorMode: 'stateless' }, (reply) => ({
      ...reply,
      reflectorSequence: reply.sequence,
    }));
    const result = analyseLoss({ ...stateless, closing: { sent: [], replies: [] } });
    assert.equal(result.attribution, 'none');
    assert.match(result.forward.unknown ?? '', /stateless/);
    const measured = lossMeasurements(result, [], '2026-01-01');
    assert.deepEqual(
      measured.map(({ k, n, labels }) => [k, n, labels?.['direction']]),
      [[3, 40, 'round-trip']],
    );
    const counting = { ...honest([3, 4], [10]), reflectorMode: 'stateless' as const };
    const withCounter = (reply: Reply): Reply => ({
      ...reply,
      reflectorSequence: reply.sequence,
      counted: reply.reflectorSequence + 1,
    });
    const told = analyseLoss({
      ...changed(counting, withCounter),
      closing: { sent: [], replies: counting.closing!.replies.map(withCounter) },
    });
    assert.deepEqual([told.forward.lost, told.backward.lost], [2, 1]);
  });
});

describe('a reflector that lies', () => {
  const truth = honest([3], [10]);
  const lies: readonly (readonly [string, SenderRecord, RegExp])[] = [
    ['one number for all', changed(truth, (reply) => ({ ...reply, reflectorSequence: 7 })), /one number to several/],
    [
      'counts more than was sent',
      changed(truth, (reply) => ({ ...reply, reflectorSequence: 3 * reply.sequence })),
      /were sent/,
    ],
    [
      'counts backwards',
      changed(truth, (reply) => ({ ...reply, reflectorSequence: 100 - reply.sequence })),
      /do not rise/,
    ],
    [
      'counts too few',
      changed(truth, (reply, i) => ({
        ...reply,
        reflectorSequence: i === 0 ? 0 : reply.reflectorSequence - (i === 38 ? 0 : 1),
      })),
      /number to several|fewer/,
    ],
    [
      'answers before the probe',
      changed(truth, (reply) => ({ ...reply, received: at(reply.sequence) - 1n })),
      /before their probes/,
    ],
    ['sent before it received', changed(truth, (reply) => ({ ...reply, t3: reply.t2 - 1n })), /by its own stamps/],
    ['answers what nobody asked', { ...truth, unasked: 4 }, /never sent/],
    ['brings back other times', { ...truth, wrongEcho: 4 }, /sending times/],
  ];
  for (const [title, record, words] of lies) {
    it(`${title}: a finding with its cause, directions untold, the round trip stands`, () => {
      const result = analyseLoss(record);
      const found = result.findings.filter(({ kind }) => kind === 'reflector-lies');
      assert.match(found.map(({ text }) => text).join(), words);
      assert.equal(result.attribution, 'none');
      assert.deepEqual([result.roundTrip.sent, result.roundTrip.lost], [40, 2]);
    });
  }
  it('one that was started again is told from a liar', () => {
    const restarted = changed(truth, (reply) =>
      reply.sequence < 20 ? reply : { ...reply, reflectorSequence: reply.sequence - 20 },
    );
    const fresh = { ...restarted, closing: { sent: [], replies: [] } };
    assert.deepEqual(
      checkReflector(fresh).map(({ kind }) => kind),
      ['reflector-restarted'],
    );
    assert.match(analyseLoss(fresh).forward.unknown ?? '', /started again/);
  });
  it('an honest one is not accused', () => {
    assert.deepEqual(checkReflector(truth), []);
    assert.deepEqual(checkReflector(honest([0, 1, 2, 39], [5, 6, 38])), []);
  });
});
