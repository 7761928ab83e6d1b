import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { decodeSep2, encodeSep2, type Sep2Fault, sep2MediaTypes } from '../../../src/messages/sep2/codec.js';
import { sep2Samples } from '../../support/sep2-samples.js';

const xml = (text: string) => decodeSep2(new TextEncoder().encode(text), sep2MediaTypes.xml);
const text = (octets: Uint8Array) => new TextDecoder().decode(octets);
const rules = (decoded: ReturnType<typeof xml>) => decoded.violations.map(({ rule, path }) => `${rule} ${path}`);

for (const { resource, value } of sep2Samples) {
  test(`${resource} comes back from XML and EXI as it went`, () => {
    for (const form of ['xml', 'exi'] as const) {
      const decoded = decodeSep2(encodeSep2(resource, value, { form }), sep2MediaTypes[form]);
      assert.deepEqual(decoded.violations, []);
      assert.deepEqual(decoded.value, value);
      assert.equal(decoded.resource, resource);
      assert.equal(decoded.namespace, 'urn:ieee:std:2030.5:ns');
      assert.equal(decoded.dialect, 'published');
    }
  });
}

test('media types may have parameters; others are refused in words', () => {
  const body = encodeSep2('Time', sep2Samples[1]?.value ?? {});
  assert.deepEqual(decodeSep2(body, 'Application/SEP+XML; charset=utf-8; level=+S1').violations, []);
  const refused = decodeSep2(body, 'text/html');
  assert.deepEqual(rules(refused), ['media-type-unknown ']);
  assert.equal(refused.value, undefined);
});

test('an mRID keeps its leading zeros, a client that drops them is found', () => {
  const value = { mRID: Uint8Array.of(0, 1, 2), DERControlBase: {} };
  const body = encodeSep2('DefaultDERControl', value);
  assert.match(text(body), /<mRID>000102<\/mRID>/);
  const faults: readonly Sep2Fault[] = [{ kind: 'strip-leading-zeros', path: 'DefaultDERControl.mRID' }];
  const stripped = decodeSep2(encodeSep2('DefaultDERControl', value, { faults }), sep2MediaTypes.xml);
  assert.equal(stripped.value?.['mRID'], '102');
  assert.deepEqual(rules(stripped), ['value-type DefaultDERControl.mRID']);
});

test('integers beyond 2^53 are bigint', () => {
  const { value, violations } = xml(
    '<Time xmlns="urn:ieee:std:2030.5:ns"><currentTime>-9223372036854775808</currentTime><dstEndTime>9007199254740991</dstEndTime><dstOffset>0</dstOffset><dstStartTime>0</dstStartTime><quality>7</quality><tzOffset>0</tzOffset></Time>',
  );
  assert.deepEqual(violations, []);
  assert.equal(value?.['currentTime'], -9223372036854775808n);
  assert.equal(value?.['dstEndTime'], 9007199254740991);
});

test('the edition of CSIP-AUS follows from the value, or is asked for', () => {
  const power = { multiplier: 0, value: 1 };
  const base = (extra: object) => ({ mRID: Uint8Array.of(1), DERControlBase: { opModEnergize: true, ...extra } });
  const written = (extra: object, csipAus?: '1.2' | '1.3') =>
    text(encodeSep2('DefaultDERControl', base(extra), csipAus === undefined ? {} : { csipAus }));
  assert.doesNotMatch(written({}), /csipaus/);
  assert.match(
    written({ opModExpLimW: power }),
    / xmlns:csipaus="https:\/\/csipaus.org\/ns"><mRID>.*<csipaus:opModExpLimW>/,
  );
  assert.match(written({ opModStorageTargetW: power }), / xmlns:csipaus="https:\/\/csipaus.org\/ns\/v1.3"/);
  assert.match(written({ opModExpLimW: power }, '1.3'), / xmlns:csipaus="https:\/\/csipaus.org\/ns\/v1.3"/);
  const of12 = encodeSep2('DefaultDERControl', base({ opModStorageTargetW: power }), { csipAus: '1.2', lenient: true });
  assert.doesNotMatch(text(of12), /opModStorageTargetW/);
});

test('an extension that the namespace does not have is reported and kept', () => {
  const decoded = xml(
    '<DERControlBase xmlns="urn:ieee:std:2030.5:ns" xmlns:c="https://csipaus.org/ns"><c:opModGhostW/></DERControlBase>',
  );
  assert.deepEqual(rules(decoded), ['element-undeclared DERControlBase.any[0]']);
  assert.deepEqual(decoded.value, { any: [{ name: '{https://csipaus.org/ns}opModGhostW' }] });
});

test('the draft schema is read and written, and named', () => {
  const value = {
    modesSupported: Uint8Array.of(0),
    rtgA: { multiplier: 0, value: 16 },
    rtgW: { multiplier: 0, value: 3600 },
    type: 83,
  };
  const body = encodeSep2('DERCapability', value, { namespace: 'http://ieee.org/2030.5' });
  assert.match(text(body), /^<DERCapability xmlns="http:\/\/ieee.org\/2030.5">/);
  const decoded = decodeSep2(body, sep2MediaTypes.xml);
  assert.deepEqual(decoded.violations, []);
  assert.deepEqual(decoded.value, value);
  assert.equal(decoded.dialect, 'draft');
});

test('EXI of the draft is read by whoever knows that it is, since nothing in it says so', () => {
  const namespace = 'http://ieee.org/2030.5';
  const value = {
    modesSupported: Uint8Array.of(0),
    rtgA: { multiplier: 0, value: 16 },
    rtgW: { multiplier: 0, value: 1 },
    type: 83,
  };
  const body = encodeSep2('DERCapability', value, { form: 'exi', namespace });
  const decoded = decodeSep2(body, sep2MediaTypes.exi, { dialect: 'draft' });
  assert.deepEqual(decoded, { resource: 'DERCapability', value, namespace, dialect: 'draft', violations: [] });
  assert.ok(decodeSep2(body, sep2MediaTypes.exi).violations.length > 0);
  const time = sep2Samples[1]?.value ?? {};
  const draftTime = encodeSep2('Time', time, { form: 'exi', namespace });
  assert.deepEqual(decodeSep2(draftTime, sep2MediaTypes.exi, { dialect: 'draft' }).value, time);
});

test('an element of the other schema is read and named, in both directions', () => {
  const content = '<modesSupported>00</modesSupported><rtgMaxW><multiplier>0</multiplier><value>5</value></rtgMaxW>';
  const published = xml(
    `<DERCapability xmlns="urn:ieee:std:2030.5:ns">${content}<rtgW><multiplier>1</multiplier><value>2</value></rtgW><type>83</type></DERCapability>`,
  );
  assert.deepEqual(rules(published), ['element-of-other-schema DERCapability.rtgW']);
  assert.match(published.violations[0]?.detail ?? '', /draft schema 2\.0\.4/);
  assert.deepEqual(published.value?.['rtgW'], { multiplier: 1, value: 2 });
  const draft = xml(
    `<DERStatus xmlns="http://ieee.org/2030.5"><alarmStatus>01</alarmStatus><readingTime>1</readingTime></DERStatus>`,
  );
  assert.deepEqual(rules(draft), ['element-of-other-schema DERStatus.alarmStatus']);
  assert.match(draft.violations[0]?.detail ?? '', /published schema 2\.1\.0/);
  assert.deepEqual(draft.value, { alarmStatus: Uint8Array.of(1), readingTime: 1 });
});

test('a namespace of neither schema is said once, the dialect stays open', () => {
  const decoded = xml('<DERStatus xmlns="http://zigbee.org/sep"><readingTime>1</readingTime></DERStatus>');
  assert.deepEqual(rules(decoded), ['namespace-wrong DERStatus']);
  assert.equal(decoded.dialect, undefined);
  assert.deepEqual(decoded.value, { readingTime: 1 });
});

test('a document type declaration is refused', () => {
  const decoded = xml('<!DOCTYPE x [<!ENTITY a "b">]><Time xmlns="urn:ieee:std:2030.5:ns"/>');
  assert.deepEqual(rules(decoded), ['doctype-refused ']);
  assert.equal(decoded.value, undefined);
});

test('limits are the caller’s', () => {
  const body = encodeSep2('Time', sep2Samples[1]?.value ?? {});
  const limits = { maxBytes: 100, maxDepth: 32, maxElements: 100, maxAttributes: 8, maxTextLength: 100 };
  assert.deepEqual(rules(decodeSep2(body, sep2MediaTypes.xml, { limits })), ['document-too-large ']);
});

const refusals: readonly (readonly [what: string, call: () => unknown, code: string, message: RegExp])[] = [
  ['a resource that is none', () => encodeSep2('DERControls', {}), 'MESSAGES-003', /DERControls/],
  [
    'a value that breaks the schema',
    () => encodeSep2('DERControl', { mRID: 'AB' }),
    'MESSAGES-001',
    /^DERControl\.mRID: .*value-type/,
  ],
  ['a missing element', () => encodeSep2('Registration', { pIN: 1 }), 'MESSAGES-001', /dateTimeRegistered is missing/],
  ['the same in EXI', () => encodeSep2('Registration', { pIN: 1 }, { form: 'exi' }), 'MESSAGES-001', /Registration/],
  [
    'a fault without a place',
    () =>
      encodeSep2(
        'Registration',
        { dateTimeRegistered: 1, pIN: 1 },
        { faults: [{ kind: 'omit', path: 'Registration.x' }] },
      ),
    'MESSAGES-004',
    /omit at Registration\.x/,
  ],
  [
    'a fault of XML in EXI',
    () =>
      encodeSep2('Registration', { dateTimeRegistered: 1, pIN: 1 }, { form: 'exi', faults: [{ kind: 'malformed' }] }),
    'MESSAGES-004',
    /only XML/,
  ],
];
for (const [what, call, code, message] of refusals) {
  test(`${what} is refused with its code`, () => {
    assert.throws(
      call,
      (error) => error instanceof PlumblineError && error.code === code && message.test(error.message),
    );
  });
}

test('faults and lenient writing let broken values out', () => {
  assert.match(text(encodeSep2('Registration', { pIN: 1 }, { lenient: true })), /<pIN>1<\/pIN>/);
  const faults: readonly Sep2Fault[] = [{ kind: 'omit', path: 'Registration.pIN' }];
  const body = encodeSep2('Registration', { dateTimeRegistered: 1, pIN: 1 }, { faults });
  assert.deepEqual(rules(decodeSep2(body, sep2MediaTypes.xml)), ['element-missing Registration']);
});
