import type { GoodCase } from './good-case.js';
import { acGoodCases } from './good-cases-ac.js';
import { commonGoodCases } from './good-cases-common.js';
import { dcGoodCases } from './good-cases-dc.js';
import { pauseGoodCases } from './good-cases-pause.js';
import { scheduleGoodCases } from './good-cases-schedule.js';
import { stopGoodCases } from './good-cases-stop.js';

/** Every good case with external payment that a look at one request decides, those of one session beside each other. */
export const goodCases: readonly GoodCase[] = [
  ...commonGoodCases,
  ...acGoodCases,
  ...dcGoodCases,
  ...stopGoodCases,
  ...scheduleGoodCases,
  ...pauseGoodCases,
];
