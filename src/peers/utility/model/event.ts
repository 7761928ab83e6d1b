import type { EventState } from '../control-types.js';

/** What all events of IEEE 2030.5 have in common (10.2.3): DERControl, EndDeviceControl, TimeTariffInterval, FlowReservationResponse. */
export interface UtilityEvent {
  readonly mRID: string;
  /** Order of creation: of two that were made in the same second the later one is the newer. */
  readonly order: number;
  readonly creationS: number;
  readonly startS: number;
  readonly durationS: number;
  readonly randomizeStartS: number | undefined;
  readonly randomizeDurationS: number | undefined;
  readonly description: string | undefined;
  cancelled: { readonly atS: number; readonly randomized: boolean } | undefined;
  /** The clock does not move it while this is set. */
  held: { readonly state: EventState; readonly atS: number } | undefined;
}

/** Status and the second at which it began. */
export interface EventMoment {
  readonly state: EventState;
  readonly sinceS: number;
  readonly potentiallySuperseded: boolean;
  readonly potentiallySupersededS: number | undefined;
}

/** End of the interval, s; randomization may move it at the device. */
export function endS(event: UtilityEvent): number {
  return event.startS + event.durationS;
}

/** Last second in which a device may still care: the randomization of start and duration is over. */
export function goneS(event: UtilityEvent): number {
  return endS(event) + Math.max(0, event.randomizeStartS ?? 0) + Math.max(0, event.randomizeDurationS ?? 0);
}

/**
 * Status by the clock. @param stronger events that take its place wherever they overlap with it; @param rivals events of
 * stronger programs, which only make it potentially superseded: devices decide
 */
export function momentOf(
  event: UtilityEvent,
  nowS: number,
  stronger: readonly UtilityEvent[] = [],
  rivals: readonly UtilityEvent[] = [],
): EventMoment {
  const overlapping = [...stronger, ...rivals].filter((other) => overlap(event, other));
  const potentiallySuperseded = overlapping.length > 0;
  const potentiallySupersededS = potentiallySuperseded
    ? Math.min(...overlapping.map(({ creationS }) => creationS))
    : undefined;
  const moment = (state: EventState, sinceS: number): EventMoment => {
    return { state, sinceS, potentiallySuperseded, potentiallySupersededS };
  };
  if (event.held !== undefined) return moment(event.held.state, event.held.atS);
  const taken = Math.min(
    ...stronger.filter((other) => takesPlace(event, other)).map((other) => Math.max(other.startS, event.startS)),
  );
  const { cancelled } = event;
  if (cancelled !== undefined && cancelled.atS <= nowS && cancelled.atS <= taken) {
    return moment(cancelled.randomized ? 'cancelled-randomized' : 'cancelled', cancelled.atS);
  }
  if (taken <= nowS) return moment('superseded', taken);
  return nowS >= event.startS ? moment('active', event.startS) : moment('scheduled', event.creationS);
}

/** Seconds at which the status of an event may change by the clock. */
export function turnsOf(event: UtilityEvent): readonly number[] {
  return [event.startS, endS(event), goneS(event)];
}

function overlap(event: UtilityEvent, other: UtilityEvent): boolean {
  if (other.cancelled !== undefined && other.cancelled.atS <= other.startS) return false;
  return other.startS < endS(event) && event.startS < endS(other);
}

/** Whether `other` really came to its start; one that was cancelled before never took anybody's place. */
function takesPlace(event: UtilityEvent, other: UtilityEvent): boolean {
  if (!overlap(event, other)) return false;
  const from = Math.max(other.startS, event.startS);
  return other.cancelled === undefined || other.cancelled.atS > from;
}
