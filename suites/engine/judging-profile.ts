/** By which profile disputed duties are judged: to the letter of the lists, or as stations in the field may do. */
export type JudgingProfile = 'strict' | 'field-tolerant';

/** The profiles that there are, the default first. */
export const judgingProfiles: readonly JudgingProfile[] = ['strict', 'field-tolerant'];

/** A duty on which the published lists and other readings of the standard disagree. */
export interface DisputedDuty {
  /** What a strict judge asks for. */
  readonly strict: string;
  /** What a tolerant judge lets pass, and why that can be argued. */
  readonly tolerated: string;
}

/** Disputed duties by name: each observation that rests on one says so, and the report names the profile that judged. */
export const disputedDuties = {
  'close-after-failed': {
    strict: 'after each FAILED answer the SECC ends the TCP connection (V2G2-539, as the published case lists read it)',
    tolerated:
      'the connection stays open after a FAILED answer: other readers find that duty of ISO 15118-2 in sequence errors alone',
  },
  'metering-signature': {
    strict: 'a receipt whose signature does not hold is refused by FAILED_MeteringSignatureNotValid (six listed cases)',
    tolerated: 'the receipt is taken: checking its signature is optional for the SECC (V2G2-904)',
  },
} as const satisfies Record<string, DisputedDuty>;

/** Name of a disputed duty. */
export type DisputedName = keyof typeof disputedDuties;
