import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { ExiObject, ExiValue } from '../../src/wire/exi/notation/values.js';
import { valueAt } from '../iso15118-2/rules.js';
import { loopMode, presentPowerOf, rationalOf } from './charging-course.js';
import { iso20Case } from './iso20-case.js';

const loops = 30;
const loopPauseMs = 20;
/** What a present value may show above a limit, as a part of it: a measured value has an error, and a limit is no instrument. */
const measuringError = 0.02;

/** An SECC may tell the vehicle that it leaves its power profile; charging goes on. */
const served: readonly string[] = ['OK', 'WARNING_EVPowerProfileViolation'];

/** EVSEMaximumChargePower, EVSEMaximumChargeCurrent, EVSEMaximumVoltage of DC_ChargeParameterDiscoveryRes. */
const limitNames = ['EVSEMaximumChargePower', 'EVSEMaximumChargeCurrent', 'EVSEMaximumVoltage'] as const;

function rationalNumber(value: number): ExiObject {
  return { Exponent: 0, Value: Math.round(value) };
}

/** Asks for more than the vehicle usually wants, in the mode that its correct request has. */
function asking(amperes: number) {
  return (correct: ExiObject): ExiObject => {
    const name = Object.keys(correct).find((candidate) => candidate.endsWith('CLReqControlMode'));
    const mode = name === undefined ? undefined : correct[name];
    if (name === undefined || typeof mode !== 'object' || Array.isArray(mode)) return correct;
    return { ...correct, [name]: { ...(mode as ExiObject), EVTargetCurrent: rationalNumber(amperes) } };
  };
}

iso20Case(
  'TC20_SECC_DC_ChargeLoop_LimitsKept',
  {
    title: 'a current target above the announced limit',
    purpose:
      'An SECC that is asked for more than it announced gives what it announced, and no more: neither the limits of the charge loop nor the present values go above those of DC_ChargeParameterDiscoveryRes.',
    group: 'DC_ChargeLoop',
    clause: '8.3.4.5',
    requirements: ['V2G20-2188', 'V2G20-2654', 'V2G20-2655'],
    kind: 'valid',
    likelyCauses: [
      'the target goes to the power stage unchecked',
      'limits are read from a configuration twice, in two places',
    ],
  },
  async (evcc) => {
    const { run, vehicle } = evcc;
    await evcc.given('schedule-agreed');
    const announced = new Map<string, number>();
    const { evseMaxCurrent, evseMaxPower, evseMaxVoltage } = vehicle.facts;
    for (const [name, value] of [
      ['EVSEMaximumChargePower', evseMaxPower],
      ['EVSEMaximumChargeCurrent', evseMaxCurrent],
      ['EVSEMaximumVoltage', evseMaxVoltage],
    ] as const)
      if (value !== undefined) announced.set(name, value);
    run.require(announced.size === limitNames.length, {
      text: 'DC_ChargeParameterDiscoveryRes announced power, current and voltage',
      observed: [...announced.keys()].join(', ') || 'none of them',
    });
    await evcc.given('one-loop');
    const most = announced.get('EVSEMaximumChargeCurrent') ?? 0;
    evcc.when(`When it asks for ${Math.round(most * 1.5)} A in ${loops} loops`);
    const exchanges: Exchange[] = [];
    for (let count = 0; count < loops; count++) {
      const exchange = await evcc.request('DC_ChargeLoopReq', { body: asking(most * 1.5) });
      if (!served.includes(exchange.responseCode ?? '')) {
        // Refusing such a target is no way out: it is to be served up to the limit.
        await evcc.expectAnswer(exchange, { code: served });
        return;
      }
      exchanges.push(exchange);
      await new Promise<void>((resolve) => vehicle.clock.after(loopPauseMs, resolve));
    }
    const last = exchanges.at(-1)!;
    await evcc.expectAnswer(last, { code: served });
    lookAtLimits(evcc, exchanges, announced);
    const delivered = Math.max(...exchanges.map((exchange) => presentPowerOf(exchange) ?? 0));
    run.observe(delivered > 0, { text: 'power flows', observed: `${Math.round(delivered)} W`, ...evcc.at(last) });
    const reached = exchanges.map((exchange) => rationalOf(exchange.answer?.body?.['EVSEPresentCurrent']) ?? 0);
    run.observe(Math.max(...reached) <= most * (1 + measuringError), {
      text: 'the present current stays within the announced limit',
      expected: `at most ${most} A`,
      observed: `${Math.max(...reached).toFixed(1)} A`,
      field: 'EVSEPresentCurrent',
      requirements: ['V2G20-2188'],
      ...evcc.at(last),
    });
    const power = announced.get('EVSEMaximumChargePower') ?? 0;
    run.observe(delivered <= power * (1 + measuringError), {
      text: 'the present power stays within the announced limit',
      expected: `at most ${power} W`,
      observed: `${Math.round(delivered)} W`,
      requirements: ['V2G20-2188'],
      ...evcc.at(last),
    });
  },
);

function lookAtLimits(
  evcc: Parameters<Parameters<typeof iso20Case>[2]>[0],
  exchanges: readonly Exchange[],
  announced: ReadonlyMap<string, number>,
): void {
  for (const name of limitNames) {
    const limit = announced.get(name) ?? 0;
    const told = exchanges
      .map((exchange) => rationalOf(limitOf(exchange, name)))
      .filter((value) => value !== undefined);
    // Scheduled control leaves them out where nothing has changed.
    if (told.length === 0) continue;
    evcc.run.observe(Math.max(...told) <= limit, {
      text: `${name} of the charge loop stays within that of DC_ChargeParameterDiscoveryRes`,
      expected: `at most ${limit}`,
      observed: String(Math.max(...told)),
      field: name,
      requirements: ['V2G20-2654', 'V2G20-2655'],
      ...evcc.at(exchanges.at(-1)),
    });
  }
}

function limitOf(exchange: Exchange, name: string): ExiValue | undefined {
  return valueAt(loopMode(exchange), name);
}

iso20Case(
  'TC20_SECC_DC_ChargeLoop_TargetFollowed',
  {
    title: 'a current target that is lowered, and raised again',
    purpose:
      'An SECC follows the one target that the vehicle names: the present current goes down with it, and up again.',
    group: 'DC_ChargeLoop',
    clause: '8.3.4.5',
    requirements: ['V2G20-2183', 'V2G20-2184', 'V2G20-2185', 'V2G20-2186', 'V2G20-2187'],
    kind: 'valid',
    likelyCauses: ['the first target is kept for the whole session'],
  },
  async (evcc) => {
    const { run, vehicle } = evcc;
    await evcc.given('one-loop');
    const settled = async (amperes: number): Promise<{ readonly exchange: Exchange; readonly current: number }> => {
      let exchange = await evcc.request('DC_ChargeLoopReq', { body: asking(amperes) });
      for (let count = 0; count < loops; count++) {
        await new Promise<void>((resolve) => vehicle.clock.after(loopPauseMs, resolve));
        exchange = await evcc.request('DC_ChargeLoopReq', { body: asking(amperes) });
      }
      return { exchange, current: rationalOf(exchange.answer?.body?.['EVSEPresentCurrent']) ?? Number.NaN };
    };
    for (const amperes of [20, 5, 15]) {
      evcc.when(`When it asks for ${amperes} A`);
      const { exchange, current } = await settled(amperes);
      await evcc.expectAnswer(exchange, { code: 'OK' });
      run.observe(Math.abs(current - amperes) <= Math.max(1, amperes * 0.05), {
        text: `the present current is ${amperes} A, ${(loops * loopPauseMs) / 1000} s of loops later`,
        expected: `${amperes} A, within 5 % or 1 A (IEC 61851-23)`,
        observed: `${current} A`,
        field: 'EVSEPresentCurrent',
        ...evcc.at(exchange),
      });
    }
  },
);
