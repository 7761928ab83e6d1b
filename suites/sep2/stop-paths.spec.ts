import type { ControlBase } from '../../src/peers/utility/utility-config.js';
import type { StopPathDriver, StopPathId } from '../../src/probes/stop-response/stop-path.js';
import type { StopPlan } from '../../src/probes/stop-response/stop-plan.js';
import { measurePath, stopTrials } from '../site/stop-paths/measure-path.js';
import { type Arrangement, notified, polled } from './arrangement.js';
import { clauses } from './clauses.js';
import { cancelStop, controlStop, serverLoss } from './control-stop.js';
import type { GridBench } from './grid-bench.js';
import { gridCase } from './sep2-case.js';

/** Unless `--trials` or the PIXIT says another; 30 and more for sign-off. */
const trials = 3;
/** How long power must stay away to count as stopped, ms. */
const holdMs = 600;

interface PathCase {
  readonly id: string;
  readonly title: string;
  readonly arrangement: Arrangement;
  readonly driver: (grid: GridBench, watts: number) => StopPathDriver;
  readonly plan?: Partial<StopPlan>;
  readonly pics?: string;
}

function byControl(id: string, how: 'poll' | 'notification', path: StopPathId, base: ControlBase): PathCase {
  const words = how === 'poll' ? 'found by its poll' : 'brought by a notification';
  return {
    id: `SEP2_STOP_${id}_${how === 'poll' ? 'Poll' : 'Notification'}`,
    title: `a stop by ${Object.keys(base).join(' and ')}, ${words}`,
    arrangement: how === 'poll' ? polled : notified,
    driver: (grid, watts) => controlStop(path, grid, base, watts),
    ...(how === 'poll' ? {} : { pics: 'PICS_SEP2_Subscription' }),
  };
}

const noPower: ControlBase = { opModMaxLimW: 0, opModExpLimW: 0 };
const paths: readonly PathCase[] = [
  byControl('Energize', 'poll', 'sep2-energize-poll', { opModEnergize: false }),
  byControl('Connect', 'poll', 'sep2-connect-poll', { opModConnect: false }),
  byControl('Limit', 'poll', 'sep2-limit-poll', noPower),
  {
    id: 'SEP2_STOP_Cancel_Poll',
    title: 'a stop by cancellation of the control that lets power flow',
    arrangement: polled,
    driver: cancelStop,
  },
  {
    id: 'SEP2_STOP_ServerLoss',
    title: 'the utility server falls silent, and no default control is known',
    arrangement: polled,
    driver: serverLoss,
    plan: { timeoutMs: 15_000 },
  },
  byControl('Energize', 'notification', 'sep2-energize-notification', { opModEnergize: false }),
  byControl('Connect', 'notification', 'sep2-connect-notification', { opModConnect: false }),
  byControl('Limit', 'notification', 'sep2-limit-notification', noPower),
];

for (const { id, title, arrangement, driver, plan = {}, pics } of paths) {
  gridCase(
    id,
    {
      title,
      purpose: `${title}: issue, delivery and acknowledgement by the books of the server, effect and return of the power by the independent meter, held against every yardstick that applies.`,
      group: 'stop response',
      clause: `${clauses.stop}; the yardsticks of the spec table`,
      kind: 'measurement',
      ...(pics === undefined ? {} : { pics }),
      likelyCauses: [
        'the inverter is ramped down in steps whatever the urgency',
        'the acknowledgement comes before, or without, the effect',
        'polls come later than announced',
      ],
      nextStep: 'look at the power trace of the slowest trial, and at what the gateway wrote to the inverter',
    },
    arrangement,
    async (grid) => {
      const context = { harness: grid.bench.harness, run: grid.run };
      const watts = grid.levelW;
      await measurePath(context, driver(grid.bench, watts), stopTrials(context, trials), { holdMs, ...plan });
    },
  );
}
