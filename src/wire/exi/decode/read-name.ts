import type { DecodeContext } from './decode-context.js';

export interface QualifiedName {
  readonly namespace: string;
  readonly name: string;
}

/** `{namespace}name`, or the bare name without namespace: how names of undeclared content are written in values. */
export function clarkName(name: QualifiedName): string {
  return name.namespace === '' ? name.name : `{${name.namespace}}${name.name}`;
}

/** Reads a QName (W3C EXI 1.0 section 7.1.7 and 7.3.2, 7.3.3) and lets the tables grow; undefined when it cannot. */
export function readName(context: DecodeContext): QualifiedName | undefined {
  const { reader, names } = context;
  const start = reader.bitOffset;
  const uriCode = reader.bits(names.uriBits);
  let namespace: string | undefined;
  if (uriCode === 0) {
    namespace = reader.characters(reader.length(8));
    if (context.failed(start)) return undefined;
    if (names.uriId(namespace) === undefined) names.addUri(namespace);
  } else {
    namespace = names.uri(uriCode - 1);
    if (context.failed(start)) return undefined;
    if (namespace === undefined) {
      context.stop('event-code-undefined', `namespace code ${uriCode}`, start);
      return undefined;
    }
  }
  return readLocalName(context, namespace);
}

function readLocalName(context: DecodeContext, namespace: string): QualifiedName | undefined {
  const { reader, names } = context;
  const start = reader.bitOffset;
  const length = reader.length(8, 1);
  if (context.failed(start)) return undefined;
  if (length >= 0) {
    const name = reader.characters(length);
    if (context.failed(start)) return undefined;
    if (names.localId(namespace, name) === undefined) names.addLocal(namespace, name);
    return { namespace, name };
  }
  const id = reader.bits(names.localBits(namespace));
  const name = names.local(namespace, id);
  if (context.failed(start)) return undefined;
  if (name === undefined) {
    context.stop('event-code-undefined', `local name code ${id}`, start);
    return undefined;
  }
  return { namespace, name };
}
