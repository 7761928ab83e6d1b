import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { parseAnnotations } from '../../../src/messages/schema-import/annotations.js';
import { readSchema } from '../../../src/messages/schema-import/read-schema.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { importSample, schemaDocument, writeSchemas } from './sample-schema.js';

function errorOf(action: () => unknown): PlumblineError {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof PlumblineError, String(error));
    return error;
  }
  return assert.fail('no error');
}

const wrongSchemas: readonly { what: string; xsd: string; code: string; place: RegExp; detail: RegExp }[] = [
  { what: 'no XML', xsd: '<a><b></a>', code: 'MESSAGES-011', place: /sample\.xsd:1:\d+$/, detail: /mismatch/ },
  { what: 'no schema', xsd: '<a/>', code: 'MESSAGES-012', place: /sample\.xsd:1$/, detail: /its root is <a>/ },
  {
    what: 'a missing import',
    xsd: schemaDocument('<xs:import namespace="urn:b" schemaLocation="b.xsd"/>'),
    code: 'MESSAGES-013',
    place: /sample\.xsd:2$/,
    detail: /^b\.xsd$/,
  },
  {
    what: 'an unknown type',
    xsd: schemaDocument('\n<xs:element name="E" type="a:T"/>'),
    code: 'MESSAGES-014',
    place: /sample\.xsd:3$/,
    detail: /type \{urn:a\}T/,
  },
  {
    what: 'a prefix that is not declared',
    xsd: schemaDocument('<xs:element name="E" type="b:T"/>'),
    code: 'MESSAGES-014',
    place: /sample\.xsd:2$/,
    detail: /prefix of "b:T"/,
  },
  {
    what: 'a name twice',
    xsd: schemaDocument('<xs:element name="E" type="xs:byte"/>\n<xs:element name="E" type="xs:byte"/>'),
    code: 'MESSAGES-015',
    place: /sample\.xsd:3$/,
    detail: /\{urn:a\}E/,
  },
  {
    what: 'override',
    xsd: schemaDocument('<xs:override schemaLocation="x.xsd"/>'),
    code: 'MESSAGES-016',
    place: /sample\.xsd:2$/,
    detail: /<override>/,
  },
  {
    what: 'a redefinition of what is not there',
    xsd: schemaDocument('<xs:redefine schemaLocation="x.xsd"/>'),
    code: 'MESSAGES-013',
    place: /sample\.xsd:2$/,
    detail: /x\.xsd/,
  },
];

for (const { what, xsd, code, place, detail } of wrongSchemas) {
  test(`schema with ${what} is refused with its place`, (t) => {
    const folder = temporaryFolder(t);
    writeSchemas(folder, { 'sample.xsd': xsd });
    const error = errorOf(() => readSchema([join(folder, 'sample.xsd')]));
    assert.equal(error.code, code);
    assert.match(error.place ?? '', place);
    assert.match(error.detail ?? '', detail);
    assert.equal(error.exit, 4);
  });
}

const beyondNotation: readonly (readonly [what: string, xsd: string])[] = [
  [
    'a pattern',
    '<xs:simpleType name="T"><xs:restriction base="xs:string"><xs:pattern value="[ab]"/></xs:restriction></xs:simpleType>',
  ],
  ['a list', '<xs:simpleType name="T"><xs:list itemType="xs:byte"/></xs:simpleType>'],
  ['a union', '<xs:simpleType name="T"><xs:union memberTypes="xs:byte xs:string"/></xs:simpleType>'],
  ['a float', '<xs:element name="T" type="xs:float"/>'],
  ['xs:all', '<xs:complexType name="T"><xs:all><xs:element name="x" type="xs:byte"/></xs:all></xs:complexType>'],
  [
    'a nillable element',
    '<xs:complexType name="T"><xs:sequence><xs:element name="x" type="xs:byte" nillable="true"/></xs:sequence></xs:complexType>',
  ],
  [
    'an enumeration of numbers',
    '<xs:simpleType name="T"><xs:restriction base="xs:byte"><xs:enumeration value="1"/></xs:restriction></xs:simpleType>',
  ],
  [
    'a form of its own',
    '<xs:complexType name="T"><xs:sequence><xs:element name="x" type="xs:byte" form="unqualified"/></xs:sequence></xs:complexType>',
  ],
  [
    'a type that contains itself',
    '<xs:complexType name="T"><xs:sequence><xs:element name="x" type="a:T" minOccurs="0"/></xs:sequence></xs:complexType>',
  ],
];

for (const [what, xsd] of beyondNotation) {
  test(`${what} is refused rather than written wrongly`, (t) => {
    const error = errorOf(() => importSample(temporaryFolder(t), xsd));
    assert.equal(error.code, 'MESSAGES-016');
    assert.match(error.place ?? '', /sample\.xsd:\d+$/);
  });
}

const wrongAnnotations: readonly (readonly [what: string, yaml: string, place: RegExp, detail: RegExp])[] = [
  ['broken YAML', 'title: "x', /a\.yaml:1:\d+/, /quote|end/i],
  ['an unknown key', 'titel: x', /a\.yaml:1:1/, /titel/],
  ['a key of the wrong form', 'notes:\n  T: { clausula: 1 }', /a\.yaml:2:8/, /notes\.T .*clausula/],
  ['a bad file name', 'files:\n  Big Name: [T]', /a\.yaml:2:3/, /files .*Big Name/],
];

for (const [what, yaml, place, detail] of wrongAnnotations) {
  test(`annotations with ${what} are refused with their place`, () => {
    const error = errorOf(() => parseAnnotations(yaml, 'a.yaml'));
    assert.equal(error.code, 'MESSAGES-017');
    assert.match(error.place ?? '', place);
    assert.match(error.detail ?? '', detail);
  });
}

const strayAnnotations: readonly (readonly [yaml: string, detail: RegExp])[] = [
  ['notes: { Nothing: { about: x } }', /notes: the schema has no Nothing/],
  ['files: { x: [Nothing] }', /files\.x: the schema has no Nothing/],
  ['units: { nothing: s }', /units: the schema has no field nothing/],
  ['uses: { "urn:b": { folder: ../b, set: b } }', /uses: the schema has no namespace urn:b/],
];

for (const [yaml, detail] of strayAnnotations) {
  test(`annotations about what is not in the schema are refused: ${yaml}`, (t) => {
    const error = errorOf(() => importSample(temporaryFolder(t), '<xs:element name="E" type="xs:byte"/>', yaml));
    assert.equal(error.code, 'MESSAGES-017');
    assert.match(error.detail ?? '', detail);
  });
}

test('files that would use each other are refused with the circle', (t) => {
  const xsd = `<xs:simpleType name="S"><xs:restriction base="xs:byte"/></xs:simpleType>
    <xs:complexType name="T"><xs:sequence><xs:element name="x" type="a:S"/></xs:sequence></xs:complexType>
    <xs:complexType name="U"><xs:sequence><xs:element name="x" type="a:T"/></xs:sequence></xs:complexType>`;
  const error = errorOf(() => importSample(temporaryFolder(t), xsd, 'files: { one: [S, U], two: [T] }'));
  assert.equal(error.code, 'MESSAGES-017');
  assert.match(error.detail ?? '', /one: U -> T in two: T -> S in one/);
});

test('nothing given, nothing found', (t) => {
  const folder = temporaryFolder(t);
  assert.equal(errorOf(() => readSchema([join(folder, 'none')])).code, 'MESSAGES-010');
  assert.equal(errorOf(() => readSchema([folder])).code, 'MESSAGES-010');
  writeFileSync(join(folder, 'notes.txt'), 'x');
  assert.equal(errorOf(() => readSchema([folder])).code, 'MESSAGES-010');
});
