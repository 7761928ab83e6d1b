import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { TextSpool } from '../../src/cli/decode/text-spool.js';

const mine = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`plumbline-${process.pid}-`));

test('what is spooled comes back whole, and no file is left', () => {
  for (const pieces of [0, 3, 70_000]) {
    const spool = new TextSpool();
    let whole = '';
    for (let i = 0; i < pieces; i++) {
      // Characters of two and three bytes, so that the pieces of the file are cut inside of some.
      const text = `${i} Prüfstand ✓ ${'x'.repeat(i % 97)}\n`;
      whole += text;
      spool.append(text);
      if (i % 10_000 === 0) assert.deepEqual(mine(), []);
    }
    assert.equal(spool.isEmpty, pieces === 0);
    assert.equal([...spool.drain()].join(''), whole);
    assert.equal(spool.isEmpty, true);
    assert.equal([...spool.drain()].join(''), '');
  }
});
