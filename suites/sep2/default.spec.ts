import type { ControlBase } from '../../src/peers/utility/utility-config.js';
import { polled } from './arrangement.js';
import { numberAt } from './body-values.js';
import { clauses } from './clauses.js';
import type { Direction, GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

interface DefaultRow {
  readonly number: string;
  readonly element: keyof ControlBase;
  readonly direction: Direction;
}

const rows: readonly DefaultRow[] = [
  { number: '001', element: 'opModExpLimW', direction: 'export' },
  { number: '002', element: 'opModGenLimW', direction: 'export' },
  { number: '003', element: 'opModImpLimW', direction: 'import' },
  { number: '004', element: 'opModLoadLimW', direction: 'import' },
];

for (const { number, element, direction } of rows) {
  gridCase(
    `SEP2_CLI_Default_${number}`,
    {
      title: `${element} of the default control holds whenever no event does`,
      purpose: `The DefaultDERControl limits the ${direction} while no event is active, an event with another limit takes its place, and when that is cancelled the default holds again; without it power flows freely.`,
      group: 'default control',
      clause: clauses.defaultControl,
      pics: 'PICS_SEP2_CsipAus',
      likelyCauses: ['the default control is read once and never again', 'an event that ends releases everything'],
    },
    polled,
    async (grid) => {
      await grid.given(direction);
      const { levelW, power } = grid;
      const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds') + 2 * grid.pollSeconds;
      const limited = 0.3 * levelW;
      const sign = direction === 'export' ? 1 : -1;
      grid.when(`When the default control limits ${direction} to ${limited} W`);
      const set = await grid.setDefault({ base: { [element]: limited } });
      await power.expectNear(sign * limited, set.issuedAtNs, seconds, 'under the default control');
      run(grid, `And when an event allows ${direction} again`);
      const event = await grid.issue({ durationS: 60, base: { [element]: 2 * levelW } });
      await power.expectNear(sign * levelW, await grid.delivered(event), seconds, 'under the event');
      run(grid, 'And when the event is cancelled');
      const cancelled = await grid.cancel(event);
      await power.expectNear(sign * limited, cancelled.issuedAtNs, seconds, 'under the default control again');
      run(grid, 'And when there is no default control any more');
      const gone = await grid.setDefault(undefined);
      await power.expectNear(sign * levelW, gone.issuedAtNs, seconds, 'without any control');
    },
  );
}

gridCase(
  'SEP2_CLI_Default_005',
  {
    title: 'setGradW of the default control is taken over and told',
    purpose:
      'DERSettings that the gateway puts show setGradW as the DefaultDERControl has it, also after it has changed.',
    group: 'default control',
    clause: `${clauses.defaultControl}; CSIP-AUS, default ramp rate`,
    pics: 'PICS_SEP2_GradW',
  },
  polled,
  async (grid) => {
    grid.run.step('preamble', 'Given a gateway that is registered with the server');
    await grid.settle();
    for (const setGradW of [100, 2700]) {
      grid.when(`When the default control has setGradW ${setGradW}`);
      const after = await grid.utility.mark();
      await grid.setDefault({ base: {}, setGradW });
      const seconds = 3 * grid.pollSeconds + 2;
      await expectSettings(grid, after, seconds, setGradW);
    }
  },
);

async function expectSettings(grid: GridCase, after: number, seconds: number, setGradW: number): Promise<void> {
  const deadline = process.hrtime.bigint() + BigInt(seconds) * 1_000_000_000n;
  let seen: number | undefined;
  let from = after;
  while (seen !== setGradW) {
    const put = await grid.request({ method: 'PUT', sent: 'DERSettings', after: from }, grid.secondsUntil(deadline));
    if (put === undefined) break;
    from = put.seq;
    seen = numberAt(put.body, 'setGradW');
  }
  grid.run.observe(seen === setGradW, {
    text: 'DERSettings show the new setGradW',
    expected: `${setGradW} within ${seconds} s`,
    observed: seen === undefined ? 'no DERSettings were put' : String(seen),
    field: 'DERSettings.setGradW',
  });
}

function run(grid: GridCase, title: string): void {
  grid.run.step('test', title);
}

gridCase(
  'SEP2_CLI_Ramp_001',
  {
    title: 'rampTms of a control stretches the change over its time',
    purpose:
      'A limit with rampTms is reached in that time: power at the meter is in between half-way, and at the limit at the end.',
    group: 'default control',
    clause: `${clauses.control}: rampTms`,
    pics: 'PICS_SEP2_GradW',
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power } = grid;
    const rampS = 4;
    grid.when(`When the server limits export to nearly nothing with a ramp of ${rampS} s`);
    const limitW = 0.1 * levelW;
    const control = await grid.issue({ durationS: 60, base: { opModExpLimW: limitW, rampTms: rampS * 100 } });
    const delivered = await grid.delivered(control);
    const reached = await power.expectAtMost(limitW, delivered, rampS + 2, 'at the end of the ramp');
    // It may be a step of a second late or early, but no jump: at a quarter and at half of the time power still flows.
    const moment = (part: number) => delivered + BigInt(Math.round(part * rampS * 1e9));
    const half = grid.bench.power.mean(moment(0.45), moment(0.55));
    grid.run.observe(half !== undefined && half > limitW + 0.15 * levelW && half < 0.9 * levelW, {
      text: 'half-way through the ramp the power at the meter is in between',
      expected: `between ${(limitW + 0.15 * levelW).toFixed(0)} W and ${(0.9 * levelW).toFixed(0)} W`,
      observed: half === undefined ? 'no reading' : `${half.toFixed(0)} W`,
    });
    if (reached !== undefined) {
      const took = Number(reached.at - delivered) / 1e9;
      grid.run.observe(took >= 0.5 * rampS, {
        text: 'the limit is not reached long before the time of the ramp',
        expected: `at least ${0.5 * rampS} s`,
        observed: `${took.toFixed(2)} s`,
      });
    }
  },
);

gridCase(
  'SEP2_CLI_Ramp_002',
  {
    title: 'without rampTms a change follows setGradW',
    purpose:
      'A limit without a ramp of its own is approached with the default ramp rate: the slope at the meter is that of setGradW, not faster.',
    group: 'default control',
    clause: `${clauses.defaultControl}: setGradW`,
    pics: 'PICS_SEP2_GradW',
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power } = grid;
    const setMaxW = grid.bench.pixit('PIXIT_SEP2_SetMaxW');
    // Hundredths of a percent of setMaxW a second.
    const setGradW = 1500;
    const slope = (setGradW / 10_000) * setMaxW;
    const limitW = 0.3 * levelW;
    const expectedS = (levelW - limitW) / slope;
    const after = await grid.utility.mark();
    await grid.setDefault({ base: {}, setGradW });
    await expectSettings(grid, after, 3 * grid.pollSeconds + 2, setGradW);
    grid.when(`When the server limits export to ${limitW} W, with setGradW ${setGradW} (${slope.toFixed(0)} W/s)`);
    const control = await grid.issue({ durationS: 60, base: { opModExpLimW: limitW } });
    const delivered = await grid.delivered(control);
    const reached = await power.expectAtMost(limitW, delivered, expectedS * 1.5 + 1.5, 'at the end of the ramp');
    if (reached === undefined) return;
    const took = Number(reached.at - delivered) / 1e9;
    grid.run.observe(took >= expectedS * 0.5, {
      text: 'the change takes the time of the default ramp',
      expected: `about ${expectedS.toFixed(2)} s, not below half of it`,
      observed: `${took.toFixed(2)} s`,
    });
  },
);
