import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { writeLabPki } from '../../src/pki/write-lab-pki.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command } from './run-support/command-line.js';

const folder = makeTemporaryFolder();
const at = (name: string) => join(folder, name);

function gatewayFile(name: string, chain: string, key: string, device = 'lo', limits = 'max_power_w: 50000'): void {
  writeFileSync(
    at(name),
    `interfaces: { vehicle: ${device} }
evse: { id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended] }
limits:
  dc: { max_voltage_v: 900, min_voltage_v: 150, max_current_a: 125, min_current_a: 1, ${limits} }
schedule: [{ id: 1, power: [{ from_s: 0, power_w: 22000 }] }]
security: { tls: enforced, certificate_chain: ${at(chain)}, private_key: ${at(key)} }
state_file: ${at('state.json')}
`,
  );
}

async function writeInputs(): Promise<void> {
  await writeLabPki(await mintLabPki(), at('pki'));
  const [chain, key] = ['pki/secc.chain.pem', 'pki/secc.key.pem'];
  copyFileSync(at(key), at('open.key'));
  chmodSync(at('open.key'), 0o644);
  writeFileSync(
    at('garbage'),
    Uint8Array.from({ length: 4000 }, (_, i) => (i * 131) ^ (i >> 3)),
    { mode: 0o600 },
  );
  gatewayFile('expired.yaml', 'pki/bad/secc-expired.chain.pem', 'pki/bad/secc-expired.key.pem');
  gatewayFile('no-chain.yaml', 'none.pem', key);
  gatewayFile('no-key.yaml', chain, 'none.pem');
  gatewayFile('garbage-key.yaml', chain, 'garbage');
  gatewayFile('open-key.yaml', chain, 'open.key');
  gatewayFile('other-key.yaml', chain, 'pki/contract.key.pem');
  gatewayFile('no-interface.yaml', chain, key, 'nope0');
  gatewayFile('unknown-field.yaml', chain, key, 'lo', 'max_pwer_w: 50000');
  writeFileSync(at('bench.yaml'), 'name: x\ndriver: embedded\ncapabilities:\n  gateway:\n    driver: magic\n');
  writeFileSync(at('bench-half.yaml'), 'name: x\ndriver: [\n');
  writeFileSync(
    at('bench-nope.yaml'),
    'name: real\ndriver: local-interfaces\ninterfaces: { mesh: { device: nope0 } }\ncapabilities: {}\n',
  );
  const table = readFileSync(join(projectRoot(), 'suites', 'spec-table.yaml'), 'utf8');
  writeFileSync(at('spec.yaml'), table.replace(/comparison: .*/, 'comparison: about'));
  writeFileSync(at('pics.yaml'), 'PICS_CMN_CMN_ChargingMode: [dC]\n');
  writeFileSync(at('empty.pcap'), '');
  mkdirSync(at('no-run'));
}

interface Row {
  readonly what: string;
  readonly args: readonly string[];
  readonly code: string;
  /** 1 fail, 3 harness or bench, 4 usage. */
  readonly exit: 1 | 3 | 4;
  /** Must stand in what is printed: the place above all. */
  readonly names: RegExp;
}

const gateway = (file: string) => ['gateway', '--check', '--config', at(file)];
const run = (...args: readonly string[]) => ['run', '--quiet', '--reports', at('reports'), ...args];

const rows: readonly Row[] = [
  {
    what: 'a bench file with an unknown driver',
    args: run('--bench', at('bench.yaml')),
    code: 'BENCH-005',
    exit: 4,
    names: /bench\.yaml:5:13/,
  },
  {
    what: 'half a bench file',
    args: run('--bench', at('bench-half.yaml')),
    code: 'BENCH-004',
    exit: 4,
    names: /bench-half\.yaml:\d+:\d+/,
  },
  { what: 'no bench file', args: run('--bench', at('none.yaml')), code: 'BENCH-003', exit: 4, names: /none\.yaml/ },
  {
    what: 'a bench whose interface is not there',
    args: run('--bench', at('bench-nope.yaml')),
    code: 'BENCH-012',
    exit: 3,
    names: /nope0/,
  },
  {
    what: 'a spec table with an unknown comparison',
    args: run('--spec-table', at('spec.yaml')),
    code: 'JUDGE-001',
    exit: 4,
    names: /line \d+, column \d+/,
  },
  {
    what: 'no spec table',
    args: run('--spec-table', at('none.yaml')),
    code: 'JUDGE-001',
    exit: 4,
    names: /none\.yaml/,
  },
  {
    what: 'PICS that are no plain values',
    args: run('--pics', at('pics.yaml')),
    code: 'SUITES-002',
    exit: 4,
    names: /PICS_CMN_CMN_ChargingMode/,
  },
  {
    what: 'an unknown project',
    args: run('--project', 'iso15118-3'),
    code: 'CLI-002',
    exit: 4,
    names: /iso15118-3.*iso15118-2-dc-tcp/,
  },
  {
    what: 'a signing key that others can read',
    args: run('--key', at('open.key'), '--chain', at('pki/secc.chain.pem')),
    code: 'REPORTERS-002',
    exit: 4,
    names: /0644/,
  },
  {
    what: 'a signing key without its chain',
    args: run('--key', at('open.key')),
    code: 'CLI-001',
    exit: 4,
    names: /chain/,
  },
  { what: 'an option that there is not', args: run('--verbose-please'), code: 'CLI-001', exit: 4, names: /verbose/ },
  {
    what: 'a reports folder below a file',
    args: ['run', '--quiet', '--reports', at('garbage/x')],
    code: 'RECORD-001',
    exit: 3,
    names: /garbage/,
  },
  {
    what: 'a gateway certificate that has expired',
    args: gateway('expired.yaml'),
    code: 'GATEWAY-012',
    exit: 3,
    names: /secc-expired\.chain\.pem/,
  },
  {
    what: 'a gateway certificate that is missing',
    args: gateway('no-chain.yaml'),
    code: 'GATEWAY-010',
    exit: 3,
    names: /none\.pem/,
  },
  {
    what: 'a gateway key that is missing',
    args: gateway('no-key.yaml'),
    code: 'GATEWAY-016',
    exit: 3,
    names: /none\.pem/,
  },
  {
    what: 'a gateway key that is garbage',
    args: gateway('garbage-key.yaml'),
    code: 'GATEWAY-016',
    exit: 3,
    names: /garbage/,
  },
  {
    what: 'a gateway key that others can read',
    args: gateway('open-key.yaml'),
    code: 'GATEWAY-014',
    exit: 3,
    names: /0644/,
  },
  {
    what: 'a gateway key of another certificate',
    args: gateway('other-key.yaml'),
    code: 'GATEWAY-015',
    exit: 3,
    names: /contract\.key\.pem/,
  },
  {
    what: 'a gateway on an interface that is not there',
    args: gateway('no-interface.yaml'),
    code: 'GATEWAY-020',
    exit: 3,
    names: /nope0/,
  },
  {
    what: 'a gateway configuration with an unknown field',
    args: gateway('unknown-field.yaml'),
    code: 'GATEWAY-003',
    exit: 4,
    names: /unknown-field\.yaml:4:\d+/,
  },
  {
    what: 'garbage as a capture',
    args: ['decode', at('garbage')],
    code: 'PROBES-002',
    exit: 4,
    names: /neither pcap nor pcapng/,
  },
  { what: 'an empty capture', args: ['decode', at('empty.pcap')], code: 'PROBES-002', exit: 4, names: /empty/ },
  { what: 'a message that is no hex', args: ['exi', 'decode', 'iso2', 'xyz'], code: 'CLI-010', exit: 4, names: /xyz/ },
  {
    what: 'an unknown message set',
    args: ['exi', 'decode', 'iso3', '80'],
    code: 'MESSAGES-002',
    exit: 4,
    names: /iso2/,
  },
  { what: 'a folder without a record', args: ['verify', at('no-run')], code: 'RECORD-002', exit: 4, names: /no-run/ },
  {
    what: 'garbage as a certificate',
    args: ['pki', 'show', at('garbage')],
    code: 'PKI-002',
    exit: 4,
    names: /garbage/,
  },
  {
    what: 'a chain that has expired',
    args: ['pki', 'check', at('pki/bad/secc-expired.chain.pem'), '--root', at('pki/v2g-root.cert.pem')],
    code: 'PKI-005',
    exit: 1,
    names: /secc-expired/,
  },
];

describe('bad input: a stable code, the place, a cure, the exit code', { concurrency: 3 }, () => {
  before(writeInputs);
  after(() => rmSync(folder, { recursive: true }));

  for (const { what, args, code, exit, names } of rows) {
    it(`${what} is ${code}`, async () => {
      const ended = await command(args);
      assert.match(ended.stderr, new RegExp(`${code} [^]*\\n {2}cure: \\S`));
      assert.match(ended.stderr, names);
      assert.doesNotMatch(ended.stderr, /\n {4}at /, 'a stack is for nobody who uses it');
      assert.equal(ended.code, exit, ended.stderr);
    });
  }

  it('EXI garbage is a finding of the message, not an error of the tool', async () => {
    const ended = await command(['exi', 'decode', 'iso2', 'ffffff']);
    assert.deepEqual([ended.code, ended.stderr], [1, '']);
    assert.match(ended.stdout, /violation: header-invalid .*bit 0/);
  });

  it('a capture that breaks off is read as far as it goes, and said to break off', async () => {
    const captures = join(projectRoot(), 'fixtures', 'pcaps');
    const whole = readFileSync(join(captures, 'iso2-dc.pcap'));
    writeFileSync(at('short.pcap'), whole.subarray(0, Math.floor(whole.length / 2) + 3));
    const ended = await command(['decode', at('short.pcap')]);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /the file breaks off.*capture-truncated/);
  });
});
