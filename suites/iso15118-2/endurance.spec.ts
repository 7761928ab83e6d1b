import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';
import { evccCase, startOf } from './evcc-case.js';
import { expectLeftToVehicle } from './left-to-vehicle.js';
import { definitionOf } from './published-cases.js';

/** Beyond charging: what a session takes around it, s. */
const aroundSeconds = 60;
/** Pause between two charge loops of a long charge, ms: a record of hours stays readable. */
const longPauseMs = 200;

/** Times in a row and minutes of each, by the list; undefined: PIXIT_PLUMBLINE_ChargingTime. */
const rows: readonly (readonly [id: string, times: number, minutes: number | undefined])[] = (
  ['AC', 'DC'] as const
).flatMap((mode) => [
  [`TC_SECC_${mode}_VTB_Reliability_001`, 20, 2],
  [`TC_SECC_${mode}_VTB_Reliability_002`, 2, 15],
  [`TC_SECC_${mode}_VTB_Reliability_003`, 1, 45],
  [`VERISCO_TC_SECC_${mode}_VTB_Reliability_004`, 1, undefined],
]);

for (const [id, times, minutes] of rows) {
  const mode = id.includes('_AC_') ? 'AC' : 'DC';
  const words = {
    title: `${times} ${mode} charge${times === 1 ? '' : 's'} of ${minutes ?? 'the declared number of'} minutes`,
    purpose: 'An SECC charges for as long as the vehicle wants, as often as it wants, without a fault.',
    likelyCauses: ['something is used up with every session', 'a timer of the station ends a session that goes well'],
    nextStep: 'see how the last session ended, and the journal of the station around it',
  };
  declareCase(definitionOf(id, words), async ({ harness, run, info }) => {
    if (harness.variant.mode !== mode) {
      run.inconclusive(`this form of the station charges ${harness.variant.mode}, and the case is about ${mode}`);
      return;
    }
    const minute = run.timer('tester/tester_charging_minute').seconds;
    const seconds = minute * (minutes ?? Number(harness.pics['PIXIT_PLUMBLINE_ChargingTime']));
    info.setTimeout(1000 * times * (seconds + aroundSeconds));
    for (let time = 1; time <= times; time++) {
      const evcc = new Evcc(harness, run);
      try {
        await charge(evcc, seconds, times === 1 ? '' : ` (${time} of ${times})`);
      } finally {
        await evcc.leave();
      }
    }
  });
}

/** One charge of so many seconds by the capture, ended by the vehicle. Every answer is looked at. */
async function charge(evcc: Evcc, seconds: number, which: string): Promise<void> {
  const { run, vehicle } = evcc;
  await evcc.given('energy-on');
  evcc.when(`When it charges for ${seconds.toFixed(1)} s${which}`);
  const ac = vehicle.options.energy === 'ac';
  const request = ac ? 'ChargingStatusReq' : 'CurrentDemandReq';
  const usual = ac ? vehicle.timers.chargingStatusPause : vehicle.timers.currentDemandPause;
  const pauseMs = seconds > aroundSeconds ? longPauseMs : usual;
  const first = await evcc.request(request);
  await evcc.expectAnswer(first, { code: 'OK' });
  const until = vehicle.clock.monotonicNs() + BigInt(Math.round(seconds * 1e9));
  let loops = 1;
  while (vehicle.clock.monotonicNs() < until) {
    await new Promise<void>((resolve) => vehicle.clock.after(pauseMs, resolve));
    const exchange = await evcc.request(request);
    expectGood(evcc, exchange);
    loops += 1;
  }
  const last = await evcc.request(request);
  await evcc.expectAnswer(last, { code: 'OK' });
  const charged = evcc.secondsBetween(first, last);
  if (charged === undefined) run.inconclusive('the capture does not show how long it charged');
  else
    run.observe(charged >= seconds, {
      text: 'the charge loop goes on for the whole time (by the capture)',
      expected: `at least ${seconds.toFixed(1)} s`,
      observed: `${charged.toFixed(1)} s in ${loops + 1} loops`,
      ...evcc.at(last),
    });
  vehicle.enter('loop-done');
  const drive = await vehicle.driveTo('stopped');
  run.require(drive.reached, {
    text: 'the session ends in order when the vehicle wants it',
    expected: 'SessionStop OK',
    observed: drive.failure?.text ?? drive.state,
    ...evcc.at(drive.failure?.exchange),
  });
  for (const exchange of drive.exchanges) expectGood(evcc, exchange);
}

function expectGood(evcc: Evcc, exchange: Exchange): void {
  const faults = exchange.observations.filter(({ severity }) => severity === 'fault');
  if (exchange.responseCode?.startsWith('OK') === true && faults.length === 0) return;
  evcc.run.require(false, {
    text: `the answer to ${exchange.sent.message} is right`,
    expected: 'OK',
    observed: faults.map(({ rule, observed }) => `${rule}: ${observed}`).join('; ') || exchange.outcome,
    ...evcc.at(exchange),
  });
}

for (const [id, mode] of [
  ['TC_SECC_AC_VTB_SessionStop_011', 'AC'],
  ['TC_SECC_DC_VTB_SessionStop_010', 'DC'],
] as const) {
  evccCase(
    id,
    {
      title: `end of a long ${mode} session`,
      purpose: 'After as many charge loops as declared an SECC ends the session as after a few.',
      likelyCauses: ['something is used up with every charge loop'],
    },
    async (evcc) => {
      const loops = Number(evcc.harness.pics['PICS_CMN_CMN_LoopCounter']);
      await evcc.given('loop-done', { loops });
      const { facts } = evcc.vehicle;
      evcc.run.require(facts.loops >= loops, {
        text: 'the vehicle has charged for as many loops as PICS_CMN_CMN_LoopCounter says',
        expected: String(loops),
        observed: String(facts.loops),
      });
      await evcc.given(startOf(id));
      evcc.when(`When it sends SessionStopReq Terminate after ${loops} charge loops`);
      await evcc.expectAnswer(await evcc.request('SessionStopReq', { stop: 'Terminate' }), { code: 'OK' });
      await expectLeftToVehicle(evcc);
    },
  );
}
