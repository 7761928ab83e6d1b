import type { Faults } from '../../faults/faults.js';
import { type ControlMode, type ControlModes, controlModes, type ModeValue, moreRestrictive } from './control-modes.js';
import type { DerEvent } from './der-event.js';

/** What holds of events that run at the same time. */
export interface Precedence {
  readonly modes: ControlModes;
  /** The event that each mode comes from. */
  readonly from: Readonly<Partial<Record<ControlMode, DerEvent>>>;
  /** Events of which no mode is left: superseded by stronger ones. */
  readonly superseded: readonly DerEvent[];
}

/**
 * Superseding, mode by mode: the lower primacy value wins; within one primacy the event that was created later; of two
 * created in the same second the more restrictive value. Events for different modes run side by side (EventStatus 4 and
 * potentiallySuperseded of the schema speak of the same set of controls).
 */
export function takePrecedence(events: readonly DerEvent[], faults: Faults): Precedence {
  const modes: Partial<Record<ControlMode, ModeValue>> = {};
  const from: Partial<Record<ControlMode, DerEvent>> = {};
  for (const mode of controlModes) {
    for (const event of events) {
      const value = event.base.modes[mode];
      if (value === undefined) continue;
      const holder = from[mode];
      const order = holder === undefined ? -1 : strength(event, holder, faults);
      const held = modes[mode];
      const next = order < 0 || held === undefined ? value : order > 0 ? held : moreRestrictive(mode, held, value);
      if (order >= 0 && next === held) continue;
      modes[mode] = next;
      if (next === value) from[mode] = event;
    }
  }
  const holders = new Set(Object.values(from));
  const superseded = events.filter(
    (event) => !holders.has(event) && controlModes.some((mode) => beaten(mode, event, from, faults)),
  );
  return { modes: modes as ControlModes, from, superseded };
}

/** Below 0: `a` is the stronger one. */
function strength(a: DerEvent, b: DerEvent, faults: Faults): number {
  const wrong = faults.has('overlap-wrong') ? -1 : 1;
  if (a.primacy !== b.primacy) return (a.primacy - b.primacy) * wrong;
  return (b.createdS - a.createdS) * wrong;
}

/** Of equals nobody is superseded: they say the same, or the tighter one is served. */
function beaten(
  mode: ControlMode,
  event: DerEvent,
  from: Readonly<Partial<Record<ControlMode, DerEvent>>>,
  faults: Faults,
): boolean {
  const holder = from[mode];
  return event.base.modes[mode] !== undefined && holder !== undefined && strength(holder, event, faults) < 0;
}
