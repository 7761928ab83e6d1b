/** Rules of the XML form and what breaking each means. Words that the EXI form has too mean the same in both. */
export const xmlRules = {
  'document-too-large': 'More octets, elements, attributes or characters than the reader was told to accept.',
  'nesting-too-deep': 'More elements inside each other than the reader was told to accept.',
  'doctype-refused': 'A document type declaration: it could define entities, and none is ever read.',
  'encoding-invalid': 'Octets that are not UTF-8, or a declaration of another encoding (IEEE 2030.5 5.6.2).',
  'not-well-formed': 'The document breaks a rule of XML 1.0 or of Namespaces in XML; nothing behind it is read.',
  'root-unexpected': 'The root element is not one of the message set.',
  'namespace-wrong': 'The right name in a namespace that is not its own.',
  'element-missing': 'A required element is absent.',
  'element-misplaced': 'An element of the type, but not at this place of the sequence.',
  'element-repeated': 'More occurrences of an element than maxOccurs allows.',
  'element-undeclared': 'An element that the type does not declare.',
  'element-of-other-schema':
    'An element that another edition of the schema declares, and the one of this document not.',
  'attribute-missing': 'A required attribute is absent.',
  'attribute-undeclared': 'An attribute that the type does not declare.',
  'text-undeclared': 'Text where the type allows none.',
  'value-type': 'Text that is no value of its type: an odd count of hexadecimal digits, letters in a number.',
  'value-out-of-range': 'An integer outside the bounds of its type.',
  'length-out-of-range': 'A string or binary shorter or longer than its type allows.',
  'type-unknown': 'xsi:type names a type that the set does not have.',
  'type-not-derived': 'xsi:type names a type that is not derived from the declared one.',
  'element-nil': 'xsi:nil on an element that may not be nil.',
  'name-unknown': 'A name that the type does not have (in a value that is to be written).',
} as const;

export type XmlRule = keyof typeof xmlRules;

export interface XmlViolation {
  /** As one would write it in JSON: `DERControlList.DERControl[0].mRID`; '' for the document. */
  readonly path: string;
  readonly rule: XmlRule;
  readonly detail: string;
  /** Line and column of the start tag (of the parent for what is absent), from 1; 0 in a value that is to be written. */
  readonly line: number;
  readonly column: number;
}
