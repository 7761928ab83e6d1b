/**
 * Timers and counts of the matching, ms (ISO 15118-3:2015, table A.1 and A.9; the two attenuation thresholds, the batch
 * interval and the windows of the toggles are from memory: check against the standard).
 */
export const slacTimers = {
  /** Answer to a request; also the pause before it is repeated. */
  TT_match_response: 200,
  /** Gap between the steps of one matching. */
  TT_match_sequence: 400,
  /** The vehicle should go on within. */
  TP_match_sequence: 100,
  TP_EV_batch_msg_interval: 30,
  /** The vehicle waits for the CM_ATTEN_CHAR.IND of all chargers. */
  TT_EV_atten_results: 1200,
  /** The charger takes CM_SLAC_PARM.REQ after a plug-in: 20 to 50 s. */
  TT_EVSE_SLAC_init: 40_000,
  /** The charger closes the sounding. */
  TT_EVSE_match_MNBC: 600,
  /** The charger keeps a sounded vehicle until CM_VALIDATE or CM_SLAC_MATCH. */
  TT_EVSE_match_session: 10_000,
  /** From CM_SET_KEY to the data link. */
  TT_match_join: 12_000,
  TT_matching_rate: 400,
  TT_matching_repetition: 10_000,
  TP_match_leave: 1000,
  /** A paused link is back this soon after the wake-up. */
  T_conn_resume: 6000,
  /** One state of a B-C-B toggle, 200..400. */
  TP_EV_vald_state_duration: 300,
  TT_amp_map_exchange: 200,
  TT_polling_pause: 250,
} as const;
export type SlacTimers = { readonly [K in keyof typeof slacTimers]: number };

export const slacCounts = {
  /** Repeats of a request that was not answered. */
  C_EV_match_retry: 2,
  C_EV_start_atten_char_inds: 3,
  C_EV_match_MNBC: 10,
  groups: 58,
} as const;

/** Mean attenuation, dB: up to `direct` the charger is the one at the cable; up to `indirect` it may be. */
export const slacThresholds = { directDb: 10, indirectDb: 20 } as const;
