import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { importSchema } from '../../../src/messages/schema-import/import-schema.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { schemaDocument, writeSchemas } from './sample-schema.js';

const xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const published =
  schemaDocument(`<xs:complexType name="T"><xs:sequence><xs:element name="x" type="xs:byte"/></xs:sequence></xs:complexType>
<xs:element name="E" type="a:T"/>`);
const extension = `<xs:schema ${xs} targetNamespace="urn:x"><xs:element name="more" type="xs:int"/></xs:schema>`;
const profile = (content: string) =>
  schemaDocument(`<xs:import namespace="urn:x" schemaLocation="extension.xsd"/>
<xs:redefine schemaLocation="published.xsd">${content}</xs:redefine>`).replace('xmlns:a=', 'xmlns:x="urn:x" xmlns:a=');
const extended = `<xs:complexType name="T"><xs:complexContent><xs:extension base="a:T">
<xs:sequence><xs:element ref="x:more" minOccurs="0"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;

/** The files of a profile under the names that its publisher gives them, which are not those that it refers to. */
function importProfile(folder: string, content: string, annotations: string): ReadonlyMap<string, string> {
  writeSchemas(folder, {
    'core-v9.xsd': profile(content),
    'extension-v9.xsd': extension,
    'published-2.xsd': published,
    'out/annotations.yaml': annotations,
  });
  const xsd = ['core-v9.xsd', 'extension-v9.xsd', 'published-2.xsd'].map((name) => join(folder, name));
  return importSchema({ xsd, name: 'profile', out: join(folder, 'out') });
}

const uses = 'uses:\n  urn:a: { folder: .., set: base, namespace: standard }\n';

test('a redefinition extends the type of its name, and the set lists it apart', (t) => {
  const files = importProfile(temporaryFolder(t), extended, `${uses}namespaces:\n  urn:x: extras\n`);
  assert.deepEqual([...files.keys()].sort(), [
    'datatypes.ts',
    'index.ts',
    'namespaces.ts',
    'profile.ts',
    'redefinitions.ts',
  ]);
  const redefinitions = files.get('redefinitions.ts') ?? '';
  assert.match(redefinitions, /import \{ T \} from '\.\.\/index\.js';/);
  assert.match(redefinitions, /import \{ standard \} from '\.\.\/namespaces\.js';/);
  assert.match(
    redefinitions,
    /export const TRedefinition = standard\.complexType\('T', \{\s*extends: T,\s*sequence: \[ref\(more, \{ minOccurs: 0 \}\)\],?\s*\}\);/,
  );
  const set = files.get('profile.ts') ?? '';
  assert.match(set, /redefinitions: Object\.values\(redefinitions\)/);
  assert.match(set, /definitionsIn\(datatypes\)/);
  assert.match(files.get('namespaces.ts') ?? '', /export const extras = namespace\('urn:x'\);/);
});

test('without a folder that is used, everything is written', (t) => {
  const files = importProfile(temporaryFolder(t), extended, '');
  assert.match(files.get('redefinitions.ts') ?? '', /extends: T,/);
  assert.match(files.get('datatypes.ts') ?? '', /export const T = /);
});

const refused: readonly (readonly [what: string, content: string])[] = [
  ['a simple type', '<xs:simpleType name="T"><xs:restriction base="xs:byte"/></xs:simpleType>'],
  ['a type that does not extend itself', extended.replace('base="a:T"', 'base="a:U"')],
];
for (const [what, content] of refused) {
  test(`a redefinition of ${what} is refused with its place`, (t) => {
    const folder = temporaryFolder(t);
    assert.throws(
      () => importProfile(folder, content, ''),
      (error) =>
        error instanceof PlumblineError && error.code === 'MESSAGES-016' && /core-v9\.xsd:3$/.test(error.place ?? ''),
    );
  });
}
