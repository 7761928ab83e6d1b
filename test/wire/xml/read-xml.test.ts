import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenRules, read } from './sample-xml-set.js';

const item = (content: string) =>
  `<Item xmlns="urn:a" xmlns:x="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</Item>`;
const list = (content: string, head = ' all="1"') =>
  `<List xmlns="urn:a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${head}>${content}</List>`;

test('values have their types', () => {
  const { value, violations } = read(
    item(
      '<id>00aB</id><name> ab </name><count> 7 </count><big>-9007199254740993</big><on>1</on><power unit="W">-3</power><x:limit>5</x:limit>',
    ),
  );
  assert.deepEqual(violations, []);
  assert.deepEqual(value, {
    id: Uint8Array.of(0, 0xab),
    name: ' ab ',
    count: 7,
    big: -9007199254740993n,
    on: true,
    power: { unit: 'W', value: -3 },
    limit: 5,
  });
});

test('what may repeat is an array, a derived type names itself', () => {
  const { value, violations } = read(
    list('<Item><id>01</id><count>1</count></Item><Any xsi:type="Item"><id>02</id><count>2</count></Any>'),
  );
  assert.deepEqual(violations, []);
  assert.deepEqual(value, {
    all: 1,
    Item: [{ id: Uint8Array.of(1), count: 1 }],
    Any: { 'xsi:type': 'Item', id: Uint8Array.of(2), count: 2 },
  });
});

test('a choice takes either branch', () => {
  assert.deepEqual(read('<Either xmlns="urn:a"><right>1</right><last>2</last></Either>').violations, []);
  assert.deepEqual(brokenRules(read('<Either xmlns="urn:a"><left>1</left><right>1</right><last>2</last></Either>')), [
    'element-misplaced Either.right 1:37',
  ]);
});

const broken: readonly (readonly [what: string, text: string, rules: readonly string[], kept: object])[] = [
  ['an odd count of digits', item('<id>ABC</id><count>1</count>'), ['value-type Item.id'], { id: 'ABC', count: 1 }],
  ['digits that are none', item('<id>XY</id><count>1</count>'), ['value-type Item.id'], { id: 'XY', count: 1 }],
  [
    'too many octets',
    item('<id>0102030405</id><count>1</count>'),
    ['length-out-of-range Item.id'],
    { id: Uint8Array.of(1, 2, 3, 4, 5), count: 1 },
  ],
  [
    'a number out of range',
    item('<id>01</id><count>256</count>'),
    ['value-out-of-range Item.count'],
    { id: Uint8Array.of(1), count: 256 },
  ],
  [
    'a number that is none',
    item('<id>01</id><count>1.5</count>'),
    ['value-type Item.count'],
    { id: Uint8Array.of(1), count: '1.5' },
  ],
  [
    'a boolean that is none',
    item('<id>01</id><count>1</count><on>yes</on>'),
    ['value-type Item.on'],
    { id: Uint8Array.of(1), count: 1, on: 'yes' },
  ],
  [
    'a long text',
    item('<id>01</id><name>abcdef</name><count>1</count>'),
    ['length-out-of-range Item.name'],
    { id: Uint8Array.of(1), name: 'abcdef', count: 1 },
  ],
  [
    'a missing element in the middle',
    item('<id>01</id><on>1</on>'),
    ['element-missing Item'],
    { id: Uint8Array.of(1), on: true },
  ],
  ['a missing element at the end', item('<id>01</id>'), ['element-missing Item'], { id: Uint8Array.of(1) }],
  [
    'the wrong order',
    item('<count>1</count><id>01</id>'),
    ['element-misplaced Item.id'],
    { count: 1, id: Uint8Array.of(1) },
  ],
  [
    'an element twice',
    item('<id>01</id><count>1</count><count>2</count>'),
    ['element-repeated Item.any[0]'],
    { id: Uint8Array.of(1), count: 1, any: [{ name: '{urn:a}count', content: ['2'] }] },
  ],
  [
    'an element of nobody',
    item('<id>01</id><count>1</count><x:y z="1">t<x:u/></x:y>'),
    ['element-undeclared Item.any[0]'],
    {
      id: Uint8Array.of(1),
      count: 1,
      any: [{ name: '{urn:x}y', attributes: { z: '1' }, content: ['t', { name: '{urn:x}u' }] }],
    },
  ],
  [
    'a child in the wrong namespace',
    item('<id>01</id><x:count>1</x:count>'),
    ['namespace-wrong Item.count'],
    { id: Uint8Array.of(1), count: 1 },
  ],
  [
    'text between elements',
    item('<id>01</id>stray<count>1</count>'),
    ['text-undeclared Item'],
    { text: ['', 'stray'], id: Uint8Array.of(1), count: 1 },
  ],
  ['an attribute of nobody', list('', ' all="1" more="2"'), ['attribute-undeclared List'], { all: 1, '@more': '2' }],
  ['a missing attribute', list('', ''), ['attribute-missing List'], {}],
  ['a bad attribute', list('', ' all="-1"'), ['value-out-of-range List.all'], { all: -1 }],
  [
    'too many of a list',
    list('<Item><id>01</id><count>1</count></Item>'.repeat(4)),
    ['element-repeated List.Item'],
    { all: 1, Item: Array(4).fill({ id: Uint8Array.of(1), count: 1 }) },
  ],
  [
    'an unknown type',
    list('<Any xsi:type="Ghost"><id>01</id></Any>'),
    ['type-unknown List.Any'],
    { all: 1, Any: { 'xsi:type': 'Ghost', id: Uint8Array.of(1) } },
  ],
  [
    'a type from elsewhere',
    list('<Any xsi:type="List" all="1"/>'),
    ['type-not-derived List.Any'],
    { all: 1, Any: { 'xsi:type': 'List', all: 1 } },
  ],
  [
    'a nil',
    list('<Any xsi:nil="true"><id>01</id></Any>'),
    ['element-nil List.Any'],
    { all: 1, Any: { 'xsi:nil': true, id: Uint8Array.of(1) } },
  ],
];
for (const [what, text, rules, kept] of broken) {
  test(`${what} is reported and kept`, () => {
    const { value, violations } = read(text);
    assert.deepEqual(
      violations.map(({ rule, path }) => `${rule} ${path}`),
      rules,
    );
    assert.deepEqual(value, kept);
    assert.ok(violations.every(({ line, column }) => line >= 1 && column >= 1));
  });
}

test('a violation says line and column', () => {
  const text = '<Item xmlns="urn:a">\n  <id>01</id>\n  <count>300</count>\n</Item>';
  assert.deepEqual(brokenRules(read(text)), ['value-out-of-range Item.count 3:3']);
});

test('a document in a namespace of its own is read, and that is said once', () => {
  const { value, violations } = read('<Item xmlns="urn:other"><id>01</id><count>1</count></Item>');
  assert.deepEqual(
    violations.map(({ rule, path }) => `${rule} ${path}`),
    ['namespace-wrong Item'],
  );
  assert.deepEqual(value, { id: Uint8Array.of(1), count: 1 });
});

test('a root of nobody is kept in a form of its own', () => {
  const { root, value, violations } = read('<Ghost xmlns="urn:g"><a>1</a></Ghost>');
  assert.equal(root, 'Ghost');
  assert.deepEqual(
    violations.map(({ rule }) => rule),
    ['root-unexpected'],
  );
  assert.deepEqual(value, { name: '{urn:g}Ghost', content: [{ name: '{urn:g}a', content: ['1'] }] });
});
