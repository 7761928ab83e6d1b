/** What a standard lays down for its EXI streams beside the schema (the options of W3C EXI 1.0 section 5.4). */
export interface StreamProfile {
  /** The schemaId that stands among the options of the header; undefined: the header has no options. */
  readonly schemaId: string | undefined;
  /** Strings that occurred before are references (valuePartitionCapacity unbounded); else there are none (capacity 0). */
  readonly valueTable: boolean;
  /** A type may stand in for the one that it is derived from (xsi:type). */
  readonly derivedTypes: boolean;
}

/** ISO 15118-2 7.9.1.3, ISO 15118-20 7.9.1.3, DIN SPEC 70121: header 0x80, no value table, no xsi:type. */
export const iso15118Stream: StreamProfile = { schemaId: undefined, valueTable: false, derivedTypes: false };
