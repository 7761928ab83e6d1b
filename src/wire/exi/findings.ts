/** A rule that a stream or a value broke. Rules are stable words; `violationRules` lists them. */
export interface Violation {
  /** Where, as one would write it in JSON: `V2G_Message.Body.ServiceDiscoveryRes.ServiceList.Service[1].ServiceID`. */
  readonly path: string;
  /** First bit of what broke the rule, counted from the start of the stream; 0 when a value is refused before encoding. */
  readonly bitOffset: number;
  readonly rule: ViolationRule;
  readonly detail: string;
}

/** The bits of one element or attribute, value and event codes together. */
export interface FieldRange {
  readonly path: string;
  readonly startBit: number;
  /** First bit after it. */
  readonly endBit: number;
}

/** Rules and what breaking each means; the source is W3C EXI 1.0 where a section is given. */
export const violationRules = {
  'header-invalid': 'The first octet is not 0x80 (ISO 15118-2 7.9.1.3: no options, final version 1).',
  'stream-truncated': 'The stream ends in the middle of the message.',
  'event-code-undefined': 'An event code that the grammar does not define (EXI 6.2).',
  'root-unexpected': 'The root element is not one of the message set.',
  'enumeration-code-undefined': 'A code beyond the last word of an enumeration (EXI 7.2).',
  'value-out-of-range': 'An integer outside the bounds of its type.',
  'length-out-of-range': 'A string or binary shorter or longer than its type allows.',
  'length-exceeds-stream': 'A length that the rest of the stream cannot hold.',
  'integer-too-long': 'An integer of more than 512 octets.',
  'code-point-invalid': 'A character beyond U+10FFFF.',
  'string-table-hit':
    'A reference into the value string table, which ISO 15118 keeps empty (valuePartitionCapacity 0).',
  'element-missing': 'The element ends before all required children were seen.',
  'element-undeclared': 'An element that the type does not declare at this place (second-level event code).',
  'element-abstract': 'An abstract element, for which a member of its substitution group must stand.',
  'attribute-undeclared': 'An attribute that the type does not declare at this place.',
  'text-undeclared': 'Text where the type allows none, or a value that is not of the declared type.',
  'value-missing': 'An element of a simple type that carries no value.',
  'type-substituted': 'xsi:type names the type of an element, which no message of ISO 15118 needs.',
  'element-nil': 'xsi:nil on an element, which no type of ISO 15118 allows.',
  'nesting-too-deep': 'More than 64 elements inside each other.',
  'trailing-bytes': 'Octets after the end of the message.',
  'attribute-missing': 'A required attribute is absent.',
  'name-unknown': 'A name that the type does not have.',
  'value-type': 'A value of the wrong kind for its type.',
  'element-repeated': 'More occurrences of an element than maxOccurs allows.',
} as const;

/** Peculiarities that break no rule. */
export const noteRules = {
  'spare-trailing-byte': 'One zero octet after the end, as stacks of OpenV2G descent send it.',
  'padding-not-zero': 'The bits that fill up the last octet are not all zero.',
  'integer-not-minimal': 'An integer written with superfluous zero groups.',
  dialect: 'The schema cannot read the message; a codec that is known to deviate from it writes it so.',
} as const;

export type ViolationRule = keyof typeof violationRules;
export type NoteRule = keyof typeof noteRules;

export interface Note {
  readonly path: string;
  readonly bitOffset: number;
  readonly rule: NoteRule;
  readonly detail: string;
}
