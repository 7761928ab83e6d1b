import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { RunEvent } from '../../src/record/events.js';
import type { Results } from '../../src/record/results.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command } from './run-support/command-line.js';
import { latestResults } from './run-support/record-events.js';

const selection = ['--project', 'iso15118-2-dc-tcp', '--grep', 'VTB_SessionSetup_00|PreCharge_001|WholeSession'];

/** What a repeat run must say again: everything but times, ids of runs and of sessions. */
function verdictsOf({ verdict, cases }: Results) {
  const told = cases.map(({ caseId, verdict: one, observations }) => [
    caseId,
    one,
    observations.map(({ text, verdict: seen }) => [text, seen]),
  ]);
  return { verdict, told };
}

/** SessionIDs that the SECC of a run has given. */
function sessionsOf(folder: string): ReadonlySet<string> {
  const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as RunEvent);
  const answers = events.flatMap((event) =>
    event.type === 'exchange' && event.message === 'SessionSetupRes' ? [JSON.stringify(event.json ?? '')] : [],
  );
  return new Set(answers.flatMap((text) => /"SessionID":\s*(\{[^}]*\}|"[^"]*")/.exec(text)?.[1] ?? []));
}

describe('two gateways on two benches at once, and the same selection again', () => {
  const folder = makeTemporaryFolder();
  const names = ['left', 'right'] as const;
  const latest = (name: string) => join(folder, name, 'latest');
  before(async () => {
    const ended = await Promise.all(
      names.map((name) => {
        mkdirSync(join(folder, name));
        return command(['run', ...selection, '--reports', join(folder, name), '--quiet']);
      }),
    );
    for (const { code, stdout, stderr } of ended) assert.equal(code, 0, `${stdout}${stderr}`);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('each has its own report, and each report verifies', async () => {
    const runs = names.map((name) => latestResults(join(folder, name)).run.id);
    assert.notEqual(runs[0], runs[1]);
    for (const name of names) {
      const root = join(latest(name), 'evidence', 'demo-report-root.pem');
      const { code, stdout } = await command(['verify', latest(name), '--trust', root]);
      assert.equal(code, 0, stdout);
      assert.match(stdout, / 0 broken, 0 cannot be checked/);
    }
  });

  it('no session of one is in the record of the other', () => {
    const [left, right] = names.map((name) => sessionsOf(latest(name)));
    assert.ok(left !== undefined && left.size >= 2 && right !== undefined && right.size >= 2);
    for (const id of left) assert.ok(!right.has(id), id);
  });

  it('a repeat run gives the same verdicts, on the same observations', () => {
    const [left, right] = names.map((name) => verdictsOf(latestResults(join(folder, name))));
    assert.ok(left !== undefined && left.told.length >= 4);
    assert.deepEqual(right, left);
  });
});
