import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import {
  expectReachesStop,
  expectSameConnection,
  givenPowerFlows,
  loopRequestOf,
  presentPowerOf,
} from './charging-course.js';
import { controlModes, energyServices, iso20Case, modeOf, paying } from './iso20-case.js';

const words = {
  group: 'standby',
  clause: '8.3.4.3.8',
  requirements: ['V2G20-1391', 'V2G20-1393', 'V2G20-2113'],
  pics: 'PICS_PLUMBLINE_SECC_Standby = true',
} as const;
/** Power that must come back, by charge loops. */
const backW = 2000;
const loopPauseMs = 20;

/** PowerDelivery Standby, from a charge loop in which power flows. */
async function standBy(evcc: Evcc): Promise<void> {
  const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Standby' });
  await evcc.expectAnswer(exchange, { code: 'OK' });
}

/** Charge loops until power flows again. */
async function expectPowerComesBack(evcc: Evcc): Promise<void> {
  const { vehicle, run } = evcc;
  const limit = run.timer('tester/tester_power_rise');
  const until = vehicle.clock.monotonicNs() + BigInt(limit.ms) * 1_000_000n;
  let exchange = await evcc.request(loopRequestOf(evcc));
  await evcc.expectAnswer(exchange, { code: 'OK' });
  const first = presentPowerOf(exchange) ?? 0;
  run.observe(first < backW, {
    text: 'no power flowed in standby: the first charge loop after it has none yet',
    expected: `below ${backW} W`,
    observed: `${Math.round(first)} W`,
    ...evcc.at(exchange),
  });
  while ((presentPowerOf(exchange) ?? 0) < backW && vehicle.clock.monotonicNs() < until) {
    await new Promise<void>((resolve) => vehicle.clock.after(loopPauseMs, resolve));
    exchange = await evcc.request(loopRequestOf(evcc));
    if (exchange.responseCode !== 'OK') break;
  }
  const watts = presentPowerOf(exchange) ?? 0;
  run.observe(watts >= backW, {
    text: 'power flows again after standby',
    expected: `at least ${backW} W within ${limit.seconds} s`,
    observed: `${Math.round(watts)} W, ${exchange.responseCode ?? exchange.outcome}`,
    ...evcc.at(exchange),
  });
}

for (const service of energyServices) {
  for (const controlMode of controlModes) {
    iso20Case(
      `TC20_SECC_${modeOf(service)}_Standby_${service}_${controlMode}`,
      {
        ...words,
        title: `${service}, ${controlMode}: into standby and back by PowerDelivery Start, without a new PreCharge`,
        purpose:
          'An SECC that allows standby takes the power away on PowerDelivery Standby and keeps the session; PowerDelivery Start leads back into the charge loop, where power flows again.',
        kind: 'valid',
        likelyCauses: [
          'standby is treated as Stop: only SessionStop is accepted',
          'the SessionID or the service is forgotten',
        ],
      },
      async (evcc) => {
        await givenPowerFlows(evcc);
        const port = evcc.lastLocalPort;
        evcc.when('When it goes into standby, and starts again');
        await standBy(evcc);
        const start = await evcc.request('PowerDeliveryReq', { progress: 'Start' });
        await evcc.expectAnswer(start, { code: ['OK', 'OK_PowerToleranceConfirmed'] });
        await expectPowerComesBack(evcc);
        expectSameConnection(evcc, port);
        await expectReachesStop(evcc, { loops: 0 });
      },
      { iso20: { service, controlMode } },
    );
  }
}

for (const mode of ['AC', 'DC'] as const) {
  iso20Case(
    `TC20_SECC_${mode}_Standby_ThenStop`,
    {
      ...words,
      title: `${mode}: from standby to the end of charging`,
      purpose: 'An SECC accepts PowerDelivery Stop in standby, and the session ends in order.',
      kind: 'valid',
    },
    async (evcc) => {
      await givenPowerFlows(evcc);
      evcc.when('When it goes into standby, and stops there');
      await standBy(evcc);
      const stop = await evcc.request('PowerDeliveryReq', { progress: 'Stop' });
      await evcc.expectAnswer(stop, { code: 'OK' });
      await expectReachesStop(evcc);
    },
  );
}

iso20Case(
  'TC20_SECC_DC_Standby_PaidByContract',
  {
    ...words,
    title: 'standby in a session that is paid by contract',
    purpose: 'A session paid by contract goes through standby with its authorization.',
    kind: 'valid',
  },
  async (evcc) => {
    await givenPowerFlows(evcc);
    evcc.when('When it goes into standby, and starts again');
    await standBy(evcc);
    const start = await evcc.request('PowerDeliveryReq', { progress: 'Start' });
    await evcc.expectAnswer(start, { code: ['OK', 'OK_PowerToleranceConfirmed'] });
    await expectPowerComesBack(evcc);
    await expectReachesStop(evcc, { loops: 0 });
  },
  paying('PnC'),
);

const errors: readonly (readonly [
  id: string,
  what: string,
  request: RequestName,
  code: string | readonly string[],
  options?: (evcc: Evcc) => RequestOptions,
])[] = [
  ['ServiceDiscovery', 'ServiceDiscoveryReq in standby', 'ServiceDiscoveryReq', 'FAILED_SequenceError'],
  [
    'UnknownSession',
    'PowerDeliveryReq with a foreign SessionID in standby',
    'PowerDeliveryReq',
    'FAILED_UnknownSession',
    (evcc) => ({ progress: 'Start', sessionId: evcc.foreignSessionId() }),
  ],
  ['SessionStop', 'SessionStopReq in standby, without PowerDelivery Stop', 'SessionStopReq', 'FAILED_SequenceError'],
  [
    'StandbyAgain',
    'PowerDeliveryReq Standby in standby',
    'PowerDeliveryReq',
    ['FAILED', 'FAILED_SequenceError'],
    () => ({ progress: 'Standby' }),
  ],
];

for (const [id, what, request, code, options] of errors) {
  iso20Case(
    `TC20_SECC_DC_Standby_${id}`,
    {
      ...words,
      title: what,
      purpose: `An SECC answers ${what} with ${[code].flat().join(' or ')}, and ends the session.`,
      requirements: id === 'UnknownSession' ? ['V2G20-460', 'V2G20-735'] : ['V2G20-459', 'V2G20-735'],
      kind: 'invalid',
    },
    async (evcc) => {
      await evcc.given('one-loop');
      const { responseCode } = await evcc.request('PowerDeliveryReq', { progress: 'Standby' });
      evcc.run.require(responseCode === 'OK', { text: 'the SECC goes into standby', observed: responseCode ?? 'none' });
      evcc.when(`When it sends ${what}`);
      const exchange = await evcc.request(request, options?.(evcc) ?? {});
      await evcc.expectAnswer(exchange, { code });
      await evcc.expectCloseAfterFailure(exchange);
      await evcc.controlBySession();
    },
  );
}

iso20Case(
  'TC20_SECC_DC_Standby_BeforeStart',
  {
    ...words,
    title: 'PowerDeliveryReq Standby before any Start',
    purpose: 'An SECC refuses PowerDelivery Standby of a session in which no energy has flowed.',
    requirements: ['V2G20-459', 'V2G20-735'],
    kind: 'invalid',
  },
  async (evcc) => {
    await evcc.given('precharged');
    evcc.when('When it sends PowerDeliveryReq Standby');
    const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Standby' });
    await evcc.expectAnswer(exchange, { code: ['FAILED', 'FAILED_SequenceError'] });
    await evcc.expectCloseAfterFailure(exchange);
  },
);
