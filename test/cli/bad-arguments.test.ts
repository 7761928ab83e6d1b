import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it, type TestContext } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { main } from '../../src/cli/main.js';
import { assertWritable, writeOutput } from '../../src/cli/write-output.js';
import { makeTemporaryFolder, temporaryFolder } from '../support/temporary-folder.js';

const folder = makeTemporaryFolder();
const at = (name: string) => join(folder, name);
const capture = join(projectRoot(), 'fixtures', 'pcaps', 'iso2-ac.pcap');
const nowhere = join(folder, 'no-folder', 'file');
const hello = '{"supportedAppProtocolRes":{"ResponseCode":"Failed_NoNegotiation"}}';

mkdirSync(at('folder'));
writeFileSync(at('empty'), '');
writeFileSync(at('half.yaml'), 'a: [1,\n  b: {');
writeFileSync(at('list.yaml'), 'PICS_A: 1\nPICS_B: [1]\n');
writeFileSync(at('known.yaml'), 'a@b: { verdict: fail, issue: x }\nc@d: { verdict: fail }\n');
const exitBefore = process.exitCode;
after(() => {
  process.exitCode = exitBefore;
});

/** One command line: what it says on standard error, and its exit code. */
async function outcome(t: TestContext, argv: readonly string[]): Promise<{ said: string; code: unknown }> {
  const lines: string[] = [];
  t.mock.method(console, 'error', (line: unknown) => lines.push(String(line)));
  t.mock.method(console, 'log', () => undefined);
  process.exitCode = 0;
  const before = process.stdout.listeners('error');
  await main(argv);
  // `main` is made for one command a process.
  for (const one of process.stdout.listeners('error')) {
    if (!before.includes(one)) process.stdout.removeListener('error', one as () => void);
  }
  const code = process.exitCode;
  process.exitCode = exitBefore;
  return { said: lines.join('\n'), code };
}

interface Row {
  readonly argv: readonly string[];
  readonly code: string;
  /** Must stand in what is said: place or name, and where it is of the essence the cure. */
  readonly names: RegExp;
  readonly exit?: 3 | 4;
}

const inject = (...args: readonly string[]) => ['inject', ...args, '--to', '[::1]:9'];
const utility = (...args: readonly string[]) => ['utility', ...args, '--folder', at('no-server')];

const rows: readonly Row[] = [
  { argv: ['nonsense'], code: 'CLI-001', names: /"nonsense"[\s\S]*doctor/ },
  { argv: ['gateway'], code: 'CLI-001', names: /config/ },
  { argv: ['compare', at('folder')], code: 'CLI-001', names: /two run folders/ },
  { argv: ['decode', '--keylog', at('empty'), capture], code: 'CLI-001', names: /put the others before it/ },
  { argv: ['decode', capture, '--session', 'first'], code: 'CLI-001', names: /--session takes a number/ },
  { argv: ['run', '--trials', 'many'], code: 'CLI-001', names: /--trials takes a number/ },
  { argv: ['run', '--trials', '0'], code: 'CLI-001', names: /--trials takes a whole number/ },
  { argv: ['run', '--trials', '2.5'], code: 'CLI-001', names: /--trials takes a whole number/ },
  { argv: ['utility', 'control', '--start-in', 'soon'], code: 'CLI-001', names: /--start-in takes a number/ },
  { argv: inject('80', '--timeout', 'long'), code: 'CLI-001', names: /--timeout takes a number/ },
  { argv: ['slac', 'station', '--seconds', '-1'], code: 'CLI-001', names: /--seconds/ },
  { argv: ['plc', '--modem', 'xx'], code: 'CLI-001', names: /--modem.*"xx"/ },
  { argv: ['bench', 'up', '--driver', 'vm', '--file', at('empty')], code: 'CLI-001', names: /--file or --driver/ },
  { argv: ['list', '--grep', 'a('], code: 'CLI-001', names: /--grep.*a\(/ },
  { argv: ['list', '--grep', '/a(/i'], code: 'CLI-001', names: /--grep/ },
  { argv: ['faults', '--list', '--project', 'iso15118-9'], code: 'CLI-022', names: /iso15118-9/ },
  { argv: ['faults', '--project', 'iso15118-9'], code: 'CLI-022', names: /iso15118-9/ },
  { argv: ['pics', 'check', '--offline', at('folder')], code: 'SUITES-002', names: /folder: .*EISDIR/ },
  { argv: ['pics', 'check', '--offline', at('none')], code: 'SUITES-002', names: /none: .*there is no such file/ },
  { argv: ['pics', 'check', '--offline', at('half.yaml')], code: 'SUITES-002', names: /half\.yaml:2:\d+: / },
  { argv: ['pics', 'check', '--offline', at('list.yaml')], code: 'SUITES-002', names: /list\.yaml:2:1: .*PICS_B/ },
  { argv: ['pics', 'init', '--offline', '--yes', '--output', nowhere], code: 'CLI-023', names: /no-folder/ },
  { argv: ['exi', 'encode', 'sap', hello, '--out', at('folder')], code: 'CLI-023', names: /folder: / },
  { argv: ['exi', 'encode', 'sap', hello, '--out', nowhere], code: 'CLI-023', names: /no-folder/ },
  { argv: inject(at('empty')), code: 'PROBES-020', names: /empty: .*no message in it/ },
  { argv: inject('[]'), code: 'PROBES-020', names: /no message in it/ },
  {
    argv: inject('01fe80010000000180', '--tls', 'iso15118-20', '--key', at('none'), '--chain', at('none')),
    code: 'PKI-001',
    names: /none/,
    exit: 4,
  },
  { argv: inject('01fe80010000000180', '--tls', '--pki', at('no-pki')), code: 'PKI-001', names: /no-pki/ },
  { argv: utility('status'), code: 'PEERS-030', names: /no-server[\s\S]*plumbline utility start/, exit: 3 },
  { argv: ['utility', 'start', '--config', at('half.yaml')], code: 'PEERS-035', names: /half\.yaml:2:\d+: / },
  { argv: ['verify', folder, '--trust', at('none')], code: 'REPORTERS-007', names: /none/ },
];

describe('an argument that cannot be used: code, place, cure and the exit code of usage, never a stack trace', () => {
  for (const { argv, code, names, exit = 4 } of rows) {
    it(`plumbline ${argv.join(' ').replaceAll(folder, '')}`, async (t) => {
      const { said, code: ended } = await outcome(t, argv);
      assert.ok(said.startsWith(`${code} `), said);
      assert.match(said, names);
      assert.match(said, /\n {2}cure: ./);
      assert.doesNotMatch(said, /^\s+at /m);
      assert.equal(ended, exit);
    });
  }

  it('a session that the capture does not hold is told', async (t) => {
    t.mock.method(process.stdout, 'write', () => true);
    const { said } = await outcome(t, ['decode', capture, '--session', '9']);
    assert.match(said, /there is no session 9: the capture holds 1/);
  });

  it('known results that cannot be written, or not be read, are refused before the run', async (t) => {
    const reports = join(temporaryFolder(t), 'reports');
    for (const [file, code] of [
      [nowhere, 'CLI-023'],
      [at('folder'), 'CLI-023'],
      [at('known.yaml'), 'SUITES-004'],
    ] as const) {
      const { said, code: ended } = await outcome(t, ['run', '--reports', reports, '--write-expected', file]);
      assert.ok(said.startsWith(`${code} `), said);
      assert.equal(ended, 4);
    }
    const { said } = await outcome(t, ['run', '--reports', reports, '--write-expected', at('known.yaml')]);
    assert.match(said, /known\.yaml:2:1: .*issue is missing/);
  });
});

describe('a file that was asked for', () => {
  it('can be written where its folder is there, and asking does not make or change it', (t) => {
    const file = join(temporaryFolder(t), 'out');
    assertWritable(file);
    assert.equal(existsSync(file), false);
    writeOutput(file, 'text');
    assertWritable(file);
    writeOutput(file, 'text');
  });
});
