import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PlumblineError } from '../../src/base/errors.js';
import { listsFor, loadRequirementLists } from '../../src/cli/run/requirement-lists.js';
import { selectCases } from '../../src/cli/run/select-cases.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const refused: readonly (readonly [string, string, RegExp])[] = [
  ['no standard', 'topics: {}', /`standard` or `topics` is missing/],
  ['no map', 'standard: X\ntopics: {a: [X-1]}', /topic "a" is not a map/],
  ['an id twice', 'standard: X\ntopics: {a: {X-1: {}}, b: {X-1: {}}}', /X-1 stands there twice/],
  ['a reason that is no text', 'standard: X\ntopics: {a: {X-1: {untested: 3}}}', /X-1: a map with nothing in it/],
  ['no YAML', 'standard: [', /./],
];

for (const [what, text, detail] of refused) {
  test(`a list with ${what} is refused with its file and the place`, (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'x.yaml'), text);
    assert.throws(
      () => loadRequirementLists(folder),
      (error: PlumblineError) =>
        error.code === 'SUITES-005' && /x\.yaml/.test(error.message) && detail.test(error.message),
    );
  });
}

test('a run is held against the standards that its cases name', () => {
  const lists = loadRequirementLists();
  const names = (requirements: readonly string[]) =>
    listsFor(lists, [{ requirements }]).map(({ standard }) => standard);
  assert.deepEqual(names(['V2G20-1500']), ['ISO 15118-20']);
  assert.deepEqual(names(['CSIP-AUS ALL-01']), []);
});

test('each listed requirement has a case or a reason, never both, and each requirement of a V2G case is listed', async () => {
  const cases = await selectCases({ projects: [], grep: undefined });
  const named = new Set(cases.flatMap(({ requirements }) => requirements));
  const listed = loadRequirementLists().flatMap(({ requirements }) => requirements);
  const wrong = listed.filter(({ id, untested }) => named.has(id) === (untested !== undefined));
  assert.deepEqual(
    wrong.map(
      ({ id, untested }) => `${id}: ${untested === undefined ? 'no case, and no reason' : `a case, and "${untested}"`}`,
    ),
    [],
  );
  const known = new Set(listed.map(({ id }) => id));
  assert.deepEqual(
    [...named].filter((id) => /^V2G\d+-/.test(id) && !known.has(id)),
    [],
  );
});
