/** Section `slac`: the charger's side of the matching (ISO 15118-3). Without it the gateway leaves that to somebody else. */
export interface SlacConfig {
  /** Interface with the modem; default that of the vehicle. */
  readonly interface?: string;
  /** Up to 17 characters, or 34 hexadecimal digits. */
  readonly evse_id?: string;
  /** What CM_VALIDATE is answered with; `ready` needs a control pilot that is observed. */
  readonly validation: 'ready' | 'not-required' | 'impossible';
  /** Identifiers in CM_SLAC_MATCH.REQ: `zero` as the standard has them, or `any`. */
  readonly identifiers: 'zero' | 'any';
}

/** JSON Schema of the section. */
export const slacSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    interface: { type: 'string', pattern: '^[^\\s/]{1,15}$' },
    evse_id: { type: 'string', maxLength: 34 },
    validation: { enum: ['ready', 'not-required', 'impossible'], default: 'not-required' },
    identifiers: { enum: ['zero', 'any'], default: 'zero' },
  },
} as const;
