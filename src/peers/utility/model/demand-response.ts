import type { UtilityEvent } from './event.js';

/** An EndDeviceControl (demand response and load control). */
export interface LoadControl extends UtilityEvent {
  readonly id: number;
  readonly mandatory: boolean;
  readonly loadShiftForward: boolean;
  /** Bits of the device category. */
  readonly deviceCategory: number;
  /** The rest in the codec's form: DutyCycle, Offset, SetPoint, TargetReduction, ApplianceLoadReduction. */
  readonly other: Readonly<Record<string, unknown>>;
}

/** The one program of demand response that the server offers once it has a control. */
export class DemandResponse {
  readonly controls: LoadControl[] = [];
  mRID: string | undefined;

  events(): readonly UtilityEvent[] {
    return this.controls;
  }
}
