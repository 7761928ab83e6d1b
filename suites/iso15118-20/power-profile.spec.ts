import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { valueAt } from '../iso15118-2/rules.js';
import { expectPowerGoesOn, expectReachesStop, givenPowerFlows, loopRequestOf } from './charging-course.js';
import { iso20Case } from './iso20-case.js';

const tolerance = {
  group: 'power tolerance',
  clause: '8.3.5.3.18',
  requirements: ['V2G20-734'],
  pics: 'PICS_PLUMBLINE_SECC_PowerTolerance = true',
} as const;
const violation = {
  group: 'power profile',
  clause: '8.3.4.3.8',
  requirements: ['V2G20-734'],
  pics: 'PICS_PLUMBLINE_SECC_ProfileViolation = true',
} as const;

/** PowerDelivery Start whose profile answers the tolerance. */
const accepting = (PowerToleranceAcceptance: string) => (correct: ExiObject) => {
  const profile = correct['EVPowerProfile'] as ExiObject;
  const mode = profile['Scheduled_EVPPTControlMode'] as ExiObject;
  return {
    ...correct,
    EVPowerProfile: { ...profile, Scheduled_EVPPTControlMode: { ...mode, PowerToleranceAcceptance } },
  };
};

for (const mode of ['AC', 'DC'] as const) {
  const state = mode === 'DC' ? 'precharged' : 'schedule-agreed';

  iso20Case(
    `TC20_SECC_${mode}_PowerTolerance_Confirmed`,
    {
      ...tolerance,
      title: `${mode}: a vehicle that confirms the power tolerance`,
      purpose: 'An SECC that offers a PowerTolerance says OK_PowerToleranceConfirmed to the profile that confirms it.',
      kind: 'valid',
    },
    async (evcc) => {
      await evcc.given('params-agreed');
      const schedule = await evcc.vehicle.request('ScheduleExchangeReq');
      const tuples = valueAt(schedule.answer?.body, 'Scheduled_SEResControlMode', 'ScheduleTuple');
      const first = Array.isArray(tuples) ? (tuples[0] as ExiObject) : undefined;
      const offered = valueAt(first, 'ChargingSchedule', 'PowerSchedule', 'PowerTolerance');
      evcc.run.require(offered !== undefined, {
        text: 'the first ScheduleTuple has a PowerTolerance',
        observed: 'none',
        ...evcc.at(schedule),
      });
      await evcc.given(state);
      evcc.when('When it starts with PowerToleranceConfirmed');
      const body = accepting('PowerToleranceConfirmed');
      const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Start', body });
      await evcc.expectAnswer(exchange, { code: 'OK_PowerToleranceConfirmed' });
      await expectReachesStop(evcc);
    },
  );

  iso20Case(
    `TC20_SECC_${mode}_PowerTolerance_NotConfirmed`,
    {
      ...tolerance,
      title: `${mode}: a vehicle that does not confirm the power tolerance`,
      purpose:
        'An SECC that offers a PowerTolerance warns, or refuses, the vehicle that does not confirm it; after a warning the session goes on.',
      kind: 'invalid',
      likelyCauses: ['PowerToleranceAcceptance is not read'],
    },
    async (evcc) => {
      await evcc.given(state);
      evcc.when('When it starts with PowerToleranceNotConfirmed');
      const body = accepting('PowerToleranceNotConfirmed');
      const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Start', body });
      await evcc.expectAnswer(exchange, {
        code: ['WARNING_PowerToleranceNotConfirmed', 'FAILED_PowerToleranceNotConfirmed'],
      });
      if (exchange.responseCode?.startsWith('FAILED') === true) return evcc.expectCloseAfterFailure(exchange);
      const loop = await evcc.request(loopRequestOf(evcc));
      await evcc.expectAnswer(loop, { code: 'OK' });
      const stop = await evcc.request('PowerDeliveryReq', { progress: 'Stop' });
      await evcc.expectAnswer(stop, { code: 'OK' });
    },
  );

  iso20Case(
    `TC20_SECC_${mode}_PowerProfile_Violation`,
    {
      ...violation,
      title: `${mode}: a vehicle that takes more than its profile`,
      purpose:
        'An SECC warns, or refuses, a vehicle whose power lies above the profile that it gave in PowerDelivery Start, and is content again once it keeps to it.',
      kind: 'invalid',
      likelyCauses: ['the profile is checked when it comes, and never again'],
    },
    async (evcc) => {
      const beforeW = await givenPowerFlows(evcc);
      evcc.when('When it takes far more than its profile says');
      const exchange = await evcc.request(loopRequestOf(evcc), { body: greedy });
      await evcc.expectAnswer(exchange, {
        code: ['WARNING_EVPowerProfileViolation', 'FAILED_EVPowerProfileViolation'],
      });
      if (exchange.responseCode?.startsWith('FAILED') === true) return evcc.expectCloseAfterFailure(exchange);
      await expectPowerGoesOn(evcc, beforeW);
      await expectReachesStop(evcc, { loops: 0 });
    },
  );

  iso20Case(
    `TC20_SECC_${mode}_PowerProfile_Kept`,
    {
      ...violation,
      title: `${mode}: a vehicle that keeps to a low profile`,
      purpose:
        'An SECC that watches profiles says nothing to a vehicle that takes no more than the low profile that it gave.',
      kind: 'valid',
    },
    (evcc) => keepsToProfile(evcc, state),
  );
}

/** Every power of the request, raised far above any schedule of the station; currents below 0 stay. */
function greedy(correct: ExiObject): ExiObject {
  const name = Object.keys(correct).find((candidate) => candidate.endsWith('CLReqControlMode')) ?? '';
  const mode = correct[name] as ExiObject;
  const power = mode['EVPresentActivePower'] === undefined ? {} : { EVPresentActivePower: { Exponent: 3, Value: 40 } };
  const current = mode['EVTargetCurrent'] === undefined ? {} : { EVTargetCurrent: { Exponent: 0, Value: 200 } };
  return { ...correct, [name]: { ...mode, ...power, ...current } };
}

async function keepsToProfile(evcc: Evcc, state: 'precharged' | 'schedule-agreed'): Promise<void> {
  await evcc.given(state);
  evcc.when('When it gives a profile of half the schedule, and keeps to it');
  const { schedule } = evcc.vehicle.facts.iso20;
  // The vehicle follows the schedule that it believes to be its own.
  evcc.vehicle.facts.iso20.schedule = { anchor: schedule?.anchor ?? 0, entries: [{ Duration: 86_400, Power: low }] };
  const start = await evcc.request('PowerDeliveryReq', { progress: 'Start' });
  await evcc.expectAnswer(start, { code: ['OK', 'OK_PowerToleranceConfirmed'] });
  for (let loop = 0; loop < 10; loop++) {
    await new Promise<void>((resolve) => evcc.vehicle.clock.after(evcc.vehicle.timers.chargeLoopPause, resolve));
    await evcc.expectAnswer(await evcc.request(loopRequestOf(evcc)), { code: 'OK' });
  }
  await expectReachesStop(evcc, { loops: 0 });
}

/** 5 kW. */
const low: ExiObject = { Exponent: 3, Value: 5 };
