import { type Faults, isSeeded } from './faults.js';

interface WithFaults {
  readonly faults?: Faults | undefined;
}

/** Whether a receipt is looked at. */
export function looksAtReceipt(station: WithFaults): boolean {
  return !isSeeded(station, 'pnc-receipt-unchecked');
}

/** Whether what a receipt says is held against what was measured. */
export function looksAtReading(station: WithFaults): boolean {
  return looksAtReceipt(station) && !isSeeded(station, 'pnc-receipt-any-reading');
}
