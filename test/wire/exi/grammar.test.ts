import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iso2 } from '../../../src/messages/iso2/iso2.js';
import { SetGrammar } from '../../../src/wire/exi/grammar/set-grammar.js';
import type { State } from '../../../src/wire/exi/grammar/state.js';
import { NoteType, RootType, sample } from './sample-set.js';

const grammar = new SetGrammar(sample);

function describe(state: State): readonly string[] {
  return state.productions.map((production) => {
    if (production.kind === 'element') return `SE(${production.element.name})`;
    if (production.kind === 'attribute') return `AT(${production.attribute.name})`;
    return { end: 'EE', text: 'CH', 'any-element': 'SE(*)', 'any-attribute': 'AT(*)' }[production.kind];
  });
}

function step(state: State, code: number, counts = [1]): State {
  const production = state.productions[code];
  if (production?.kind === 'attribute' || production?.kind === 'text') return production.next;
  assert.equal(production?.kind, 'element');
  if (production?.kind !== 'element' || !('leaf' in production.to)) throw new Error('no leaf');
  return grammar.grammarOf(RootType).after(production.to.leaf, counts[0] ?? 1);
}

test('attributes come sorted by name, a required one alone (8.5.4.1.3.2)', () => {
  const { start } = grammar.grammarOf(RootType);
  assert.deepEqual(describe(start), ['AT(Age)', 'AT(Id)']);
  assert.deepEqual(describe(step(start, 0)), ['AT(Id)']);
  assert.deepEqual(describe(step(start, 1)), ['SE(Name)']);
});

test('deviations follow the declared productions in the order of 8.5.4.4.1', () => {
  const { start } = grammar.grammarOf(RootType);
  assert.deepEqual(start.deviations, [
    'end',
    'xsi:type',
    'xsi:nil',
    'any-attribute',
    'untyped-attribute',
    'any-element',
    'untyped-text',
  ]);
  assert.deepEqual([start.width, start.deviationWidth, start.attributeWidth], [2, 3, 2]);
  const content = step(start, 1);
  assert.deepEqual(content.deviations, ['end', 'any-attribute', 'untyped-attribute', 'any-element', 'untyped-text']);
  const afterName = step(content, 0);
  assert.deepEqual(afterName.deviations, ['end', 'any-element', 'untyped-text']);
});

test('a substitution group stands in name order, its abstract head with it (8.5.4.1.6)', () => {
  const afterName = step(step(grammar.grammarOf(RootType).start, 1), 0);
  assert.deepEqual(describe(afterName), ['SE(Circle)', 'SE(Shape)', 'SE(Square)', 'SE(Item)']);
  assert.equal(afterName.width, 3);
});

test('2000 repetitions are three states', () => {
  const type = grammar.grammarOf(RootType);
  const item = type.model?.leaves.find(({ particle }) => particle.kind !== 'any' && particle.element.name === 'Item');
  assert.ok(item);
  assert.deepEqual(describe(type.after(item, 1)), ['SE(Item)']);
  assert.deepEqual(describe(type.after(item, 2)), ['SE(Item)', 'SE(Yes)', 'SE(Blob)']);
  assert.deepEqual(describe(type.after(item, 2000)), ['SE(Yes)', 'SE(Blob)']);
  assert.equal(type.after(item, 3), type.after(item, 1999));
});

test('mixed content with a wildcard: elements, end, text', () => {
  const { start } = grammar.grammarOf(NoteType);
  assert.deepEqual(describe(start), ['AT(Lang)', 'SE(*)', 'EE', 'CH']);
});

test('documents and fragments of ISO 15118-2 have the widths that the standard streams show', () => {
  const set = new SetGrammar(iso2);
  assert.equal(
    set.documentElements.findIndex(({ name }) => name === 'V2G_Message'),
    76,
  );
  assert.equal(set.documentWidth, 7);
  assert.equal(set.fragmentWidth, 8);
  const relaxed = set.fragmentElements.filter(({ declaration }) => declaration === undefined).map(({ name }) => name);
  assert.ok(relaxed.includes('eMAID'));
});

test('the string table starts with the names of the set, sorted (appendix D)', () => {
  const { uris, localNames } = grammar.initialNames;
  assert.deepEqual(uris.slice(3), ['http://www.w3.org/2001/XMLSchema', 'urn:sample']);
  assert.equal(localNames.get('http://www.w3.org/2001/XMLSchema')?.length, 46);
  assert.deepEqual(localNames.get('urn:sample')?.slice(0, 4), ['Big', 'Blob', 'Circle', 'CircleType']);
});
