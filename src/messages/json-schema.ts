import { PlumblineError } from '../base/errors.js';
import { typeShape } from '../wire/exi/grammar/type-shape.js';
import type { AnyType, ComplexType, ElementDeclaration, MessageSet } from '../wire/exi/notation.js';
import { contentOf, type Property } from './json-schema-content.js';
import { type JsonSchema, simpleTypeSchema } from './json-schema-simple.js';
import { messageSets, type SchemaName } from './sets.js';

export type { JsonSchema } from './json-schema-simple.js';

/** As {@link messageJsonSchema}, of a set by its name. Throws MESSAGES-003 when the set has no such message. */
export function jsonSchemaOf(schema: SchemaName, message: string): JsonSchema {
  return messageJsonSchema(messageSets[schema], message);
}

/**
 * The JSON Schema (2020-12) of the JSON form of one message, derived from its constant. It covers the whole value from
 * the root: for ISO 15118-2 `{ V2G_Message: { Header, Body: { SessionSetupReq } } }`.
 *
 * @param message name of a message of the set, or of any of its global elements
 * @throws {PlumblineError} MESSAGES-003 when the set has no such element
 */
export function messageJsonSchema(
  set: MessageSet,
  message: string,
  options: { readonly derivedTypes?: boolean } = {},
): JsonSchema {
  const byName = (name: string) => set.elements.find((element) => element.name === name && !element.abstract);
  const element = byName(message);
  if (element === undefined) throw new PlumblineError('MESSAGES-003', { place: set.name, detail: message });
  const writer = new SchemaWriter(options.derivedTypes === true ? basesIn(set) : new Set());
  const [rootName, ...path] = set.envelope;
  const root = rootName === undefined ? undefined : byName(rootName);
  const inEnvelope = root !== undefined && element !== root && reaches(root, path, element);
  const value = inEnvelope
    ? writer.envelope(root, path, element)
    : writer.wrap(element, writer.reference(element.type));
  const clause = element.meta.clause;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:plumbline:message:${set.name}:${message}`,
    title: message,
    ...(clause === undefined ? {} : { description: `Clause ${clause}.` }),
    ...value,
    $defs: Object.fromEntries([...writer.definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Whether `element` can stand at the end of the path below `root`. */
function reaches(root: ElementDeclaration, path: readonly string[], element: ElementDeclaration): boolean {
  let type: AnyType | undefined = root.type;
  for (const step of path) type = type?.kind === 'complex' ? contentOf(type).properties.get(step)?.type : undefined;
  return type?.kind === 'complex' && contentOf(type).properties.has(element.name);
}

/** Attributes that any element may have: xsi:schemaLocation and the like. */
const instanceAttributes = { '^@\\{http://www.w3.org/2001/XMLSchema-instance\\}': { type: 'string' } };

/** The types of a set that others extend. */
function basesIn(set: MessageSet): ReadonlySet<string> {
  const bases = set.types.flatMap((type) => (type.kind === 'complex' ? [type.parts.extends?.name ?? ''] : []));
  return new Set(bases.filter((name) => name !== ''));
}

class SchemaWriter {
  readonly definitions = new Map<string, JsonSchema>();
  private readonly names = new Map<AnyType, string>();
  /** Names of types that a derived one may stand in for, which then says so. */
  private readonly bases: ReadonlySet<string>;

  constructor(bases: ReadonlySet<string>) {
    this.bases = bases;
  }

  /** An object whose only property is the element. */
  wrap(element: ElementDeclaration, content: JsonSchema): JsonSchema {
    return {
      type: 'object',
      properties: { [element.name]: content },
      required: [element.name],
      additionalProperties: false,
    };
  }

  /** The root with its path down to the message; beside the path the types are written as ever. */
  envelope(root: ElementDeclaration, path: readonly string[], message: ElementDeclaration): JsonSchema {
    const descend = (type: AnyType, steps: readonly string[]): JsonSchema => {
      const [step, ...rest] = steps;
      if (step === undefined) return this.wrap(message, this.reference(message.type));
      if (type.kind !== 'complex') return {};
      const inner = contentOf(type).properties.get(step);
      return this.object(type, inner === undefined ? {} : { [step]: descend(inner.type, rest) });
    };
    return this.wrap(root, descend(root.type, path));
  }

  /** A reference to a named type's definition, or the schema of an anonymous type. */
  reference(type: AnyType): JsonSchema {
    if (type.kind === 'simple' && (type.name === undefined || isBuiltIn(type))) return simpleTypeSchema(type);
    const { simple, attributes } = typeShape(type);
    if (type.kind === 'complex' && simple !== undefined && attributes.length === 0) return this.reference(simple);
    if (type.kind === 'complex' && type.name === undefined) return this.object(type);
    let name = this.names.get(type);
    if (name === undefined) {
      name = this.freeName(type.name ?? 'type');
      this.names.set(type, name);
      this.definitions.set(name, {});
      this.definitions.set(name, type.kind === 'simple' ? simpleTypeSchema(type) : this.object(type));
    }
    return { $ref: `#/$defs/${name}` };
  }

  private freeName(name: string): string {
    if (!this.definitions.has(name)) return name;
    let number = 2;
    while (this.definitions.has(`${name}-${number}`)) number++;
    return `${name}-${number}`;
  }

  private object(type: ComplexType, overrides: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
    const content = contentOf(type);
    const properties: Record<string, JsonSchema> = {};
    for (const [name, property] of content.properties) properties[name] = overrides[name] ?? this.property(property);
    if (content.wildcard) properties['any'] = { type: 'array', items: { type: 'object', required: ['name'] } };
    if (content.mixed) properties['text'] = { type: 'array', items: { type: 'string' } };
    const required = [...content.properties].filter(([, property]) => property.required).map(([name]) => name);
    const [first, ...others] = content.rules;
    const rules = first === undefined ? {} : others.length === 0 ? first : { allOf: content.rules };
    const clause = type.meta.clause;
    return {
      type: 'object',
      ...(clause === undefined ? {} : { description: `Clause ${clause}.` }),
      properties,
      ...(required.length === 0 ? {} : { required }),
      ...(this.bases.size === 0 ? {} : { patternProperties: instanceAttributes }),
      additionalProperties: false,
      ...rules,
    };
  }

  private property({ type, items, meta }: Property): JsonSchema {
    const declared = this.reference(type);
    const derived = this.bases.has(type.name ?? '');
    const single = derived ? { anyOf: [declared, { type: 'object', required: ['xsi:type'] }] } : declared;
    const unit = meta.unit === undefined ? undefined : `Unit: ${meta.unit}.`;
    const words = [meta.doc, unit].filter((part) => part !== undefined).join(' ');
    const described = words === '' ? single : { ...single, description: words };
    if (items === undefined) return described;
    return {
      type: 'array',
      items: described,
      minItems: items.min,
      ...(items.max === undefined ? {} : { maxItems: items.max }),
    };
  }
}

function isBuiltIn(type: AnyType): boolean {
  return type.namespace === 'http://www.w3.org/2001/XMLSchema';
}
