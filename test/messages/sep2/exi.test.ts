import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../../src/base/project-root.js';
import { decodeSep2, encodeSep2, sep2MediaTypes } from '../../../src/messages/sep2/codec.js';
import { sep2Samples } from '../../support/sep2-samples.js';

interface Vectors {
  readonly vectors: readonly { readonly resource: string; readonly exi: string }[];
}

const file = join(projectRoot(), 'test/messages/sep2/exi-vectors.json');
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');
const octets = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const decode = (body: Uint8Array) => decodeSep2(body, sep2MediaTypes.exi);
const encode = (resource: string, value: object) => encodeSep2(resource, value, { form: 'exi' });

test('there is a vector for every sample', () => {
  assert.deepEqual(
    vectors.map(({ resource }) => resource),
    sep2Samples.map(({ resource }) => resource),
  );
});

for (const [index, { resource, exi }] of vectors.entries()) {
  test(`${resource} has the octets of an independent encoder`, () => {
    const value = sep2Samples[index]?.value ?? {};
    assert.equal(hex(encode(resource, value)), exi);
    const decoded = decode(octets(exi));
    assert.deepEqual(decoded.violations, []);
    assert.deepEqual(decoded.value, value);
  });
}

test('the header holds schemaId S1 and nothing else (5.6.3)', () => {
  const header = hex(encode('Registration', { dateTimeRegistered: 1, pIN: 1 })).slice(0, 10);
  // 10 1 00000, then header, common, schemaId, "S1", end: 0 01 10 0, 4, 53, 31, 1.
  assert.equal(header, 'a030114cc6');
});

test('a string that occurred before is a reference, in its own element or anywhere', () => {
  const link = (href: string) => ({ href });
  const once = encode('SelfDevice', {
    sFDI: 1,
    lFDI: octets('01'),
    DeviceStatusLink: link('/a/long/path/1'),
  });
  const twice = encode('SelfDevice', {
    sFDI: 1,
    lFDI: octets('01'),
    DeviceInformationLink: link('/a/long/path/1'),
    DeviceStatusLink: link('/a/long/path/1'),
  });
  assert.ok(twice.length - once.length <= 2, `${twice.length} after ${once.length}`);
  assert.deepEqual(decode(twice).value?.['DeviceStatusLink'], { href: '/a/long/path/1' });
});

const body = encode('Registration', { dateTimeRegistered: 1, pIN: 1 });
const headers: readonly (readonly [what: string, head: string, detail: RegExp, readable: boolean])[] = [
  ['no options', '80', /no options/, false],
  ['another schemaId', 'a030114cca', /schemaId S2 instead of S1/, true],
  ['a version to come', 'a1', /a version of EXI other than 1/, false],
  ['a preview', 'b0', /a version of EXI other than 1/, false],
  ['no EXI at all', '3c', /first two bits/, false],
  // header, strict, then the end: 0 10, the body follows.
  ['strict', 'a048', /the option strict/, false],
];
for (const [what, head, detail, readable] of headers) {
  test(`a header with ${what} is a violation`, () => {
    const changed = octets(head + hex(body).slice(head.length));
    const decoded = decode(changed);
    const found = decoded.violations.find(({ rule }) => rule === 'header-invalid');
    assert.match(found?.detail ?? '', detail);
    if (readable) assert.deepEqual(decoded.value, { dateTimeRegistered: 1, pIN: 1 });
  });
}

test('the cookie is allowed', () => {
  assert.deepEqual(decode(octets(`24455849${hex(body)}`)).value, { dateTimeRegistered: 1, pIN: 1 });
});

test('an extension travels as undeclared content and comes back typed', () => {
  const value = { connectionPointId: 'NMI1', href: '/cp' };
  const point = encode('ConnectionPoint', value);
  const decoded = decode(point);
  assert.deepEqual(decoded.violations, []);
  assert.deepEqual(decoded.value, value);
  assert.equal(decoded.resource, 'ConnectionPoint');
  assert.equal(decoded.namespace, 'https://csipaus.org/ns');
});

test('what breaks the type of an extension is reported with its path', () => {
  const value = {
    doeModesSupported: octets('0102'),
    modesSupported: octets('00'),
    rtgMaxW: { multiplier: 0, value: 1 },
    type: 1,
  };
  const broken = encodeSep2('DERCapability', value, { form: 'exi', lenient: true });
  const { violations } = decode(broken);
  assert.deepEqual(
    violations.map(({ rule, path }) => `${rule} ${path}`),
    ['length-out-of-range DERCapability.doeModesSupported'],
  );
});

test('undeclared content that is no extension stays, and is a violation', () => {
  const value = { dateTimeRegistered: 1, pIN: 1, any: [{ name: '{urn:x}y', content: ['z'] }] };
  const decoded = decode(encodeSep2('Registration', value, { form: 'exi', lenient: true }));
  assert.deepEqual(decoded.value, value);
  assert.deepEqual(
    decoded.violations.map(({ rule }) => rule),
    ['element-undeclared'],
  );
});

test('a type that is not derived from the declared one is a violation', () => {
  const value = { 'xsi:type': 'Registration', dateTimeRegistered: 1, pIN: 1 };
  const notification = { subscribedResource: '/a', Resource: value, status: 0, subscriptionURI: '/s' };
  assert.deepEqual(decode(encode('Notification', notification)).violations, []);
  const list = { all: 1, results: 1, Response: [{ 'xsi:type': 'Registration', dateTimeRegistered: 1, pIN: 1 }] };
  const decoded = decode(encodeSep2('ResponseList', list, { form: 'exi', lenient: true }));
  assert.deepEqual(
    decoded.violations.map(({ rule, path }) => `${rule} ${path}`),
    ['type-substituted ResponseList.Response[0]'],
  );
});

test('every cut of a stream is a violation, and none an exception', () => {
  for (const { exi, resource } of vectors) {
    const whole = octets(exi);
    for (let length = 0; length < whole.length; length++) {
      const { violations } = decode(whole.subarray(0, length));
      assert.ok(violations.length > 0, `${resource} cut to ${length}`);
    }
  }
});
