import { polled } from './arrangement.js';
import { bitsAt, numberAt, scaledAt } from './body-values.js';
import { clauses } from './clauses.js';
import { expectConnected } from './der-status.js';
import { gridCase } from './sep2-case.js';

gridCase(
  'SEP2_CLI_Der_001',
  {
    title: 'DERCapability and DERSettings are put, and true',
    purpose:
      'What the gateway tells about its ratings and settings is complete, agrees with the rating of the inverter, and no setting is above its rating.',
    group: 'DER',
    clause: clauses.der,
    likelyCauses: ['ratings of a data sheet in place of the device', 'a wrong multiplier'],
  },
  polled,
  async (grid) => {
    const { run, utility, lfdi } = grid;
    run.step('test', 'When the gateway has registered');
    const capability = await utility.der(lfdi, 'dercap');
    const settings = await utility.der(lfdi, 'derg');
    run.require(capability !== undefined && settings !== undefined, {
      text: 'the gateway has put DERCapability and DERSettings',
      observed: `DERCapability ${capability === undefined ? 'missing' : 'there'}, DERSettings ${settings === undefined ? 'missing' : 'there'}`,
    });
    const rated = scaledAt(capability, 'rtgMaxW');
    const declared = grid.bench.pixit('PIXIT_SEP2_SetMaxW');
    run.observe(rated !== undefined && rated > 0 && rated <= grid.bench.pixit('PIXIT_SEP2_RatedW'), {
      text: 'rtgMaxW is not above the rating of the inverter',
      expected: `above 0, at most ${grid.bench.pixit('PIXIT_SEP2_RatedW')} W`,
      observed: `${rated} W`,
      field: 'DERCapability.rtgMaxW',
    });
    const set = scaledAt(settings, 'setMaxW');
    run.observe(set !== undefined && Math.abs(set - declared) <= 1 && set <= (rated ?? 0), {
      text: 'setMaxW is as declared, and not above rtgMaxW',
      expected: `${declared} W, at most ${rated} W`,
      observed: `${set} W`,
      field: 'DERSettings.setMaxW',
    });
    for (const [setting, rating] of [
      ['setMaxChargeRateW', 'rtgMaxChargeRateW'],
      ['setMaxDischargeRateW', 'rtgMaxDischargeRateW'],
      ['setMaxVA', 'rtgMaxVA'],
    ] as const) {
      const value = scaledAt(settings, setting);
      const limit = scaledAt(capability, rating);
      if (value === undefined && limit === undefined) continue;
      run.observe(value === undefined || (limit !== undefined && value <= limit), {
        text: `${setting} is not above ${rating}`,
        expected: `at most ${limit} W`,
        observed: `${value} W`,
        field: `DERSettings.${setting}`,
      });
    }
    run.observe(bitsAt(capability, 'modesSupported') !== undefined, {
      text: 'DERCapability tells the modes that are supported',
      observed: `modesSupported ${bitsAt(capability, 'modesSupported')?.toString(16) ?? 'missing'}`,
      field: 'DERCapability.modesSupported',
    });
    const type = numberAt(capability, 'type');
    run.observe(type === 81 || type === 82, {
      text: 'the type of the DER is that of an electric vehicle or its supply equipment',
      expected: '81 (EV) or 82 (EVSE)',
      observed: String(type),
      field: 'DERCapability.type',
    });
  },
);

gridCase(
  'SEP2_CLI_Der_002',
  {
    title: 'DERStatus follows the contactor',
    purpose:
      'When somebody opens the contactor of the inverter past the gateway, the next DERStatus says that it is not connected; when it closes, that it is.',
    group: 'DER',
    clause: clauses.der,
    pics: 'PICS_SEP2_ReadsConnection',
    likelyCauses: ['the status tells what was commanded, not what is'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    for (const connected of [false, true]) {
      grid.when(`When the contactor is ${connected ? 'closed' : 'opened'} by hand`);
      const after = await grid.utility.mark();
      await grid.bench.inverter.set({ connected });
      await expectConnected(grid, 0, connected, after);
    }
  },
);

gridCase(
  'SEP2_CLI_Der_003',
  {
    title: 'operationalModeStatus follows the power',
    purpose: 'DERStatus says operational while power flows, and off when the vehicle has left and nothing flows.',
    group: 'DER',
    clause: clauses.der,
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('While power flows, and when the vehicle has left');
    await expectMode(2);
    await grid.bench.vehicle.leave();
    await expectMode(1);

    async function expectMode(mode: number): Promise<void> {
      const seconds = 2 * grid.pollSeconds + 2;
      const deadline = process.hrtime.bigint() + BigInt(seconds) * 1_000_000_000n;
      let after = await grid.utility.mark();
      let seen = numberAt(await grid.utility.derStatus(grid.lfdi), 'operationalModeStatus', 'value');
      while (seen !== mode && grid.secondsUntil(deadline) > 0) {
        const put = await grid.request({ method: 'PUT', sent: 'DERStatus', after }, grid.secondsUntil(deadline));
        if (put === undefined) break;
        after = put.seq;
        seen = numberAt(put.body, 'operationalModeStatus', 'value');
      }
      grid.run.observe(seen === mode, {
        text: `operationalModeStatus is ${mode} (${mode === 2 ? 'operational' : 'off'})`,
        expected: `${mode} within ${seconds} s`,
        observed: String(seen ?? 'no status'),
        field: 'DERStatus.operationalModeStatus',
      });
    }
  },
);

gridCase(
  'SEP2_CLI_Der_004',
  {
    title: 'DERAvailability is put while a vehicle is there',
    purpose: 'The gateway puts DERAvailability, and no estimate in it is above its rating.',
    group: 'DER',
    clause: clauses.der,
    pics: 'PICS_SEP2_Availability',
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When DERAvailability is looked at');
    const seconds = 3 * grid.pollSeconds + 2;
    const known = await grid.utility.der(grid.lfdi, 'dera');
    const put = known ?? (await grid.request({ method: 'PUT', sent: 'DERAvailability' }, seconds))?.body;
    grid.run.require(put !== undefined, { text: 'the gateway puts DERAvailability', expected: `within ${seconds} s` });
    const estimate = scaledAt(put, 'statWAvail');
    grid.run.observe(estimate === undefined || estimate <= grid.bench.pixit('PIXIT_SEP2_RatedW'), {
      text: 'the available power is not above the rating',
      expected: `at most ${grid.bench.pixit('PIXIT_SEP2_RatedW')} W`,
      observed: `${estimate ?? 'not told'} W`,
      field: 'DERAvailability.statWAvail',
    });
    grid.run.observe(numberAt(put, 'readingTime') !== undefined, {
      text: 'DERAvailability carries the time of its reading',
      observed: String(numberAt(put, 'readingTime') ?? 'missing'),
      field: 'DERAvailability.readingTime',
    });
  },
);
