import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { ExiObject, ExiValue } from '../../src/wire/exi/notation/values.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { repeatUntilFinished } from '../iso15118-2/repeat-until-finished.js';
import { valueAt } from '../iso15118-2/rules.js';

/** Between two loops, ms. */
const loopPauseMs = 20;
/** From here on power flows: far above the noise of a meter, W. */
const flowingW = 2000;
/** What must be left of a power that is not interrupted, as a part of what flowed before or of what is allowed now. */
const keptPart = 0.2;

/** A RationalNumberType as a number; undefined where there is none. */
export function rationalOf(value: ExiValue | undefined): number | undefined {
  const exponent = valueAt(value, 'Exponent');
  const mantissa = valueAt(value, 'Value');
  return typeof exponent === 'number' && typeof mantissa === 'number' ? mantissa * 10 ** exponent : undefined;
}

/** The control mode element of a charge loop response: its name differs by service and mode. */
export function loopMode(exchange: Exchange): ExiObject | undefined {
  const body = exchange.answer?.body;
  const name = Object.keys(body ?? {}).find((candidate) => candidate.endsWith('CLResControlMode'));
  const found = name === undefined ? undefined : body?.[name];
  return typeof found === 'object' && !Array.isArray(found) ? (found as ExiObject) : undefined;
}

/** Power that a charge loop response reports, W. */
export function presentPowerOf(exchange: Exchange): number | undefined {
  const ac = rationalOf(loopMode(exchange)?.['EVSEPresentActivePower']);
  if (ac !== undefined) return ac;
  const volts = rationalOf(exchange.answer?.body?.['EVSEPresentVoltage']);
  const amperes = rationalOf(exchange.answer?.body?.['EVSEPresentCurrent']);
  return volts === undefined || amperes === undefined ? undefined : volts * amperes;
}

/** Most power that a charge loop response allows the vehicle, W. */
export function allowedPowerOf(exchange: Exchange): number | undefined {
  const mode = loopMode(exchange);
  return rationalOf(mode?.['EVSETargetActivePower']) ?? rationalOf(mode?.['EVSEMaximumChargePower']);
}

/** The request of the charge loop. */
export function loopRequestOf({ vehicle }: Evcc): 'AC_ChargeLoopReq' | 'DC_ChargeLoopReq' {
  return vehicle.options.energy === 'ac' ? 'AC_ChargeLoopReq' : 'DC_ChargeLoopReq';
}

/** Starting state: charge loops until power flows. Returns it in W; where none comes the case is inconclusive. */
export async function givenPowerFlows(evcc: Evcc): Promise<number> {
  await evcc.given('one-loop');
  const { vehicle, run } = evcc;
  const limit = run.timer('tester/tester_power_rise');
  const until = vehicle.clock.monotonicNs() + BigInt(limit.ms) * 1_000_000n;
  let powerW = 0;
  let code: string | undefined = 'OK';
  while (powerW < flowingW && code === 'OK' && vehicle.clock.monotonicNs() < until) {
    await new Promise<void>((resolve) => vehicle.clock.after(loopPauseMs, resolve));
    const exchange = await vehicle.request(loopRequestOf(evcc));
    code = exchange.responseCode ?? exchange.outcome;
    powerW = presentPowerOf(exchange) ?? 0;
  }
  run.require(powerW >= flowingW, {
    text: 'power flows in the charge loop',
    expected: `at least ${flowingW} W within ${limit.seconds} s`,
    observed: `${Math.round(powerW)} W, ${code}`,
  });
  return powerW;
}

/** One more charge loop, looked at in full; the power has not been interrupted since `beforeW`. */
export async function expectPowerGoesOn(evcc: Evcc, beforeW: number): Promise<Exchange> {
  const exchange = await evcc.request(loopRequestOf(evcc));
  await evcc.expectAnswer(exchange, { code: 'OK' });
  const nowW = presentPowerOf(exchange) ?? 0;
  const leastW = keptPart * beforeW;
  evcc.run.observe(nowW >= leastW, {
    text: 'the power was not interrupted',
    expected: `at least ${Math.round(leastW)} W after ${Math.round(beforeW)} W`,
    observed: `${Math.round(nowW)} W`,
    ...evcc.at(exchange),
  });
  return exchange;
}

/** Repeats a request while the SECC says Ongoing, and looks at every answer. Returns the last exchange. */
export function untilFinished(
  evcc: Evcc,
  name: 'ScheduleExchangeReq',
  options: { readonly payloadType?: number } = {},
): Promise<Exchange> {
  return repeatUntilFinished(evcc, name, options, 'iso15118-20/V2G_EVCC_Ongoing_Timeout', (exchange) =>
    expectNoFaults(evcc, exchange),
  );
}

/** Nothing of what the vehicle verifies by itself (control mode, schedules, meter, signatures) is wrong. */
export function expectNoFaults(evcc: Evcc, exchange: Exchange): void {
  const faults = exchange.observations.filter(({ severity }) => severity === 'fault');
  evcc.run.observe(faults.length === 0, {
    text: `the answer to ${exchange.sent.message} breaks no rule`,
    expected: faults.map(({ expected }) => expected).join('; ') || 'no rule broken',
    observed: faults.map(({ rule, observed }) => `${rule}: ${observed}`).join('; ') || 'no rule broken',
    ...evcc.at(exchange),
  });
}

/** The session goes on over the connection that it has. */
export function expectSameConnection(evcc: Evcc, port: number | undefined): void {
  evcc.run.observe(evcc.lastLocalPort === port && evcc.vehicle.state !== 'closed', {
    text: 'the session goes on over the same TCP and TLS connection',
    expected: `port ${port}`,
    observed: `port ${evcc.lastLocalPort}, ${evcc.vehicle.state}`,
  });
}

/** Drives on to the end of the session, and looks at every exchange of the way. Returns them. */
export async function expectReachesStop(evcc: Evcc, options: { readonly loops?: number } = {}) {
  const before = Buffer.from(evcc.vehicle.sessionId).toString('hex');
  const began = evcc.vehicle.state !== 'plugged';
  const drive = await evcc.driveTo('stopped', options);
  evcc.run.observe(drive.reached, {
    text: 'the session reaches SessionStop',
    expected: 'stopped',
    observed: drive.reached ? drive.state : `${drive.failure?.text ?? 'no reason known'} (in the state ${drive.state})`,
    ...evcc.at(drive.failure?.exchange),
  });
  for (const exchange of drive.exchanges) expectNoFaults(evcc, exchange);
  const after = Buffer.from(evcc.vehicle.sessionId).toString('hex');
  evcc.run.observe(began ? after === before : !/^0*$/.test(after), {
    text: began ? 'the SessionID is kept to the end' : 'the session has a SessionID',
    expected: began ? before : 'eight octets, not all zero',
    observed: after,
    field: 'SessionID',
    requirements: ['V2G20-460'],
  });
  return drive.exchanges;
}
