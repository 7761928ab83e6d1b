import type { EncodedStream } from '../../wire/exi/encode/encode-stream.js';
import type { EncodeFault } from '../../wire/exi/encode/faults.js';
import type { Violation } from '../../wire/exi/findings.js';
import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import { SetCodec } from '../../wire/exi/set-codec.js';
import type { StreamProfile } from '../../wire/exi/stream-profile.js';
import { elementTree, generic } from '../../wire/xml/generic-element.js';
import { readTree } from '../../wire/xml/read-xml.js';
import { writeTree } from '../../wire/xml/write-xml.js';
import type { XmlViolation } from '../../wire/xml/xml-findings.js';
import { clarkName, fromClarkName } from '../../wire/xml/xml-tree.js';
import { csipAusFor, publishedEdition } from './editions.js';
import { liftExtensions, lowerExtensions } from './exi-extensions.js';
import {
  type CsipAusEdition,
  csipAusNamespaces,
  draftNamespace,
  prefixes,
  type Sep2Dialect,
} from './namespace-names.js';
import { sep2Sets } from './sep2-sets.js';

/**
 * EXI of IEEE 2030.5 (5.6.3): schema-informed by the published schema, not strict, bit-packed, no compression, unbounded
 * value table; the header carries options, and in them the schemaId `S1` alone.
 */
export const sep2Stream: StreamProfile = { schemaId: 'S1', valueTable: true, derivedTypes: true };

const codecs: { published?: SetCodec; draft?: SetCodec } = {};

/** The one open client of the draft schema names it S1 too, so nothing in the header tells the schemas apart. */
function exiCodec(dialect: Sep2Dialect): SetCodec {
  const set = dialect === 'draft' ? sep2Sets.draft : sep2Sets.published.sep2;
  const codec = codecs[dialect] ?? new SetCodec(set, undefined, sep2Stream);
  codecs[dialect] = codec;
  return codec;
}

export interface ExiReading {
  readonly root: string | undefined;
  readonly namespace: string | undefined;
  readonly value: ExiObject | undefined;
  readonly violations: readonly (Violation | XmlViolation)[];
}

/** Reads an EXI body; extensions of CSIP-AUS become typed. Never throws. */
export function readExi(body: Uint8Array, dialect: Sep2Dialect = 'published'): ExiReading {
  return dialect === 'draft' ? readDraft(body) : readPublished(body);
}

function readDraft(body: Uint8Array): ExiReading {
  const { root, value, violations } = exiCodec('draft').decode(body);
  const known = isObject(value) ? value : undefined;
  return { root, namespace: root === undefined ? undefined : draftNamespace, value: known, violations };
}

function readPublished(body: Uint8Array): ExiReading {
  const { root, value, violations } = exiCodec('published').decode(body);
  const read = { root, namespace: undefined, value: value as ExiObject | undefined, violations };
  if (root === undefined || !isObject(value)) return { ...read, value: undefined };
  const plain = publishedEdition().xml.rootNamed(root);
  // Extensions are undeclared content, so where there is none there are no extensions.
  if (violations.length === 0 || plain === undefined)
    return plain === undefined ? extensionRoot(read, value) : { ...read, namespace: plain.namespace };
  const { xml } = publishedEdition(editionIn(value));
  const lifted = liftExtensions(xml, plain.type, value, root);
  const left = violations.filter((violation) => !isKnown(violation, lifted.known));
  const all = [...left, ...lifted.violations];
  return { root, namespace: plain.namespace, value: lifted.value as ExiObject, violations: all };
}

/** A resource that is an extension itself, such as the ConnectionPoint of CSIP-AUS. */
function extensionRoot(read: ExiReading, value: ExiObject): ExiReading {
  const { namespace, name } = fromClarkName(String(value['name'] ?? ''));
  const { xml } = publishedEdition(editionNamed(namespace));
  if (xml.root(namespace, name) === undefined) return { ...read, namespace };
  const { value: typed, violations } = readTree(xml, elementTree(value));
  const others = read.violations.filter(({ rule }) => rule !== 'root-unexpected');
  return { root: name, namespace, value: isObject(typed) ? typed : undefined, violations: [...others, ...violations] };
}

function isKnown({ rule, path }: Violation, known: ReadonlySet<string>): boolean {
  return (rule === 'element-undeclared' || rule === 'attribute-undeclared') && known.has(path);
}

/** The edition of CSIP-AUS whose elements a value holds as undeclared content. */
function editionIn(value: ExiValue): CsipAusEdition | undefined {
  if (typeof value !== 'object' || value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return firstEdition(value as readonly ExiValue[]);
  const object = value as ExiObject;
  const own = 'name' in object ? editionNamed(fromClarkName(String(object['name'])).namespace) : undefined;
  return own ?? firstEdition(Object.values(object));
}

function firstEdition(items: readonly ExiValue[]): CsipAusEdition | undefined {
  for (const item of items) {
    const found = editionIn(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function editionNamed(namespace: string): CsipAusEdition | undefined {
  if (namespace === csipAusNamespaces['1.3']) return '1.3';
  return namespace === csipAusNamespaces['1.2'] ? '1.2' : undefined;
}

function isObject(value: ExiValue | undefined): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** Writes a resource by the draft schema. */
export function writeDraftExi(resource: string, value: ExiObject): EncodedStream {
  return exiCodec('draft').encode({ [resource]: value });
}

/** Writes a resource; `undefined` bytes only for what EXI cannot carry. */
export function writeExi(
  resource: string,
  value: ExiObject,
  csipAus: CsipAusEdition | undefined = csipAusFor(resource, value),
  faults: readonly EncodeFault[] = [],
): EncodedStream {
  const plain = publishedEdition().xml;
  const { xml } = publishedEdition(csipAus);
  const root = xml.rootNamed(resource);
  if (root === undefined || csipAus === undefined) return exiCodec('published').encode({ [resource]: value }, faults);
  if (plain.rootNamed(resource) === undefined) {
    const tree = writeTree(xml, root, value, { prefixes });
    const name = clarkName(root.namespace, root.name);
    return exiCodec('published').encode({ [name]: tree === undefined ? { name } : generic(tree) }, faults);
  }
  const lowered = lowerExtensions(xml, plain, root.type, value);
  const stream = exiCodec('published').encode({ [resource]: lowered }, faults);
  // What was lowered is undeclared on purpose.
  const violations = stream.violations.filter(
    ({ rule }) => rule !== 'element-undeclared' && rule !== 'attribute-undeclared',
  );
  return { ...stream, violations };
}
