import { PlumblineError } from '../../base/errors.js';
import { isBuiltIn } from './built-in-types.js';
import { keyOf, type QName, xsdNamespace } from './qname.js';
import type { Particle, SchemaModel, TypeDefinition, TypeReference } from './schema-model.js';

/**
 * Makes sure that every name that the schema uses is defined.
 *
 * @throws {PlumblineError} MESSAGES-014 at the component that uses the name
 */
export function checkReferences(model: SchemaModel): void {
  const missing = (place: string, what: string, name: QName): never => {
    throw new PlumblineError('MESSAGES-014', { place, detail: `${what} ${keyOf(name)}` });
  };
  const reference = (type: TypeReference, place: string): void => {
    if (type.kind === 'anonymous') {
      definition(type.type);
      return;
    }
    const known = type.name.ns === xsdNamespace ? isBuiltIn(type.name.local) : model.types.has(keyOf(type.name));
    if (!known) missing(place, 'type', type.name);
  };
  const particle = ({ term }: Particle, place: string): void => {
    if (term.kind === 'element') reference(term.type, place);
    else if (term.kind === 'element-reference') {
      if (!model.elements.has(keyOf(term.name))) missing(place, 'element', term.name);
    } else if (term.kind !== 'any') for (const part of term.particles) particle(part, place);
  };
  const definition = (type: TypeDefinition): void => {
    if (type.kind === 'complex') {
      if (type.derivation !== undefined) reference({ kind: 'named', name: type.derivation.base }, type.place);
      if (type.content.kind === 'simple') reference(type.content.type, type.place);
      if (type.content.kind === 'particle') particle(type.content.particle, type.place);
      for (const use of type.attributes) {
        if (use.type !== undefined) reference(use.type, type.place);
        else if (!model.attributes.has(keyOf(use.name))) missing(type.place, 'attribute', use.name);
      }
    } else if (type.variety.kind === 'restriction') reference(type.variety.base, type.place);
    else if (type.variety.kind === 'list') reference(type.variety.item, type.place);
    else for (const member of type.variety.members) reference(member, type.place);
  };
  for (const element of model.elements.values()) {
    reference(element.type, element.place);
    const head = element.substitutes;
    if (head !== undefined && !model.elements.has(keyOf(head))) missing(element.place, 'element', head);
  }
  for (const attribute of model.attributes.values()) reference(attribute.type, attribute.place);
  for (const type of model.types.values()) definition(type);
  for (const type of model.redefinitions.values()) definition(type);
}
