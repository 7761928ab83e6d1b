/**
 * A rule that a document is to break on purpose. Paths are those of violations (`DERControlList.DERControl[0].mRID`); an
 * attribute is named behind a dot as an element is.
 */
export type XmlFault =
  /** Leaves an element or attribute out. */
  | { readonly kind: 'omit'; readonly path: string }
  /** Writes an element twice. */
  | { readonly kind: 'duplicate'; readonly path: string }
  /** Writes an element or attribute under another name. */
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  /** Writes this text instead of the value, whatever the type says. */
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  /** Drops the last hexadecimal digit of a binary. */
  | { readonly kind: 'odd-hex'; readonly path: string }
  /** Drops the zeros at the head of a binary or number, as clients do with an mRID. */
  | { readonly kind: 'strip-leading-zeros'; readonly path: string }
  /** Puts the element into another namespace: without path the whole document. */
  | { readonly kind: 'wrong-namespace'; readonly path?: string; readonly namespace?: string }
  /** Drops the end tag of the root. */
  | { readonly kind: 'malformed' }
  /** Ends the document after so many octets, by default in its middle. */
  | { readonly kind: 'truncate'; readonly octets?: number };

export type XmlFaultKind = XmlFault['kind'];
