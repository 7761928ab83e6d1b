import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/base/project-root.js';
import { startGateway } from '../gateway/support/test-gateway.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const main = pathToFileURL(join(projectRoot(), 'dist', 'src', 'cli', 'main.js')).href;

interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

function inject(...args: readonly string[]): Promise<Ended> {
  const script = `(await import(${JSON.stringify(main)})).main(['inject', ...process.argv.slice(1)])`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ out, err, code }));
  });
}

const setup =
  '{"V2G_Message":{"Header":{"SessionID":"0000000000000000"},"Body":{"SessionSetupReq":{"EVCCID":"020000000001"}}}}';

test('one message after the handshake, with its answer, for people and for programs', async (t) => {
  const { ready } = await startGateway(t);
  const to = `[::1]:${ready.port}`;
  const { out, err, code } = await inject(setup, '--to', to, '--handshake');
  assert.equal(code, 0, err);
  assert.match(out, /connected to \[::1\]:\d+, no TLS/);
  assert.match(out, /EVCC -> SECC {2}SessionSetupReq {2}#3\n {27}EVCCID 020000000001\n/);
  assert.match(
    out,
    /\+\d+(\.\d+)? ms {2}EVCC <- SECC {2}SessionSetupRes {2}#4\n {27}ResponseCode OK_NewSessionEstablished/,
  );
  assert.match(out, /\n2 sent, 2 answered; the connection is open\.\n$/);
  const json = await inject(setup, '--to', to, '--handshake', '--json');
  const lines = json.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; message?: string; sent?: number });
  assert.deepEqual(
    lines.flatMap(({ kind, message }) => (kind === 'message' ? [message] : [])),
    ['supportedAppProtocolReq', 'supportedAppProtocolRes', 'SessionSetupReq', 'SessionSetupRes'],
  );
  assert.deepEqual(lines.at(-1), { kind: 'outcome', sent: 2, answered: 2, left: 0 });
});

test('a recorded vehicle from a file, with a fault in the message that is meant', async (t) => {
  const { ready } = await startGateway(t);
  const file = join(projectRoot(), 'fixtures', 'pcaps', 'iso2-ac.pcap');
  const fault = 'SessionSetupReq@length:EVCCID=9';
  const { out, code } = await inject(file, '--to', `[::1]:${ready.port}`, '--fault', fault, '--timeout', '300');
  assert.match(out, /SessionSetupReq {2}#3\n(.*\n)? +! .*\[/);
  assert.equal(code, 1, 'messages stayed unanswered');
});

test('hex from a file, and the secrets of the connection for Wireshark', async (t) => {
  const folder = temporaryFolder(t);
  const { ready } = await startGateway(t);
  const file = join(folder, 'frame.hex');
  writeFileSync(file, '01 FE 80 01 00 00 00 02\n80 98\n');
  const { out, code } = await inject(file, '--to', `[::1]:${ready.port}`, '--timeout', '300', '--schema', 'iso2');
  assert.match(out, /1 sent, \d answered/);
  assert.ok(code === 0 || code === 1);
  const keys = join(folder, 'keys.log');
  const refused = await inject(
    file,
    '--schema',
    'iso2',
    '--to',
    `[::1]:${ready.port}`,
    '--tls',
    '--write-keylog',
    keys,
  );
  assert.equal(refused.code, 3);
  assert.match(refused.err, /TRANSPORT-00[123]/);
  assert.ok(!existsSync(keys) || readFileSync(keys, 'latin1').length > 0);
});

const usages: readonly (readonly [what: string, args: readonly string[], code: string])[] = [
  ['no target', [setup], 'CLI-001'],
  ['two targets', [setup, '--to', '[::1]:1', '--sdp', 'lo'], 'CLI-001'],
  ['an address without a port', [setup, '--to', 'fe80::1'], 'CLI-001'],
  ['a profile that is not known', [setup, '--to', '[::1]:1', '--tls', 'ssl3'], 'CLI-001'],
  ['a fault for a message that is not there', [setup, '--to', '[::1]:1', '--fault', '#7@drop'], 'CLI-001'],
  ['a fault that is none', [setup, '--to', '[::1]:1', '--fault', 'nonsense'], 'PROBES-022'],
  ['a file that is not there', ['nowhere.json', '--to', '[::1]:1'], 'CLI-010'],
  ['JSON that is none', ['{"V2G_Message"', '--to', '[::1]:1'], 'CLI-011'],
  ['EXI of an unknown set', ['8098', '--to', '[::1]:1'], 'PROBES-020'],
  ['half an Ethernet frame', ['0102', '--interface', 'lo'], 'PROBES-020'],
];

for (const [what, args, expected] of usages) {
  test(`refused before anything is sent: ${what}`, async () => {
    const { out, err, code } = await inject(...args);
    assert.equal(code, 4, err);
    assert.equal(out, '');
    assert.match(err, new RegExp(expected));
  });
}

test('nobody listens: exit 3 and the transport’s words', async () => {
  const { code, err } = await inject(setup, '--to', '[::1]:9');
  assert.equal(code, 3);
  assert.match(err, /TRANSPORT-001/);
});

test('the help ends in examples', async () => {
  const { out } = await inject('--help');
  assert.match(out, /Examples:\n(?!.*Options:)[\s\S]*plumbline inject slac\.pcapng --interface eth1\s*$/);
});
