/** What a standards person wants to know about a definition and the codec does not need. */
export interface Meta {
  /** One sentence in the words of the standard. */
  readonly doc?: string;
  /** Where the standard defines it: `8.4.3.2.1`, `Table 23`. */
  readonly clause?: string;
  /** Unit of the value as transmitted: `s`, `W`, `percent`. */
  readonly unit?: string;
}
