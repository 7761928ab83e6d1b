import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { importSample } from './sample-schema.js';

/** The constants of a file, without its head and imports. */
function bodyOf(files: ReadonlyMap<string, string>, name: string): string {
  const text = files.get(name);
  assert.ok(text !== undefined, `${name} is not among ${[...files.keys()].join(', ')}`);
  return text.slice(text.indexOf('\n\n') + 2);
}

const cases: readonly { readonly what: string; readonly xsd: string; readonly definition: string }[] = [
  {
    what: 'an enumeration keeps the order of its words',
    xsd: `<xs:simpleType name="T"><xs:restriction base="xs:string">
            <xs:enumeration value="B"/><xs:enumeration value="A"/></xs:restriction></xs:simpleType>`,
    definition: "export const T = a.enumeration('T', ['B', 'A']);\nexport type T = Static<typeof T>;\n",
  },
  {
    what: 'exclusive bounds become inclusive ones',
    xsd: `<xs:simpleType name="T"><xs:restriction base="xs:short">
            <xs:minExclusive value="-5"/><xs:maxExclusive value="5"/></xs:restriction></xs:simpleType>`,
    definition: "export const T = a.simpleType('T', xs.short, { minInclusive: -4, maxInclusive: 4 });\n",
  },
  {
    what: 'bounds beyond 2^53 are bigint',
    xsd: `<xs:simpleType name="T"><xs:restriction base="xs:unsignedLong">
            <xs:maxInclusive value="9007199254740993"/></xs:restriction></xs:simpleType>`,
    definition: "export const T = a.simpleType('T', xs.unsignedLong, { maxInclusive: 9007199254740993n });\n",
  },
  {
    what: 'an extension names its base and says only what it adds',
    xsd: `<xs:complexType name="Base" abstract="true"><xs:sequence><xs:element name="x" type="xs:byte"/></xs:sequence></xs:complexType>
          <xs:complexType name="T"><xs:complexContent><xs:extension base="a:Base">
            <xs:sequence><xs:element name="y" type="xs:byte" minOccurs="0" maxOccurs="24"/></xs:sequence>
            <xs:attribute name="Id" type="xs:ID" use="required"/></xs:extension></xs:complexContent></xs:complexType>`,
    definition: `export const Base = a.complexType('Base', { abstract: true, sequence: [a.element('x', xs.byte)] });
export type Base = Static<typeof Base>;

export const T = a.complexType('T', {
  extends: Base,
  sequence: [a.element('y', xs.byte, { minOccurs: 0, maxOccurs: 24 })],
  attributes: [a.requiredAttribute('Id', xs.ID)],
});
export type T = Static<typeof T>;
`,
  },
  {
    what: 'simple content has its attributes beside it',
    xsd: `<xs:complexType name="T"><xs:simpleContent><xs:extension base="xs:base64Binary">
            <xs:attribute name="Id" type="xs:ID"/></xs:extension></xs:simpleContent></xs:complexType>`,
    definition: `export const T = a.complexType('T', { simpleContent: xs.base64Binary, attributes: [a.attribute('Id', xs.ID)] });
export type T = Static<typeof T>;
`,
  },
  {
    what: 'a reference to a head lists all that stands in for it, abstract ones aside',
    xsd: `<xs:complexType name="V"/>
          <xs:element name="Head" type="a:V" abstract="true"/>
          <xs:element name="Z" type="a:V" substitutionGroup="a:Head"/>
          <xs:element name="Between" type="a:V" abstract="true" substitutionGroup="a:Head"/>
          <xs:element name="B" type="a:V" substitutionGroup="a:Between"/>
          <xs:complexType name="T"><xs:sequence><xs:element ref="a:Head" minOccurs="0"/></xs:sequence></xs:complexType>`,
    definition: 'sequence: [anyOf(Head, [B, Z], { minOccurs: 0 })]',
  },
  {
    what: 'nested groups, wildcards and mixed content',
    xsd: `<xs:complexType name="T" mixed="true"><xs:choice minOccurs="0" maxOccurs="unbounded">
            <xs:sequence minOccurs="0"><xs:element name="p" type="xs:string"/></xs:sequence>
            <xs:any namespace="##other" processContents="lax" maxOccurs="unbounded"/></xs:choice></xs:complexType>`,
    definition: `export const T = a.complexType('T', {
  mixed: true,
  choice: [sequence([a.element('p', xs.string)], { minOccurs: 0 }), any('##other', 'lax', { maxOccurs: 'unbounded' })],
  occurs: { minOccurs: 0, maxOccurs: 'unbounded' },
});
`,
  },
  {
    what: 'named groups and attribute groups are written where they are used',
    xsd: `<xs:group name="G"><xs:sequence><xs:element name="g" type="xs:boolean"/></xs:sequence></xs:group>
          <xs:attributeGroup name="H"><xs:attribute name="h" type="xs:string"/></xs:attributeGroup>
          <xs:complexType name="T"><xs:group ref="a:G" minOccurs="0"/><xs:attributeGroup ref="a:H"/></xs:complexType>`,
    definition: `export const T = a.complexType('T', {
  sequence: [a.element('g', xs.boolean)],
  occurs: { minOccurs: 0 },
  attributes: [a.attribute('h', xs.string)],
});
`,
  },
  {
    what: 'types in place',
    xsd: `<xs:element name="Root"><xs:complexType><xs:sequence><xs:element name="n"><xs:simpleType>
            <xs:restriction base="xs:unsignedInt"><xs:maxInclusive value="86400"/></xs:restriction></xs:simpleType></xs:element>
          </xs:sequence></xs:complexType></xs:element>`,
    definition: `export const Root = a.globalElement(
  'Root',
  a.anonymousType({ sequence: [a.element('n', restriction(xs.unsignedInt, { maxInclusive: 86400 }))] }),
);
`,
  },
  {
    what: 'a name that TypeScript has already',
    xsd: '<xs:element name="Object" type="xs:string"/>',
    definition: "export const ObjectElement = a.globalElement('Object', xs.string);\n",
  },
];

for (const { what, xsd, definition } of cases) {
  test(`definition: ${what}`, (t) => {
    const files = importSample(temporaryFolder(t), xsd);
    assert.ok(
      bodyOf(files, 'datatypes.ts').includes(definition),
      `wanted\n${definition}\nin\n${bodyOf(files, 'datatypes.ts')}`,
    );
  });
}

test('a request, its response and what only they use share a file; what others use too does not', (t) => {
  const files = importSample(
    temporaryFolder(t),
    `<xs:simpleType name="shared"><xs:restriction base="xs:byte"/></xs:simpleType>
     <xs:simpleType name="own"><xs:restriction base="xs:byte"/></xs:simpleType>
     <xs:complexType name="Q"><xs:sequence><xs:element name="s" type="a:shared"/><xs:element name="o" type="a:own"/></xs:sequence></xs:complexType>
     <xs:element name="DC_PingReq" type="a:Q"/>
     <xs:element name="DC_PingRes" type="a:Q"/>
     <xs:element name="OtherReq" type="a:shared"/>`,
  );
  assert.deepEqual([...files.keys()].sort(), [
    'datatypes.ts',
    'dc-ping.ts',
    'index.ts',
    'namespaces.ts',
    'other.ts',
    'sample.ts',
  ]);
  assert.match(
    bodyOf(files, 'dc-ping.ts'),
    /const own = [\s\S]*const Q = [\s\S]*const DC_PingReq = [\s\S]*const DC_PingRes = /,
  );
  assert.match(bodyOf(files, 'datatypes.ts'), /^export const shared = /);
});

test('annotations bring comments, clauses, units, files and the envelope', (t) => {
  const files = importSample(
    temporaryFolder(t),
    `<xs:complexType name="Q"><xs:sequence><xs:element name="delay" type="xs:byte"/></xs:sequence></xs:complexType>
     <xs:element name="PingReq" type="a:Q"/>`,
    `title: A sample
envelope: [Root, Body]
files: { types: [Q] }
notes:
  PingReq: { clause: 8.10, about: Says hello. }
units: { Q.delay: ms }
`,
  );
  assert.equal(
    files.get('ping.ts'),
    `// Made by \`plumbline schema import\`. Schema: A sample. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '${importOf(files.get('ping.ts') ?? '')}';
import { a } from './namespaces.js';
import { Q } from './types.js';

/** Says hello (8.10). */
export const PingReq = a.globalElement('PingReq', Q, { clause: '8.10' });
export type PingReq = Static<typeof PingReq>;
`,
  );
  assert.match(files.get('types.ts') ?? '', /a\.element\('delay', xs\.byte, \{ unit: 'ms' \}\)/);
  assert.match(files.get('sample.ts') ?? '', /envelope: \['Root', 'Body'\]/);
});

test('the same schema gives the same text', (t) => {
  for (const { what, xsd } of cases) {
    const first = importSample(temporaryFolder(t), xsd);
    const second = importSample(temporaryFolder(t), xsd);
    assert.deepEqual([...first], [...second], what);
  }
});

function importOf(text: string): string {
  return /from '(.*notation\.js)'/.exec(text)?.[1] ?? '';
}
