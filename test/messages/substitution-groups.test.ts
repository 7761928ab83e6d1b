import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageSets, schemaNames } from '../../src/messages/sets.js';
import { typeShape } from '../../src/wire/exi/grammar/type-shape.js';
import type { ElementDeclaration, ElementParticle, MessageSet, Particle } from '../../src/wire/exi/notation.js';

function reaches(element: ElementDeclaration, head: ElementDeclaration): boolean {
  const above = element.substitutionGroup;
  return above !== undefined && (above === head || reaches(above, head));
}

function references(particle: Particle): readonly ElementParticle[] {
  if (particle.kind === 'element-particle') return particle.element.global ? [particle] : [];
  return particle.kind === 'any' ? [] : particle.particles.flatMap(references);
}

function allReferences(set: MessageSet): readonly ElementParticle[] {
  const types = [...set.types, ...set.elements.map(({ type }) => type)];
  return types.flatMap((type) => {
    const { group } = typeShape(type);
    return group === undefined ? [] : references(group);
  });
}

for (const schema of schemaNames) {
  test(`every reference of ${schema} lists the whole substitution group of its element`, () => {
    const set: MessageSet = messageSets[schema];
    const found = allReferences(set);
    for (const { element, members } of found) {
      const expected = set.elements.filter((candidate) => reaches(candidate, element)).map(({ name }) => name);
      assert.deepEqual(members.map(({ name }) => name).sort(), expected.sort(), `reference to ${element.name}`);
    }
    if (schema !== 'sap') assert.ok(found.length > 0);
  });
}
