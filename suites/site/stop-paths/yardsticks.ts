import type { SpecRow } from '../../../src/judge/spec-row.js';
import { type StopPathId, stopPathFacts } from '../../../src/probes/stop-response/stop-path.js';

/**
 * On which stop paths a yardstick (profile of the spec table) is held against: those that its standard speaks of, and
 * those on which its figure is borrowed, because nobody has put a limit to them. A borrowed verdict is marked as such.
 */
interface Reach {
  readonly own: readonly StopPathId[];
  readonly borrowed?: readonly StopPathId[];
}

const controls: readonly StopPathId[] = [
  'sep2-energize-poll',
  'sep2-energize-notification',
  'sep2-connect-poll',
  'sep2-connect-notification',
];
const limits: readonly StopPathId[] = ['sep2-limit-poll', 'sep2-limit-notification'];
const byStation: readonly StopPathId[] = ['iso20-evse-stop', 'iso20-evse-stop-discharge', 'iso2-evse-notification'];
const byVehicle: readonly StopPathId[] = ['iso20-ev-stop', 'iso20-ev-stop-discharge', 'iso2-ev-stop'];

const reaches: Readonly<Record<string, Reach>> = {
  'as-nzs-4777.2': { own: [...controls, ...limits, 'sep2-cancel'], borrowed: [...byStation, ...byVehicle] },
  'ieee-1547': { own: [...controls], borrowed: [...byStation, ...byVehicle] },
  'ieee-1547-limit': { own: [...limits, 'sep2-cancel'] },
  'en-50549': { own: [...controls, ...limits, 'sep2-cancel'], borrowed: [...byStation, ...byVehicle] },
  'csip-aus': { own: [...controls, ...limits, 'sep2-cancel'], borrowed: [...byStation, ...byVehicle] },
  'csip-aus-ramp': { own: [...limits, 'sep2-cancel'] },
  csip: { own: ['sep2-energize-poll', 'sep2-connect-poll', 'sep2-limit-poll', 'sep2-cancel'] },
  'iec-61851-23-emergency': { own: ['pilot-loss'] },
  'ieee-1547-island': { own: ['grid-island'] },
  'gateway-fail-safe': { own: ['gateway-kill'] },
  'iso15118-2': { own: ['iso2-ev-stop'], borrowed: ['iso20-ev-stop', 'iso20-ev-stop-discharge'] },
};

/** What the station declares about itself, by its PIXIT. */
export interface Declared {
  /** Response 2 tells an effect that was seen, not a receipt. */
  readonly startedAfterEffect?: boolean;
  /** Period after which the inverter ends power by itself when its gateway is gone, s; undefined: it declares none. */
  readonly revertS?: number;
}

/** What a declared revert period may be exceeded by, s: dead time, ramp and the granularity of whole seconds of SunSpec 704. */
export const revertAllowanceS = 2;

/** Whether power has to end on a path: by its facts, or because the station declares that it does. */
export function mustEnd(path: StopPathId, { revertS }: Declared): boolean {
  return stopPathFacts(path).mustStop !== false || revertS !== undefined;
}

export interface AppliedRow {
  readonly row: SpecRow;
  readonly borrowed: boolean;
}

/**
 * The rows of a quantity that are held against a path. Rows of profiles that are not known here hold on every path. The
 * row of the fail-safe has the limit that follows from the declared period, and is not held where none is declared.
 */
export function rowsOnPath(rows: readonly SpecRow[], path: StopPathId, declared: Declared): readonly AppliedRow[] {
  return rows.flatMap((one): AppliedRow[] => {
    const row = asDeclared(one, declared);
    if (row === undefined) return [];
    const reach = row.profile === undefined ? undefined : reaches[row.profile];
    // A site's own profile is meant for every order to stop; a loss is no order.
    if (reach === undefined) return stopPathFacts(path).origin === 'loss' ? [] : [{ row, borrowed: false }];
    if (reach.own.includes(path)) return [{ row, borrowed: false }];
    return reach.borrowed?.includes(path) === true ? [{ row, borrowed: true }] : [];
  });
}

function asDeclared(row: SpecRow, { revertS }: Declared): SpecRow | undefined {
  if (row.profile !== 'gateway-fail-safe') return row;
  return revertS === undefined ? undefined : { ...row, limit: revertS + revertAllowanceS };
}
