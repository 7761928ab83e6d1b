import { codePoints } from '../bit-writer.js';
import type { QualifiedName } from '../decode/read-name.js';
import type { EncodeContext } from './encode-context.js';

/** Takes `{namespace}name` apart. */
export function parseClarkName(text: string): QualifiedName {
  const end = text.startsWith('{') ? text.indexOf('}') : -1;
  return end < 0 ? { namespace: '', name: text } : { namespace: text.slice(1, end), name: text.slice(end + 1) };
}

/** Writes a QName (W3C EXI 1.0 sections 7.1.7, 7.3.2, 7.3.3) and lets the tables grow. */
export function writeName(context: EncodeContext, { namespace, name }: QualifiedName): void {
  const { writer, names } = context;
  const uriBits = names.uriBits;
  const uriId = names.uriId(namespace);
  if (uriId === undefined) {
    writer.bits(uriBits, 0);
    const points = codePoints(namespace);
    writer.unsigned(points.length);
    writer.characters(points);
    names.addUri(namespace);
  } else writer.bits(uriBits, uriId + 1);
  const localBits = names.localBits(namespace);
  const localId = names.localId(namespace, name);
  if (localId === undefined) {
    const points = codePoints(name);
    writer.unsigned(points.length + 1);
    writer.characters(points);
    names.addLocal(namespace, name);
  } else {
    writer.unsigned(0);
    writer.bits(localBits, localId);
  }
}
