import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExiObject } from '../../../src/wire/exi/notation/values.js';
import type { ElementDeclaration } from '../../../src/wire/exi/notation.js';
import { readXml } from '../../../src/wire/xml/read-xml.js';
import { writeXml, type XmlWriteOptions } from '../../../src/wire/xml/write-xml.js';
import type { XmlFault } from '../../../src/wire/xml/xml-faults.js';
import { sampleXml } from './sample-xml-set.js';

function write(root: string, value: ExiObject, options?: XmlWriteOptions) {
  return writeXml(sampleXml, sampleXml.rootNamed(root) as ElementDeclaration, value, options);
}

const item = { href: '/a?b=1&c="d"', id: Uint8Array.of(0, 0xab), name: '<&>', count: 7, limit: -5 };

test('the form is compact: schema order, namespaces at the root, five entities', () => {
  const reversed = Object.fromEntries(Object.entries(item).reverse());
  const { text, violations } = write('Item', reversed, { prefixes: { 'urn:x': 'x' } });
  assert.deepEqual(violations, []);
  assert.equal(
    text,
    '<Item xmlns="urn:a" xmlns:x="urn:x" href="/a?b=1&amp;c=&quot;d&quot;"><id>00AB</id><name>&lt;&amp;&gt;</name><count>7</count><x:limit>-5</x:limit></Item>',
  );
});

test('what was read is written again, rules broken or not', () => {
  const texts = [
    '<Item xmlns="urn:a"><id>00AB</id><count>7</count></Item>',
    '<List xmlns="urn:a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" all="2"><Any xsi:type="Item"><id>02</id><count>2</count></Any></List>',
    '<Item xmlns="urn:a" xmlns:n1="urn:x"><id>ABC</id><count>x</count><power unit="&#x9;&#xA;&#xD;">1</power><n1:y z="1">t<n1:u/></n1:y></Item>',
    '<Item xmlns="urn:a" more="1"><id/><count>7</count><odd xmlns=""><in/></odd></Item>',
  ];
  for (const text of texts) {
    const { root, value } = readXml(sampleXml, new TextEncoder().encode(text));
    assert.equal(write(root ?? '', value as ExiObject).text, text);
  }
});

test('the order of the value can be kept', () => {
  const value = { count: 1, any: [{ name: '{urn:a}odd' }], id: Uint8Array.of(1) };
  assert.match(write('Item', value, { order: 'value' }).text, /><count>1<\/count><odd\/><id>01<\/id></);
  assert.match(write('Item', value).text, /><id>01<\/id><count>1<\/count><odd\/></);
});

test('a value that breaks the schema is written, and what it breaks is said', () => {
  const { text, violations } = write('List', { Item: [{ id: Uint8Array.of(1, 2, 3, 4, 5), count: 300, ghost: 1 }] });
  assert.match(text, /<id>0102030405<\/id><count>300<\/count>/);
  assert.deepEqual(
    violations.map(({ rule, path }) => `${rule} ${path}`),
    [
      'attribute-missing List',
      'length-out-of-range List.Item[0].id',
      'value-out-of-range List.Item[0].count',
      'name-unknown List.Item[0].ghost',
    ],
  );
});

const value = { all: 1, Item: [{ href: '/1', id: Uint8Array.of(0, 0x0a), count: 1 }] };
const faults: readonly (readonly [fault: XmlFault, expected: string])[] = [
  [
    { kind: 'omit', path: 'List.Item[0].id' },
    '<List xmlns="urn:a" all="1"><Item href="/1"><count>1</count></Item></List>',
  ],
  [
    { kind: 'omit', path: 'List.all' },
    '<List xmlns="urn:a"><Item href="/1"><id>000A</id><count>1</count></Item></List>',
  ],
  [
    { kind: 'duplicate', path: 'List.Item[0].count' },
    '<List xmlns="urn:a" all="1"><Item href="/1"><id>000A</id><count>1</count><count>1</count></Item></List>',
  ],
  [
    { kind: 'rename', path: 'List.Item[0].count', to: 'cuont' },
    '<List xmlns="urn:a" all="1"><Item href="/1"><id>000A</id><cuont>1</cuont></Item></List>',
  ],
  [
    { kind: 'rename', path: 'List.all', to: 'al' },
    '<List xmlns="urn:a" al="1"><Item href="/1"><id>000A</id><count>1</count></Item></List>',
  ],
  [
    { kind: 'text', path: 'List.Item[0].count', text: '-1' },
    '<List xmlns="urn:a" all="1"><Item href="/1"><id>000A</id><count>-1</count></Item></List>',
  ],
  [
    { kind: 'odd-hex', path: 'List.Item[0].id' },
    '<List xmlns="urn:a" all="1"><Item href="/1"><id>000</id><count>1</count></Item></List>',
  ],
  [
    { kind: 'strip-leading-zeros', path: 'List.Item[0].id' },
    '<List xmlns="urn:a" all="1"><Item href="/1"><id>A</id><count>1</count></Item></List>',
  ],
  [
    { kind: 'wrong-namespace' },
    '<List xmlns="urn:a:wrong" all="1"><Item href="/1"><id>000A</id><count>1</count></Item></List>',
  ],
  [
    { kind: 'wrong-namespace', path: 'List.Item[0].id', namespace: 'urn:b' },
    '<List xmlns="urn:a" xmlns:n1="urn:b" all="1"><Item href="/1"><n1:id>000A</n1:id><count>1</count></Item></List>',
  ],
  [{ kind: 'malformed' }, '<List xmlns="urn:a" all="1"><Item href="/1"><id>000A</id><count>1</count></Item>'],
  [{ kind: 'truncate', octets: 20 }, '<List xmlns="urn:a" '],
];
for (const [fault, expected] of faults) {
  test(`fault ${JSON.stringify(fault)} breaks just that`, () => {
    const { text, unusedFaults } = write('List', value, { faults: [fault] });
    assert.equal(text, expected);
    assert.deepEqual(unusedFaults, []);
  });
}

test('a fault that finds no place is given back', () => {
  const fault: XmlFault = { kind: 'omit', path: 'List.Item[7]' };
  assert.deepEqual(write('List', value, { faults: [fault] }).unusedFaults, [fault]);
});
