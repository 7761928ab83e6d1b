import type { Clock } from '../../../base/clock.js';
import type { RandomSource } from '../../../base/random.js';
import type { Sep2Config } from '../../config/sep2-config.js';
import type { Faults } from '../../faults/faults.js';
import type { GridGate } from '../../grid/grid-gate.js';
import type { GatewayLog } from '../../log/gateway-log.js';
import type { DerEvent } from '../events/der-event.js';
import type { EventMemory } from '../events/event-scheduler.js';
import type { ResponseWord } from '../report/response-queue.js';
import type { KnownProgram } from './default-controls.js';
import type { Ratings } from './merge-controls.js';

/** What the desk knows across a restart. */
export interface DeskMemory {
  readonly events: readonly EventMemory[];
  /** mRIDs of events whose start has been responded to. */
  readonly started: readonly string[];
  readonly programs: readonly KnownProgram[];
  /** Server's time at which the programs were read last, s; undefined: never. */
  readonly programsReadS: number | undefined;
}

export const emptyDesk: DeskMemory = { events: [], started: [], programs: [], programsReadS: undefined };

export interface ControlDeskOptions {
  readonly config: Sep2Config;
  readonly ratings: Ratings;
  readonly gate: GridGate;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly faults: Faults;
  readonly log: GatewayLog;
  readonly nowS: () => number;
  readonly respond: (event: DerEvent, word: ResponseWord) => void;
  /** Posts what waits; resolves when it is posted or must wait. */
  readonly flush: () => Promise<void>;
  /** Something worth keeping has changed. */
  readonly onChange: () => void;
  /** An event has begun: its own resource may say more by now. */
  readonly onBegun: (event: DerEvent) => void;
  /** The inverter shows no effect: for a LogEvent. */
  readonly onEffectMissing: (detail: string) => void;
  readonly memory: DeskMemory;
}
