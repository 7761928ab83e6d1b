import { PlumblineError } from '../../base/errors.js';
import type { ViolationRule } from '../../wire/exi/findings.js';
import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import { readXml, type XmlReadOptions } from '../../wire/xml/read-xml.js';
import { writeXml } from '../../wire/xml/write-xml.js';
import type { XmlFault } from '../../wire/xml/xml-faults.js';
import type { XmlRule } from '../../wire/xml/xml-findings.js';
import type { XmlLimits } from '../../wire/xml/xml-limits.js';
import { csipAusFor, draftEdition, editionOf, publishedEdition } from './editions.js';
import { readExi, writeDraftExi, writeExi } from './exi-form.js';
import { dialectOf, draftNamespace, prefixes, type Sep2Dialect, type Sep2Namespace } from './namespace-names.js';

/*
 * Resources of IEEE 2030.5 in memory, the same for XML and EXI:
 *
 * - A resource is the content of its root element: `{ href: '/derp/1/derc', all: 1, results: 1, DERControl: [{ ... }] }`.
 *   Attributes and elements are plain properties under their names in the schema.
 * - xs:boolean is boolean, integers are number (bigint beyond 2^53), hexBinary is Uint8Array, so an mRID keeps its leading
 *   zeros; strings and URIs are string. What may occur more than once is an array, however often it occurs.
 * - Simple content without attributes is the value itself: `mRID: Uint8Array`, `primacy: 1`.
 * - A derived type in the place of its base names itself: `{ 'xsi:type': 'DERControlList', ... }`; so does simple content
 *   with something beside it: `{ 'xsi:type': ..., value: ... }`.
 * - Extensions of CSIP-AUS (namespace `https://csipaus.org/ns`, `csipaus:` by custom) are properties under their local
 *   names, like the standard's own.
 * - What no schema declares is kept: `any: [{ name: '{namespace}local', attributes?, content? }]`, attributes as
 *   `'@{namespace}local'`, stray text as `text`. A value that is not of its type (an odd count of hexadecimal digits)
 *   stays the string that it was. All of it is written again as it was read.
 */

export type { ExiObject as Sep2Value } from '../../wire/exi/notation/values.js';
export type { XmlFault as Sep2Fault } from '../../wire/xml/xml-faults.js';
export { defaultXmlLimits, type XmlLimits } from '../../wire/xml/xml-limits.js';
export type { Sep2Dialect, Sep2Namespace } from './namespace-names.js';

/** Media types of a body (IEEE 2030.5 5.6). */
export const sep2MediaTypes = { xml: 'application/sep+xml', exi: 'application/sep-exi' } as const;

/** A rule that a body broke, and where. */
export interface Sep2Violation {
  /** As one would write it in JSON: `DERControlList.DERControl[0].mRID`; '' for the body as a whole. */
  readonly path: string;
  readonly rule: XmlRule | ViolationRule | 'media-type-unknown';
  readonly detail: string;
  /** Of XML, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** Of EXI, from the first bit of the body. */
  readonly bitOffset?: number;
}

/** A body as read: whatever could be read, and every rule that it broke. */
export interface Sep2Decoded {
  /** Name of the root element: `DERControlList`. */
  readonly resource: string | undefined;
  readonly value: ExiObject | undefined;
  readonly namespace: string | undefined;
  /** Of the schema that the namespace belongs to; undefined for a namespace of neither. */
  readonly dialect: Sep2Dialect | undefined;
  readonly violations: readonly Sep2Violation[];
}

export interface Sep2DecodeOptions {
  /** What a body may cost; by default 8 MiB, 32 elements deep. */
  readonly limits?: XmlLimits;
  /** The schema that an EXI body is to be read by, by default the published one. Nothing in EXI says it; XML does. */
  readonly dialect?: Sep2Dialect;
}

export interface Sep2EncodeOptions {
  /** By default XML. */
  readonly form?: 'xml' | 'exi';
  /** By default the published schema. */
  readonly namespace?: Sep2Namespace;
  /** Edition of the CSIP-AUS extensions; by default 1.2, or 1.3 for a value that only 1.3 can hold. */
  readonly csipAus?: '1.2' | '1.3';
  /** Rules that the body is to break on purpose. */
  readonly faults?: readonly XmlFault[];
  /** `value`: children in the order in which the value has them, as they were read; by default that of the schema. */
  readonly order?: 'schema' | 'value';
  /** Writes values that break the schema as far as the form can carry them, instead of refusing them. */
  readonly lenient?: boolean;
}

/**
 * Reads a body by its media type (parameters such as `; charset=` are ignored). Wire data never makes it throw: a document
 * type declaration, a foreign media type, malformed XML are violations.
 */
export function decodeSep2(body: Uint8Array, mediaType: string, options: Sep2DecodeOptions = {}): Sep2Decoded {
  const type = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  if (type === sep2MediaTypes.xml || type === 'application/xml' || type === 'text/xml') return decodeXml(body, options);
  if (type === sep2MediaTypes.exi) {
    const { root, namespace, value, violations } = readExi(body, options.dialect);
    return { resource: root, value, namespace, dialect: dialectOf(namespace), violations };
  }
  return {
    resource: undefined,
    value: undefined,
    namespace: undefined,
    dialect: undefined,
    violations: [{ path: '', rule: 'media-type-unknown', detail: mediaType }],
  };
}

function decodeXml(body: Uint8Array, { limits }: Sep2DecodeOptions): Sep2Decoded {
  const { xml, other } = editionOf(body);
  const options: XmlReadOptions = { otherEdition: other, ...(limits === undefined ? {} : { limits }) };
  const { root, namespace, value, violations } = readXml(xml, body, options);
  return {
    resource: root,
    value: value === undefined ? undefined : asObject(value),
    namespace,
    dialect: dialectOf(namespace),
    violations,
  };
}

/** A root of simple type is an object all the same. */
function asObject(value: ExiValue): ExiObject {
  const plain = typeof value !== 'object' || value instanceof Uint8Array || Array.isArray(value);
  return plain ? { value } : (value as ExiObject);
}

/**
 * Writes a resource, breaking exactly the rules that `faults` ask for.
 *
 * @param resource name of the root element: `DERControl`
 * @throws {PlumblineError} MESSAGES-001 when the value breaks the schema (unless `lenient`, or `faults` are given),
 *   MESSAGES-003 for a resource that the schema does not have, MESSAGES-004 when a fault has no place in the value
 */
export function encodeSep2(resource: string, value: object, options: Sep2EncodeOptions = {}): Uint8Array {
  const draft = options.namespace === draftNamespace;
  const { xml } = draft
    ? draftEdition()
    : publishedEdition(options.csipAus ?? csipAusFor(resource, value as ExiObject));
  const root = xml.rootNamed(resource);
  if (root === undefined) throw new PlumblineError('MESSAGES-003', { detail: resource });
  const faults = options.faults ?? [];
  if (options.form === 'exi') return encodeExi(resource, value as ExiObject, options);
  const written = writeXml(xml, root, value as ExiObject, {
    faults,
    prefixes,
    order: options.order ?? 'schema',
  });
  const [unused] = written.unusedFaults;
  if (unused !== undefined) {
    const path = 'path' in unused ? (unused.path ?? '') : '';
    throw new PlumblineError('MESSAGES-004', { detail: `${unused.kind} at ${path}: the value has no such place` });
  }
  const [problem] = written.violations;
  if (problem !== undefined && options.lenient !== true && faults.length === 0) {
    throw new PlumblineError('MESSAGES-001', { place: problem.path, detail: `${problem.rule}, ${problem.detail}` });
  }
  return new TextEncoder().encode(written.text);
}

/** Of the faults, EXI can be cut off; the others need the text of XML. */
function encodeExi(resource: string, value: ExiObject, options: Sep2EncodeOptions): Uint8Array {
  const { faults = [], namespace, csipAus, lenient } = options;
  const cut = faults.map((fault) => {
    if (fault.kind === 'truncate') return fault;
    throw new PlumblineError('MESSAGES-004', { detail: `${fault.kind}: only XML can be broken so` });
  });
  const { bytes, violations, impossible } =
    namespace === draftNamespace ? writeDraftExi(resource, value) : writeExi(resource, value, csipAus);
  const problem = impossible[0] ?? (lenient === true ? undefined : violations[0]);
  if (problem !== undefined || bytes === undefined) {
    const detail = problem === undefined ? '' : `${problem.rule}, ${problem.detail}`;
    throw new PlumblineError('MESSAGES-001', { place: problem?.path ?? '', detail });
  }
  return cut.reduce((octets, fault) => octets.slice(0, fault.octets ?? octets.length >> 1), bytes);
}
