import type { ExiObject, ExiValue } from '../codec.js';
import { isObject, listOf, objectAt } from './read-value.js';

/** An element of a message that carries an `Id`, so that a signature can refer to it. */
export interface IdentifiedElement {
  readonly name: string;
  readonly id: string;
  /** As in JSON: `V2G_Message.Body.AuthorizationReq`. */
  readonly path: string;
  readonly value: ExiObject;
}

const envelope = 'V2G_Message';

/** Name and content of the root element. */
export function rootOf(message: ExiObject): readonly [name: string, value: ExiValue | undefined] {
  const [name = ''] = Object.keys(message);
  return [name, message[name]];
}

/** The signature in the header of a message, with envelope (-2, DIN) or without (-20); undefined: there is none. */
export function signatureIn(message: ExiObject): ExiObject | undefined {
  return objectAt(rootOf(message)[1], 'Header', 'Signature');
}

/** Name and content of the body element. */
export function bodyOf(message: ExiObject): readonly [name: string, value: ExiObject | undefined] {
  const [name, value] = rootOf(message);
  if (name !== envelope) return [name, objectAt(value)];
  const body = objectAt(value, 'Body') ?? {};
  const [bodyName, bodyValue] = rootOf(body);
  return [bodyName, objectAt(bodyValue)];
}

/** The message with this signature in its header, or without any. */
export function withSignature(message: ExiObject, signature: ExiObject | undefined): ExiObject {
  const [name, value] = rootOf(message);
  const root = objectAt(value) ?? {};
  const { Signature: _previous, ...header } = objectAt(root, 'Header') ?? {};
  return { [name]: { ...root, Header: signature === undefined ? header : { ...header, Signature: signature } } };
}

/** Every element with an `Id`, in document order, but those of the signature itself. */
export function identifiedElements(message: ExiObject): readonly IdentifiedElement[] {
  const found: IdentifiedElement[] = [];
  const visit = (object: ExiObject, path: string): void => {
    for (const [name, value] of Object.entries(object)) {
      // What a wildcard matched is no element of the schema.
      if (name === 'any' || (name === 'Signature' && path.endsWith('.Header'))) continue;
      const many = Array.isArray(value);
      for (const [index, item] of listOf(value).entries()) {
        if (!isObject(item)) continue;
        const here = `${path === '' ? '' : `${path}.`}${name}${many ? `[${index}]` : ''}`;
        const id = item['Id'];
        if (typeof id === 'string') found.push({ name, id, path: here, value: item });
        visit(item, here);
      }
    }
  };
  visit(message, '');
  return found;
}
