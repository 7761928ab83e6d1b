import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import { type CaseTimer, timerText } from '../../src/record/case-timer.js';
import { type TimerEntry, timerTables } from './load-timers.js';
import type { TimerFile, TimerId } from './timer-names.js';

/** A timer with the value that counts for this SUT. */
export interface Timer {
  readonly id: TimerId;
  /** Name in the standard: `TT_match_response`. */
  readonly name: string;
  readonly standard: string;
  readonly entry: TimerEntry;
  /** What counts, s; the longer end of a window; what the SUT has declared where it has. */
  readonly seconds: number;
  /** The same, ms. */
  readonly ms: number;
  /** The same of a count. */
  readonly count: number;
  /** Shorter and longer end of what the standard says, s; the same where it is no window. */
  readonly low: number;
  readonly high: number;
  /** PICS or PIXIT that sets another value than the standard's. */
  readonly setBy: string | undefined;
  /** `60 s`, `20 to 50 s`; `60 s, shortened to 6 s by PIXIT_SECC_CMN_SequenceTimeout`. */
  readonly text: string;
}

/** A timer of the named set. @param pics what the SUT declares @throws PlumblineError SUITES-007 when the files are not right */
export function timer(id: TimerId, pics: PicsValues = {}): Timer {
  const [file, name] = id.split('/') as [TimerFile, string];
  const table = timerTables().get(file);
  const entry = table?.timers[name];
  // The type has the same names as the files, and loading holds both against each other.
  if (table === undefined || entry === undefined) throw new Error(`there is no timer ${id}`);
  const low = entry.value ?? entry.min ?? Number.NaN;
  const high = entry.value ?? entry.max ?? Number.NaN;
  const declared = entry.pixit === undefined ? undefined : pics[entry.pixit];
  const seconds = typeof declared === 'number' ? declared : high;
  const isStandard = typeof declared !== 'number' || declared === entry.value;
  const setBy = isStandard ? undefined : entry.pixit;
  const timed: Omit<Timer, 'text'> = {
    id,
    name,
    standard: table.standard,
    entry,
    seconds,
    // Rounded: 0.03 s are 30 ms, not 30.000000000000004.
    ms: Math.round(seconds * 1e6) / 1e3,
    count: seconds,
    low,
    high,
    setBy,
  };
  return { ...timed, text: timerText(recordOf(timed, false)) };
}

/** What the record keeps of a timer. @param used whether the case has looked it up */
export function recordOf({ name, entry, standard, seconds, setBy }: Omit<Timer, 'text'>, used: boolean): CaseTimer {
  const { value, min, max, unit, source } = entry;
  return {
    name,
    standard,
    ...(value === undefined ? {} : { value }),
    ...(min === undefined || max === undefined ? {} : { range: [min, max] as const }),
    unit,
    source,
    ...(setBy === undefined ? {} : { applied: seconds, setBy }),
    used,
  };
}

/** Every timer of the named set, in the order of the files. */
export function allTimers(pics: PicsValues = {}): readonly Timer[] {
  return [...timerTables()].flatMap(([file, { timers }]) =>
    Object.keys(timers).map((name) => timer(`${file}/${name}` as TimerId, pics)),
  );
}
