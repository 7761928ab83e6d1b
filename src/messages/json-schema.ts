import { PlumblineError } from '../base/errors.js';
import type { TypeGrammar } from '../wire/exi/grammar/type-grammar.js';
import type { SimpleType } from '../wire/exi/notation/simple-types.js';
import type { AnyType, Meta, Particle } from '../wire/exi/notation.js';
import { setCodec } from './set-codecs.js';
import { messageSets, type SchemaName } from './sets.js';

type Schema = Record<string, unknown>;

/**
 * The JSON Schema (draft 7) of a message in its JSON form, whole with its envelope. Throws MESSAGES-002 for an unknown
 * set, MESSAGES-003 for an unknown message.
 */
export function jsonSchemaOf(schema: SchemaName, message: string): object {
  const { grammar } = setCodec(schema);
  const { envelope } = messageSets[schema];
  const definitions: Record<string, Schema> = {};
  const writer = new SchemaWriter((type) => grammar.grammarOf(type), definitions);
  const [rootName = message] = envelope;
  const root = grammar.documentElements.find((element) => element.name === rootName);
  const target = grammar.documentElements.find((element) => element.name === message && !element.abstract);
  if (root === undefined || target === undefined) {
    throw new PlumblineError('MESSAGES-003', { detail: `${message} in ${schema}` });
  }
  const whole =
    envelope.length === 0 ? writer.reference(root.type) : writer.enveloped(root.type, envelope.slice(1), message);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `${message} of ${schema}`,
    type: 'object',
    properties: { [rootName]: whole },
    required: [rootName],
    additionalProperties: false,
    definitions,
  };
}

class SchemaWriter {
  private readonly grammarOf: (type: AnyType) => TypeGrammar;
  private readonly definitions: Record<string, Schema>;

  constructor(grammarOf: (type: AnyType) => TypeGrammar, definitions: Record<string, Schema>) {
    this.grammarOf = grammarOf;
    this.definitions = definitions;
  }

  /** Schema of a type; named types go to `definitions` once. */
  reference(type: AnyType): Schema {
    if (type.name === undefined || type.namespace === 'http://www.w3.org/2001/XMLSchema') return this.inline(type);
    if (this.definitions[type.name] === undefined) {
      this.definitions[type.name] = {};
      this.definitions[type.name] = this.inline(type);
    }
    return { $ref: `#/definitions/${type.name}` };
  }

  /** A type of the envelope, narrowed so that it must hold the message. */
  enveloped(type: AnyType, rest: readonly string[], message: string): Schema {
    const [name] = rest;
    const shape = this.inline(type);
    const properties = { ...(shape['properties'] as Record<string, Schema>) };
    const grammar = this.grammarOf(type);
    if (name === undefined) {
      const child = grammar.children.get(message);
      const only = child === undefined ? {} : { [message]: this.reference(child.element.type) };
      return { type: 'object', properties: only, required: [message], additionalProperties: false };
    }
    const child = grammar.children.get(name);
    if (child !== undefined) properties[name] = this.enveloped(child.element.type, rest.slice(1), message);
    return { ...shape, properties };
  }

  private inline(type: AnyType): Schema {
    return type.kind === 'simple' ? simpleSchema(type) : this.complex(type);
  }

  private complex(type: AnyType): Schema {
    const { shape, children, hasWildcard } = this.grammarOf(type);
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const attribute of shape.attributes) {
      properties[attribute.name] = described(simpleSchema(attribute.type), attribute.meta);
      if (attribute.required) required.push(attribute.name);
    }
    if (shape.simple !== undefined) {
      properties['value'] = simpleSchema(shape.simple);
      required.push('value');
    }
    for (const [name, { element, many }] of children) {
      const item = described(this.reference(element.type), element.meta);
      properties[name] = many ? { type: 'array', items: item, ...arrayBounds(shape.group, name) } : item;
    }
    if (shape.group !== undefined) required.push(...requiredNames(shape.group));
    if (shape.mixed) properties['text'] = { type: 'array', items: { type: 'string' } };
    if (hasWildcard) properties['any'] = { type: 'array', items: { type: 'object', required: ['name'] } };
    return described(
      {
        type: 'object',
        properties,
        ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
        additionalProperties: false,
      },
      shape.type.meta,
    );
  }
}

function described(schema: Schema, meta: Meta): Schema {
  const parts = [
    meta.doc,
    meta.unit === undefined ? undefined : `Unit: ${meta.unit}.`,
    meta.clause && `(${meta.clause})`,
  ];
  const description = parts.filter((part) => part !== undefined && part !== '').join(' ');
  if (description === '') return schema;
  // Draft 7 ignores what stands beside $ref, so a described reference is wrapped.
  return '$ref' in schema ? { allOf: [schema], description } : { ...schema, description };
}

/** Elements without which a value cannot be valid: those in sequences that are not optional. */
function requiredNames(particle: Particle): readonly string[] {
  if (particle.occurs.minOccurs === 0) return [];
  if (particle.kind === 'element-particle') return particle.members.length > 0 ? [] : [particle.element.name];
  return particle.kind === 'sequence' ? particle.particles.flatMap(requiredNames) : [];
}

function arrayBounds(particle: Particle | undefined, name: string): Schema {
  if (particle === undefined || particle.kind === 'any') return {};
  if (particle.kind !== 'element-particle') {
    const outer = particle.occurs.maxOccurs ?? 1;
    if (outer !== 1) return {};
    return (
      particle.particles.map((child) => arrayBounds(child, name)).find((found) => Object.keys(found).length > 0) ?? {}
    );
  }
  if (particle.element.name !== name) return {};
  const { minOccurs = 1, maxOccurs = 1 } = particle.occurs;
  return { minItems: Math.max(minOccurs, 1), ...(maxOccurs === 'unbounded' ? {} : { maxItems: maxOccurs }) };
}

function simpleSchema(type: SimpleType): Schema {
  const { facets } = type;
  const lengths = { minLength: facets.length ?? facets.minLength, maxLength: facets.length ?? facets.maxLength };
  switch (type.representation) {
    case 'boolean':
      return described({ type: 'boolean' }, type.meta);
    case 'enumeration':
      return described({ type: 'string', enum: type.values }, type.meta);
    case 'integer':
      return described(integerSchema(facets.minInclusive, facets.maxInclusive), type.meta);
    case 'string':
      return described({ type: 'string', ...defined(lengths) }, type.meta);
    case 'hexBinary': {
      const { minLength = 0, maxLength = '' } = lengths;
      return described({ type: 'string', pattern: `^([0-9A-Fa-f]{2}){${minLength},${maxLength}}$` }, type.meta);
    }
    case 'base64Binary': {
      const { minLength, maxLength } = lengths;
      const inBase64 = (octets: number | undefined) => (octets === undefined ? undefined : Math.ceil(octets / 3) * 4);
      const bounds = defined({ minLength: inBase64(minLength), maxLength: inBase64(maxLength) });
      return described({ type: 'string', contentEncoding: 'base64', ...bounds }, type.meta);
    }
  }
}

/** Bounds beyond 2^53 cannot be written in JSON; such a value may also be a decimal string. */
function integerSchema(min: number | bigint | undefined, max: number | bigint | undefined): Schema {
  const small = (bound: number | bigint | undefined) =>
    bound !== undefined && Number.isSafeInteger(Number(bound)) ? Number(bound) : undefined;
  const number = { type: 'integer', ...defined({ minimum: small(min), maximum: small(max) }) };
  const fits = small(min) !== undefined && small(max) !== undefined;
  return fits ? number : { anyOf: [number, { type: 'string', pattern: '^-?[0-9]+$' }] };
}

function defined(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
