/** A resource in the codec's form. */
export type Value = Readonly<Record<string, unknown>>;

/** What a request comes to, before misbehaviour and encoding. */
export type Answer =
  | {
      readonly kind: 'resource';
      /** Root element. */
      readonly name: string;
      readonly value: Value;
      /** Name of the repeated element, of lists. */
      readonly item?: string;
      /** mRIDs of the DERControls in it. */
      readonly delivered?: readonly string[];
    }
  /** 201 with a Location. */
  | { readonly kind: 'created'; readonly location: string }
  /** 204, with a Location where the standard asks for one. */
  | { readonly kind: 'done'; readonly location?: string }
  | Refusal;

export interface Refusal {
  readonly kind: 'refused';
  readonly status: 400 | 403 | 404 | 405 | 406 | 409 | 413 | 415 | 500;
  /** For the record. */
  readonly reason: string;
  /** Error.reasonCode, where it is another than the status says. */
  readonly code?: 2 | 3;
  /** Methods, of 405. */
  readonly allow?: readonly string[];
}

export function refused(status: Refusal['status'], reason: string): Refusal {
  return { kind: 'refused', status, reason };
}
