import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { keyFileMode } from '../../src/pki/key-file-mode.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-key-mode-'));
after(() => rmSync(folder, { recursive: true }));

for (const [mode, isPrivate, words] of [
  [0o600, true, undefined],
  [0o400, true, undefined],
  [0o640, false, /0640: the group can read it; chmod 600/],
  [0o644, false, /the group can read it, everybody can read it/],
  [0o620, false, /the group can write it/],
  [0o602, false, /everybody can write it/],
  [0o700, false, /executable/],
] as const) {
  test(`mode ${mode.toString(8)} is ${isPrivate ? 'private' : 'open'}`, () => {
    const file = join(folder, `key-${mode.toString(8)}`);
    writeFileSync(file, 'x');
    chmodSync(file, mode);
    const found = keyFileMode(file);
    assert.equal(found.private, isPrivate);
    assert.equal(found.mode, mode);
    if (words === undefined) assert.equal(found.fault, undefined);
    else assert.match(found.fault ?? '', words);
  });
}

test('a key that is not there is PKI-001', () => {
  assert.throws(
    () => keyFileMode(join(folder, 'none')),
    (error) => error instanceof PlumblineError && error.code === 'PKI-001',
  );
});
