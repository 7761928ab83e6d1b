/** A document as its reader sees it: names resolved, comments and processing instructions gone, CDATA is text. */
export interface XmlElement {
  readonly name: string;
  /** Namespace URI; '' for none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** `texts[i]` stands before the i-th child, the last one after all; absent: no text but white space between children. */
  readonly texts: readonly string[] | undefined;
  /** Of the start tag, from 1. */
  readonly line: number;
  readonly column: number;
}

export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
  /** Of xsi:type: the name that the value stands for; its namespace is undefined when the prefix is. */
  readonly typeName?: { readonly namespace: string | undefined; readonly name: string };
}

export const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** `{namespace}name`, or the bare name without namespace. */
export function clarkName(namespace: string, name: string): string {
  return namespace === '' ? name : `{${namespace}}${name}`;
}

/** The parts of `{namespace}name`. */
export function fromClarkName(clark: string): { readonly namespace: string; readonly name: string } {
  const end = clark.startsWith('{') ? clark.indexOf('}') : -1;
  return end < 0 ? { namespace: '', name: clark } : { namespace: clark.slice(1, end), name: clark.slice(end + 1) };
}
