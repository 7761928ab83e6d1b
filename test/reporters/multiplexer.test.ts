import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SealedEvent } from '../../src/record/journal-line.js';
import type { Results } from '../../src/record/results.js';
import { Multiplexer, type ReporterFailure } from '../../src/reporters/multiplexer.js';
import type { Reporter } from '../../src/reporters/reporter.js';

const event = { type: 'log', at: '', source: '', level: 'info', text: '', seq: 0, prev: '', hash: '' } as SealedEvent;
const run = { results: {} as Results, resultsJson: new Uint8Array(), folder: '' };

function counting(name: string): Reporter & { readonly seen: string[] } {
  const seen: string[] = [];
  return { name, seen, onEvent: () => void seen.push('event'), onEnd: () => void seen.push('end') };
}

test('a reporter that fails on an event is told of once, left out, and hurts no other', async () => {
  const failures: ReporterFailure[] = [];
  const [first, last] = [counting('first'), counting('last')];
  let calls = 0;
  const bad: Reporter = {
    name: 'bad',
    onEvent() {
      calls += 1;
      throw new Error('no ink');
    },
  };
  const all = new Multiplexer([first, bad, last], (failure) => failures.push(failure));
  all.onEvent(event);
  all.onEvent(event);
  assert.deepEqual(await all.onEnd(run), []);
  assert.equal(calls, 1);
  assert.deepEqual(
    failures.map(({ reporter, error }) => [reporter, error.code, error.detail]),
    [['bad', 'REPORTERS-001', 'no ink']],
  );
  assert.deepEqual(first.seen, ['event', 'event', 'end']);
  assert.deepEqual(last.seen, first.seen);
});

test('a reporter that fails at the end is returned as a failure, and the others still end', async () => {
  const last = counting('last');
  const rejecting: Reporter = { name: 'rejecting', onEnd: () => Promise.reject(new Error('disk full')) };
  const throwing: Reporter = {
    name: 'throwing',
    onEnd() {
      throw 'a string';
    },
  };
  const failures = await new Multiplexer([rejecting, throwing, last], () => undefined).onEnd(run);
  assert.deepEqual(
    failures.map(({ reporter, error }) => [reporter, error.detail]),
    [
      ['rejecting', 'disk full'],
      ['throwing', 'a string'],
    ],
  );
  assert.deepEqual(last.seen, ['end']);
});
