import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { buildResults } from '../../src/record/build-results.js';
import { readJournal } from '../../src/record/read-journal.js';
import { abilitiesOf, harmless } from '../../src/reporters/terminal/ansi.js';
import { terminalReporter } from '../../src/reporters/terminal/terminal-reporter.js';
import { SteppedClock, writeSampleRun } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const escapeByte = '\u001b';

async function shown(t: TestContext, isTTY: boolean, environment: NodeJS.ProcessEnv): Promise<string> {
  const folder = await writeSampleRun(temporaryFolder(t));
  const { events } = readJournal(join(folder, 'events.jsonl'));
  let text = '';
  const stream = { isTTY, columns: 120, write: (part: string) => (text += part) };
  const reporter = terminalReporter({ stream, environment, clock: new SteppedClock() });
  for (const event of events) reporter.onEvent?.(event);
  await reporter.onEnd?.({ results: buildResults(events), resultsJson: new Uint8Array(), folder });
  return text;
}

test('without a terminal there are plain lines: no escape sequence, every case once, the tables', async (t) => {
  const text = await shown(t, false, { LANG: 'C.UTF-8' });
  assert.ok(!text.includes(escapeByte));
  assert.equal(text.match(/^ {2}✔ PASS +TC_/gm)?.length, 19);
  assert.equal(text.match(/^ {2}✘ FAIL +TC_/gm)?.length, 2);
  assert.match(text, /Summary by area/);
  assert.match(text, /✔ PASS +Packet loss on the mesh stays under 15 %\. +2\.583 % +< 15 %/);
  assert.match(text, /cure: chmod 600/);
  assert.match(text, /✘ FAIL {2}3 of 27 applicable cases: fail/);
});

test('a terminal gets colour and a live area that is gone at the end', async (t) => {
  const text = await shown(t, true, { LANG: 'C.UTF-8', TERM: 'xterm-256color' });
  assert.ok(text.includes(`${escapeByte}[32m✔ PASS`));
  assert.ok(text.includes(`${escapeByte}[?25l`));
  assert.ok(text.lastIndexOf(`${escapeByte}[?25h`) > text.lastIndexOf(`${escapeByte}[?25l`));
  assert.match(text, /\d+ of 29/);
});

const cases: readonly [string, boolean, NodeJS.ProcessEnv, { live: boolean; colour: boolean; unicode: boolean }][] = [
  ['a terminal', true, { TERM: 'xterm', LANG: 'en_GB.UTF-8' }, { live: true, colour: true, unicode: true }],
  ['NO_COLOR', true, { TERM: 'xterm', NO_COLOR: '1' }, { live: true, colour: false, unicode: true }],
  ['CI', true, { TERM: 'xterm', CI: 'true' }, { live: false, colour: true, unicode: true }],
  ['a pipe', false, { TERM: 'xterm' }, { live: false, colour: false, unicode: true }],
  ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, { live: false, colour: true, unicode: true }],
  ['a dumb terminal', true, { TERM: 'dumb', LANG: 'C' }, { live: false, colour: false, unicode: false }],
];
for (const [title, isTTY, environment, expected] of cases) {
  test(`abilities of ${title}`, () => {
    const { live, colour, unicode } = abilitiesOf({ isTTY, write: () => undefined }, environment);
    assert.deepEqual({ live, colour, unicode }, expected);
  });
}

test('what comes from the wire cannot steer the terminal', () => {
  assert.equal(harmless(`a${escapeByte}[2Jb\r\nc\u0007`), 'a [2Jb c ');
});
