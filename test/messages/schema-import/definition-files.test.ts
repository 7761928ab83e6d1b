import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { compareDefinitions, writeDefinitions } from '../../../src/messages/schema-import/definition-files.js';
import { madeBy } from '../../../src/messages/schema-import/folder-writer.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const files = new Map([
  ['one.ts', `${madeBy}\nexport const one = 1;\n`],
  ['two.ts', `${madeBy}\nexport const two = 2;\n`],
]);

test('writing twice changes nothing the second time', (t) => {
  const folder = join(temporaryFolder(t), 'new');
  assert.deepEqual(writeDefinitions(folder, files), ['one.ts', 'two.ts']);
  assert.deepEqual(writeDefinitions(folder, files), []);
  assert.deepEqual(compareDefinitions(folder, files), []);
});

test('a check names what is missing, changed and left over, and leaves the work of others alone', (t) => {
  const folder = temporaryFolder(t);
  writeDefinitions(folder, files);
  writeFileSync(join(folder, 'by-hand.ts'), 'export const mine = 1;\n');
  writeFileSync(join(folder, 'one.ts'), `${madeBy}\nexport const one = 7;\n`);
  const next = new Map([...files, ['three.ts', `${madeBy}\n`]]);
  next.delete('two.ts');
  assert.deepEqual(compareDefinitions(folder, next), [
    { file: 'one.ts', kind: 'changed', line: 2 },
    { file: 'three.ts', kind: 'missing' },
    { file: 'two.ts', kind: 'left over' },
  ]);
  assert.deepEqual(writeDefinitions(folder, next), ['one.ts', 'three.ts']);
  assert.ok(!existsSync(join(folder, 'two.ts')));
  assert.equal(readFileSync(join(folder, 'by-hand.ts'), 'utf8'), 'export const mine = 1;\n');
});

test('a file that somebody wrote by hand is never overwritten', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'two.ts'), 'export const two = "mine";\n');
  assert.throws(
    () => writeDefinitions(folder, files),
    (error) => error instanceof PlumblineError && error.code === 'MESSAGES-019' && /two\.ts/.test(error.message),
  );
  assert.ok(!existsSync(join(folder, 'one.ts')));
  assert.equal(readFileSync(join(folder, 'two.ts'), 'utf8'), 'export const two = "mine";\n');
});
