import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  missingPics,
  type PicsEntry,
  type PicsTable,
  picsProblems,
  withDefaults,
} from '../../src/judge/pics/pics-table.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';

const entry = (name: string, changes: Partial<PicsEntry>): [string, PicsEntry] => [
  name,
  { name, meaning: 'm', type: 'boolean', optional: false, byProject: false, ...changes },
];
const table: PicsTable = new Map([
  entry('PICS_A_Pause', { default: false }),
  entry('PIXIT_A_Seconds', { type: 'number', min: 1, max: 60, default: 60 }),
  entry('PIXIT_A_Payment', { type: 'choice', values: ['contract', 'externalPayment'], default: 'externalPayment' }),
  entry('PIXIT_A_Trials', { type: 'number', optional: true }),
]);

const cases: readonly (readonly [string, PicsValues, readonly RegExp[]])[] = [
  ['a file that fits', { PICS_A_Pause: true, PIXIT_A_Seconds: 1, PIXIT_A_Payment: 'contract' }, []],
  ['a file that leaves things out', {}, []],
  ['a slip in a name', { PICS_A_Pauze: true }, [/PICS_A_Pauze is no PICS .*; PICS_A_Pause is meant\?/]],
  ['a name that is like no other', { Colour: 'red' }, [/^Colour is no PICS that a case asks for$/]],
  ['a text for a truth value', { PICS_A_Pause: 'yes' }, [/PICS_A_Pause: "yes" is not true or false/]],
  ['a number out of its range', { PIXIT_A_Seconds: 61 }, [/61 is above 60/]],
  ['a number below it', { PIXIT_A_Seconds: 0.5 }, [/0.5 is below 1/]],
  ['a text for a number', { PIXIT_A_Seconds: '60' }, [/"60" is not a number/]],
  ['a word that is no choice', { PIXIT_A_Payment: 'cash' }, [/"cash" is none of contract, externalPayment/]],
  ['two slips', { PICS_A_Pause: 1, PIXIT_A_Payment: 'cash' }, [/PICS_A_Pause/, /PIXIT_A_Payment/]],
];

for (const [what, values, expected] of cases) {
  test(`${what}: ${expected.length === 0 ? 'no problem' : `${expected.length} told`}`, () => {
    const problems = picsProblems(values, table);
    assert.equal(problems.length, expected.length, problems.join('\n'));
    for (const [i, pattern] of expected.entries()) assert.match(problems[i] ?? '', pattern);
  });
}

test('names that a file leaves out are told, optional ones and those of the project are not', () => {
  assert.equal(missingPics({ PICS_A_Pause: true, PIXIT_A_Seconds: 1 }, table).length, 1);
  assert.match(missingPics({}, table)[0] ?? '', /PICS_A_Pause is missing \(m\); false where/);
});

test('defaults lie below what a file says, and an optional name gets none', () => {
  assert.deepEqual(withDefaults({ PICS_A_Pause: true }, table), {
    PICS_A_Pause: true,
    PIXIT_A_Seconds: 60,
    PIXIT_A_Payment: 'externalPayment',
  });
});
