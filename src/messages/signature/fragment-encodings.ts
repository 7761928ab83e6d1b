import type { ExiObject, ExiValue } from '../codec.js';
import { setCodec } from '../set-codecs.js';
import type { SchemaName } from '../sets.js';
import { type IdentifiedElement, rootOf, withSignature } from './signed-element.js';

/**
 * How SignedInfo becomes octets. `xmldsig`: a fragment of the stand-alone XMLDSig schema, as the standards ask
 * ([V2G20-1449]; 209 octets in the usual case). `message-set`: a fragment of the message set's own grammar (210 octets).
 */
export type SignedInfoEncoding = 'xmldsig' | 'message-set';

/**
 * How a signed element becomes octets. `fragment`: as the standards ask, the set's fragment grammar. The others are
 * habits of stacks in the field. `object-text`: the element holds `{Id=..., value=...}`, the sender's object printed as
 * text, where it has an Id and a value. `whole-request`: the request that holds the element, without the signature.
 */
export type ElementEncoding = 'fragment' | 'object-text' | 'whole-request';

export const signedInfoEncodings: readonly SignedInfoEncoding[] = ['xmldsig', 'message-set'];

/** undefined: the value has no representation. Never throws. */
export function encodeSignedInfo(
  schema: SchemaName,
  signedInfo: ExiValue,
  encoding: SignedInfoEncoding,
): Uint8Array | undefined {
  return fragment(encoding === 'xmldsig' ? 'xmldsig' : schema, 'SignedInfo', signedInfo);
}

/** Octets of an element by each encoding that applies to it, the standard's first. Never throws. */
export function elementEncodings(
  schema: SchemaName,
  element: Pick<IdentifiedElement, 'name' | 'value' | 'id'>,
  message: ExiObject,
): readonly (readonly [ElementEncoding, Uint8Array | undefined])[] {
  const { name, value, id } = element;
  const proper = ['fragment', fragment(schema, name, value)] as const;
  const content = value['value'];
  if (typeof content === 'string') {
    return [proper, ['object-text', fragment(schema, name, `{Id=${id}, value=${content}}`)]];
  }
  if (name === 'OEMProvisioningCertificateChain') {
    const [root, request] = rootOf(withSignature(message, undefined));
    return [proper, ['whole-request', request === undefined ? undefined : fragment(schema, root, request)]];
  }
  return [proper];
}

function fragment(schema: SchemaName, name: string, value: ExiValue): Uint8Array | undefined {
  return setCodec(schema).encodeFragment(name, value).bytes;
}
