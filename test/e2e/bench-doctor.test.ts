import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { DoctorRow } from '../../src/bench/doctor/doctor.js';
import { machineChecks } from '../../src/bench/doctor/machine-checks.js';
import { plumbline } from '../../src/bench/drivers/gateway-program.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-doctor-'));
const [node = '', ...launcher] = plumbline();
function doctor(...args: string[]): { status: number | null; rows: ReadonlyMap<string, DoctorRow> } {
  const result = spawnSync(node, [...launcher, 'doctor', '--json', ...args], { encoding: 'utf8' });
  const { checks } = JSON.parse(result.stdout) as { checks: readonly DoctorRow[] };
  return { status: result.status, rows: new Map(checks.map((row) => [row.id, row])) };
}

describe('plumbline doctor', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('finds this machine good, having tried namespaces, links, rules, capture and native packages', () => {
    const { status, rows } = doctor();
    for (const id of [
      'node',
      'namespaces',
      'netns',
      'veth',
      'bridge',
      'nftables',
      'tbf',
      'tcpdump',
      'cap',
      'raw-socket',
    ]) {
      assert.equal(rows.get(id)?.ok, true, `${id}: ${rows.get(id)?.detail}`);
    }
    assert.equal(status, 0);
  });

  it('names the interface that is not there, the calibration that ran out, and the cure of each', () => {
    const bench = join(folder, 'bench.yaml');
    writeFileSync(
      bench,
      [
        'name: bay',
        'driver: local-interfaces',
        'interfaces:',
        '  mesh: { device: nomesh7 }',
        '  utility: { device: lo }',
        'capabilities:',
        '  inverter-power:',
        '    driver: sunspec-meter',
        '    instrument: PM-1',
        '    host: 127.0.0.1',
        '    sampling_s: 1',
        '    uncertainty: { absolute: 1, relative: 0 }',
        '    calibration_due: 2020-01-01',
      ].join('\n'),
    );
    const { status, rows } = doctor('--bench', bench);
    assert.equal(status, 3);
    assert.match(rows.get('interface-mesh')!.detail, /nomesh7 does not exist/);
    assert.match(rows.get('interface-utility')!.detail, /no IPv6 link-local/);
    assert.match(rows.get('calibration-inverter-power')!.detail, /ran out on 2020-01-01/);
    for (const row of rows.values()) if (row.ok === false) assert.ok(row.cure, row.id);
  });

  it('shows a bench file that is not valid with the place of the mistake', () => {
    const bench = join(folder, 'bad.yaml');
    writeFileSync(bench, 'name: bay\ndriver: cloud\ncapabilities: {}\n');
    const { status, rows } = doctor('--bench', bench);
    assert.equal(status, 3);
    assert.match(rows.get('bench-file')!.detail, /bad\.yaml:2:9/);
  });

  it('names the package of a program that is missing', async () => {
    // Only where the system folders have no nft can a search path hide it: a folder of links stands for such a machine.
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'node'));
    const script =
      `process.env.PATH=${JSON.stringify(bin)};const m=await import(${JSON.stringify(join(import.meta.dirname, '../../src/bench/doctor/machine-checks.js'))});` +
      "console.log(JSON.stringify((await m.machineChecks()).find(r=>r.id==='package-tcpdump')))";
    const shown = spawnSync(node, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    const row = JSON.parse(shown.stdout) as DoctorRow;
    assert.deepEqual([row.ok, row.cure], [false, 'apt-get install tcpdump']);
  });

  for (const [governors, ok] of [
    [['performance', 'performance'], true],
    [['powersave', 'performance'], undefined],
    [[], undefined],
  ] as const) {
    it(`CPU governors ${governors.join(', ') || 'of a virtual machine'}: ${ok ?? 'a fact'}`, async () => {
      const sysfs = mkdtempSync(join(folder, 'sys-'));
      governors.forEach((governor, i) => {
        const cpu = join(sysfs, `devices/system/cpu/cpu${i}/cpufreq`);
        mkdirSync(cpu, { recursive: true });
        writeFileSync(join(cpu, 'scaling_governor'), `${governor}\n`);
      });
      const row = (await machineChecks({ sysfs })).find((entry) => entry.id === 'governor');
      assert.equal(row?.ok, ok);
    });
  }
});
