import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { payloadTypes } from '../../src/wire/v2gtp.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { valueAt } from '../iso15118-2/rules.js';
import {
  allowedPowerOf,
  expectNoFaults,
  expectPowerGoesOn,
  expectReachesStop,
  expectSameConnection,
  givenPowerFlows,
  loopRequestOf,
  rationalOf,
  untilFinished,
} from './charging-course.js';
import { type ControlMode, controlModes, energyServices, iso20Case, modeOf, paying } from './iso20-case.js';
import { notifyVehicle } from './notify-vehicle.js';

const group = 'schedule renegotiation';
const clause = '8.3.4.3.8';
/** One per cent for the rounding of rational numbers. */
const rounding = 1.01;

/** The tuples of a ScheduleExchangeRes. */
function tuplesOf(exchange: Exchange): readonly ExiObject[] {
  const tuples = valueAt(exchange.answer?.body, 'Scheduled_SEResControlMode', 'ScheduleTuple');
  return Array.isArray(tuples) ? (tuples as readonly ExiObject[]) : [];
}

/** Power that a tuple begins with, W. */
function firstPowerOf(tuple: ExiObject | undefined): number | undefined {
  const path = ['ChargingSchedule', 'PowerSchedule', 'PowerScheduleEntries', 'PowerScheduleEntry'];
  const entries = valueAt(tuple, ...path);
  return rationalOf(Array.isArray(entries) ? (entries[0] as ExiObject)['Power'] : undefined);
}

/** Scheduled: the tuple that was chosen now limits the power. Dynamic: the answer has the mode of the session. */
function expectSchedule(evcc: Evcc, exchange: Exchange, mode: ControlMode): number | undefined {
  if (mode === 'dynamic') {
    evcc.run.observe(exchange.answer?.body?.['Dynamic_SEResControlMode'] !== undefined, {
      text: 'the schedule is told in the control mode of the session',
      expected: 'Dynamic_SEResControlMode',
      observed: Object.keys(exchange.answer?.body ?? {}).join(', '),
      requirements: ['V2G20-1600'],
      ...evcc.at(exchange),
    });
    return undefined;
  }
  const tuples = tuplesOf(exchange);
  const chosen = tuples[1] ?? tuples[0];
  const powerW = firstPowerOf(chosen);
  evcc.run.require(powerW !== undefined, {
    text: 'the SECC offers a new schedule',
    expected: 'a ScheduleTuple with power',
    observed: `${tuples.length} tuples`,
    ...evcc.at(exchange),
  });
  return powerW;
}

function expectLimited(evcc: Evcc, exchange: Exchange, scheduleW: number | undefined): void {
  if (scheduleW === undefined) return;
  const allowedW = allowedPowerOf(exchange) ?? Number.POSITIVE_INFINITY;
  evcc.run.observe(allowedW <= scheduleW * rounding, {
    text: 'the new schedule limits the power',
    expected: `at most ${Math.round(scheduleW)} W`,
    observed: `${Math.round(allowedW)} W`,
    ...evcc.at(exchange),
  });
}

for (const service of energyServices) {
  for (const controlMode of controlModes) {
    for (const payment of ['EIM', 'PnC'] as const) {
      iso20Case(
        `TC20_SECC_${modeOf(service)}_ScheduleRenegotiation_${service}_${controlMode}_${payment}`,
        {
          title: `${service}, ${controlMode}, ${payment}: the vehicle renegotiates its schedule while energy flows`,
          purpose:
            'An SECC accepts PowerDelivery ScheduleRenegotiation in the charge loop, offers schedules again, takes the new one into force with PowerDelivery Start, and interrupts neither power nor session.',
          group,
          clause,
          requirements: ['V2G20-459', 'V2G20-460', 'V2G20-1600'],
          kind: 'valid',
          likelyCauses: [
            'the SECC opens the contactor when a renegotiation begins',
            'the schedule of before stays in force',
            'CableCheck and PreCharge are expected as after the first ScheduleExchange',
          ],
        },
        async (evcc) => {
          const beforeW = await givenPowerFlows(evcc);
          const port = evcc.lastLocalPort;
          evcc.when('When it sends PowerDeliveryReq ScheduleRenegotiation');
          evcc.vehicle.want({ scheduleTuple: 1 });
          const wish = await evcc.request('PowerDeliveryReq', { progress: 'ScheduleRenegotiation' });
          await evcc.expectAnswer(wish, { code: 'OK' });
          const schedule = await untilFinished(evcc, 'ScheduleExchangeReq');
          const scheduleW = expectSchedule(evcc, schedule, controlMode);
          const start = await evcc.request('PowerDeliveryReq', { progress: 'Start' });
          await evcc.expectAnswer(start, { code: ['OK', 'OK_PowerToleranceConfirmed'] });
          const loop = await expectPowerGoesOn(evcc, beforeW);
          expectLimited(evcc, loop, scheduleW);
          expectSameConnection(evcc, port);
          await expectReachesStop(evcc);
        },
        paying(payment, { iso20: { service, controlMode } }),
      );
    }
  }
}

for (const mode of ['AC', 'DC'] as const) {
  iso20Case(
    `TC20_SECC_${mode}_ScheduleRenegotiation_EvProcessing`,
    {
      title: `${mode}: a vehicle that takes its time over the profile of the new schedule`,
      purpose:
        'An SECC answers PowerDelivery Start with EVProcessing Ongoing as often as it comes, and takes the new schedule into force with the one that is Finished.',
      group,
      clause,
      requirements: ['V2G20-459', 'V2G20-460'],
      kind: 'valid',
      likelyCauses: ['EVProcessing is not read: the profile that is not there yet is refused'],
    },
    async (evcc) => {
      const beforeW = await givenPowerFlows(evcc);
      evcc.when('When it says Ongoing twice before it starts');
      await evcc.expectAnswer(await evcc.request('PowerDeliveryReq', { progress: 'ScheduleRenegotiation' }), {
        code: 'OK',
      });
      await untilFinished(evcc, 'ScheduleExchangeReq');
      const body = { EVProcessing: 'Ongoing', ChargeProgress: 'Start' };
      for (let count = 0; count < 2; count++) {
        await evcc.expectAnswer(await evcc.request('PowerDeliveryReq', { body }), { code: 'OK' });
      }
      const start = await evcc.request('PowerDeliveryReq', { progress: 'Start' });
      await evcc.expectAnswer(start, { code: ['OK', 'OK_PowerToleranceConfirmed'] });
      await expectPowerGoesOn(evcc, beforeW);
      await expectReachesStop(evcc);
    },
  );
}

const side = { payloadType: payloadTypes.iso20ScheduleRenegotiation };

for (const service of energyServices) {
  iso20Case(
    `TC20_SECC_${modeOf(service)}_ScheduleRenegotiation_SideStream_${service}`,
    {
      title: `${service}: a new schedule is agreed on beside the charge loop`,
      purpose:
        'An SECC answers ScheduleExchangeReq and PowerDeliveryReq ScheduleRenegotiation with payload type 0x8101 in the same stream while the charge loop goes on in its own, and the new schedule comes into force.',
      group,
      clause: '7.8.3',
      requirements: ['V2G20-460', 'V2G20-1600'],
      kind: 'valid',
      likelyCauses: [
        'the SECC reads one stream only',
        'the answer leaves with the payload type of the main stream',
        'the timer of the charge loop is prolonged, or ended, by messages of another stream',
      ],
    },
    async (evcc) => {
      const beforeW = await givenPowerFlows(evcc);
      evcc.when('When it asks for schedules with payload type 0x8101');
      evcc.vehicle.want({ scheduleTuple: 1 });
      const schedule = await untilFinished(evcc, 'ScheduleExchangeReq', side);
      const scheduleW = expectSchedule(evcc, schedule, 'scheduled');
      await expectPowerGoesOn(evcc, beforeW);
      const adopted = await evcc.request('PowerDeliveryReq', { progress: 'ScheduleRenegotiation', ...side });
      await evcc.expectAnswer(adopted, { code: ['OK', 'OK_PowerToleranceConfirmed'] });
      const loop = await expectPowerGoesOn(evcc, beforeW);
      expectLimited(evcc, loop, scheduleW);
      await expectReachesStop(evcc);
    },
    { iso20: { service } },
  );
}

for (const mode of ['AC', 'DC'] as const) {
  for (const controlMode of controlModes) {
    iso20Case(
      `TC20_SECC_${mode}_ScheduleRenegotiation_BySecc_${controlMode}`,
      {
        title: `${mode}, ${controlMode}: the SECC asks for a schedule renegotiation`,
        purpose:
          'An SECC that wants another schedule says EVSENotification ScheduleRenegotiation in a charge loop, takes it back once the vehicle has followed, and the session goes on.',
        group,
        clause: '8.3.5.3.26',
        requirements: ['V2G20-460', 'V2G20-1600'],
        pics: 'PICS_PLUMBLINE_SECC_Commands = true',
        kind: 'valid',
      },
      async (evcc) => {
        await givenPowerFlows(evcc);
        const port = evcc.lastLocalPort;
        evcc.when('When the SECC is told to want other schedules');
        await notifyVehicle(evcc, 'schedule-renegotiation');
        const drive = await evcc.vehicle.driveTo('loop-done', { loops: 60 });
        const { run } = evcc;
        run.observe(drive.reached, {
          text: 'the vehicle follows, and charging goes on',
          observed: drive.failure?.text ?? drive.state,
          ...evcc.at(drive.failure?.exchange),
        });
        const names = drive.exchanges.map(({ sent }) => sent.message);
        const wishes = drive.exchanges.filter(
          (exchange) => valueAt(exchange.answer?.body, 'EVSEStatus', 'EVSENotification') === 'ScheduleRenegotiation',
        );
        run.observe(wishes.length > 0, {
          text: 'a charge loop response carries EVSENotification ScheduleRenegotiation',
          observed: `${wishes.length} responses`,
          ...evcc.at(wishes[0]),
        });
        const last = drive.exchanges.findLast(({ sent }) => sent.message === loopRequestOf(evcc));
        run.observe(names.includes('ScheduleExchangeReq') && last !== undefined && !wishes.includes(last), {
          text: 'the wish is taken back once there are new schedules',
          observed: `${names.filter((name) => name === 'ScheduleExchangeReq').length} ScheduleExchangeReq`,
          ...evcc.at(last),
        });
        for (const exchange of drive.exchanges) expectNoFaults(evcc, exchange);
        if (last !== undefined) {
          const reached = allowedPowerOf(last) ?? 0;
          run.observe(reached > 0, {
            text: 'the SECC still offers power',
            observed: `${Math.round(reached)} W`,
            ...evcc.at(last),
          });
        }
        expectSameConnection(evcc, port);
        await expectReachesStop(evcc);
      },
      { iso20: { controlMode } },
    );
  }
}

iso20Case(
  'TC20_SECC_DC_ScheduleRenegotiation_Declined',
  {
    title: 'a vehicle that does not follow EVSENotification ScheduleRenegotiation',
    purpose: 'An SECC whose wish is not followed goes on in the charge loop with the schedule that is in force.',
    group,
    clause: '8.3.5.3.26',
    requirements: ['V2G20-460'],
    pics: 'PICS_PLUMBLINE_SECC_Commands = true',
    kind: 'valid',
  },
  async (evcc) => {
    const beforeW = await givenPowerFlows(evcc);
    evcc.when('When the SECC wants other schedules, and the vehicle goes on');
    await notifyVehicle(evcc, 'schedule-renegotiation');
    for (let loop = 0; loop < 5; loop++) await expectPowerGoesOn(evcc, beforeW);
    await expectReachesStop(evcc);
  },
  { onRenegotiation: 'ignore' },
);
