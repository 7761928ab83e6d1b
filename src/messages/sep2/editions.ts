import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import type { AnyType } from '../../wire/exi/notation.js';
import type { OtherElement } from '../../wire/xml/read-xml.js';
import { SetXml } from '../../wire/xml/set-xml.js';
import type { XmlElement } from '../../wire/xml/xml-tree.js';
import { type CsipAusEdition, csipAusNamespaces, draftNamespace, publishedNamespace } from './namespace-names.js';
import { sep2Sets } from './sep2-sets.js';

/** A schema to read or write by, and what the other one knows of what it does not declare. */
export interface Edition {
  readonly xml: SetXml;
  readonly other: (type: AnyType, child: XmlElement) => OtherElement | undefined;
}

const editions = new Map<string, Edition>();

function edition(key: string, make: () => Edition): Edition {
  let known = editions.get(key);
  if (known === undefined) {
    known = make();
    editions.set(key, known);
  }
  return known;
}

/** The published schema, with the extensions of an edition of CSIP-AUS. */
export function publishedEdition(csipAus?: CsipAusEdition): Edition {
  return edition(`published ${csipAus ?? ''}`, () => {
    const { sep2, csipAus12, csipAus13 } = sep2Sets.published;
    const xml = new SetXml(csipAus === undefined ? sep2 : csipAus === '1.2' ? csipAus12 : csipAus13);
    return { xml, other: otherSchema(xml, publishedNamespace, () => draftEdition().xml, 'the draft schema 2.0.4') };
  });
}

/** The draft schema. CSIP-AUS does not extend it. */
export function draftEdition(): Edition {
  return edition('draft', () => {
    const xml = new SetXml(sep2Sets.draft);
    const theirs = () => publishedEdition().xml;
    return { xml, other: otherSchema(xml, draftNamespace, theirs, 'the published schema 2.1.0') };
  });
}

/** Looks an element up in the type of the same name of the other schema. */
function otherSchema(ours: SetXml, namespace: string, theirs: () => SetXml, name: string): Edition['other'] {
  return (type, child) => {
    if (child.namespace !== namespace || type.name === undefined) return undefined;
    const schema = theirs();
    const theirType = schema.namedType(schema.set.namespaces[0] ?? '', type.name);
    const found = theirType === undefined ? undefined : schema.xmlType(theirType).children.get(child.name);
    if (found === undefined) return undefined;
    const { element, leaf } = found;
    // Read by our type of that name where there is one, since its children carry our namespace.
    const own = ours.namedType(namespace, element.type.name ?? '') ?? element.type;
    return { edition: name, element: { ...element, type: own }, many: leaf.many };
  };
}

/** The schema that a body speaks, by the namespaces that it names. */
export function editionOf(body: Uint8Array): Edition {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.length);
  if (buffer.includes(draftNamespace) && !buffer.includes(publishedNamespace)) return draftEdition();
  const at = buffer.indexOf(csipAusNamespaces['1.2']);
  if (at < 0) return publishedEdition();
  return publishedEdition(buffer.includes(csipAusNamespaces['1.3'], at) ? '1.3' : '1.2');
}

/** The edition of CSIP-AUS that a resource needs; undefined: none. */
export function csipAusFor(resource: string, value: ExiValue): CsipAusEdition | undefined {
  return extensionNames().get(resource) ?? neededBy(value);
}

function neededBy(value: ExiValue): CsipAusEdition | undefined {
  if (typeof value !== 'object' || value instanceof Uint8Array) return undefined;
  let needed: CsipAusEdition | undefined;
  if (Array.isArray(value)) {
    for (const item of value as readonly ExiValue[]) {
      const inner = neededBy(item);
      if (inner === '1.3') return inner;
      needed ??= inner;
    }
    return needed;
  }
  for (const name in value as ExiObject) {
    const inner = extensionNames().get(name) ?? neededBy((value as ExiObject)[name] as ExiValue);
    if (inner === '1.3') return inner;
    needed ??= inner;
  }
  return needed;
}

let names: ReadonlyMap<string, CsipAusEdition> | undefined;

/** The extension elements, each with the first edition that has it. */
function extensionNames(): ReadonlyMap<string, CsipAusEdition> {
  const of = (edition: CsipAusEdition) =>
    publishedEdition(edition)
      .xml.set.elements.filter(({ namespace }) => namespace === csipAusNamespaces[edition])
      .map(({ name }) => [name, edition] as const);
  names ??= new Map([...of('1.3'), ...of('1.2')]);
  return names;
}
