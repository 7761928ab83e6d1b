import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sharedCertificates } from '../../../src/probes/host/certificates.js';
import { parseCpu, parseMemory, parseTemperatures } from '../../../src/probes/host/hardware-facts.js';
import { type HostFacts, hostFindings, inspectHost } from '../../../src/probes/host/host-facts.js';
import { hostMeasurements } from '../../../src/probes/host/host-measurements.js';
import type { Inspect } from '../../../src/probes/host/host-text.js';
import { eui64, networkFacts, parseLinks, parseRoutes } from '../../../src/probes/host/network-facts.js';
import { parseOpenssl, parseTimeSync } from '../../../src/probes/host/software-facts.js';
import { cpufreq, cpuinfoArm, cpuinfoX86, ipAddress, ipRoute, meminfo, timeSync } from './recorded.js';

const local: Inspect = async (argv) => {
  const [command, ...args] = argv;
  const done = spawnSync(command!, args, { encoding: 'utf8' });
  return { code: done.status ?? 127, stdout: done.stdout ?? '', stderr: done.stderr ?? String(done.error) };
};

describe('what the tools print is read', () => {
  it('CPU of an x86 machine and of one with cpufreq', () => {
    const x86 = parseCpu(cpuinfoX86, '');
    assert.deepEqual([x86.model, x86.cores, x86.clockHz, x86.clockSource], ['AMD EPYC', 2, 2_596_128_000, 'cpuinfo']);
    const arm = parseCpu(cpuinfoArm, cpufreq);
    assert.deepEqual(
      [arm.clockHz, arm.clockSource, arm.governors],
      [2_400_000_000, 'cpufreq', ['performance', 'schedutil']],
    );
    assert.equal(arm.model, 'Raspberry Pi 4 Model B Rev 1.4');
    assert.equal(parseCpu(cpuinfoArm, '').clockHz, undefined);
  });
  it('installed memory by its blocks, else MemTotal', () => {
    assert.deepEqual(parseMemory('8000000 32', meminfo), { bytes: 2 ** 32, source: 'blocks' });
    assert.deepEqual(parseMemory('', meminfo), { bytes: 3_882_384 * 1024, source: 'meminfo' });
    assert.deepEqual(parseMemory('rubbish', 'rubbish'), { bytes: undefined, source: undefined });
  });
  it('temperatures, and a broken sensor is a finding', () => {
    const read = parseTemperatures('cpu-thermal\t48312\nnpu\t-274000\n');
    assert.deepEqual(read.temperatures, [{ zone: 'cpu-thermal', celsius: 48.312 }]);
    assert.match(read.findings.join(), /npu reads -274000/);
  });
  it('addresses: set by somebody, automatic, doubtful', () => {
    const mesh = parseLinks(JSON.parse(ipAddress)).find(({ name }) => name === 'mesh0');
    assert.deepEqual(
      mesh?.addresses.map(({ address, automatic, doubtful }) => [address, automatic, doubtful]),
      [
        ['fe80::11', false, false],
        ['fe80::d019:9aff:fee4:9d61', true, true],
      ],
    );
    assert.deepEqual([mesh?.up, mesh?.mtu, mesh?.maxMtu, mesh?.kind], [true, 1500, 65_535, 'veth']);
    assert.equal(eui64('d2:19:9a:e4:9d:61'), 'fe80::d019:9aff:fee4:9d61');
    assert.equal(eui64('02:00:00:00:01:00'), 'fe80::ff:fe00:100', 'as iproute2 writes it');
    assert.equal(eui64('nonsense'), undefined);
  });
  it('routes', () => {
    const routes = parseRoutes(JSON.parse(ipRoute));
    assert.deepEqual(routes[1], { destination: 'ff02::/64', device: 'mesh0', table: 'main', protocol: undefined });
    assert.equal(routes[2]?.table, 'local');
  });
  it('odd JSON of ip is a finding, not a crash', async () => {
    for (const stdout of ['not json', '{"a":1}', '[null, 3, "x", {"ifname": 5}]', '']) {
      const facts = await networkFacts(async () => ({ code: 0, stdout, stderr: '' }));
      assert.deepEqual([facts.links, facts.routes], [[], []]);
      if (stdout === 'not json') assert.match(facts.findings.join(), /printed no JSON: not json/);
    }
  });
  it('OpenSSL versions', () => {
    assert.equal(parseOpenssl('OpenSSL 3.0.22 25 Aug 2026 (Library: OpenSSL 3.0.22 25 Aug 2026)\n'), '3.0.22');
    assert.equal(parseOpenssl('OpenSSL 1.1.1w  11 Sep 2023'), '1.1.1w');
    assert.equal(parseOpenssl('LibreSSL 3.3.6'), undefined);
  });
  for (const [text, expected] of timeSync)
    it(`clock: ${JSON.stringify(text.slice(0, 40))} is ${expected}`, () => assert.equal(parseTimeSync(text), expected));
});

describe('an inspection of a node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-host-'));
  const now = new Date().toISOString();
  let facts: HostFacts;
  const make = (name: string, days: number) =>
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${name}`]
        .concat(['-addext', 'basicConstraints=critical,CA:FALSE', '-days', String(days)])
        .concat(['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.pem`)]),
      { stdio: 'ignore' },
    );
  before(async () => {
    make('secc', 90);
    make('spare one', 30);
    mkdirSync(join(folder, 'deep'));
    // A key in DER under a harmless name is found by its content, and so is one inside a bundle.
    const der = join(folder, 'deep', 'notes.bin');
    execFileSync('openssl', [
      'pkcs8',
      '-topk8',
      '-nocrypt',
      '-in',
      join(folder, 'secc.key'),
      '-outform',
      'DER',
      '-out',
      der,
    ]);
    writeFileSync(join(folder, 'readme.txt'), 'the key lies elsewhere\n');
    writeFileSync(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    for (const file of ['secc.key', 'spare one.key']) chmodSync(join(folder, file), 0o600);
    chmodSync(der, 0o644);
    facts = await inspectHost({ run: local, node: 'station', certificateFolder: folder });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('reads this machine', () => {
    assert.match(facts.software.kernel ?? '', /^\d+\.\d+/);
    assert.match(facts.software.openssl ?? '', /^3\./);
    assert.ok((facts.hardware.memory.bytes ?? 0) > 1e8);
    assert.ok((facts.hardware.cpu.cores ?? 0) >= 1);
    assert.equal(facts.harnessOpenssl, process.versions.openssl);
  });
  it('finds every private key by its content, with its mode', () => {
    assert.deepEqual(
      facts.keys.keys.map(({ path, mode }) => [path.slice(folder.length + 1), mode.toString(8)]).sort(),
      [
        ['deep/notes.bin', '644'],
        ['secc.key', '600'],
        ['spare one.key', '600'],
      ],
    );
  });
  it('finds the certificates; one that cannot be read is a finding', () => {
    assert.deepEqual(facts.certificates.certificates.map(({ subject }) => subject).sort(), ['CN=secc', 'CN=spare one']);
    assert.match(hostFindings(facts).join('\n'), /broken\.pem holds a certificate that cannot be read/);
  });
  it('makes the measurements of the spec table', () => {
    const context = { meshInterface: 'mesh0', now, evidence: [] };
    const measured = new Map(hostMeasurements(facts, context).map((one) => [one.id, one]));
    assert.equal(measured.get('private-key-modes')?.value, false);
    assert.match(measured.get('private-key-modes')?.caveats?.join() ?? '', /notes\.bin has mode 0644/);
    const days = measured.get('certificate-days-left')?.value;
    assert.ok(typeof days === 'number' && days > 29 && days < 30.1, `${days}`);
    assert.match(measured.get('certificates-distinct')?.unavailable ?? '', /only one node/);
    assert.equal(measured.get('mesh-link-local')?.value, false);
    const before = hostMeasurements(facts, { ...context, now: new Date(Date.now() - 86_400_000).toISOString() });
    assert.match(before.find(({ id }) => id === 'certificate-days-left')?.caveats?.join() ?? '', /is not valid before/);
  });
  it('finds a certificate that two nodes share, and one that was renewed with the old key', () => {
    const [own] = facts.certificates.certificates;
    const elsewhere = { ...own!, node: 'vehicle', place: 'vehicle:/x.pem', fingerprint: 'other' };
    const measured = hostMeasurements(facts, { meshInterface: 'mesh0', now, evidence: [], otherNodes: [elsewhere] });
    const distinct = measured.find(({ id }) => id === 'certificates-distinct');
    assert.equal(distinct?.value, false);
    assert.match(distinct?.caveats?.join() ?? '', /shared by station:.* and vehicle:/);
    assert.deepEqual(sharedCertificates([own!, { ...elsewhere, publicKey: 'another' }]), []);
    assert.deepEqual(
      sharedCertificates([
        { ...own!, ca: true },
        { ...elsewhere, ca: true },
      ]),
      [],
    );
  });
  it('can be told single files where nodes share a folder', async () => {
    const files = ['secc.key', 'secc.pem'].map((name) => join(folder, name));
    const some = await inspectHost({ run: local, node: 'station', certificateFolder: files });
    assert.deepEqual(
      [some.keys.keys.length, some.certificates.certificates.map(({ subject }) => subject)],
      [1, ['CN=secc']],
    );
  });
  it('a folder that does not exist, and a host without any tool, are findings', async () => {
    const nowhere = await inspectHost({ run: local, node: 'station', certificateFolder: '/nonexistent' });
    assert.match(nowhere.keys.missing ?? '', /does not exist/);
    const mute = await inspectHost({
      run: async () => {
        throw new Error('spawn ENOENT');
      },
      node: 'station',
      certificateFolder: folder,
    });
    const measured = hostMeasurements(mute, { meshInterface: 'mesh0', now, evidence: [] });
    assert.ok(measured.every(({ value, unavailable }) => value === undefined && unavailable !== undefined));
    assert.ok(hostFindings(mute).length > 5);
  });
});
