import type { GridAllowance } from '../grid/grid-allowance.js';

/** What an ISO 15118-20 vehicle wants of the energy, as its ScheduleExchange says. */
export interface EnergyWish {
  /** Wh that it wants to take until it leaves; below 0: that it would give. */
  readonly energyWh: number;
  /** s until it leaves; undefined: it has not said. */
  readonly departureS: number | undefined;
  readonly maxChargeW: number;
  readonly maxDischargeW: number;
}

/** The station as the utility client reports it. Power below 0 flows out of the vehicle. */
export interface StationView {
  readonly powerW: number;
  readonly powerState: 'off' | 'starting' | 'on' | 'stopping' | 'stop-not-verified';
  readonly allowance: GridAllowance;
  /** A vehicle holds the output. */
  readonly occupied: boolean;
  /** Energy into and out of vehicles, Wh, never falling. */
  readonly meterWh: number;
  readonly dischargedWh: number;
  /** Of a bidirectional ISO 15118-20 session that runs. */
  readonly wish: EnergyWish | undefined;
}
