import type { KeyObject } from 'node:crypto';
import type { ExiObject, SchemaName } from '../../../messages/codec.js';
import { suiteOfKey } from '../../../messages/signature/algorithms.js';
import { objectAt } from '../../../messages/signature/read-value.js';
import { signMessage } from '../../../messages/signature/sign-elements.js';
import { bodyOf } from '../../../messages/signature/signed-element.js';
import { signedParts } from '../../../messages/signature/signed-parts.js';
import type { SignatureOptions } from './pnc-options.js';

/**
 * A request with the signature that it must carry, faults included; as it is where none belongs to it, there is no key, or
 * nothing in it can be signed (a body that a test has put together).
 */
export function signRequest(
  schema: SchemaName,
  message: ExiObject,
  signer: KeyObject | undefined,
  faults: SignatureOptions = {},
): ExiObject {
  const key = faults.key ?? signer;
  const suite = key === undefined ? undefined : suiteOfKey(key);
  const signed =
    faults.absent === true || key === undefined || suite === undefined || !isSignable(schema, message)
      ? message
      : signMessage({
          schema,
          message,
          key,
          suite,
          ...(faults.alterSignedInfo === undefined ? {} : { alter: faults.alterSignedInfo }),
          ...(faults.signedInfoEncoding === undefined ? {} : { signedInfoEncoding: faults.signedInfoEncoding }),
        });
  return faults.alterBody === undefined ? signed : withBody(signed, faults.alterBody);
}

function isSignable(schema: SchemaName, message: ExiObject): boolean {
  const parts = signedParts(schema, message);
  if (parts === undefined || !parts.required) return false;
  const [name, body] = bodyOf(message);
  return parts.elements.some(
    (element) => typeof (element === name ? body : objectAt(body, element))?.['Id'] === 'string',
  );
}

function withBody(message: ExiObject, alter: (body: ExiObject) => ExiObject): ExiObject {
  const [name, body = {}] = bodyOf(message);
  const envelope = objectAt(message, 'V2G_Message');
  if (envelope === undefined) {
    const { Header, ...content } = body;
    return { [name]: { ...(Header === undefined ? {} : { Header }), ...alter(content) } };
  }
  return { V2G_Message: { ...envelope, Body: { [name]: alter(body) } } };
}
