/** A timer of a case: what the standard says, and what counted for this SUT. */
export interface CaseTimer {
  /** Name in the standard or in the published lists: `V2G_SECC_Sequence_Timeout`. */
  readonly name: string;
  /** `ISO 15118-2:2014`, `tester setting`. */
  readonly standard: string;
  /** Value by the standard; absent where it is a window. */
  readonly value?: number;
  /** Window by the standard, shortest and longest. */
  readonly range?: readonly [number, number];
  readonly unit: 's' | 'count';
  /** Table, clause or requirement; or whose setting it is. */
  readonly source: string;
  /** What counted instead, and the PICS or PIXIT that sets it. */
  readonly applied?: number;
  readonly setBy?: string;
  /** True: the case has looked it up while it ran. False: the case declares it, and did not come to it or did not need it. */
  readonly used: boolean;
}

/** `60 s`, `20 to 50 s`, `60 s, shortened to 6 s by PIXIT_SECC_CMN_SequenceTimeout`. */
export function timerText({ value, range, unit, applied, setBy }: CaseTimer): string {
  const suffix = unit === 's' ? ' s' : '';
  const standard = `${range === undefined ? value : `${range[0]} to ${range[1]}`}${suffix}`;
  if (applied === undefined || setBy === undefined) return standard;
  const [shortest, longest] = range ?? [value ?? applied, value ?? applied];
  const how = applied < shortest ? 'shortened' : applied > longest ? 'lengthened' : 'set';
  return `${standard}, ${how} to ${applied}${suffix} by ${setBy}`;
}
