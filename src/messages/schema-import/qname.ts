/** A name with its namespace. `ns` is empty for names in no namespace. */
export interface QName {
  readonly ns: string;
  readonly local: string;
}

export const xsdNamespace = 'http://www.w3.org/2001/XMLSchema';

/** One string a name, for maps and for messages: `{namespace}local`. */
export function keyOf(name: QName): string {
  return name.ns === '' ? name.local : `{${name.ns}}${name.local}`;
}

export function sameName(a: QName, b: QName): boolean {
  return a.ns === b.ns && a.local === b.local;
}
