import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { parseHex, readJson } from '../../src/cli/exi/input.js';
import { answerLine, filterLines } from '../../src/cli/exi/line-filter.js';
import { encodeMessage, fromJson, jsonText } from '../../src/messages/codec.js';
import { faultNotation, parseFault } from '../../src/messages/fault-notation.js';
import { noteRules, violationRules } from '../../src/wire/exi/findings.js';
import { fixtureVectors, fromHex, toHex } from '../support/vectors.js';

test('a line is answered with message, json, violations and our encoding', () => {
  assert.deepEqual(JSON.parse(answerLine('sap\t80400040')), {
    message: 'supportedAppProtocolRes',
    json: { supportedAppProtocolRes: { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: 1 } },
    violations: [],
    notes: [],
    exi: '80400040',
  });
});

test('every vector of the fixtures comes back through the filter', () => {
  for (const { schema, message, exi, json } of fixtureVectors()) {
    const answer = JSON.parse(answerLine(`${schema}\t${exi}\r`));
    assert.deepEqual(answer, { message, json, violations: [], notes: [], exi });
  }
});

const badLines: readonly { readonly line: string; readonly error: RegExp }[] = [
  { line: '', error: /schema, tab, hex/ },
  { line: 'iso2 8098', error: /schema, tab, hex/ },
  { line: 'iso3\t8098', error: /MESSAGES-002/ },
  { line: 'iso2\t809', error: /not hex/ },
  { line: 'iso2\tzz', error: /not hex/ },
  { line: 'iso2\t', error: /not hex/ },
  { line: '__proto__\t80', error: /MESSAGES-002/ },
];

for (const { line, error } of badLines) {
  test(`a bad line gives an error object: ${JSON.stringify(line)}`, () => {
    const answer = JSON.parse(answerLine(line));
    assert.match(answer.error, error);
    assert.equal(answer.exi, null);
  });
}

test('what cannot be encoded gives null and the reason', () => {
  const cut = JSON.parse(answerLine('iso2\t80980200'));
  assert.equal(cut.exi, null);
  const rules = cut.violations.map((violation: { rule: string }) => violation.rule);
  assert.deepEqual(rules, ['length-exceeds-stream', 'element-missing']);
  const code = JSON.parse(answerLine('sap\t804c0040'));
  assert.deepEqual(code.json, { supportedAppProtocolRes: { ResponseCode: '#3', SchemaID: 1 } });
  // The code has no word, but it has bits: what was decoded can be sent again.
  assert.equal(code.exi, '804c0040');
});

test('the filter answers line by line, in order, and a bad line does not end it', async () => {
  const chunks = ['sap\t8040', '0040\nnonsense\nsap\t80', '400040\nsap\t80400040'];
  const output = new PassThrough();
  await filterLines(Readable.from(chunks), output);
  output.end();
  const answers = (await output.toArray()).join('').trimEnd().split('\n');
  assert.deepEqual(
    answers.map((answer) => JSON.parse(answer).exi),
    ['80400040', null, '80400040', '80400040'],
  );
});

test('integers beyond 2^53 keep all digits', () => {
  const json = { MeterReading: '18446744073709551615' };
  const value = fromJson('iso2', {
    V2G_Message: {
      Header: { SessionID: '00' },
      Body: {
        MeteringReceiptReq: { SessionID: '00', SAScheduleTupleID: 1, MeterInfo: { MeterID: 'm', ...json } },
      },
    },
  });
  const exi = toHex(encodeMessage('iso2', value));
  assert.match(jsonText('iso2', value), /"MeterReading":"18446744073709551615"[,}]/);
  const answer = answerLine(`iso2\t${exi}`);
  assert.match(answer, /"MeterReading":"18446744073709551615"[,}]/);
  assert.equal(JSON.parse(answer).exi, exi);
});

test('hex may be spaced; anything else is a file', () => {
  assert.deepEqual(parseHex(' 80 40\n0040 '), fromHex('80400040'));
  for (const text of ['', '8', '80x0', 'request.bin']) assert.equal(parseHex(text), undefined);
  assert.throws(() => readJson('/nowhere/at/all'), { code: 'CLI-011' });
  assert.throws(() => readJson('{"a":'), { code: 'CLI-011' });
});

test('every kind of fault is read in the form that the help shows', () => {
  for (const [kind, { form }] of Object.entries(faultNotation)) assert.equal(parseFault(form).kind, kind);
  assert.deepEqual(parseFault('length:Service[1].ServiceName=40'), {
    kind: 'length',
    path: 'Service[1].ServiceName',
    length: 40,
  });
  assert.deepEqual(parseFault('value:TMeter=9223372036854775808'), {
    kind: 'value',
    path: 'TMeter',
    value: 9223372036854775808n,
  });
  for (const text of [
    '',
    'nonsense:X',
    'length:X',
    'length=4',
    'length:X=-1',
    'trailing=0',
    'order:X',
    'missing',
    'header=x',
  ]) {
    assert.throws(() => parseFault(text), { code: 'MESSAGES-005' }, text);
  }
});

test('docs/exi.md lists every rule, note and fault with its sentence', () => {
  const page = readFileSync(join(projectRoot(), 'docs/exi.md'), 'utf8');
  for (const [rule, sentence] of Object.entries({ ...violationRules, ...noteRules })) {
    assert.ok(page.includes(`| \`${rule}\` | ${sentence} |`), rule);
  }
  for (const { form, describe } of Object.values(faultNotation)) {
    assert.ok(page.includes(`| \`${form}\` | ${describe} |`), form);
  }
});

test('--dialect decodes and encodes as libcbv2g does; without it the dialect is found and named', () => {
  const main = JSON.stringify(join(projectRoot(), 'dist/src/cli/main.js'));
  const script = `const { main } = await import(${main}); await main(process.argv.slice(1));`;
  const plumbline = (...args: string[]) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', 'exi', ...args], { encoding: 'utf8' });
  const octets = '800404089119a22ab33bc400a200';
  const found = plumbline('decode', 'iso20.acdp', octets, '--json');
  const { message, dialect, json, violations, notes } = JSON.parse(found.stdout);
  assert.deepEqual([found.status, message, dialect, violations], [0, 'ACDP_DisconnectReq', 'libcbv2g', []]);
  assert.match(notes[0].detail, /^read as libcbv2g writes it; by the schema stream-truncated at ACDP_ConnectRes/);
  const asked = plumbline('decode', 'iso20.acdp', octets, '--dialect', 'libcbv2g');
  assert.match(asked.stdout, /^ACDP_DisconnectReq \(iso20.acdp as libcbv2g writes it, 14 octets\)$/m);
  const fragment = plumbline('decode', 'iso20.acdp', octets, '--dialect', 'libcbv2g', '--fragment');
  assert.match(fragment.stderr, /CLI-001.*fragments have no dialect/);
  const text = JSON.stringify(json);
  assert.equal(plumbline('encode', 'iso20.acdp', text, '--dialect', 'libcbv2g').stdout.trim(), octets);
  assert.equal(plumbline('encode', 'iso20.acdp', text).stdout.trim(), octets.replace(/^8004/, '8008'));
  const unknown = plumbline('encode', 'iso20.acdp', text, '--dialect', 'openv2g');
  assert.deepEqual([unknown.status, unknown.stdout], [4, '']);
  assert.match(unknown.stderr, /MESSAGES-006/);
});
