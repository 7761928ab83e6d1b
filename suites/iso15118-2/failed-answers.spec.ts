import type { Exchange, ReceivedMessage } from '../../src/peers/vehicle/exchange.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { Evcc } from './evcc.js';
import { ownCase } from './own-case.js';
import { observeAcLimits, observeDcLimits, observeEvseId, observeQuantity, valueAt } from './rules.js';

type Look = (evcc: Evcc, exchange: Exchange, answer: ReceivedMessage) => void;

interface FailedAnswer {
  readonly mode: 'CMN' | 'AC' | 'DC';
  readonly request: RequestName;
  /** A state in which this request is out of order. */
  readonly state: VehicleState;
  readonly looks: readonly Look[];
}

/** A field that is there; what values it may have the schema says, and every answer is held against it. */
function there(...path: readonly string[]): Look {
  return (evcc, exchange, answer) => {
    evcc.run.observe(valueAt(answer.body, ...path) !== undefined, {
      text: `${path.join('.')} is there`,
      field: path.at(-1) ?? '',
      ...evcc.at(exchange),
    });
  };
}

function quantity(field: string, unit: 'V' | 'A'): Look {
  return (evcc, exchange, answer) => observeQuantity(evcc, exchange, field, answer.body?.[field], unit);
}

const dcStatus = there('DC_EVSEStatus', 'EVSEStatusCode');
const acStatus = there('AC_EVSEStatus', 'EVSENotification');

const answers: readonly FailedAnswer[] = [
  { mode: 'CMN', request: 'SessionSetupReq', state: 'session-open', looks: [observeEvseId] },
  {
    mode: 'CMN',
    request: 'ServiceDiscoveryReq',
    state: 'payment-selected',
    looks: [
      there('PaymentOptionList', 'PaymentOption'),
      there('ChargeService', 'ServiceID'),
      there('ChargeService', 'SupportedEnergyTransferMode', 'EnergyTransferMode'),
    ],
  },
  { mode: 'CMN', request: 'AuthorizationReq', state: 'session-open', looks: [there('EVSEProcessing')] },
  {
    mode: 'DC',
    request: 'ChargeParameterDiscoveryReq',
    state: 'payment-selected',
    looks: [there('EVSEProcessing'), observeDcLimits],
  },
  { mode: 'DC', request: 'CableCheckReq', state: 'authorized', looks: [dcStatus, there('EVSEProcessing')] },
  { mode: 'DC', request: 'PreChargeReq', state: 'authorized', looks: [dcStatus, quantity('EVSEPresentVoltage', 'V')] },
  {
    mode: 'DC',
    request: 'CurrentDemandReq',
    state: 'precharged',
    looks: [
      dcStatus,
      quantity('EVSEPresentVoltage', 'V'),
      quantity('EVSEPresentCurrent', 'A'),
      observeEvseId,
      there('SAScheduleTupleID'),
    ],
  },
  {
    mode: 'DC',
    request: 'WeldingDetectionReq',
    state: 'precharged',
    looks: [dcStatus, quantity('EVSEPresentVoltage', 'V')],
  },
  {
    mode: 'AC',
    request: 'ChargeParameterDiscoveryReq',
    state: 'payment-selected',
    looks: [there('EVSEProcessing'), observeAcLimits],
  },
  {
    mode: 'AC',
    request: 'ChargingStatusReq',
    state: 'params-agreed',
    looks: [acStatus, observeEvseId, there('SAScheduleTupleID')],
  },
];

for (const { mode, request, state, looks } of answers) {
  const name = request.replace(/Req$/, '');
  ownCase(
    `${mode}_${name}_FailedAnswerFilled`,
    '8.4.1',
    {
      area: 'ISO 15118-2 failed answers',
      kind: 'invalid',
      title: `what ${name}Res holds beside its FAILED`,
      purpose: `An SECC that refuses ${request} fills every other mandatory element of ${name}Res with a value that it could mean, in the right unit.`,
      requirements: ['V2G2-735', 'V2G2-734', 'V2G2-736', 'V2G2-538'],
      likelyCauses: [
        'the answer is built in memory that holds zeros: quantities in hours, an EVSEID of no form',
        'the answer is sent before it is filled',
      ],
    },
    async (evcc) => {
      await evcc.given(state);
      evcc.when(`When it sends ${request} out of order`);
      const exchange = await evcc.request(request);
      const answer = await evcc.expectAnswer(exchange, { code: 'FAILED_SequenceError' });
      for (const look of looks) look(evcc, exchange, answer);
      await evcc.expectCloseAfterFailure(exchange);
    },
  );
}
