import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import { gridCase } from './sep2-case.js';

const second = 1_000_000_000n;
const seconds = (value: number) => BigInt(Math.round(value * 1e9));
/** How long it is looked at whether power stays away, s. */
const stayS = 3;
/** How long gateway and vehicle may take until they are back, s. */
const backS = 20;
const clause = `${clauses.failSafe}; SunSpec model 704: reversion of WMaxLimPct and WSet; the time is the gateway's own (PIXIT_PLUMBLINE_RevertSeconds)`;

gridCase(
  'SEP2_CLI_Failsafe_001',
  {
    title: 'a gateway that dies while power flows leaves an inverter that stops',
    purpose:
      'When the gateway is killed while the vehicle discharges, power ends within the time for which the inverter waits and the time of a stop, never rises on the way, and stays away; when the gateway is back, power can flow again.',
    group: 'fail-safe',
    clause,
    pics: 'PICS_SEP2_Failsafe',
    likelyCauses: [
      'no reversion timer was armed: the inverter goes on as it was told last',
      'the timer goes back to no limit (fail-open)',
      'the timer goes back to 0 W for the limit alone, not for the set power',
    ],
    nextStep: 'read WMaxLimPctRvrt, WMaxLimPctEnaRvrt, WMaxLimPctRvrtTms and those of WSet in model 704',
  },
  polled,
  async (grid) => {
    const { bench, levelW, power } = grid;
    await grid.given('export');
    grid.when('When the gateway is killed');
    const gateway = bench.harness.bench.capability('gateway');
    bench.spoil();
    await gateway.stop('kill');
    const killed = process.hrtime.bigint();
    const withinS = bench.pixit('PIXIT_PLUMBLINE_RevertSeconds') + bench.pixit('PIXIT_SEP2_StopSeconds');
    const stopped = await power.expectAtMost(0, killed, withinS, 'after the gateway was killed');
    if (stopped === undefined) return;
    power.expectAllAtMost(levelW, killed, stopped.at, 'on the way to the stop');
    await grid.until(stopped.at + seconds(stayS));
    power.expectAllAtMost(0, stopped.at, process.hrtime.bigint(), `for ${stayS} s without a gateway`);
    grid.run.step('test', 'And when the gateway is started again');
    await gateway.start(polled.gateway);
    await power.expectNear(levelW, process.hrtime.bigint(), backS, 'after gateway and vehicle are back');
  },
);

gridCase(
  'SEP2_CLI_Failsafe_002',
  {
    title: 'the fail-safe does not stop an inverter whose gateway lives',
    purpose:
      'While the gateway lives and nothing limits the vehicle, power flows without a dip for more than twice the time for which the inverter waits: the gateway keeps the fail-safe from acting.',
    group: 'fail-safe',
    clause,
    pics: 'PICS_SEP2_Failsafe',
    likelyCauses: ['the reversion timer is armed once and never written again'],
    nextStep: 'look at what the gateway writes to model 704, and how often',
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When nothing happens');
    const from = process.hrtime.bigint();
    const watchS = 2 * grid.bench.pixit('PIXIT_PLUMBLINE_RevertSeconds') + 1;
    await grid.until(from + seconds(watchS) + second / 2n);
    grid.power.expectAllAtLeast(
      grid.levelW,
      from,
      process.hrtime.bigint(),
      `for ${watchS} s with a gateway that lives`,
    );
  },
);
