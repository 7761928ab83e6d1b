import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectRoot } from '../../src/base/project-root.js';
import { fixtureCapture } from '../support/captures.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-decode-'));
after(() => rmSync(folder, { recursive: true }));

const main = pathToFileURL(join(projectRoot(), 'dist', 'src', 'cli', 'main.js')).href;

function decode(...args: readonly string[]): {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
} {
  const script = `(await import(${JSON.stringify(main)})).main(['decode', ...process.argv.slice(1)])`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', ...args], { encoding: 'utf8' });
  return { out: run.stdout, err: run.stderr, code: run.status };
}

const fixture = (name: string): string => join(projectRoot(), 'fixtures', 'pcaps', name);

function saved(name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

test('a session is told message by message and ends with an account', () => {
  const { out, err, code } = decode(fixture('iso2-dc.pcap'));
  assert.equal(code, 0, err);
  assert.match(out, /SDP response {2}SECC at \[fe80::[0-9a-f:]+\]:\d+, no security/);
  assert.match(out, /EVCC -> SECC {2}SessionSetupReq {2}#\d+\n {27}EVCCID [0-9A-F]{12}\n/);
  assert.match(out, /EVSEPresentVoltage \d+(\.\d+)? V/);
  assert.match(out, /! answered after 545\.6 ms; the vehicle's message timeout is 0\.25 s \[message-timeout\]/);
  assert.match(out, /Session 1, session-stop\n {2}Session ended with SessionStop \(Terminate\)\.\n/);
  assert.ok(!out.includes('\u001b'));
});

test('a part of it by time or packet, and fields in full', () => {
  const whole = decode(fixture('iso2-ac.pcap'), '--full').out;
  const stop = /^ +([\d.]+) .*SessionStopReq {2}#(\d+)$/m.exec(whole)!;
  for (const from of [stop[1]!, `#${stop[2]}`]) {
    const { out } = decode(fixture('iso2-ac.pcap'), '--from', from);
    assert.match(out, /SessionStopReq/);
    assert.doesNotMatch(out, /PowerDeliveryReq {2}#/);
  }
  assert.doesNotMatch(decode(fixture('iso2-ac.pcap'), '--to', `#${stop[2]}`).out, /SessionStopRes {2}#/);
  assert.equal(whole.match(/as before/), null);
  assert.match(decode(fixture('iso2-ac.pcap')).out, /ChargingStatusRes {2}as before/);
  assert.doesNotMatch(decode(fixture('iso2-ac.pcap'), '--session', '2').out, /SessionSetupReq/);
});

test('the key log beside a capture opens it, and another one can be given', () => {
  const opened = /SessionStopRes.*Session 1, session-stop\n.*decrypted with the key log file\.\n/s;
  assert.match(decode(fixture('iso20-dc-tls.pcap')).out, opened);
  const alone = saved('alone.pcap', fixtureCapture('iso20-dc-tls.pcap'));
  assert.match(decode(alone).out, /Session 1, encrypted\n.*No key log has the secret of this session/s);
  assert.match(decode(alone, '--keylog', fixture('iso20-dc-tls.keylog')).out, opened);
  saved('alone.keylog', fixtureCapture('iso20-dc-tls.keylog'));
  assert.match(decode(alone).out, opened);
  const torn = saved('torn.keylog', fixtureCapture('iso20-dc-tls.keylog').subarray(0, 700));
  const { out, err, code } = decode(alone, '--keylog', torn);
  assert.equal(code, 0);
  assert.match(err, /torn\.keylog: 1 key log lines cannot be read/);
  assert.match(out, /stayed closed: no key log has the secret/);
});

test('a key log without a secret is refused with PROBES-013', () => {
  for (const file of [saved('none.keylog', Buffer.from('# nothing\n')), join(folder, 'missing.keylog')]) {
    const { out, err, code } = decode(fixture('iso20-dc-tls.pcap'), '--keylog', file);
    assert.equal(code, 4);
    assert.equal(out, '');
    assert.match(err, /PROBES-013/);
  }
});

test('the output in docs/decode.md is real', () => {
  const page = readFileSync(join(projectRoot(), 'docs', 'decode.md'), 'utf8');
  const shown = /^\$ plumbline decode (\S+)\n([^`]*)```/m.exec(page)!;
  const real = decode(join(projectRoot(), shown[1]!)).out.split('\n');
  const lines = shown[2]!.trimEnd().split('\n').slice(1);
  assert.ok(lines.length > 20);
  for (const line of lines) assert.ok(line === '...' || real.includes(line), line);
});

/** The shape that docs/decode.md promises. */
const shape = {
  type: 'object',
  required: ['format', 'version', 'file', 'events', 'sessions', 'capture'],
  properties: {
    format: { const: 'plumbline-decode' },
    version: { const: 1 },
    events: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind'],
        oneOf: [
          { properties: { kind: { enum: ['section', 'interface', 'statistics', 'finding'] } } },
          {
            properties: { kind: { const: 'mme' } },
            required: ['packet', 'at', 'atNs', 'source', 'destination', 'mme', 'fields', 'findings'],
          },
          {
            properties: { kind: { const: 'sdp' } },
            required: ['packet', 'at', 'atNs', 'message', 'from', 'to', 'secc', 'security', 'transport', 'findings'],
          },
          {
            properties: { kind: { const: 'connection' } },
            required: ['packet', 'at', 'atNs', 'session', 'what', 'by', 'text', 'findings'],
          },
          { properties: { kind: { const: 'comment' } }, required: ['packet', 'at', 'atNs', 'text'] },
          {
            properties: { kind: { const: 'malformed' } },
            required: ['packet', 'at', 'atNs', 'session', 'from', 'bytes', 'findings'],
          },
          {
            properties: {
              kind: { const: 'message' },
              atNs: { pattern: '^\\d+$' },
              exi: { pattern: '^([0-9a-f]{2})+$' },
            },
            required: [
              ...[
                'packet',
                'at',
                'atNs',
                'firstPacket',
                'session',
                'index',
                'from',
                'direction',
                'sinceStartNs',
                'deltaNs',
              ],
              ...['payloadType', 'schema', 'schemaSource', 'message', 'value', 'exi', 'notes', 'findings'],
            ],
          },
        ],
      },
    },
    sessions: {
      type: 'array',
      items: {
        required: [
          ...[
            'session',
            'vehicle',
            'station',
            'firstPacket',
            'lastPacket',
            'start',
            'durationNs',
            'fromStart',
            'security',
            'tls',
          ],
          ...[
            'protocol',
            'sessionId',
            'messages',
            'messagesWithFindings',
            'lastMessage',
            'ending',
            'endedBy',
            'account',
            'streams',
          ],
        ],
      },
    },
    capture: {
      required: ['packets', 'from', 'to', 'sessions', 'otherConnections', 'lostFragments', 'keyLogs', 'account'],
    },
  },
};

test('--json has the documented shape for every fixture', () => {
  const validate = new Ajv2020({ strict: false }).compile(shape);
  for (const name of ['iso2-ac.pcap', 'iso20-dc.pcap', 'iso2-tls-ac.pcap']) {
    const json = JSON.parse(decode(fixture(name), '--json').out) as { events: { kind: string; value?: unknown }[] };
    assert.ok(validate(json), JSON.stringify(validate.errors?.slice(0, 3)));
  }
  const json = JSON.parse(decode(fixture('iso2-ac.pcap'), '--json').out) as {
    events: { message?: string; value?: unknown }[];
  };
  const setup = json.events.find(({ message }) => message === 'SessionSetupReq');
  assert.match(JSON.stringify(setup?.value), /"SessionSetupReq":\{"EVCCID":"[0-9A-F]{12}"\}/);
});

test('a gzip-compressed capture reads the same', () => {
  const bytes = fixtureCapture('iso2-ac.pcap');
  const plain = decode(saved('a.pcap', bytes), '--json').out.replaceAll('a.pcap', 'x');
  assert.equal(decode(saved('b.gz', gzipSync(bytes)), '--json').out.replaceAll('b.gz', 'x'), plain);
});

const refused: readonly { readonly what: string; readonly file: () => string; readonly code: string }[] = [
  { what: 'a file that is not there', file: () => join(folder, 'none.pcap'), code: 'PROBES-001' },
  { what: 'a folder', file: () => folder, code: 'PROBES-001' },
  { what: 'an empty file', file: () => saved('empty', new Uint8Array(0)), code: 'PROBES-002' },
  { what: 'a text', file: () => saved('text', Buffer.from('EVCCID;SECC\n')), code: 'PROBES-002' },
  { what: 'an archive', file: () => saved('zip', Buffer.from('504b03041400', 'hex')), code: 'PROBES-002' },
];

for (const { what, file, code } of refused) {
  test(`${what} is refused with ${code} and its cure, and nothing on standard output`, () => {
    const run = decode(file());
    assert.equal(run.code, 4);
    assert.equal(run.out, '');
    assert.match(run.err, new RegExp(`^${code} .*\n {2}cure: `));
  });
}

test('wrong options are a usage error', () => {
  for (const args of [['--from', 'soon'], ['--session', '0'], ['--schema', 'iso3'], ['--nonsense']]) {
    const run = decode(fixture('iso2-ac.pcap'), ...args);
    assert.equal(run.code, 4, args.join(' '));
    assert.match(run.err, /^CLI-001 /);
  }
});

test('a capture that breaks off is told up to there, with the offset', () => {
  const { out, code } = decode(saved('cut.pcap', fixtureCapture('iso2-ac.pcap').subarray(0, 4000)));
  assert.equal(code, 0);
  assert.match(
    out,
    /! file offset \d+: the file breaks off: \d+ bytes at the end are not a whole record \[capture-truncated\]/,
  );
  assert.match(out, /there was no SessionStop/);
});

test('control characters in a capture do not reach the terminal', () => {
  const bytes = fixtureCapture('iso2-tls-ac.pcap').slice();
  const name = Buffer.from(bytes).indexOf('fe80::', 0);
  assert.ok(name > 0);
  bytes.set([0x1b, 0x5b, 0x32, 0x4a], name);
  const { out } = decode(saved('escape.pcap', bytes));
  assert.match(out, /server name "\\x1b\[2J/);
  assert.ok(!out.includes('\u001b'));
});
