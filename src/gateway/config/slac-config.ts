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
  /** The charger sends an amplitude map once it is linked, with this level (0..15) for every carrier group. */
  readonly amplitude_map_level?: number;
  /** TT_EVSE_SLAC_init, 20 to 50 s by the standard; a lab may shorten it. */
  readonly init_s: number;
  /** TT_EVSE_match_session, 10 s by the standard. */
  readonly match_session_s: number;
  /** What the pilot shows until a session needs it; for evse.control_pilot board. */
  readonly pilot: PilotOutputConfig;
}

/** How the charger drives the control pilot (IEC 61851-1). */
export interface PilotOutputConfig {
  /** Duty cycle from the plug-in on: 5 % asks for a digital session, 100 % waits for an authorization. */
  readonly initial_duty_percent: 5 | 100;
  /** Duty cycle of the current limit of an AC charger, 10..96 %. */
  readonly nominal_duty_percent: number;
  /** T_step_EF, 4 to 8 s. */
  readonly step_ef_s: number;
  /** T_step_X1, at least 3 s. */
  readonly step_x1_s: number;
  /** AC at nominal duty cycle: what follows on a lost link (options A and B of ISO 15118-3). */
  readonly connection_loss: 'A' | 'B';
  /** A paused vehicle is woken after so many seconds; without it the vehicle wakes the charger. */
  readonly wake_up_s?: number;
}

const seconds = (low: number, high: number) => ({ type: 'number', minimum: low, maximum: high }) as const;

/** JSON Schema of the section. */
export const slacSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    interface: { type: 'string', pattern: '^[^\\s/]{1,15}$' },
    evse_id: { type: 'string', maxLength: 34 },
    validation: { enum: ['ready', 'not-required', 'impossible'], default: 'not-required' },
    identifiers: { enum: ['zero', 'any'], default: 'zero' },
    amplitude_map_level: { type: 'integer', minimum: 0, maximum: 15 },
    init_s: { ...seconds(0.5, 50), default: 40 },
    match_session_s: { ...seconds(0.5, 10), default: 10 },
    pilot: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        initial_duty_percent: { enum: [5, 100], default: 5 },
        nominal_duty_percent: { type: 'number', minimum: 10, maximum: 96, default: 53.3 },
        step_ef_s: { ...seconds(4, 8), default: 4.2 },
        step_x1_s: { ...seconds(3, 10), default: 3.1 },
        connection_loss: { enum: ['A', 'B'], default: 'A' },
        wake_up_s: seconds(0.5, 86_400),
      },
    },
  },
} as const;
