import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command } from './run-support/command-line.js';

describe('plumbline faults', () => {
  const folder = makeTemporaryFolder();
  after(() => rmSync(folder, { recursive: true }));

  it('seeds a fault of the gateway and one of the server, and says which case found each', async () => {
    const faults = ['--fault', 'ignore-pin', 'server/odd-hex'];
    const { code, stdout, stderr } = await command(['faults', ...faults, '--folder', folder]);
    assert.equal(code, 0, `${stdout}${stderr}`);
    assert.match(stdout, /^gateway\/ignore-pin +detected by SEP2_CLI_Registration_003: /m);
    assert.match(stdout, /^server\/odd-hex +detected by SEP2_SRV_Discovery_001: /m);
    assert.match(stdout, /^clean bench +2 cases, 0 do not pass$/m);
    assert.match(stdout, /^faults 2, detected 2, false 0$/m);
  });

  it('lists the faults without a bench, and refuses a name that nobody has', async () => {
    const listed = await command(['faults', '--list', '--fault', 'inverter']);
    assert.equal(listed.code, 0);
    assert.match(listed.stdout, /inverter\/ignore-connect/);
    const refused = await command(['faults', '--fault', 'no-such-fault']);
    assert.equal(refused.code, 4);
    assert.match(refused.stderr, /CLI-020/);
  });
});
