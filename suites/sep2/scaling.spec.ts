import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import { gridCase } from './sep2-case.js';

gridCase(
  'SEP2_CLI_Scaling_001',
  {
    title: 'limits with other powers of ten mean the same',
    purpose:
      'The same limit written with multipliers 2, 1, 0 and -1 leads to the same power at the meter, and a limit far above the rating to no limit.',
    group: 'control',
    clause: `${clauses.control}: ActivePower, multiplier and value`,
    pics: 'PICS_SEP2_CsipAus',
    likelyCauses: ['the multiplier is left out', 'a negative multiplier is taken for a large one'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power } = grid;
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
    const rows = [
      { multiplier: 2, watts: 0.3 * levelW },
      { multiplier: 0, watts: 0.5 * levelW },
      { multiplier: -1, watts: 0.2 * levelW },
      { multiplier: 4, watts: 20 * levelW },
    ];
    for (const { multiplier, watts } of rows) {
      const value = Math.round(watts / 10 ** multiplier);
      grid.when(`When the limit is written as ${value} x 10^${multiplier} W`);
      const control = await grid.issue({ durationS: 60, base: { opModExpLimW: { value, multiplier } } });
      const delivered = await grid.delivered(control);
      await power.expectNear(
        Math.min(watts, levelW),
        delivered,
        seconds,
        `under a limit of ${value} x 10^${multiplier} W`,
      );
    }
  },
);
