/**
 * What the charger puts on the control pilot (IEC 61851-1): `steady` is the positive voltage without oscillation (X1, 100 %),
 * `oscillating` 1 kHz with a duty cycle (X2), `E` no voltage and `F` the negative one.
 */
export type PilotSignal =
  | { readonly kind: 'steady' }
  | { readonly kind: 'oscillating'; readonly dutyPercent: number; readonly frequencyHz: number }
  | { readonly kind: 'E' }
  | { readonly kind: 'F' };

/** Duty cycle that asks for a digital session. */
export const digitalDutyPercent = 5;

export const steady: PilotSignal = { kind: 'steady' };

export function oscillating(dutyPercent: number): PilotSignal {
  return { kind: 'oscillating', dutyPercent, frequencyHz: 1000 };
}
