/**
 * One rule to break while encoding. `path` names an element or attribute as one would in JSON
 * (`V2G_Message.Body.SessionSetupReq.EVCCID`, `...Service[1].ServiceID`); a tail of it suffices
 * (`SessionSetupReq.EVCCID`) and means the first place that matches.
 */
export type EncodeFault =
  /** Another first octet than 0x80. */
  | { readonly kind: 'header'; readonly byte: number }
  /** The stream is cut to this many octets, or (negative) by so many at its end. */
  | { readonly kind: 'truncate'; readonly octets: number }
  /** Octets behind the end of the message. */
  | { readonly kind: 'trailing'; readonly octets: Uint8Array }
  /** An enumeration code, also one without a word; it must fit the bits of the enumeration. */
  | { readonly kind: 'enumeration-code'; readonly path: string; readonly code: number }
  /** An integer in place of the value, also one outside the bounds; it must fit the representation. */
  | { readonly kind: 'value'; readonly path: string; readonly value: number | bigint }
  /** A string or binary brought to this many characters or octets, also beyond the bound. */
  | { readonly kind: 'length'; readonly path: string; readonly length: number }
  /** A length prefix that is not that of the string or binary behind it. */
  | { readonly kind: 'claimed-length'; readonly path: string; readonly length: number }
  /** The element, required or not, is left out. */
  | { readonly kind: 'missing'; readonly path: string }
  /** The element occurs `times` times (default 2), allowed or not. */
  | { readonly kind: 'repeated'; readonly path: string; readonly times?: number }
  /** The element is sent before its elder sibling `before`. */
  | { readonly kind: 'order'; readonly path: string; readonly before: string }
  /** First-level event code of the start of the element, also an undefined one. */
  | { readonly kind: 'event-code'; readonly path: string; readonly code: number }
  /** An element that the schema does not know, as first child of the element at `path`. */
  | { readonly kind: 'undeclared'; readonly path: string; readonly name: string; readonly text: string };

export type FaultKind = EncodeFault['kind'];

type PathFault = Extract<EncodeFault, { readonly path: string }>;

/** Finds faults by path and remembers which have been applied. */
export class FaultPlan {
  private readonly pending: PathFault[];
  readonly active: boolean;

  constructor(faults: readonly EncodeFault[]) {
    this.pending = faults.filter((fault): fault is PathFault => 'path' in fault);
    this.active = this.pending.length > 0;
  }

  /** Takes the fault of this kind at this path, if one is still pending. */
  take<K extends PathFault['kind']>(kind: K, path: string): Extract<PathFault, { readonly kind: K }> | undefined {
    const index = this.pending.findIndex((fault) => fault.kind === kind && reaches(fault.path, path));
    if (index < 0) return undefined;
    return this.pending.splice(index, 1)[0] as Extract<PathFault, { readonly kind: K }>;
  }

  /** Faults whose path was never met. */
  get unused(): readonly EncodeFault[] {
    return this.pending;
  }
}

function reaches(faultPath: string, path: string): boolean {
  if (path === faultPath || path.endsWith(`.${faultPath}`)) return true;
  // `Service` also means the first of an array, `Service[0]`.
  return path.endsWith('[0]') && reaches(faultPath, path.slice(0, -3));
}
