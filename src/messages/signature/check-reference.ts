import type { ExiObject, ExiValue } from '../codec.js';
import type { SchemaName } from '../sets.js';
import { canonicalExi, digestBy, type SignatureSuite, signatureSuites } from './algorithms.js';
import { type ElementEncoding, elementEncodings } from './fragment-encodings.js';
import { isObject, listOf, objectAt, octetsOf, textOf } from './read-value.js';
import type { ReferenceCheck, SignatureFinding, SignatureRule } from './signature-check.js';
import type { IdentifiedElement } from './signed-element.js';

export interface ReferenceContext {
  readonly schema: SchemaName;
  readonly message: ExiObject;
  readonly elements: readonly IdentifiedElement[];
  /** Of SignatureMethod: its digest method is expected. */
  readonly suite: SignatureSuite | undefined;
}

/** Compares one reference of SignedInfo with the element that it names. Never throws. */
export function checkReference(
  reference: ExiValue,
  index: number,
  context: ReferenceContext,
): readonly [ReferenceCheck, readonly SignatureFinding[]] {
  const findings: SignatureFinding[] = [];
  const add = (rule: SignatureRule, severity: SignatureFinding['severity'], text: string): void => {
    findings.push({ rule, severity, text: `reference ${index + 1}: ${text}`, reference: index });
  };
  const object = isObject(reference) ? reference : {};
  const uri = textOf(object['URI']);
  const stated = octetsOf(object['DigestValue']);
  checkTransforms(object, add);
  for (const name of ['Id', 'Type']) if (object[name] !== undefined) add('forbidden-part', 'deviation', `has ${name}`);

  const method = textOf(objectAt(object, 'DigestMethod')?.['Algorithm']) ?? '';
  const expected = context.suite === undefined ? undefined : signatureSuites[context.suite].digestMethod;
  if (digestBy(method, new Uint8Array()) === undefined) add('digest-method', 'fault', `"${method}" is not known`);
  else if (method !== expected) add('digest-method', 'deviation', `"${method}" does not go with the signature method`);

  const element = target(uri, context.elements, add);
  if (element === undefined) {
    const nothing = { element: undefined, path: undefined, matched: undefined, computed: undefined };
    return [{ uri, stated: hex(stated), ...nothing }, findings];
  }
  const { matched, computed } = compare(element, stated, method, context);
  if (matched === undefined) add('digest', 'fault', `the digest does not fit ${element.path}`);
  else if (matched !== 'fragment')
    add('element-encoding', 'deviation', `${element.path} was digested ${words[matched]}`);
  const { name, path } = element;
  return [{ uri, element: name, path, matched, stated: hex(stated), computed: hex(computed) }, findings];
}

const words: Readonly<Record<ElementEncoding, string>> = {
  fragment: 'as a fragment',
  'object-text': "as the text of the sender's object, `{Id=..., value=...}`",
  'whole-request': 'as the whole request without its signature',
};

type Add = (rule: SignatureRule, severity: SignatureFinding['severity'], text: string) => void;

function target(
  uri: string | undefined,
  elements: readonly IdentifiedElement[],
  add: Add,
): IdentifiedElement | undefined {
  if (uri === undefined || !uri.startsWith('#') || uri.length < 2) {
    add('reference-uri', 'fault', `URI ${uri === undefined ? 'is missing' : `"${uri}" is not "#Id"`}`);
    return undefined;
  }
  const named = elements.filter(({ id }) => `#${id}` === uri);
  if (named.length === 0) add('reference-missing', 'fault', `no element has the Id "${uri.slice(1)}"`);
  if (named.length > 1) {
    add('duplicate-id', 'fault', `${named.map(({ path }) => path).join(' and ')} all have the Id "${uri.slice(1)}"`);
  }
  return named[0];
}

function checkTransforms(reference: ExiObject, add: Add): void {
  const transforms = listOf(objectAt(reference, 'Transforms')?.['Transform']);
  const [first] = transforms;
  const algorithm = isObject(first) ? textOf(first['Algorithm']) : undefined;
  if (transforms.length !== 1) add('transform', 'deviation', `has ${transforms.length} transforms, not one`);
  if (algorithm !== undefined && algorithm !== canonicalExi)
    add('transform', 'deviation', `transform is "${algorithm}"`);
}

function compare(
  element: IdentifiedElement,
  stated: Uint8Array | undefined,
  method: string,
  { schema, message }: ReferenceContext,
): { readonly matched: ElementEncoding | undefined; readonly computed: Uint8Array | undefined } {
  let proper: Uint8Array | undefined;
  for (const [encoding, octets] of elementEncodings(schema, element, message)) {
    const computed = octets && digestBy(method, octets);
    if (encoding === 'fragment') proper = computed;
    if (computed && stated && Buffer.compare(computed, stated) === 0) return { matched: encoding, computed };
  }
  return { matched: undefined, computed: proper };
}

function hex(octets: Uint8Array | undefined): string | undefined {
  return octets === undefined ? undefined : Buffer.from(octets).toString('hex');
}
