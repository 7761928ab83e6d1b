/** What a document may cost its reader. All of them are inclusive. */
export interface XmlLimits {
  /** Octets of the document. */
  readonly maxBytes: number;
  /** Elements inside each other. */
  readonly maxDepth: number;
  /** Elements in all. */
  readonly maxElements: number;
  /** Attributes of one element, namespace declarations included. */
  readonly maxAttributes: number;
  /** Characters of one attribute value or of the text of one element. */
  readonly maxTextLength: number;
}

/** Wide enough for a list of some thousand resources, narrow enough for a server with many clients. */
export const defaultXmlLimits: XmlLimits = {
  maxBytes: 8 * 1024 * 1024,
  maxDepth: 32,
  maxElements: 250_000,
  maxAttributes: 64,
  maxTextLength: 64 * 1024,
};
