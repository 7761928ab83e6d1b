import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import { gridCase } from './sep2-case.js';

const second = 1_000_000_000n;

gridCase(
  'SEP2_CLI_Inverter_001',
  {
    title: 'power flows in the direction of the session',
    purpose:
      'A vehicle that discharges is export at the independent meter, one that charges is import; the power is what the session agrees on.',
    group: 'inverter',
    clause: 'SunSpec model 704: power into the grid is positive; deployment manual: behaviour is checked physically',
    likelyCauses: ['the sign of the set power is turned round'],
  },
  polled,
  async (grid) => {
    await grid.settle();
    for (const [watts, word] of [
      [-grid.levelW, 'discharges'],
      [grid.levelW, 'charges'],
    ] as const) {
      grid.when(`When a vehicle ${word} with ${Math.abs(watts)} W`);
      const from = process.hrtime.bigint();
      await grid.bench.vehicle.want(watts);
      await grid.power.expectNear(-watts, from, 15, `while the vehicle ${word}`);
    }
  },
);

gridCase(
  'SEP2_CLI_Inverter_002',
  {
    title: 'a write that the inverter refuses is not taken for done',
    purpose:
      'While the inverter answers every write with an exception, a stop cannot be carried out: the gateway does not tell "started", tries again, and stops the inverter as soon as it takes writes.',
    group: 'inverter',
    clause: `MODBUS Application Protocol 1.1b3, clause 7; ${clauses.responses}`,
    pics: 'PICS_SEP2_StartedAfterEffect',
    likelyCauses: ['the exception code is not looked at'],
  },
  polled,
  async (grid) => {
    const { inverter } = grid.bench;
    await grid.given('export');
    const faults = (await inverter.state())?.faults ?? [];
    grid.when('When a stop comes while the inverter refuses every write');
    try {
      await inverter.set({ writeException: 4 });
      const control = await grid.issue({ durationS: 60, base: { opModEnergize: false } });
      const delivered = await grid.delivered(control);
      await grid.until(delivered + 2n * second);
      const told = (await grid.utility.responses(control.mRID)).filter(({ status }) => status === 2);
      grid.run.observe(told.length === 0, {
        text: '"started" is not told while nothing has happened',
        expected: 'no Response 2 while power flows',
        observed: `${told.length} posted, ${grid.bench.power.latest?.watts.toFixed(0)} W at the meter`,
      });
      grid.run.step('test', 'And when the inverter takes writes again');
      const lifted = process.hrtime.bigint();
      await inverter.set({ writeException: 0 });
      await grid.power.expectAtMost(
        0,
        lifted,
        grid.bench.pixit('PIXIT_SEP2_StopSeconds'),
        'after the inverter takes writes again',
      );
      await grid.expectResponse(control, 2, grid.bench.pixit('PIXIT_SEP2_StopSeconds'));
    } finally {
      await inverter.set({ writeException: 0, faults });
    }
  },
);

gridCase(
  'SEP2_CLI_Inverter_005',
  {
    title: 'a limit that the inverter refuses does not stay undone',
    purpose:
      'While the inverter answers every write with an exception, a limit comes; when it takes writes again, power is within the limit soon (or stopped): the gateway has noticed the exception and has not gone on as if nothing were.',
    group: 'inverter',
    clause: `MODBUS Application Protocol 1.1b3, clause 7; ${clauses.limit}`,
    likelyCauses: ['the exception code is not looked at, so the limit is never written again'],
  },
  polled,
  async (grid) => {
    const { inverter } = grid.bench;
    await grid.given('export');
    const faults = (await inverter.state())?.faults ?? [];
    grid.when('When a limit comes while the inverter refuses every write, and it takes writes again');
    try {
      await inverter.set({ writeException: 4 });
      const control = await grid.issue({ durationS: 60, base: { opModExpLimW: 0.3 * grid.levelW } });
      const delivered = await grid.delivered(control);
      await grid.until(delivered + second);
      const lifted = process.hrtime.bigint();
      await inverter.set({ writeException: 0 });
      const seconds = grid.bench.pixit('PIXIT_SEP2_StopSeconds');
      await grid.power.expectAtMost(0.3 * grid.levelW, lifted, seconds, 'once the inverter takes writes again');
    } finally {
      await inverter.set({ writeException: 0, faults });
      // A gateway that lost its inverter for a moment may want a person before it starts again.
      grid.bench.spoil();
    }
  },
);

gridCase(
  'SEP2_CLI_Inverter_003',
  {
    title: '"started" is told when the meter shows it, not before',
    purpose:
      'With an inverter that acts late, Response 2 comes after the power at the meter has begun to change: an acknowledgement that comes before any effect says nothing.',
    group: 'inverter',
    clause: `${clauses.responses}; PICS: the gateway claims that Response 2 tells the effect`,
    pics: 'PICS_SEP2_StartedAfterEffect',
    likelyCauses: ['Response 2 is posted when the control is received'],
  },
  polled,
  async (grid) => {
    const { inverter, power } = grid.bench;
    await grid.given('export');
    const usualMs = grid.bench.pixit('PIXIT_SEP2_DeadTimeMs');
    grid.when('When a stop comes to an inverter that acts two seconds late');
    try {
      await inverter.set({ deadTimeMs: 2000 });
      const control = await grid.issue({ durationS: 60, base: { opModEnergize: false } });
      const delivered = await grid.delivered(control);
      const seconds = grid.bench.pixit('PIXIT_SEP2_StopSeconds');
      const effect = await grid.power.expectAtMost(0, delivered, seconds, 'after the stop');
      const started = await grid.expectResponse(control, 2, seconds);
      if (effect === undefined || started === undefined) return;
      const ahead = Number(effect.at - started.receivedAtNs) / 1e9;
      const sampling = grid.bench.harness.bench.capability('inverter-power').samplingSeconds;
      grid.run.observe(ahead <= 2 * sampling + 0.1, {
        text: 'Response 2 does not come before the effect',
        expected: `at most ${(2 * sampling + 0.1).toFixed(2)} s (two samples of the meter) before`,
        observed: ahead > 0 ? `${ahead.toFixed(2)} s before` : `${(-ahead).toFixed(2)} s after`,
      });
    } finally {
      await inverter.set({ deadTimeMs: usualMs });
      await power.until(() => true, { holdMs: 0, timeoutMs: 1000 });
    }
  },
);

gridCase(
  'SEP2_CLI_Inverter_004',
  {
    title: 'a gateway that dies does not give full power back',
    purpose:
      'When the gateway dies while a stop holds, the power at the meter stays at zero: no revert timer opens the way (fail-open).',
    group: 'inverter',
    clause: `${clauses.failSafe}; SunSpec models 123 and 704: reversion times`,
    likelyCauses: ['a revert timer was armed that returns the inverter to full power'],
    nextStep: 'read the reversion times of models 123 and 704 (WMaxLimPct_RvrtTms, WMaxLimPctRvrtTms, WSetRvrtTms)',
  },
  polled,
  async (grid) => {
    const { bench } = grid;
    await grid.given('export');
    const control = await grid.issue({ durationS: 3600, base: { opModEnergize: false } });
    await grid.power.expectAtMost(
      0,
      await grid.delivered(control),
      bench.pixit('PIXIT_SEP2_StopSeconds'),
      'after the stop',
    );
    grid.when('When the gateway is killed');
    const gateway = bench.harness.bench.capability('gateway');
    await gateway.stop('kill');
    bench.spoil();
    const killed = process.hrtime.bigint();
    const watchS = bench.pixit('PIXIT_SEP2_RevertWatchSeconds');
    await grid.until(killed + BigInt(Math.round(watchS * 1e9)));
    grid.power.expectAllAtMost(0, killed, process.hrtime.bigint(), `for ${watchS} s without a gateway`);
  },
);
