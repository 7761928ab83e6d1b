/** A charger that the vehicle heard from in a round. */
export interface HeardStation {
  readonly mac: string;
  /** CM_ATTEN_CHAR.IND: one value a carrier group, dB; undefined where none came. */
  readonly attenuationDb: readonly number[] | undefined;
  /** Mean over the groups, dB. */
  readonly meanDb: number | undefined;
  /** Sounds that it counted. */
  readonly sounds: number | undefined;
  /** Why its report was not used: `57 groups, not 58`. */
  readonly rejected?: string;
}

/** How a matching round ended without a match. */
export type RoundFailure =
  | 'no-station'
  | 'no-attenuation'
  | 'all-too-far'
  | 'validation-failed'
  | 'no-match-confirmation'
  | 'modem-silent'
  | 'key-refused'
  | 'no-link';

/** One step, for a log or a report. `atMs` counts from the start of the matching. */
export interface SlacStep {
  readonly atMs: number;
  readonly text: string;
}

export interface SlacMatch {
  readonly station: string;
  readonly evseId: string;
  readonly nid: string;
  readonly nmk: string;
  readonly meanDb: number;
  readonly validated: boolean;
  /** ms from CM_SET_KEY to the data link; undefined where it was not waited for. */
  readonly joinMs: number | undefined;
  /** Levels that the charger asked for with CM_AMP_MAP.REQ, if it did. */
  readonly amplitudeMapFromStation: string | undefined;
  readonly amplitudeMapConfirmed: boolean | undefined;
}

/** How the matching of a vehicle ended. */
export type SlacOutcome = {
  readonly rounds: number;
  readonly tookMs: number;
  readonly runId: string;
  /** Stations of the last round. */
  readonly stations: readonly HeardStation[];
  readonly steps: readonly SlacStep[];
} & (
  | { readonly kind: 'matched'; readonly match: SlacMatch }
  | { readonly kind: 'failed'; readonly failure: RoundFailure; readonly detail: string }
);

/** Mean of the groups, dB; undefined for none. */
export function meanAttenuation(groups: readonly number[]): number | undefined {
  if (groups.length === 0) return undefined;
  return groups.reduce((sum, value) => sum + value, 0) / groups.length;
}
