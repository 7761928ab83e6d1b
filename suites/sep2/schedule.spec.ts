import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import type { GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

const second = 1_000_000_000n;

gridCase(
  'SEP2_CLI_Schedule_001',
  {
    title: 'back-to-back controls: each in its time, and no transient in between',
    purpose:
      'Three controls that follow one another without a gap are carried out each in its time; at the seams the power at the meter goes from one limit to the next without dropping below or rising above both.',
    group: 'scheduling',
    clause: `${clauses.events}; users of test suites: no transient dips between back-to-back events`,
    likelyCauses: ['an event is released before the next one is applied', 'the default control is written in between'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, run } = grid;
    await grid.setDefault({ base: { opModExpLimW: 0.1 * levelW } });
    const parts = [0.6, 0.3, 0.5];
    const each = 2;
    const first = grid.secondOf(process.hrtime.bigint()) + 2;
    const controls = [];
    for (const [index, part] of parts.entries()) {
      const base = { opModExpLimW: part * levelW };
      controls.push(await grid.issue({ start: first + index * each, durationS: each, base }));
    }
    grid.when(
      `When ${parts.length} controls of ${each} s follow one another, ${parts.map((part) => `${part * 100} %`).join(', ')} of the power`,
    );
    for (const control of controls) await grid.delivered(control);
    await grid.until(grid.monotonicOf(first + parts.length * each));
    for (const [index, part] of parts.entries()) {
      // The middle of each event: dead time, ramp and the granularity of Time lie before it.
      const from = grid.monotonicOf(first + index * each) + (second * 12n) / 10n;
      const mean = grid.bench.power.mean(from, from + second / 2n);
      run.observe(mean !== undefined && Math.abs(mean - part * levelW) <= grid.power.accuracyW, {
        text: `the meter shows the limit of control ${index + 1} in its time`,
        expected: `${(part * levelW).toFixed(0)} W`,
        observed: mean === undefined ? 'no reading' : `${mean.toFixed(0)} W`,
      });
    }
    const seams = grid.monotonicOf(first) + (second * 12n) / 10n;
    const end = grid.monotonicOf(first + parts.length * each) - (second * 3n) / 10n;
    const [low, high] = [Math.min(...parts) * levelW, Math.max(...parts) * levelW];
    grid.power.expectAllAtLeast(low, seams, end, 'from the first to the last control');
    grid.power.expectAllAtMost(high, seams, end, 'from the first to the last control');
    for (const control of controls) await grid.expectResponse(control, 3, 2 * grid.pollSeconds + 2);
  },
);

gridCase(
  'SEP2_CLI_Schedule_002',
  {
    title: 'start by the clock: an event that the server never calls active',
    purpose: 'A control whose EventStatus stays "scheduled" starts at its time by the clock.',
    group: 'scheduling',
    clause: clauses.events,
    likelyCauses: ['the gateway waits for EventStatus active'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When the time of a control comes whose status stays "scheduled"');
    const base = { opModExpLimW: 0.3 * grid.levelW };
    const control = await grid.issue({ durationS: 30, startInS: 2, status: 'scheduled', base });
    await grid.delivered(control);
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds') + 1;
    await grid.power.expectAtMost(
      0.3 * grid.levelW,
      grid.monotonicOf(control.startS),
      seconds,
      'after its start by the clock',
    );
    await grid.expectResponse(control, 2, seconds);
  },
);

gridCase(
  'SEP2_CLI_Schedule_003',
  {
    title: 'primacy: the program with the lower value wins, whatever the order',
    purpose:
      'A control of the program with the stronger primacy takes the place of one of the weaker program and not the other way round; the default control of the stronger program holds when both have ended.',
    group: 'scheduling',
    clause: `${clauses.events}; ${clauses.control}: primacy`,
    likelyCauses: ['the newest control wins, whatever its program', 'the higher primacy value wins'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power, run } = grid;
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds') + grid.pollSeconds;
    grid.when('When a control of the weaker program is active, and one of the stronger program comes');
    const weak = await grid.issue({ program: 'feeder', durationS: 60, base: { opModExpLimW: 0.7 * levelW } });
    await power.expectNear(0.7 * levelW, await grid.delivered(weak), seconds, 'under the weaker program');
    const strong = await grid.issue({ durationS: 60, base: { opModExpLimW: 0.3 * levelW } });
    await power.expectNear(0.3 * levelW, await grid.delivered(strong), seconds, 'under the stronger program');
    run.step('test', 'And when a newer control of the weaker program comes');
    const late = await grid.issue({ program: 'feeder', durationS: 60, base: { opModExpLimW: levelW * 0.9 } });
    const delivered = await grid.delivered(late);
    await grid.until(delivered + second + (second * BigInt(Math.round(grid.pollSeconds * 10))) / 10n);
    power.expectAllAtMost(0.3 * levelW, delivered, process.hrtime.bigint(), 'while the stronger program holds');
    run.step('test', 'And when all controls are cancelled, and both programs have a default control');
    for (const control of [strong, late]) await grid.cancel(control);
    await grid.setDefault({ base: { opModExpLimW: 0.2 * levelW } }, 'feeder');
    const { issuedAtNs } = await grid.setDefault({ base: { opModExpLimW: 0.5 * levelW } }, 'site');
    await power.expectNear(
      0.5 * levelW,
      issuedAtNs,
      seconds + 2 * grid.pollSeconds,
      'under the default of the stronger one',
    );
  },
);

/** Range of the random part, s; events are tried until one shows it, so that chance accuses nobody. */
const randomS = 4;
const mostEvents = 6;
/** What a client that starts at the announced second may take: dead time, ramp, and 1 s of granularity of Time. */
const plainS = 1.3;

const randomised = [
  ['004', 'start', 30, { randomizeStartS: randomS }],
  ['005', 'duration', 2, { randomizeDurationS: randomS }],
] as const;

for (const [number, what, durationS, random] of randomised) {
  gridCase(
    `SEP2_CLI_Schedule_${number}`,
    {
      title: `a random ${what} lies within its bounds, and is random`,
      purpose: `No control with a random ${what} begins or ends outside the bounds, and not every one does it at the announced time: up to ${mostEvents} are tried until one shows the random part (all of them by chance at the announced time: less than 1 in 700).`,
      group: 'scheduling',
      clause: clauses.random,
      likelyCauses: ['the random part is left out', 'the sign of the random part is ignored'],
    },
    polled,
    async (grid) => {
      await grid.given('export');
      grid.when(`When controls come with a random ${what} of up to ${randomS} s`);
      const offsets: number[] = [];
      while (offsets.length < mostEvents && !offsets.some((offset) => offset > plainS)) {
        const control = await grid.issue({
          startInS: 2,
          durationS,
          base: { opModExpLimW: 0.2 * grid.levelW },
          ...random,
        });
        const edge = what === 'start' ? control.startS : control.startS + durationS;
        const offset = await edgeOf(grid, edge, what === 'start' ? 'fall' : 'rise', control.startS);
        grid.run.require(offset !== undefined && offset >= -1 && offset <= randomS + plainS, {
          text: `control ${offsets.length + 1} (${control.mRID}) keeps to the bounds of its random ${what}`,
          expected: `0 s to ${randomS} s from the announced ${what === 'start' ? 'start' : 'end'} (-1 s, +${plainS} s)`,
          observed: offset === undefined ? 'no change of power' : `${offset.toFixed(2)} s`,
        });
        offsets.push(offset!);
        if (what === 'start') await grid.cancel(control);
        await grid.power.expectNear(
          grid.levelW,
          process.hrtime.bigint(),
          2 * grid.pollSeconds + 2,
          'between two controls',
        );
      }
      grid.run.observe(
        offsets.some((offset) => offset > plainS),
        {
          text: 'the random part is there',
          expected: `a control that is more than ${plainS} s behind its announced time`,
          observed: offsets.map((offset) => `${offset.toFixed(2)} s`).join(', '),
        },
      );
    },
  );
}

/** When power crosses a part of the level after the start, s from the announced second; undefined when it does not. */
async function edgeOf(
  grid: GridCase,
  announced: number,
  edge: 'fall' | 'rise',
  start: number,
): Promise<number | undefined> {
  const half = 0.6 * grid.levelW;
  const timeoutMs = grid.secondsUntil(grid.monotonicOf(start)) * 1000 + (randomS + 2) * 1000;
  const from = grid.monotonicOf(start - 1);
  const fall = await grid.bench.power.until((watts) => Math.abs(watts) < half, { holdMs: 0, timeoutMs, from });
  if (fall === undefined || edge === 'fall')
    return fall === undefined ? undefined : secondsFrom(grid, announced, fall.at);
  const rise = await grid.bench.power.until((watts) => Math.abs(watts) > half, { holdMs: 0, timeoutMs, from: fall.at });
  return rise === undefined ? undefined : secondsFrom(grid, announced, rise.at);
}

function secondsFrom(grid: GridCase, announced: number, moment: bigint): number {
  return Number(moment - grid.monotonicOf(announced)) / 1e9;
}

gridCase(
  'SEP2_CLI_Schedule_006',
  {
    title: 'a falling chain of limits is followed down to zero, and released',
    purpose:
      'Controls with ever lower limits down to zero, issued together, are followed one after the other; all three Responses come for each, and after the last one power flows again.',
    group: 'scheduling',
    clause: `${clauses.events}; ${clauses.control}`,
    likelyCauses: ['a limit is never released', 'Responses of events that follow each other get lost'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power } = grid;
    const each = 2;
    const first = grid.secondOf(process.hrtime.bigint()) + 2;
    const parts = [0.7, 0.4, 0];
    grid.when('When the limits fall step by step to zero');
    const controls = [];
    for (const [index, part] of parts.entries()) {
      const base = { opModExpLimW: part * levelW };
      controls.push(await grid.issue({ start: first + index * each, durationS: each, base }));
    }
    for (const [index, part] of parts.entries()) {
      const start = grid.monotonicOf(first + index * each);
      await power.expectAtMost(part * levelW, start, each, `in the time of control ${index + 1}`);
    }
    const end = grid.monotonicOf(first + parts.length * each);
    await grid.until(end);
    await power.expectNear(levelW, end, grid.bench.pixit('PIXIT_SEP2_ReturnSeconds'), 'when all have ended');
    for (const control of controls) {
      for (const status of [1, 2, 3]) await grid.expectResponse(control, status, 2 * grid.pollSeconds + 1);
    }
  },
);

gridCase(
  'SEP2_CLI_Schedule_007',
  {
    title: 'a program that is taken out of the assignments is obeyed no longer',
    purpose:
      'When the function set assignments of the gateway no longer lead to a program, a new control of it is neither answered nor carried out.',
    group: 'scheduling',
    clause: 'IEEE 2030.5-2018, Function Set Assignments',
    pics: 'PICS_SEP2_Client',
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power } = grid;
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds') + grid.pollSeconds;
    const before = await grid.issue({ program: 'feeder', durationS: 60, base: { opModExpLimW: 0.5 * levelW } });
    await power.expectNear(
      0.5 * levelW,
      await grid.delivered(before),
      seconds,
      'under the program, while it is assigned',
    );
    grid.when('When the program is taken out of the assignments, and a new control of it comes');
    await grid.utility.setPrograms(grid.lfdi, ['site']);
    await grid.untilRead('fsa', 2);
    const from = process.hrtime.bigint();
    await power.expectNear(levelW, from, seconds, 'without the program');
    const late = await grid.issue({ program: 'feeder', durationS: 60, base: { opModExpLimW: 0 } });
    const quiet = process.hrtime.bigint();
    await grid.until(quiet + second * BigInt(Math.ceil(2 * grid.pollSeconds)));
    power.expectAllAtLeast(levelW, quiet, process.hrtime.bigint(), 'although the program has a new control');
    const answers = await grid.utility.responses(late.mRID);
    grid.run.observe(answers.length === 0, {
      text: 'no Response is posted for a control of a program that is not assigned',
      expected: 'none',
      observed: answers.map(({ status }) => status).join(', ') || 'none',
    });
    await grid.utility.setPrograms(grid.lfdi, ['site', 'feeder']);
  },
);
