import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { missing } from '../support/find-program.js';
import { type RunningLine, startLine } from '../support/line-process.js';
import { referenceFolder } from '../support/reference.js';

const skip = missing('plctool', 'plcstat', 'plcrate', 'plctone', 'ip', 'unshare');
if (skip !== false) console.error(`plc-tools: ${skip}; packages plc-utils and plc-utils-extra`);
else if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const local = 'local';

describe('the tools of plc-utils against the simulated modems', { skip }, () => {
  let line: RunningLine;
  before(async () => {
    line = await startLine([
      { namespace: 'host', mac: '02:00:00:00:0a:01', modem: { mac: '00:b0:52:00:00:01', ident: 0x001b589c } },
      { namespace: 'far', mac: '02:05:00:00:00:ff', modem: { mac: '00:b0:52:00:00:02' } },
    ]);
    // The host behind the far modem is known once it has sent.
    await runCommand(line.inside('far', ['plctool', '-i', 'eth1', '-r', local]));
  });
  after(() => line?.stop());

  const run = async (...argv: string[]) =>
    (await runCommand(line.inside('host', ['sh', '-c', `${argv.join(' ')} 2>&1`]))).stdout;
  /** What the tools printed against the modem of the reference, which our modem is set up to be. */
  const recorded = (name: string): string | undefined => {
    const folder = referenceFolder();
    return folder === undefined
      ? undefined
      : readFileSync(join(folder, 'mesh/outputs/plc', `modem-${name}.txt`), 'utf8');
  };

  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['plctool-r', ['plctool', '-i', 'eth1', '-r', local], /QCA700\d MAC-QCA7000-1\.1\.0\.730-04-20140815-FINAL/],
    [
      'plctool-m',
      ['plctool', '-i', 'eth1', '-m', local],
      /station->MAC = 00:B0:52:00:00:02[\s\S]*TX = 009 mbps[\s\S]*RX = 008 mbps/,
    ],
    ['plctool-L', ['plctool', '-i', 'eth1', '-L', local], /00:B0:52:00:00:01 1\n/],
    [
      'plcstat-m',
      ['plcstat', '-i', 'eth1', '-m', local],
      /STA TEI 002 MAC 00:B0:52:00:00:02 BDA 02:05:00:00:00:FF TX 009 RX 008/,
    ],
    ['plcstat-t', ['plcstat', '-i', 'eth1', '-t', local], /LOC CCO 001[\s\S]*REM STA 002/],
    ['plcrate', ['plcrate', '-i', 'eth1', '-n', local], /TX 009 mbps Primary\n.*RX 008 mbps Primary/],
  ];
  for (const [name, argv, shape] of cases) {
    it(`${argv.join(' ')} prints what it prints of a modem`, async () => {
      const printed = await run(...argv);
      assert.match(printed, shape);
      const expected = recorded(name);
      if (expected !== undefined) assert.equal(printed.trim(), expected.trim());
    });
  }

  it('plctool -a tells the firmware in parts', async () => {
    const printed = await run('plctool', '-i', 'eth1', '-a', local);
    assert.match(printed, /QCA7000-MAC-QCA7000-1\.1\.0\.730-04-20140815-FINAL \(16mb\)/);
  });

  it('plctool -I reads address, network and names from the parameters', async () => {
    const printed = await run('plctool', '-i', 'eth1', '-I', local);
    assert.match(printed, /PIB 6-8 1024 bytes\n\tMAC 00:B0:52:00:00:01\n/);
    assert.match(printed, /NMK B5:93:19:D7:E8:15:7B:A0:01:B0:18:66:9C:CE:E3:0D/);
    assert.match(
      printed,
      /NID 02:6B:CB:A5:35:4E:08\n\tSecurity level 0\n\tNET simulated power line\n\tMFG MAC-QCA7000\S+\n\tUSR plumbline\n/,
    );
  });

  it('plcget reads a property that was set, and is refused another', async () => {
    await line.control.set(0, { properties: { 21: '0a0b' } });
    assert.match(await run('plcget', '-i', 'eth1', '-n', '21', local), /0A 0B/i);
    assert.match(await run('plcget', '-i', 'eth1', '-n', '22', local), /refused|won't|can't|0x01/i);
  });

  it('plctone tells the modulation of each carrier, and the SNR that was set', async () => {
    const map = Array.from({ length: 1155 }, (_, at) => (at < 100 ? 0 : 16));
    await line.control.set(0, { toneMapSnrDb: [map, map, map] });
    const printed = await run('plctone', '-i', 'eth1', '-sh', local, '00:B0:52:00:00:02');
    assert.match(printed, /^0099,00,00,00 000 $/m);
    assert.match(printed, /^0100,06,06,06 /m);
    assert.match(printed, /SNR,\s+16\.000,\s+16\.000,\s+16\.000,\s+16\.000/);
  });

  it('plctone without -s reads the map in the other direction', async () => {
    const printed = await run('plctone', '-i', 'eth1', local, '00:B0:52:00:00:02');
    assert.match(printed, /^0100,06/m);
  });

  it('plctool -M gives the modem a key, and the link is gone until the other has it too', async () => {
    const key = '0123456789ABCDEF0123456789ABCDEF';
    assert.match(await run('plctool', '-i', 'eth1', '-M', '-K', key, local), /Setting/);
    assert.match(await run('plctool', '-i', 'eth1', '-L', local), / 0\n/);
    await line.control.set(1, { nmk: key });
    assert.match(await run('plctool', '-i', 'eth1', '-L', local), / 1\n/);
  });

  it('firmware, chip and rates are what was set', async () => {
    await line.control.set(0, {
      firmware: 'MAC-QCA7005-1.1.0.727-02-20140211-FINAL',
      ident: 0x001b587c,
      txMbps: 5,
      rxMbps: 4,
    });
    assert.match(await run('plctool', '-i', 'eth1', '-r', local), /QCA7005 MAC-QCA7005-1\.1\.0\.727-02-20140211-FINAL/);
    assert.match(await run('plcrate', '-i', 'eth1', '-n', local), /TX 005 mbps[\s\S]*RX 004 mbps/);
  });

  it('a silent modem leaves plctool without an answer, and with exit code 0', async () => {
    await line.control.set(0, { faults: ['silent'] });
    const { code, stdout, stderr } = await runCommand(line.inside('host', ['plctool', '-i', 'eth1', '-r', local]));
    assert.deepEqual([code, /QCA/.test(stdout + stderr)], [0, false]);
  });

  it('a fault that there is not is refused by its name', async () => {
    await assert.rejects(() => line.control.set(0, { faults: ['smoke'] }), /BENCH-024|no such fault/);
  });
});
