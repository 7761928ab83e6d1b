import { PlumblineError } from '../../base/errors.js';
import type { Annotations } from './annotations.js';
import type { Component } from './component-graph.js';
import type { Particle, SchemaModel, TypeDefinition, TypeReference } from './schema-model.js';

/**
 * Makes sure that every name in the annotations is one of the schema, so that a note does not silently go astray when an
 * edition renames something.
 *
 * @throws {PlumblineError} MESSAGES-017
 */
export function checkAnnotatedNames(
  annotations: Annotations,
  own: readonly Component[],
  model: SchemaModel,
  place: string,
): void {
  const fail = (detail: string): never => {
    throw new PlumblineError('MESSAGES-017', { place, detail });
  };
  const names = new Set(own.map((component) => component.name.local));
  for (const name of Object.keys(annotations.notes ?? {})) {
    if (!names.has(name)) fail(`notes: the schema has no ${name}`);
  }
  for (const namespace of Object.keys(annotations.uses ?? {})) {
    if (!model.namespaces.includes(namespace)) fail(`uses: the schema has no namespace ${namespace}`);
  }
  const fields = new Set<string>();
  for (const type of model.types.values()) collectFields(type, type.name?.local, fields);
  for (const element of model.elements.values()) collectReference(element.type, undefined, fields);
  for (const field of Object.keys(annotations.units ?? {})) {
    if (!fields.has(field)) fail(`units: the schema has no field ${field}`);
  }
}

function collectReference(type: TypeReference, owner: string | undefined, fields: Set<string>): void {
  if (type.kind === 'anonymous') collectFields(type.type, owner, fields);
}

function collectFields(type: TypeDefinition, owner: string | undefined, fields: Set<string>): void {
  if (type.kind !== 'complex' || type.content.kind !== 'particle') return;
  const visit = ({ term }: Particle): void => {
    if (term.kind === 'element') {
      fields.add(term.name.local);
      if (owner !== undefined) fields.add(`${owner}.${term.name.local}`);
      collectReference(term.type, undefined, fields);
    } else if (term.kind === 'sequence' || term.kind === 'choice' || term.kind === 'all') {
      for (const particle of term.particles) visit(particle);
    }
  };
  visit(type.content.particle);
}
