import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import { gridCase } from './sep2-case.js';

const second = 1_000_000_000n;
/** How long gateway and vehicle may take until they have a session again, ms. */
const backMs = 20_000;
/** How long power may take to flow in a session that has begun, beside the time of a limit, s. */
const flowS = 5;

gridCase(
  'SEP2_CLI_Loss_001',
  {
    title: 'the server is gone: the schedule is followed, then the default control holds',
    purpose:
      'A gateway whose server falls silent carries out the controls that it has, to their end, falls back to the default control, stays there, and comes back when the server does.',
    group: 'loss of communication',
    clause: clauses.failSafe,
    likelyCauses: ['controls are dropped with the connection', 'everything is released on loss (fail-open)'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power, run } = grid;
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
    const fallback = 0.2 * levelW;
    await grid.setDefault({ base: { opModExpLimW: fallback } });
    await power.expectNear(
      fallback,
      process.hrtime.bigint(),
      seconds + 2 * grid.pollSeconds,
      'under the default control',
    );
    const first = grid.secondOf(process.hrtime.bigint()) + 2;
    const one = await grid.issue({ start: first, durationS: 2, base: { opModExpLimW: 0.7 * levelW } });
    const two = await grid.issue({ start: first + 2, durationS: 2, base: { opModExpLimW: 0.4 * levelW } });
    for (const control of [one, two]) await grid.delivered(control);
    grid.when('When the server falls silent before the controls have ended');
    await grid.utility.behave({ kind: 'reset' });
    await power.expectNear(0.7 * levelW, grid.monotonicOf(first), 2, 'in the time of the first control');
    await power.expectNear(0.4 * levelW, grid.monotonicOf(first + 2), 2, 'in the time of the second control');
    const end = grid.monotonicOf(first + 4);
    await grid.until(end);
    await power.expectNear(fallback, end, seconds, 'under the default control, without a server');
    const lossS = grid.bench.pixit('PIXIT_SEP2_LossSeconds');
    const settled = process.hrtime.bigint();
    // Beyond the time after which the gateway counts the server as lost.
    await grid.until(end + BigInt(Math.round(lossS * 1e9)) + second);
    power.expectAllAtMost(fallback, settled, process.hrtime.bigint(), 'as long as the server is away');
    run.step('test', 'And when the server is back');
    const back = await grid.utility.mark();
    await grid.utility.behaveNormally();
    const control = await grid.issue({ durationS: 30, base: { opModExpLimW: 0.6 * levelW } });
    const fetched = await grid.request(
      { delivered: control.mRID, after: back },
      grid.bench.pixit('PIXIT_SEP2_RetrySeconds'),
    );
    run.require(fetched !== undefined, {
      text: 'the gateway comes back by itself and fetches the new control',
      expected: `within ${grid.bench.pixit('PIXIT_SEP2_RetrySeconds')} s`,
      observed: fetched === undefined ? 'no request' : 'fetched',
    });
    await power.expectNear(0.6 * levelW, fetched!.receivedAtNs, seconds, 'under the new control');
    await grid.expectResponse(one, 3, 3 * grid.pollSeconds + 2);
  },
);

gridCase(
  'SEP2_CLI_Loss_002',
  {
    title: 'a gateway that restarts without a server keeps to the default control',
    purpose:
      'A gateway that is restarted while its server is away keeps to the last default control that it knew, in the next session and never above, and follows a control that has begun meanwhile once the server is back.',
    group: 'loss of communication',
    clause: clauses.failSafe,
    pics: 'PICS_SEP2_KeepsDefault',
    likelyCauses: ['the default control is held in memory only'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power, run, bench } = grid;
    const seconds = bench.pixit('PIXIT_SEP2_LimitSeconds');
    const fallback = 0.3 * levelW;
    await grid.setDefault({ base: { opModExpLimW: fallback } });
    await power.expectNear(
      fallback,
      process.hrtime.bigint(),
      seconds + 2 * grid.pollSeconds,
      'under the default control',
    );
    grid.when('When the gateway restarts while the server is away');
    await grid.utility.behave({ kind: 'reset' });
    const gateway = bench.harness.bench.capability('gateway');
    const sessions = bench.vehicle.sessions;
    await gateway.stop('kill');
    await gateway.start(polled.gateway);
    const restarted = process.hrtime.bigint();
    // Without a session no power can flow, and no limit be broken. Looked at with every reading of the meter.
    const back = await bench.power.until(() => bench.vehicle.sessions > sessions, { holdMs: 0, timeoutMs: backMs });
    if (back === undefined) {
      run.inconclusive(
        'no vehicle has a session again, so that no power could have flowed',
        bench.vehicle.failure ?? bench.power.trouble,
      );
    }
    // A PICS that says so: what was known holds, no more and no less.
    await power.expectNear(
      fallback,
      back?.at ?? restarted,
      seconds + flowS,
      'under the default control that was known before, in the session after the restart',
    );
    power.expectAllAtMost(fallback, restarted, process.hrtime.bigint(), 'after the restart, without a server');
    run.record({
      type: 'log',
      caseId: run.caseId,
      source: 'vehicle',
      level: 'info',
      text: `sessions before ${sessions}, after ${bench.vehicle.sessions}; power ${bench.power.latest?.watts.toFixed(0)} W`,
    });
    run.step('test', 'And when the server is back with a control that began a minute ago');
    const control = await grid.issue({
      start: grid.secondOf(process.hrtime.bigint()) - 60,
      durationS: 600,
      base: { opModExpLimW: 0.5 * levelW },
    });
    const asked = await grid.utility.mark();
    await grid.utility.behaveNormally();
    const fetched = await grid.request(
      { delivered: control.mRID, after: asked },
      bench.pixit('PIXIT_SEP2_RetrySeconds'),
    );
    run.require(fetched !== undefined, {
      text: 'the gateway comes back by itself and fetches the control',
      expected: `within ${bench.pixit('PIXIT_SEP2_RetrySeconds')} s`,
    });
    await grid.expectResponse(control, 2, 2 * grid.pollSeconds + 2);
    await power.expectNear(
      0.5 * levelW,
      fetched!.receivedAtNs,
      seconds + 4,
      'under the control that began in the past',
    );
  },
);
