import type { ControlBase } from '../../src/peers/utility/utility-config.js';
import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import { expectConnected } from './der-status.js';
import type { Direction } from './grid-case.js';
import { gridCase } from './sep2-case.js';

/** A control that stops power: long enough to be seen, short enough to be waited for. */
const stopS = 4;
/** A limit that is seen, then cancelled. */
const limitS = 60;

const stops = [
  ['001', 'opModEnergize', 'de-energise', 2],
  ['002', 'opModConnect', 'disconnect', 0],
] as const;

for (const [number, element, word, bit] of stops) {
  gridCase(
    `SEP2_CLI_Control_${number}`,
    {
      title: `${element} false stops all power, and its end lets it flow again`,
      purpose: `A control with ${element} false and nothing else takes the power at the meter to zero and keeps it there without a pulse until the event ends; DERStatus tells it; afterwards power flows as before.`,
      group: 'control',
      clause: `${clauses.control}; ${clauses.stop}`,
      likelyCauses: [
        `the gateway loses ${element} and knows power limits only`,
        'the inverter is ramped down in steps whatever the urgency',
        'the event is never released, or released with a pulse',
      ],
      nextStep: 'look at the Modbus writes of the gateway beside the power at the meter',
    },
    polled,
    async (grid) => {
      const { run, power } = grid;
      await grid.given('export');
      grid.when(`When the server issues a control to ${word} for ${stopS} s`);
      const control = await grid.issue({ durationS: stopS, base: { [element]: false } });
      const delivered = await grid.delivered(control);
      const stopSeconds = grid.bench.pixit('PIXIT_SEP2_StopSeconds');
      const effect = await power.expectAtMost(0, delivered, stopSeconds, 'after the stop was delivered');
      await expectConnected(grid, bit, false, control.after);
      await grid.expectResponse(control, 2, stopSeconds);
      const end = grid.monotonicOf(control.startS + stopS);
      const completed = await grid.expectResponse(control, 3, grid.secondsUntil(end) + grid.pollSeconds + 1);
      // The event may end by the gateway's clock, which may differ from ours by the granularity of Time, 1 s.
      if (effect !== undefined) power.expectAllAtMost(0, effect.at, end - 1_000_000_000n, 'until the event ends');
      run.step('test', 'And when the event has ended');
      const back = completed?.receivedAtNs ?? end;
      await power.expectNear(grid.levelW, back, grid.bench.pixit('PIXIT_SEP2_ReturnSeconds'), 'again');
      await expectConnected(grid, bit, true, completed?.seq ?? control.after);
    },
  );
}

interface LimitRow {
  readonly number: string;
  readonly element: keyof ControlBase;
  readonly direction: Direction;
  readonly pics: string;
}

const limits: readonly LimitRow[] = [
  { number: '003', element: 'opModExpLimW', direction: 'export', pics: 'PICS_SEP2_CsipAus' },
  { number: '004', element: 'opModGenLimW', direction: 'export', pics: 'PICS_SEP2_CsipAus' },
  { number: '005', element: 'opModImpLimW', direction: 'import', pics: 'PICS_SEP2_CsipAus' },
  { number: '006', element: 'opModLoadLimW', direction: 'import', pics: 'PICS_SEP2_CsipAus' },
  { number: '007', element: 'opModMaxLimW', direction: 'export', pics: 'PICS_SEP2_Client' },
];

for (const { number, element, direction, pics } of limits) {
  gridCase(
    `SEP2_CLI_Control_${number}`,
    {
      title: `${element} limits the ${direction}, to a part of it and to zero`,
      purpose: `While the vehicle ${direction}s, a control with ${element} brings the power at the meter within the limit, a second one takes it to zero, and a limit far above it changes nothing.`,
      group: 'control',
      clause: `${clauses.control}; ${clauses.limit}`,
      pics,
      likelyCauses: ['the limit is scaled to another rating', 'the limit of the other direction is written'],
    },
    polled,
    async (grid) => {
      await grid.given(direction);
      const { levelW, power } = grid;
      const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
      for (const part of [0.4, 0]) {
        const limitW = part * levelW;
        grid.when(`When the server limits ${direction} to ${limitW} W by ${element}`);
        const control = await grid.issue({ durationS: limitS, base: { [element]: limitOf(grid, element, limitW) } });
        const delivered = await grid.delivered(control);
        await power.expectAtMost(limitW, delivered, seconds, 'after the limit was delivered');
        if (part > 0)
          await power.expectNear(direction === 'export' ? limitW : -limitW, delivered, seconds, 'and no less');
        await grid.expectResponse(control, 2, seconds);
      }
    },
  );
}

/** opModMaxLimW is in hundredths of a percent of setMaxW, the limits of CSIP-AUS are in W. */
function limitOf(
  grid: Parameters<Parameters<typeof gridCase>[3]>[0],
  element: keyof ControlBase,
  watts: number,
): number {
  if (element !== 'opModMaxLimW') return watts;
  return Math.round((10_000 * watts) / grid.bench.pixit('PIXIT_SEP2_SetMaxW'));
}

gridCase(
  'SEP2_CLI_Control_008',
  {
    title: 'opModFixedW sets the power itself',
    purpose:
      'A control with opModFixedW takes the power at the meter to the given part of setMaxDischargeRateW, not only below it.',
    group: 'control',
    clause: clauses.control,
    pics: 'PICS_SEP2_FixedW',
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
    const watts = 0.3 * grid.levelW;
    grid.when(`When the server sets the power to ${watts} W by opModFixedW`);
    // Of setMaxDischargeRateW, where power is injected.
    const base = { opModFixedW: Math.round((10_000 * watts) / grid.bench.pixit('PIXIT_SEP2_SetMaxDischargeW')) };
    const control = await grid.issue({ durationS: limitS, base });
    await grid.power.expectNear(watts, await grid.delivered(control), seconds, 'after the control was delivered');
    await grid.expectResponse(control, 2, seconds);
  },
);
