import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/base/project-root.js';
import { learntFrom } from '../../src/cli/pics/learn-pics.js';
import { loadPicsTable } from '../../src/cli/pics/load-pics-table.js';
import { type Ask, askTerminal, collectPics, picsFileText, valuesOf } from '../../src/cli/pics/pics-answers.js';
import { loadPics } from '../../src/cli/run/run-inputs.js';
import { selectCases } from '../../src/cli/run/select-cases.js';
import { referencePics } from '../../src/cli/run.js';
import { expressionProblems, missingPics, picsProblems } from '../../src/judge/pics/pics-table.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);
const plumbline = join(projectRoot(), 'bin', 'plumbline');
const table = loadPicsTable();
const nobody: Ask = async () => undefined;

test('every name that a case asks for stands in the table, and the reference file fits it', async () => {
  const cases = await selectCases({ projects: [], grep: undefined });
  assert.deepEqual(
    expressionProblems(
      cases.map(({ pics }) => pics),
      table,
    ),
    [],
  );
  const { values } = loadPics(referencePics);
  assert.deepEqual([...picsProblems(values, table), ...missingPics(values, table)], []);
});

test('what the station shows is neither asked nor set to a default', async () => {
  const asked: string[] = [];
  const ask: Ask = async (question) => {
    asked.push(question);
    return undefined;
  };
  const learned = new Map([['PICS_SECC_CMN_Pause', { value: true, how: 'SessionStopRes OK' }]]);
  const values = await collectPics(table, learned, ask);
  const pause = values.find(({ entry }) => entry.name === 'PICS_SECC_CMN_Pause');
  assert.deepEqual([pause?.value, pause?.origin], [true, 'shown by the station']);
  const questions = [...table.values()].filter((entry) => entry.ask !== undefined).length;
  assert.equal(asked.length, questions);
  assert.match(picsFileText(values, 'h'), /shown by the station: SessionStopRes OK.*\nPICS_SECC_CMN_Pause: true/);
});

type Learnt = Parameters<typeof learntFrom>[0];

test('a value that the forms of the station show differently is none, however many show it', () => {
  const told = (values: readonly boolean[]) =>
    values.map((value, index) => ({ caseId: `C${index}`, name: 'PICS_SECC_CMN_Pause', value, how: 'SessionStopRes' }));
  const from = (values: readonly boolean[]) =>
    learntFrom({ cases: [], picsLearned: told(values) } as unknown as Learnt);
  assert.equal(from([true, true]).learned.get('PICS_SECC_CMN_Pause')?.value, true);
  for (const values of [
    [true, false],
    [true, false, false],
    [true, false, true],
  ]) {
    const { learned, differing } = from(values);
    assert.equal(learned.size, 0, String(values));
    assert.deepEqual(differing, ['PICS_SECC_CMN_Pause']);
  }
});

test('a station that breaks a rule is told apart from one that is not as declared', () => {
  const one = (caseId: string, verdict: string, reason: string, applicable = true) => ({
    caseId,
    verdict,
    reason,
    applicable,
  });
  const declared = 'PICS_SECC_CMN_Pause is as the PICS declare it: SessionStopRes OK: expected false, observed true';
  const { wrong, open } = learntFrom({
    cases: [
      one('same', 'pass', ''),
      one('declared otherwise', 'fail', declared),
      one('contradiction', 'fail', 'two charge loops name one meter: expected A, observed B'),
      one('silent', 'inconc', 'no answer'),
      one('left out', 'fail', 'does not count', false),
    ],
  } as unknown as Learnt);
  assert.deepEqual(
    wrong.map(({ caseId }) => caseId),
    ['contradiction'],
  );
  assert.deepEqual(
    open.map(({ caseId }) => caseId),
    ['silent'],
  );
});

test('an answer that does not fit is asked for again, with the reason', async () => {
  const said: string[] = [];
  const answers = ['maybe', 'yes'];
  const ask: Ask = async (question) => {
    said.push(question);
    return question.includes('IEEE 2030.5 as a client') ? answers.shift() : undefined;
  };
  const values = await collectPics(table, new Map(), ask);
  assert.equal(valuesOf(values)['PICS_SEP2_Client'], true);
  assert.ok(said.some((question) => /"maybe" is not true or false/.test(question)));
});

test('an end of input takes the defaults, also where lines came faster than questions', async () => {
  const input = new PassThrough();
  const terminal = askTerminal(input, new PassThrough());
  input.end('afterPlugin\n');
  const values = valuesOf(await collectPics(table, new Map(), terminal.ask));
  terminal.close();
  assert.equal(values['PICS_SECC_CMN_EIMDone'], 'afterPlugin');
  assert.equal(values['PIXIT_SECC_CMN_SequenceTimeout'], 60);
});

test('a file of the wizard is one that a run takes', async (t) => {
  const file = join(temporaryFolder(t), 'pics.yaml');
  writeFileSync(file, picsFileText(await collectPics(table, new Map(), nobody), 'h'));
  assert.deepEqual(picsProblems(loadPics(file).values, table), []);
});

test('pics init --offline --yes writes a file that pics check --offline finds right, and does not write over it', async (t) => {
  const file = join(temporaryFolder(t), 'pics.yaml');
  const { stdout } = await run(process.execPath, [plumbline, 'pics', 'init', '--offline', '--yes', '--output', file]);
  assert.match(stdout, /0 shown by the station, 0 answered, \d+ by default/);
  const before = readFileSync(file, 'utf8');
  const checked = await run(process.execPath, [plumbline, 'pics', 'check', file, '--offline']);
  assert.match(checked.stdout, /^0 wrong, 0 different/);
  const again = run(process.execPath, [plumbline, 'pics', 'init', '--offline', '--yes', '--output', file]);
  await assert.rejects(
    again,
    (error: { readonly code: number; readonly stderr: string }) => error.code === 4 && /CLI-021/.test(error.stderr),
  );
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('pics check names a slip and ends with 1', async (t) => {
  const file = join(temporaryFolder(t), 'pics.yaml');
  writeFileSync(file, 'PICS_SECC_CMN_Pauze: true\n');
  const checked = run(process.execPath, [plumbline, 'pics', 'check', file, '--offline']);
  await assert.rejects(checked, (error: { readonly code: number; readonly stdout: string }) => {
    assert.match(error.stdout, /PICS_SECC_CMN_Pause is meant\?/);
    return error.code === 1;
  });
});
