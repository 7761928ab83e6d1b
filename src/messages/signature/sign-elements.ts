import type { KeyObject } from 'node:crypto';
import { PlumblineError } from '../../base/errors.js';
import type { ExiObject } from '../codec.js';
import { setCodec } from '../set-codecs.js';
import type { SchemaName } from '../sets.js';
import { canonicalExi, digestBy, type SignatureSuite, signatureSuites, signOctets } from './algorithms.js';
import { encodeSignedInfo, type SignedInfoEncoding } from './fragment-encodings.js';
import { bodyOf, identifiedElements, withSignature } from './signed-element.js';
import { signedParts } from './signed-parts.js';

export interface SignElementsOptions {
  /** The set that the elements belong to. */
  readonly schema: SchemaName;
  /** Elements with their `Id`, as the message will carry them; one reference each, in this order. */
  readonly elements: readonly { readonly name: string; readonly value: ExiObject }[];
  readonly key: KeyObject;
  readonly suite: SignatureSuite;
  /** Default `xmldsig`, as the standards ask; the other for talking to stacks that differ. */
  readonly signedInfoEncoding?: SignedInfoEncoding;
  /** Changes SignedInfo before it is signed: what no correct stack would send, with a signature that holds. */
  readonly alter?: (signedInfo: ExiObject) => ExiObject;
}

/**
 * Signs elements of a message: the value of `Signature` for its header (XMLDSig over EXI fragments, ISO 15118-2 and -20,
 * 7.9.2.4.2).
 * @throws MESSAGES-001 an element has no representation in EXI, MESSAGES-040 it has no Id, MESSAGES-041 the key
 * does not fit the suite
 */
export function signElements(options: SignElementsOptions): ExiObject {
  const { schema, suite } = options;
  const { signatureMethod, digestMethod } = signatureSuites[suite];
  const references = options.elements.map(({ name, value }) => {
    const id = value['Id'];
    if (typeof id !== 'string') throw new PlumblineError('MESSAGES-040', { place: name });
    const digest = digestBy(digestMethod, octetsOfElement(schema, name, value)) as Uint8Array;
    return {
      URI: `#${id}`,
      Transforms: { Transform: [{ Algorithm: canonicalExi }] },
      DigestMethod: { Algorithm: digestMethod },
      DigestValue: digest,
    };
  });
  const plain: ExiObject = {
    CanonicalizationMethod: { Algorithm: canonicalExi },
    SignatureMethod: { Algorithm: signatureMethod },
    Reference: references,
  };
  const signedInfo = options.alter?.(plain) ?? plain;
  const octets = encodeSignedInfo(schema, signedInfo, options.signedInfoEncoding ?? 'xmldsig');
  if (octets === undefined) throw new PlumblineError('MESSAGES-001', { place: 'SignedInfo' });
  return { SignedInfo: signedInfo, SignatureValue: { value: signWith(suite, octets, options.key) } };
}

/** As far as EXI can represent it: a tester signs oversize fields too, and an X448 key breaks a bound of the schema. */
function octetsOfElement(schema: SchemaName, name: string, value: ExiObject): Uint8Array {
  const { bytes, impossible, violations } = setCodec(schema).encodeFragment(name, value);
  if (bytes !== undefined) return bytes;
  const problem = impossible[0] ?? violations[0];
  throw new PlumblineError('MESSAGES-001', {
    place: problem?.path ?? name,
    ...(problem === undefined ? {} : { detail: `${problem.rule}, ${problem.detail}` }),
  });
}

function signWith(suite: SignatureSuite, octets: Uint8Array, key: KeyObject): Uint8Array {
  try {
    return signOctets(suite, octets, key);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('MESSAGES-041', { detail, cause: error });
  }
}

export interface SignMessageOptions extends Omit<SignElementsOptions, 'elements'> {
  /** The message, unsigned; a signature that it has is replaced. */
  readonly message: ExiObject;
  /** Names of the elements to sign. Default: those that the standard wants signed in this message. */
  readonly elements?: readonly string[];
}

/**
 * The message with a signature in its header, over the elements that the standard wants signed in it.
 * @throws as signElements; MESSAGES-040 also when nothing to sign is there
 */
export function signMessage({ message, elements, ...options }: SignMessageOptions): ExiObject {
  const names: readonly string[] = elements ?? signedParts(options.schema, message)?.elements ?? [];
  const chosen = identifiedElements(message).filter(({ name }) => names.includes(name));
  if (chosen.length === 0) {
    const detail = names.length === 0 ? 'this message has nothing to sign' : `none of ${names.join(', ')} has an Id`;
    throw new PlumblineError('MESSAGES-040', { place: bodyOf(message)[0], detail });
  }
  return withSignature(message, signElements({ ...options, elements: chosen }));
}
