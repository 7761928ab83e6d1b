import { slacCounts } from '../../transport/slac/slac-timers.js';

/**
 * Where the matching of one vehicle stands: `parameters` until it announces its sounds, `sounding`, `reported` until the
 * report is confirmed, `sounded` until CM_VALIDATE or CM_SLAC_MATCH, `validating` between its steps and while toggles are
 * counted, `validated`, `matched` until there is a link.
 */
export type SessionStep =
  | 'parameters'
  | 'sounding'
  | 'reported'
  | 'sounded'
  | 'validating'
  | 'toggling'
  | 'validated'
  | 'matched';

/** The matching of one vehicle, by its address and RunID. Holds what was heard; decides nothing. */
export class VehicleSession {
  readonly vehicle: string;
  readonly runId: string;
  step: SessionStep = 'parameters';
  /** Reports of CM_ATTEN_CHAR.IND that were sent. */
  reports = 0;
  /** Control pilot toggles that were seen while the time of step 2 ran. */
  toggles = 0;
  cancelTimer: () => void = () => undefined;
  #sums = new Array<number>(slacCounts.groups).fill(0);
  #last: readonly number[] = [];
  #sounds = 0;

  constructor(vehicle: string, runId: string) {
    this.vehicle = vehicle;
    this.runId = runId;
  }

  get sounds(): number {
    return this.#sounds;
  }

  /** One CM_ATTEN_PROFILE.IND; one with another number of groups is not counted. */
  addProfile(attenuationDb: readonly number[]): boolean {
    if (attenuationDb.length !== slacCounts.groups) return false;
    this.#sums = this.#sums.map((sum, group) => sum + attenuationDb[group]!);
    this.#last = attenuationDb;
    this.#sounds += 1;
    return true;
  }

  /** Average of each group over the sounds, dB, rounded to whole dB as the message has it. `receiverDb` is added. */
  averageDb(receiverDb: number): readonly number[] {
    if (this.#sounds === 0) return [];
    return this.#sums.map((sum) => whole(sum / this.#sounds + receiverDb));
  }

  /** The last sound alone, for the fault `slac-not-averaged`. */
  lastDb(receiverDb: number): readonly number[] {
    return this.#last.map((db) => whole(db + receiverDb));
  }
}

function whole(db: number): number {
  return Math.min(255, Math.max(0, Math.round(db)));
}
