/** Something that a stop should not show, in the words of a rule; measured, never judged. */
export interface StopFinding {
  readonly kind:
    | 'not-delivered'
    | 'not-acknowledged'
    | 'acknowledged-without-effect'
    | 'acknowledged-before-effect'
    | 'rebound'
    | 'partial-effect'
    | 'no-effect'
    | 'returned'
    | 'reversed'
    | 'never-released'
    | 'down-before-delivery';
  /** In plain words, with figures. */
  readonly detail: string;
  /** Seconds, where the finding has a length. */
  readonly seconds?: number;
}
