import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { importSchema } from '../../../src/messages/schema-import/import-schema.js';
import { readSchema } from '../../../src/messages/schema-import/read-schema.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { schemaDocument, writeSchemas } from './sample-schema.js';

const other = (content: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:b">${content}</xs:schema>`;

test('imports are found beside the file, in its parent, and among the given files', (t) => {
  for (const place of ['one/b.xsd', 'b.xsd', 'elsewhere/b.xsd']) {
    const folder = temporaryFolder(t);
    writeSchemas(folder, {
      'one/a.xsd': schemaDocument('<xs:import namespace="urn:b" schemaLocation="b.xsd"/>'),
      [place]: other('<xs:element name="E" type="xs:byte"/>'),
    });
    const given = place.startsWith('elsewhere') ? [join(folder, place)] : [];
    const model = readSchema([join(folder, 'one/a.xsd'), ...given]);
    assert.deepEqual(model.namespaces, ['urn:a', 'urn:b'], place);
    assert.ok(model.elements.has('{urn:b}E'), place);
  }
});

test('an import without a location is found by its namespace among the given files', (t) => {
  const folder = temporaryFolder(t);
  writeSchemas(folder, {
    'a.xsd': schemaDocument('<xs:import namespace="urn:b"/>'),
    'z.xsd': other('<xs:element name="E" type="xs:byte"/>'),
  });
  assert.ok(readSchema([folder]).elements.has('{urn:b}E'));
});

test('files that import each other are read once', (t) => {
  const folder = temporaryFolder(t);
  writeSchemas(folder, {
    'a.xsd': schemaDocument('<xs:import namespace="urn:b" schemaLocation="b.xsd"/>'),
    'b.xsd': other('<xs:import namespace="urn:a" schemaLocation="a.xsd"/><xs:element name="E" type="xs:byte"/>'),
  });
  assert.equal(readSchema([join(folder, 'a.xsd')]).files.length, 2);
});

test('an included file without a namespace takes that of the file that includes it', (t) => {
  const folder = temporaryFolder(t);
  const types =
    '<xs:simpleType name="T"><xs:restriction base="xs:byte"/></xs:simpleType><xs:element name="I" type="T"/>';
  writeSchemas(folder, {
    'a.xsd': schemaDocument('<xs:include schemaLocation="types.xsd"/><xs:element name="E" type="a:T"/>'),
    'types.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${types}</xs:schema>`,
  });
  const model = readSchema([join(folder, 'a.xsd')]);
  assert.deepEqual([...model.elements.keys()].sort(), ['{urn:a}E', '{urn:a}I']);
  assert.deepEqual([...model.types.keys()], ['{urn:a}T']);
});

test('attributes and local elements carry the namespace where the schema says so', (t) => {
  const content = `<xs:complexType name="T"><xs:sequence><xs:element name="x" type="xs:byte"/></xs:sequence>
    <xs:attribute name="Id" type="xs:ID"/></xs:complexType>`;
  const table = [
    ['', '', ''],
    ['elementFormDefault="qualified"', 'urn:a', ''],
    ['elementFormDefault="qualified" attributeFormDefault="qualified"', 'urn:a', 'urn:a'],
  ] as const;
  for (const [forms, elementNamespace, attributeNamespace] of table) {
    const folder = temporaryFolder(t);
    writeSchemas(folder, { 'a.xsd': schemaDocument(content, forms) });
    const type = readSchema([folder]).types.get('{urn:a}T');
    assert.ok(type?.kind === 'complex' && type.content.kind === 'particle');
    const group = type.content.particle.term;
    assert.ok(group.kind === 'sequence');
    const [element] = group.particles;
    assert.ok(element?.term.kind === 'element');
    assert.equal(element.term.name.ns, elementNamespace, forms);
    assert.equal(type.attributes[0]?.name.ns, attributeNamespace, forms);
  }
});

test('comments and annotations of the publisher go no further than the XML', (t) => {
  const folder = temporaryFolder(t);
  const remark = '<xs:annotation><xs:documentation>prose</xs:documentation></xs:annotation>';
  writeSchemas(folder, {
    'a.xsd': schemaDocument(`<!-- prose --><xs:simpleType name="T">${remark}<xs:restriction base="xs:string">
      <xs:enumeration value="A">${remark}</xs:enumeration></xs:restriction></xs:simpleType>`),
  });
  const { types } = readSchema([folder]);
  assert.ok(!JSON.stringify([...types.values()]).includes('prose'));
});

test('an element cannot join the substitution group of a choice that a used folder has written already', (t) => {
  const folder = temporaryFolder(t);
  writeSchemas(folder, {
    'a.xsd': schemaDocument(
      '<xs:import namespace="urn:b" schemaLocation="b.xsd"/><xs:element name="M" type="xs:byte" substitutionGroup="b:H"/>',
      'xmlns:b="urn:b"',
    ),
    'b.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:b" targetNamespace="urn:b">
      <xs:element name="H" type="xs:byte"/>
      <xs:complexType name="T"><xs:sequence><xs:element ref="b:H"/></xs:sequence></xs:complexType></xs:schema>`,
    'out/annotations.yaml': 'uses: { urn:b: { folder: ../b, set: b } }',
  });
  assert.throws(
    () => importSchema({ xsd: [join(folder, 'a.xsd')], name: 'a', out: join(folder, 'out') }),
    (error) =>
      error instanceof PlumblineError && error.code === 'MESSAGES-016' && /M joins .* T of urn:b/.test(error.message),
  );
});
