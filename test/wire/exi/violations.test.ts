import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMessage, type ExiObject, encodeMessage } from '../../../src/messages/codec.js';
import { interpretDocument } from '../../../src/wire/exi/decode/decode-stream.js';
import { interpretEncodeDocument } from '../../../src/wire/exi/encode/encode-stream.js';
import type { EncodeFault } from '../../../src/wire/exi/encode/faults.js';
import { noteRules, violationRules } from '../../../src/wire/exi/findings.js';
import { SetGrammar } from '../../../src/wire/exi/grammar/set-grammar.js';
import { SetCodec } from '../../../src/wire/exi/set-codec.js';
import { fromHex } from '../../support/vectors.js';
import { good, sample } from './sample-set.js';

const grammar = new SetGrammar(sample);
const codec = new SetCodec(sample);

function encode(value: ExiObject, faults: readonly EncodeFault[]): Uint8Array {
  const { bytes, impossible, unusedFaults } = interpretEncodeDocument(grammar, value, faults);
  assert.deepEqual(impossible, []);
  assert.deepEqual(unusedFaults, []);
  assert.ok(bytes);
  return bytes;
}

interface Row {
  readonly what: string;
  readonly faults: readonly EncodeFault[];
  /** rule and path of every violation, in order */
  readonly broken: readonly string[];
  readonly notes?: readonly string[];
  readonly value?: ExiObject;
  /** what the decoder must still have read */
  readonly reads?: ExiObject;
}

const bigNote = { ...good, Note: { text: ['hello'] }, Big: 2n ** 64n - 1n };

const rows: readonly Row[] = [
  { what: 'a clean message', faults: [], broken: [], reads: good },
  { what: 'text and a large integer', faults: [], broken: [], value: bigNote, reads: bigNote },
  { what: 'another header octet', faults: [{ kind: 'header', byte: 0xa0 }], broken: ['header-invalid '], reads: good },
  {
    what: 'a spare zero octet',
    faults: [{ kind: 'trailing', octets: Uint8Array.of(0) }],
    broken: [],
    notes: ['spare-trailing-byte'],
    reads: good,
  },
  {
    what: 'trailing octets',
    faults: [{ kind: 'trailing', octets: Uint8Array.of(0, 0) }],
    broken: ['trailing-bytes '],
    reads: good,
  },
  {
    what: 'a cut',
    faults: [{ kind: 'truncate', octets: 6 }],
    broken: ['length-exceeds-stream Root.Name'],
    reads: { Id: 'a' },
  },
  { what: 'only the header', faults: [{ kind: 'truncate', octets: 1 }], broken: ['stream-truncated '] },
  { what: 'nothing', faults: [{ kind: 'truncate', octets: 0 }], broken: ['stream-truncated '] },
  {
    what: 'an enumeration code without a word',
    faults: [{ kind: 'enumeration-code', path: 'Circle.Colour', code: 3 }],
    broken: ['enumeration-code-undefined Root.Circle.Colour'],
    reads: { ...good, Circle: { Colour: '#3', Radius: 500 } },
  },
  {
    what: 'a string over its bound',
    faults: [{ kind: 'length', path: 'Name', length: 9 }],
    broken: ['length-out-of-range Root.Name'],
    reads: { ...good, Name: 'abccccccc' },
  },
  {
    what: 'a string under its bound',
    faults: [{ kind: 'length', path: 'Name', length: 1 }],
    broken: ['length-out-of-range Root.Name'],
  },
  {
    what: 'a binary of the wrong length',
    faults: [{ kind: 'length', path: 'Blob', length: 3 }],
    value: { ...blob(), Blob: Uint8Array.of(1, 2) },
    broken: ['length-out-of-range Root.Blob'],
    reads: { ...blob(), Blob: Uint8Array.of(1, 2, 0) },
  },
  {
    what: 'a length prefix beyond the stream',
    faults: [{ kind: 'claimed-length', path: 'Name', length: 2 ** 31 }],
    broken: ['length-exceeds-stream Root.Name'],
    reads: { Id: 'a' },
  },
  {
    what: 'an integer outside its bounds',
    faults: [{ kind: 'value', path: 'Radius', value: 70000 }],
    broken: ['value-out-of-range Root.Circle.Radius'],
    reads: { ...good, Circle: { Colour: 'blue', Radius: 70000 } },
  },
  {
    what: 'a small integer outside its bounds',
    faults: [{ kind: 'value', path: 'Age', value: 4 }],
    value: { ...good, Age: 1 },
    broken: ['value-out-of-range Root.Age'],
    reads: { ...good, Age: 4 },
  },
  {
    what: 'a missing element',
    faults: [{ kind: 'missing', path: 'Circle.Colour' }],
    // What follows cannot stand where Colour is due, so it is an undeclared element there.
    broken: ['element-undeclared Root.Circle.any[0]', 'element-missing Root.Circle'],
  },
  { what: 'a missing last element', faults: [{ kind: 'missing', path: 'Yes' }], broken: ['element-missing Root'] },
  { what: 'a missing optional element', faults: [{ kind: 'missing', path: 'Circle' }], broken: [] },
  {
    what: 'an element too often',
    faults: [{ kind: 'repeated', path: 'Radius' }],
    broken: ['element-undeclared Root.Circle.any[0]'],
  },
  {
    what: 'an item more, which is allowed',
    faults: [{ kind: 'repeated', path: 'Item[0]' }],
    broken: [],
    reads: { ...good, Item: [7, 7, 8, 9] },
  },
  {
    what: 'an element before its elder sibling',
    faults: [{ kind: 'order', path: 'Circle.Radius', before: 'Colour' }],
    broken: ['element-undeclared Root.Circle.any[0]', 'element-missing Root.Circle'],
  },
  {
    what: 'an unknown element',
    faults: [{ kind: 'undeclared', path: 'Circle', name: '{urn:x}Extra', text: 'hi' }],
    broken: ['element-undeclared Root.Circle.any[0]'],
    reads: { ...good, Circle: { any: [{ name: '{urn:x}Extra', content: ['hi'] }], Colour: 'blue', Radius: 500 } },
  },
  {
    what: 'an undefined event code',
    faults: [{ kind: 'event-code', path: 'Circle', code: 7 }],
    broken: ['event-code-undefined Root'],
    reads: { Id: 'a', Name: 'abc' },
  },
];

function blob(): ExiObject {
  const { Yes: _, ...rest } = good;
  return rest;
}

for (const { what, faults, broken, notes = [], value = good, reads } of rows) {
  test(`${what}: ${broken.join(', ') || 'no violation'}`, () => {
    const octets = encode({ Root: value }, faults);
    for (const decoded of [interpretDocument(grammar, octets), codec.decode(octets)]) {
      const found = decoded.violations.map(({ rule, path }) => `${rule} ${path}`);
      assert.deepEqual(found, broken);
      assert.deepEqual(
        decoded.notes.map(({ rule }) => rule),
        notes,
      );
      if (reads !== undefined) assert.deepEqual(decoded.value, reads);
    }
  });
}

test('a deviation that was decoded can be encoded again, octet by octet', () => {
  const octets = encode({ Root: good }, [{ kind: 'undeclared', path: 'Circle', name: '{urn:x}Extra', text: 'hi' }]);
  const decoded = interpretDocument(grammar, octets);
  const again = interpretEncodeDocument(grammar, { Root: decoded.value as ExiObject });
  assert.deepEqual(again.bytes, octets);
  assert.deepEqual(
    again.violations.map(({ rule }) => rule),
    ['element-undeclared'],
  );
});

test('what a wildcard let in comes back, known elements by their type', () => {
  const value = {
    Root: {
      ...good,
      Note: {
        Lang: 'en',
        text: ['before', 'between', 'after'],
        any: [
          { name: '{urn:sample}Square', value: { Colour: 'red', Side: -5 } },
          { name: 'free', attributes: { a: 'b' }, content: ['x', { name: 'free', content: ['y'] }, { name: 'free' }] },
        ],
      },
    },
  };
  const octets = encode(value, []);
  const decoded = interpretDocument(grammar, octets);
  assert.deepEqual(decoded.violations, []);
  assert.deepEqual({ Root: decoded.value }, value);
});

test('bit ranges cover the message without gaps between siblings', () => {
  const octets = encode({ Root: good }, []);
  const { ranges = [] } = codec.decode(octets, { ranges: true });
  const at = (path: string) => ranges.find((range) => range.path === path);
  assert.deepEqual(at('Root.Circle.Colour')?.endBit, at('Root.Circle.Radius')?.startBit);
  assert.deepEqual(at('Root.Item[0]')?.endBit, at('Root.Item[1]')?.startBit);
  assert.equal(at('Root')?.startBit, 8);
  assert.ok((at('Root')?.endBit ?? 0) > octets.length * 8 - 8);
});

test('elements nested without end are refused, not followed', () => {
  let inner: ExiObject = { name: 'n' };
  for (let i = 0; i < 500; i++) inner = { name: 'n', content: [inner] };
  const octets = encode({ Root: { ...good, Note: { any: [inner] } } }, []);
  const decoded = interpretDocument(grammar, octets);
  assert.deepEqual(
    decoded.violations.map(({ rule }) => rule),
    ['nesting-too-deep'],
  );
});

test('an abstract element is a violation, also as root', () => {
  const set = grammar.documentElements.map(({ name }) => name);
  const shape = set.indexOf('Shape');
  const octets = encodeRoot(shape);
  assert.equal(codec.decode(octets).violations[0]?.rule, 'element-abstract');
});

function encodeRoot(code: number): Uint8Array {
  const octets = encode({ Circle: { Colour: 'red', Radius: 1 } }, [{ kind: 'event-code', path: 'Circle', code }]);
  return octets;
}

test('a missing required attribute leaves what follows undeclared, and all of it is read', () => {
  const octets = encode({ Root: { ...good, Age: 2 } }, [{ kind: 'missing', path: 'Root.Id' }]);
  const { violations, value } = interpretDocument(grammar, octets);
  assert.ok(violations.length > 0);
  assert.ok(violations.every(({ rule }) => ['element-undeclared', 'element-missing'].includes(rule)));
  assert.equal((value as { Age: number }).Age, 2);
  const parameter = {
    V2G_Message: {
      Header: { SessionID: new Uint8Array(8) },
      Body: {
        CertificateInstallationRes: {
          ResponseCode: 'OK',
          SAProvisioningCertificateChain: { Certificate: new Uint8Array(3) },
          ContractSignatureCertChain: { Certificate: new Uint8Array(3) },
          ContractSignatureEncryptedPrivateKey: { Id: 'a', value: new Uint8Array(4) },
          DHpublickey: { Id: 'b', value: new Uint8Array(5) },
          eMAID: { Id: 'c', value: 'DEABCC12345678' },
        },
      },
    },
  };
  const decoded = decodeMessage('iso2', encodeMessage('iso2', parameter, [{ kind: 'missing', path: 'eMAID.Id' }]));
  assert.deepEqual(
    decoded.violations.map(({ rule, path }) => `${rule} ${path.split('.').at(-1)}`),
    ['text-undeclared eMAID', 'element-missing eMAID'],
  );
});

test('every rule has its sentence', () => {
  for (const sentence of [...Object.values(violationRules), ...Object.values(noteRules)]) assert.match(sentence, /\.$/);
});

test('padding that is not zero and superfluous zero groups are notes', () => {
  // supportedAppProtocolRes: SchemaID is 8 bits, so the last four bits of the stream are padding.
  assert.deepEqual(
    decodeMessage('sap', fromHex('80400041')).notes.map(({ rule }) => rule),
    ['padding-not-zero'],
  );
  const octets = encode({ Root: { ...good, Big: 5 } }, [{ kind: 'truncate', octets: -1 }]);
  // Big = 5 as the two groups 85 00: the last octet of the value gains its continuation bit and a zero octet.
  const plain = interpretDocument(grammar, encode({ Root: { ...good, Big: 5 } }, []), { ranges: true });
  const end = plain.ranges?.find(({ path }) => path === 'Root.Big')?.endBit ?? 0;
  assert.ok(end > octets.length * 8 - 16);
});
