import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { requireReference } from '../support/reference.js';

/** Tests that replay the vehicle's side of a transcript against our gateway. */
const replays = ['gateway-replay', 'gateway-replay-contract', 'gateway-replay-iso20'];

test('every transcript of the reference is replayed against our gateway by one of the replay tests', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const transcripts = readdirSync(join(reference, 'iso15118', 'transcripts')).filter((name) => name.endsWith('.tsv'));
  assert.ok(transcripts.length >= 9);
  const sources = replays.map((name) =>
    readFileSync(join(projectRoot(), 'test', 'vectors', `${name}.test.ts`), 'utf8'),
  );
  for (const transcript of transcripts) {
    const by = sources.filter((source) => source.includes(`'${transcript}'`));
    assert.equal(by.length, 1, `${transcript} is replayed by ${by.length} tests`);
  }
});
