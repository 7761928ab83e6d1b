import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  any,
  choice,
  type ExiObject,
  enumerated,
  messageSet,
  namespace,
  ref,
  restriction,
  type Static,
  type StaticRoot,
  sequence,
  xs,
} from '../../../src/wire/exi/notation.js';
import type { Root, RootValue } from './sample-set.js';

const n = namespace('urn:notation', { elements: 'qualified', attributes: 'qualified' });
const plain = namespace('urn:plain');

const ChildType = n.complexType('ChildType', {
  simpleContent: xs.base64Binary,
  attributes: [n.requiredAttribute('Id', xs.ID)],
});
const Child = n.globalElement('Child', ChildType);
const MixedType = n.complexType('MixedType', {
  extends: ChildType,
  mixed: true,
  choice: [n.element('A', xs.boolean), any('##other')],
  occurs: { minOccurs: 0, maxOccurs: 'unbounded' },
});
const ParentType = n.complexType('ParentType', {
  sequence: [
    ref(Child, { maxOccurs: 3 }),
    sequence([n.element('S', xs.string)], { minOccurs: 0 }),
    choice([n.element('X', enumerated(['on', 'off'])), n.element('Y', restriction(xs.int, { maxInclusive: 5 }))]),
    n.element('M', MixedType, { minOccurs: 0 }),
  ],
});

/** Compiles only when the two types are the same. */
type Probe<A> = <T>() => T extends A ? 1 : 2;
type Same<A, B> = Probe<A> extends Probe<B> ? true : false;
const same = <A, B>(proof: Same<A, B>): Same<A, B> => proof;

test('the static type is inferred: optional, repeated, choice, attributes, simple content, mixed', () => {
  type ChildValue = { readonly Id: string; readonly value: Uint8Array };
  same<Static<typeof ChildType>, ChildValue>(true);
  type Parent = Static<typeof ParentType>;
  same<Parent['Child'], readonly ChildValue[]>(true);
  same<Parent['S'], string | undefined>(true);
  same<Parent['X'], 'on' | 'off' | undefined>(true);
  same<Parent['Y'], number | undefined>(true);
  type Mixed = NonNullable<Parent['M']>;
  same<Mixed['A'], readonly boolean[] | undefined>(true);
  same<Mixed['text'], readonly string[] | undefined>(true);
  same<Mixed['any'], readonly ExiObject[] | undefined>(true);
  same<RootValue['Item'], readonly number[]>(true);
  same<RootValue['Big'], number | bigint | undefined>(true);
  same<StaticRoot<typeof Root>['Root']['Id'], string>(true);
  const value: Parent = { Child: [{ Id: 'a', value: Uint8Array.of(1) }], X: 'on' };
  const object: ExiObject = value;
  assert.equal(object, value);
  // @ts-expect-error Child is required
  const missing: Parent = { X: 'on' };
  // @ts-expect-error not a word of the enumeration
  const word: Parent = { Child: [], X: 'none' };
  assert.ok(missing !== word);
});

test('forms decide the namespaces of local names', () => {
  assert.equal(n.element('E', xs.int).element.namespace, 'urn:notation');
  assert.equal(plain.element('E', xs.int).element.namespace, '');
  assert.equal(plain.globalElement('E', xs.int).namespace, 'urn:plain');
  assert.equal(n.attribute('A', xs.ID).namespace, 'urn:notation');
  assert.equal(plain.requiredAttribute('A', xs.ID).namespace, '');
});

test('facets of a restriction add to those of its base', () => {
  const short = n.simpleType('Short', restriction(xs.short, { minInclusive: 0 }), { maxInclusive: 9 });
  assert.deepEqual(short.facets, { minInclusive: 0, maxInclusive: 9 });
  assert.deepEqual([short.name, short.namespace], ['Short', 'urn:notation']);
});

test('a set takes in what it imports, once', () => {
  const base = messageSet('base', { namespaces: [plain], elements: [], types: [] });
  const set = messageSet('set', {
    namespaces: [n, plain],
    elements: [Child],
    types: [ChildType],
    imports: [base, base],
  });
  assert.deepEqual(set.namespaces, ['urn:notation', 'urn:plain']);
  assert.deepEqual(set.envelope, []);
});
