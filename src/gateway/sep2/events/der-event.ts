import type { ControlBase } from './control-modes.js';

/** EventStatus.currentStatus (IEEE 2030.5-2018, 10.2.3). */
export const eventStatus = { scheduled: 0, active: 1, cancelled: 2, cancelledRandomized: 3, superseded: 4 } as const;

/** A DERControl, or a FlowReservationResponse, as the server listed it. Times in whole s of the server's clock. */
export interface DerEvent {
  readonly kind: 'DERControl' | 'FlowReservationResponse';
  /** Upper-case hexadecimal, all digits as sent. */
  readonly mRID: string;
  readonly href: string | undefined;
  /** mRID of its program. */
  readonly program: string;
  /** Of its program; the lower the stronger. */
  readonly primacy: number;
  readonly version: number | undefined;
  readonly createdS: number;
  readonly startS: number;
  readonly durationS: number;
  readonly randomizeStartS: number;
  readonly randomizeDurationS: number;
  /** As sent; values that the schema does not name are kept. */
  readonly status: number;
  readonly base: ControlBase;
  /** Where responses go; undefined: nowhere. */
  readonly replyTo: string | undefined;
  /** Bits of responseRequired: 1 received, 2 specific response. */
  readonly responseRequired: number;
}

/** What makes two listings the same event; status and place in the tree may change. */
export function sameContent(a: DerEvent, b: DerEvent): boolean {
  return contentOf(a) === contentOf(b);
}

function contentOf({ startS, durationS, randomizeStartS, randomizeDurationS, base }: DerEvent): string {
  const modes = Object.entries(base.modes).sort(([x], [y]) => x.localeCompare(y));
  return JSON.stringify([startS, durationS, randomizeStartS, randomizeDurationS, modes, base.rampS ?? null]);
}
