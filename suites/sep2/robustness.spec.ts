import type { Behaviour } from '../../src/peers/utility/control-types.js';
import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import type { GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

/** Which answers are spoilt: the lists of controls. */
const controls = 'GET .*/derc';

async function limited(grid: GridCase): Promise<number> {
  await grid.given('export');
  const limitW = 0.3 * grid.levelW;
  const control = await grid.issue({ durationS: 600, base: { opModExpLimW: limitW } });
  const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
  const reached = await grid.power.expectNear(limitW, await grid.delivered(control), seconds, 'under a limit');
  if (reached === undefined) grid.run.inconclusive('the starting state, a limit that holds, is not reached');
  return limitW;
}

/** The gateway meets a bad answer some times; the limit must hold, and the gateway must ask again. */
async function expectHolds(grid: GridCase, behaviour: Behaviour, limitW: number): Promise<void> {
  grid.when(`When the lists of controls are answered with: ${behaviour.kind} ${behaviour.status ?? ''}`.trim());
  await grid.utility.behave({ match: controls, ...behaviour });
  const began = process.hrtime.bigint();
  const after = await grid.utility.mark();
  const retrySeconds = grid.bench.pixit('PIXIT_SEP2_RetrySeconds');
  const met = await grid.request({ method: 'GET', resource: 'derc', after }, retrySeconds);
  if (met?.behaviour !== behaviour.kind) {
    // Nothing that follows would say anything about an answer that the gateway never got.
    grid.run.stop(`the gateway did not ask for its controls while they are answered with ${behaviour.kind}`);
  }
  await grid.until((met?.answeredAtNs ?? process.hrtime.bigint()) + 300_000_000n);
  await grid.utility.behaveNormally();
  const again = await grid.request({ method: 'GET', resource: 'derc', after: await grid.utility.mark() }, retrySeconds);
  // Until it has asked again: a gateway that lets go does so when it likes, not within the moment after the answer.
  grid.power.expectAllAtMost(
    limitW,
    began,
    again?.receivedAtNs ?? process.hrtime.bigint(),
    `although the server answers with ${behaviour.kind}`,
  );
  grid.run.require(again !== undefined, {
    text: `the gateway asks again after ${behaviour.kind}`,
    expected: `within ${retrySeconds} s`,
    observed: again === undefined ? 'no request' : 'asked',
  });
}

const groups: readonly (readonly [number: string, title: string, behaviours: readonly Behaviour[]])[] = [
  [
    '001',
    'error statuses',
    [
      { kind: 'status', status: 404 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 503 },
    ],
  ],
  [
    '002',
    'answers that cannot be read',
    [{ kind: 'malformed' }, { kind: 'entity-expansion' }, { kind: 'truncated' }, { kind: 'empty-body' }],
  ],
  [
    '003',
    'answers of another kind',
    [{ kind: 'unknown-namespace' }, { kind: 'wrong-resource' }, { kind: 'wrong-content-type' }, { kind: 'wrong-all' }],
  ],
];

for (const [number, title, behaviours] of groups) {
  gridCase(
    `SEP2_CLI_Robust_${number}`,
    {
      title: `${title}: the control that holds goes on, and the gateway lives`,
      purpose: `When the server answers for the controls with ${behaviours.map(({ kind, status }) => status ?? kind).join(', ')}, a limit that is active goes on to hold at the meter and the gateway asks again; a stop that comes afterwards works.`,
      group: 'robustness',
      clause: `${clauses.failSafe}; ${clauses.schema}`,
      kind: 'invalid',
      likelyCauses: [
        'an answer that cannot be read is taken for an empty list',
        'the client ends at an unexpected answer',
      ],
    },
    polled,
    async (grid) => {
      const limitW = await limited(grid);
      for (const behaviour of behaviours) await expectHolds(grid, behaviour, limitW);
      await expectStop(grid);
    },
  );
}

async function expectStop(grid: GridCase): Promise<void> {
  grid.run.step('test', 'And when a stop comes afterwards');
  const stop = await grid.issue({ durationS: 60, base: { opModEnergize: false } });
  await grid.power.expectAtMost(
    0,
    await grid.delivered(stop),
    grid.bench.pixit('PIXIT_SEP2_StopSeconds'),
    'after the stop',
  );
}

gridCase(
  'SEP2_CLI_Robust_004',
  {
    title: '404 for the href of a control that stops: the stop is carried out all the same',
    purpose:
      'When the server answers 404 for the control itself (and lists it all the same), the gateway carries the stop out and goes on.',
    group: 'robustness',
    clause: `${clauses.failSafe}; seen in a real client, which ended and left the inverter energised`,
    kind: 'invalid',
    likelyCauses: ['the client ends at a 404'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When a stop comes whose own href answers 404');
    await grid.utility.behave({ kind: 'status', status: 404, match: 'GET .*/derc/[^?]+' });
    const control = await grid.issue({ durationS: 60, base: { opModEnergize: false } });
    const delivered = await grid.delivered(control);
    await grid.power.expectAtMost(0, delivered, grid.bench.pixit('PIXIT_SEP2_StopSeconds'), 'after the stop');
    await grid.utility.behave({ kind: 'status', status: 404, match: controls, times: 2 });
    await grid.untilRead('derc', 3);
    await grid.expectResponse(control, 2, 2 * grid.pollSeconds + 1);
  },
);

gridCase(
  'SEP2_CLI_Robust_005',
  {
    title: 'a huge list, and elements that nobody knows',
    purpose:
      'A list of thousands of entries, and an unknown element in the middle, do not end the gateway; a stop afterwards works.',
    group: 'robustness',
    clause: `${clauses.lists}; ${clauses.schema}`,
    kind: 'invalid',
  },
  polled,
  async (grid) => {
    const limitW = await limited(grid);
    await expectHolds(grid, { kind: 'unknown-element' }, limitW);
    await expectHolds(grid, { kind: 'huge-list', count: 3000 }, limitW);
    await expectStop(grid);
  },
);
