import { declareEndurance } from './endurance-case.js';

/** Times in a row and minutes of each, by the list; undefined: PIXIT_PLUMBLINE_ChargingTime. */
const rows: readonly (readonly [id: string, times: number, minutes: number | undefined])[] = (
  ['AC', 'DC'] as const
).flatMap((mode) => [
  [`TC_EVCC_${mode}_VTB_Reliability_001`, 20, 2],
  [`TC_EVCC_${mode}_VTB_Reliability_002`, 2, 15],
  [`TC_EVCC_${mode}_VTB_Reliability_003`, 1, 45],
  [`VERISCO_TC_EVCC_${mode}_VTB_Reliability_004`, 1, undefined],
]);

for (const [id, times, minutes] of rows) declareEndurance(id, times, minutes);
