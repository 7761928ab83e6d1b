import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command } from './run-support/command-line.js';

describe('the vehicle as the SUT', () => {
  const folder = makeTemporaryFolder();
  after(() => rmSync(folder, { recursive: true }));

  it('passes as it is; a fault of an answer, of the pilot and of a message is found by the case that must find it', async () => {
    const names = ['ev-takes-failed', 'ev-never-state-c', 'ev-wrong-session-id'];
    const faults = names.flatMap((name) => ['--fault', name]);
    const project = ['--project', 'evcc-iso15118-2-dc'];
    const { code, stdout, stderr } = await command([
      'faults',
      ...project,
      ...faults,
      '--folder',
      join(folder, 'plain'),
    ]);
    assert.equal(code, 0, `${stdout}${stderr}`);
    assert.match(stdout, /^clean bench +3 cases, 0 do not pass$/m);
    assert.match(stdout, /^vehicle\/ev-takes-failed +detected by TC_EVCC_CMN_VTB_ServiceDiscovery_002: /m);
    assert.match(stdout, /^vehicle\/ev-never-state-c +detected by TC_EVCC_DC_VTB_CableCheck_001: /m);
    assert.match(stdout, /^vehicle\/ev-wrong-session-id +detected by TC_EVCC_CMN_VTB_ServiceDiscovery_001: /m);
  });

  it('passes with a contract over TLS; a wrong challenge and a trusted stranger are found', async () => {
    const faults = ['ev-wrong-challenge', 'ev-trusts-any-secc'].flatMap((name) => ['--fault', name]);
    const project = ['--project', 'evcc-iso15118-2-dc-pnc'];
    const { code, stdout, stderr } = await command([
      'faults',
      ...project,
      ...faults,
      '--folder',
      join(folder, 'contract'),
    ]);
    assert.equal(code, 0, `${stdout}${stderr}`);
    assert.match(stdout, /^clean bench +2 cases, 0 do not pass$/m);
    assert.match(stdout, /^vehicle\/ev-wrong-challenge +detected by TC_EVCC_CMN_VTB_Authorization_001: /m);
    assert.match(stdout, /^vehicle\/ev-trusts-any-secc +detected by PL_EVCC_CMN_TlsChain_001: /m);
  });
});
