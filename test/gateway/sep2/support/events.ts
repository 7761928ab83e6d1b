import type { FaultName } from '../../../../src/gateway/faults/fault-table.js';
import { type Faults, parseFaults } from '../../../../src/gateway/faults/faults.js';
import type { ControlModes } from '../../../../src/gateway/sep2/events/control-modes.js';
import type { DerEvent } from '../../../../src/gateway/sep2/events/der-event.js';
import type { StartBy } from '../../../../src/gateway/sep2/events/event-period.js';
import { type EventChange, EventScheduler } from '../../../../src/gateway/sep2/events/event-scheduler.js';

let count = 0;

/** An event from 100 to 200 s of one program; `changes` on top. */
export function eventOf(modes: ControlModes, changes: Partial<DerEvent> = {}): DerEvent {
  return {
    kind: 'DERControl',
    mRID: `0A${String(count++).padStart(30, '0')}`,
    href: undefined,
    program: 'P1',
    primacy: 1,
    version: undefined,
    createdS: 50,
    startS: 100,
    durationS: 100,
    randomizeStartS: 0,
    randomizeDurationS: 0,
    status: 0,
    base: { modes, unsupported: [], rampS: undefined, doubts: [] },
    replyTo: '/rsp',
    responseRequired: 3,
    ...changes,
  };
}

export const faultsOf = (...names: readonly FaultName[]): Faults => parseFaults(names);

export interface SchedulerShape {
  readonly faults?: readonly FaultName[];
  readonly startBy?: StartBy;
  /** What the random source gives, each octet. */
  readonly octet?: number;
}

export function schedulerOf({ faults = [], startBy = 'either', octet = 0 }: SchedulerShape = {}): EventScheduler {
  return new EventScheduler({
    random: (length) => new Uint8Array(length).fill(octet),
    startBy,
    faults: parseFaults(faults),
  });
}

/** Changes in short: `begun`, `ended completed`. */
export function words(changes: readonly EventChange[]): readonly string[] {
  return changes.map((change) => (change.kind === 'ended' ? `ended ${change.end}` : change.kind));
}
