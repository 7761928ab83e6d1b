import type { EventChange, EventEnd } from '../events/event-scheduler.js';
import type { ResponseWord } from '../report/response-queue.js';

/** What is told of the end of an event; undefined: nobody is there to be told. */
export const endWords: Readonly<Record<EventEnd, ResponseWord | undefined>> = {
  withdrawn: undefined,
  completed: 'completed',
  cancelled: 'cancelled',
  superseded: 'superseded',
  expired: 'rejected-expired',
  invalid: 'rejected-invalid',
  'not-applicable': 'rejected-not-applicable',
};

const serverReasons = {
  known: 'default control',
  lost: 'the utility server is lost',
  refused: 'the utility server may not control this device',
  never: 'the utility server has not been read yet',
} as const;

/** Why the allowance changes, for the log and the stop. */
export function reasonOf(changes: readonly EventChange[], server: keyof typeof serverReasons): string {
  const told = changes
    .filter(({ kind }) => kind !== 'received')
    .map(({ kind, event }) => `control ${event.mRID} ${kind}`);
  return told.length > 0 ? told.join(', ') : serverReasons[server];
}

export function finite(value: number): number | string {
  return Number.isFinite(value) ? Math.round(value) : 'no limit';
}
