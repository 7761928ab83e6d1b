import type { EncodeFault } from '../../src/messages/codec.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc, outcomeText } from './evcc.js';
import { expectReplayRefused } from './refused-replay.js';

type Mode = 'CMN' | 'AC' | 'DC';
type Words = Pick<CaseDefinition, 'title' | 'purpose' | 'requirements' | 'likelyCauses'>;

/** Declares a case of ours; what it proves stands in the published list for one message or one value only. */
function ownCase(id: string, clause: string, words: Words, body: (evcc: Evcc) => Promise<void>): void {
  const definition: CaseDefinition = {
    id: `PL_SECC_${id}`,
    area: 'ISO 15118-2 robustness',
    clause: `ISO 15118-2:2014, ${clause}`,
    kind: 'invalid',
    ...words,
  };
  declareCase(definition, async ({ harness, run }) => {
    const evcc = new Evcc(harness, run);
    try {
      await body(evcc);
      await evcc.controlBySession();
    } finally {
      await evcc.leave();
    }
  });
}

type Step = readonly [mode: Mode, request: RequestName, state: VehicleState, options?: RequestOptions];

const steps: readonly Step[] = [
  ['CMN', 'ServiceDiscoveryReq', 'session-open'],
  ['CMN', 'PaymentServiceSelectionReq', 'services-known'],
  ['CMN', 'AuthorizationReq', 'payment-selected'],
  ['CMN', 'ChargeParameterDiscoveryReq', 'authorized'],
  ['AC', 'PowerDeliveryReq', 'params-agreed', { progress: 'Start' }],
  ['AC', 'ChargingStatusReq', 'energy-on'],
  ['AC', 'SessionStopReq', 'energy-off'],
  ['DC', 'CableCheckReq', 'params-agreed'],
  ['DC', 'PreChargeReq', 'cable-ok'],
  ['DC', 'PowerDeliveryReq', 'precharged', { progress: 'Start' }],
  ['DC', 'CurrentDemandReq', 'energy-on'],
  ['DC', 'WeldingDetectionReq', 'energy-off'],
  ['DC', 'SessionStopReq', 'welding-checked'],
];

const shortName = (request: RequestName) => request.replace(/Req$/, '');

for (const [mode, request, state, options] of steps) {
  for (const [kind, octets] of [
    ['Zero', 8],
    ['Empty', 0],
  ] as const) {
    ownCase(
      `${mode}_${shortName(request)}_UnknownSession${kind}`,
      '8.3.3',
      {
        title: `${request} with a SessionID ${kind === 'Zero' ? 'of eight zero octets' : 'without octets'}`,
        purpose: `An SECC refuses ${request} whose SessionID is ${kind.toLowerCase()} with FAILED_UnknownSession, as any other that is not its own.`,
        requirements: ['V2G2-460', 'V2G2-539'],
        likelyCauses: [
          'zero counts as "no SessionID yet", and is served',
          'only as many octets are compared as were sent',
        ],
      },
      async (evcc) => {
        await evcc.given(state);
        evcc.when(`When it sends ${request} with this SessionID`);
        const exchange = await evcc.request(request, { ...options, sessionId: new Uint8Array(octets) });
        await evcc.expectAnswer(exchange, { code: 'FAILED_UnknownSession' });
        await evcc.expectCloseAfterFailure(exchange);
      },
    );
  }

  ownCase(
    `${mode}_${shortName(request)}_Replay`,
    '8.3.3',
    {
      title: `the ${request} of an earlier session, octet by octet`,
      purpose: `An SECC refuses the ${request} of a session that has ended, sent again in the same state of another one, with FAILED_UnknownSession.`,
      requirements: ['V2G2-460', 'V2G2-750', 'V2G2-539'],
      likelyCauses: ['every session has the same SessionID', 'the SessionID of a request is not compared'],
    },
    async (evcc) => {
      await evcc.given(state);
      const first = await evcc.request(request, options ?? {});
      evcc.run.require(first.responseCode === 'OK', {
        text: `${request} is accepted in its own session`,
        observed: first.responseCode ?? first.outcome,
        ...evcc.at(first),
      });
      await evcc.vehicle.rejoin(new Uint8Array(8));
      await evcc.given(state);
      evcc.when('When it sends these octets again in a new session');
      await evcc.expectCloseAfterFailure(await expectReplayRefused(evcc, request, first));
    },
  );
}

interface Malformed {
  readonly id: string;
  readonly mode: Mode;
  readonly what: string;
  readonly request: RequestName;
  readonly state: VehicleState;
  readonly fault: EncodeFault;
  /** FAILED and these. */
  readonly codes?: readonly string[];
}

const malformed: readonly Malformed[] = [
  {
    id: 'EvccIdOversize',
    mode: 'CMN',
    what: 'an EVCCID of 64 octets',
    request: 'SessionSetupReq',
    state: 'app-protocol-agreed',
    fault: { kind: 'length', path: 'SessionSetupReq.EVCCID', length: 64 },
  },
  {
    id: 'ServiceListMissing',
    mode: 'CMN',
    what: 'a payment without services',
    request: 'PaymentServiceSelectionReq',
    state: 'services-known',
    fault: { kind: 'missing', path: 'PaymentServiceSelectionReq.SelectedServiceList' },
    codes: ['FAILED_NoChargeServiceSelected', 'FAILED_ServiceSelectionInvalid'],
  },
  {
    id: 'TransferModeUnknown',
    mode: 'CMN',
    what: 'an energy transfer mode that has no word',
    request: 'ChargeParameterDiscoveryReq',
    state: 'authorized',
    fault: {
      kind: 'enumeration-code',
      path: 'ChargeParameterDiscoveryReq.RequestedEnergyTransferMode',
      code: 7,
    },
    codes: ['FAILED_WrongEnergyTransferMode', 'FAILED_WrongChargeParameter'],
  },
  {
    id: 'TargetVoltageMissing',
    mode: 'DC',
    what: 'PreChargeReq without EVTargetVoltage',
    request: 'PreChargeReq',
    state: 'cable-ok',
    fault: { kind: 'missing', path: 'PreChargeReq.EVTargetVoltage' },
  },
  {
    id: 'SocOutOfBounds',
    mode: 'DC',
    what: 'a state of charge of 110 %',
    request: 'CurrentDemandReq',
    state: 'one-loop',
    fault: { kind: 'value', path: 'CurrentDemandReq.DC_EVStatus.EVRESSSOC', value: 110 },
  },
  {
    id: 'ChargeProgressUnknown',
    mode: 'AC',
    what: 'a ChargeProgress that has no word',
    request: 'PowerDeliveryReq',
    state: 'params-agreed',
    fault: { kind: 'enumeration-code', path: 'PowerDeliveryReq.ChargeProgress', code: 3 },
  },
];

for (const { id, mode, what, request, state, fault, codes = [] } of malformed) {
  ownCase(
    `${mode}_Malformed_${id}`,
    '8.6.2',
    {
      title: what,
      purpose: `An SECC does not serve ${what}: FAILED in the response that pairs with it, or the end of the connection, and the next vehicle is served.`,
      requirements: ['V2G2-736', 'V2G2-539'],
      likelyCauses: ['a decoder that stops is taken for a message with empty fields'],
    },
    async (evcc) => {
      await evcc.given(state);
      evcc.when(`When it sends ${what}`);
      const exchange = await evcc.request(request, { faults: [fault] });
      if (exchange.outcome === 'not-sent') {
        evcc.run.inconclusive('the message could not be sent', outcomeText(exchange));
        return;
      }
      if (exchange.outcome === 'answered') {
        const sessionId = state === 'app-protocol-agreed' ? ({ sessionId: 'any' } as const) : {};
        await evcc.expectAnswer(exchange, { code: ['FAILED', ...codes], ...sessionId });
        await evcc.expectCloseAfterFailure(exchange);
        return;
      }
      evcc.run.observe(exchange.outcome === 'closed', {
        text: 'a message that no answer can belong to ends the connection',
        expected: 'FAILED, or the end of the connection',
        observed: outcomeText(exchange),
        ...evcc.at(exchange),
      });
    },
  );
}
