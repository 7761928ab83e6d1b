import { declareEndurance } from './endurance-case.js';

/** Times in a row and minutes of each, by the list; undefined: PIXIT_PLUMBLINE_ChargingTime. */
const rows: readonly (readonly [id: string, times: number, minutes: number | undefined])[] = (
  ['AC', 'DC'] as const
).flatMap((mode) => [
  [`TC_EVCC_${mode}_VTB_Reliability_005`, 20, 2],
  [`TC_EVCC_${mode}_VTB_Reliability_006`, 2, 15],
  [`TC_EVCC_${mode}_VTB_Reliability_007`, 1, 45],
  [`VERISCO_TC_EVCC_${mode}_VTB_Reliability_008`, 1, undefined],
]);

for (const [id, times, minutes] of rows) declareEndurance(id, times, minutes);
