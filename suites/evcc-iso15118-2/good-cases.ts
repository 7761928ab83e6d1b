import type { GoodCase } from './good-case.js';
import { acGoodCases } from './good-cases-ac.js';
import { commonGoodCases } from './good-cases-common.js';
import { dcGoodCases } from './good-cases-dc.js';

/** Every good case that a look at one request decides, in the order of a session. */
export const goodCases: readonly GoodCase[] = [...commonGoodCases, ...acGoodCases, ...dcGoodCases];
