import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { payloadTypes } from '../../src/wire/v2gtp.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { iso20Case } from './iso20-case.js';

const neverOffered = 250;
/** More than any charging point gives, W. */
const absurd: ExiObject = { Exponent: 3, Value: 30_000 };
const side = { payloadType: payloadTypes.iso20ScheduleRenegotiation };
const meteringSide = { payloadType: payloadTypes.iso20MeteringConfirmation };

interface Row {
  readonly id: string;
  readonly mode: 'CMN' | 'AC' | 'DC';
  readonly group: 'schedule renegotiation' | 'service renegotiation';
  readonly clause: string;
  readonly what: string;
  readonly state: VehicleState;
  /** From the state to where the tested request is wrong; every answer must be positive. */
  readonly before?: (evcc: Evcc) => Promise<void>;
  readonly request: RequestName;
  readonly options?: (evcc: Evcc) => RequestOptions;
  readonly code: string | readonly string[];
  readonly requirements: readonly string[];
}

async function positive(evcc: Evcc, name: RequestName, options: RequestOptions = {}): Promise<void> {
  const exchange = await evcc.request(name, options);
  evcc.run.require(exchange.responseCode?.startsWith('OK') === true, {
    text: `${name} is accepted`,
    expected: 'OK',
    observed: exchange.responseCode ?? exchange.outcome,
    ...evcc.at(exchange),
  });
}

const turned = (evcc: Evcc) => positive(evcc, 'SessionStopReq', { stop: 'ServiceRenegotiation' });
const asked = (evcc: Evcc) => positive(evcc, 'PowerDeliveryReq', { progress: 'ScheduleRenegotiation' });
const offered = async (evcc: Evcc) => {
  await asked(evcc);
  await positive(evcc, 'ScheduleExchangeReq');
};

/** PowerDelivery Start with the profile changed. */
function profile(change: (profile: ExiObject) => ExiObject): RequestOptions {
  return {
    progress: 'Start',
    body: (correct) => ({ ...correct, EVPowerProfile: change(correct['EVPowerProfile'] as ExiObject) }),
  };
}

const schedule = { group: 'schedule renegotiation', clause: '8.3.4.3.8' } as const;
const service = { group: 'service renegotiation', clause: '8.3.4.3.12', mode: 'DC', state: 'welding-checked' } as const;
const sequence = { code: 'FAILED_SequenceError', requirements: ['V2G20-459', 'V2G20-734', 'V2G20-735'] } as const;

const rows: readonly Row[] = [
  {
    ...service,
    ...sequence,
    id: 'ServiceRenegotiation_AuthorizationAgain',
    what: 'AuthorizationSetupReq after SessionStop ServiceRenegotiation',
    before: turned,
    request: 'AuthorizationSetupReq',
    requirements: ['V2G20-1477', 'V2G20-459'],
  },
  {
    ...service,
    ...sequence,
    id: 'ServiceRenegotiation_SelectionAtOnce',
    what: 'ServiceSelectionReq without a second ServiceDiscovery',
    before: turned,
    request: 'ServiceSelectionReq',
    requirements: ['V2G20-1477', 'V2G20-459'],
  },
  {
    ...service,
    ...sequence,
    id: 'ServiceRenegotiation_ChargeLoopAtOnce',
    what: 'DC_ChargeLoopReq after SessionStop ServiceRenegotiation',
    before: turned,
    request: 'DC_ChargeLoopReq',
    requirements: ['V2G20-1477', 'V2G20-459'],
  },
  {
    ...service,
    id: 'ServiceRenegotiation_UnknownSession',
    what: 'ServiceDiscoveryReq with a foreign SessionID after the renegotiation',
    before: turned,
    request: 'ServiceDiscoveryReq',
    options: (evcc) => ({ sessionId: evcc.foreignSessionId() }),
    code: 'FAILED_UnknownSession',
    requirements: ['V2G20-460', 'V2G20-735'],
  },
  {
    ...service,
    ...sequence,
    id: 'ServiceRenegotiation_WhileEnergyFlows',
    what: 'SessionStopReq ServiceRenegotiation in the charge loop',
    state: 'one-loop',
    request: 'SessionStopReq',
    options: () => ({ stop: 'ServiceRenegotiation' }),
  },
  {
    ...service,
    id: 'ServiceRenegotiation_OldParameterSet',
    what: 'a parameter set that was never offered, after the renegotiation',
    before: async (evcc) => {
      await turned(evcc);
      await positive(evcc, 'ServiceDiscoveryReq');
      await positive(evcc, 'ServiceDetailReq');
    },
    request: 'ServiceSelectionReq',
    options: () => ({
      body: (correct) => ({
        ...correct,
        SelectedEnergyTransferService: {
          ...(correct['SelectedEnergyTransferService'] as ExiObject),
          ParameterSetID: neverOffered,
        },
      }),
    }),
    code: 'FAILED_ServiceSelectionInvalid',
    requirements: ['V2G20-433', 'V2G20-467', 'V2G20-735'],
  },
  {
    ...schedule,
    mode: 'DC',
    id: 'ScheduleRenegotiation_BeforeStart',
    what: 'PowerDeliveryReq ScheduleRenegotiation before any Start',
    state: 'precharged',
    request: 'PowerDeliveryReq',
    options: () => ({ progress: 'ScheduleRenegotiation' }),
    code: ['FAILED_SequenceError', 'FAILED_ScheduleRenegotiation', 'FAILED'],
    requirements: ['V2G20-734', 'V2G20-735'],
  },
  {
    ...schedule,
    mode: 'AC',
    id: 'ScheduleRenegotiation_BeforeStart',
    what: 'PowerDeliveryReq ScheduleRenegotiation before any Start',
    state: 'schedule-agreed',
    request: 'PowerDeliveryReq',
    options: () => ({ progress: 'ScheduleRenegotiation' }),
    code: ['FAILED_SequenceError', 'FAILED_ScheduleRenegotiation', 'FAILED'],
    requirements: ['V2G20-734', 'V2G20-735'],
  },
  ...(['AC', 'DC'] as const).flatMap((mode): readonly Row[] => [
    {
      ...schedule,
      ...sequence,
      mode,
      id: 'ScheduleRenegotiation_LoopInBetween',
      what: 'a charge loop in place of ScheduleExchangeReq',
      state: 'one-loop',
      before: asked,
      request: `${mode}_ChargeLoopReq`,
    },
    {
      ...schedule,
      ...sequence,
      mode,
      id: 'ScheduleRenegotiation_StartAtOnce',
      what: 'PowerDeliveryReq Start without new schedules',
      state: 'one-loop',
      before: asked,
      request: 'PowerDeliveryReq',
      options: () => ({ progress: 'Start' }),
    },
    {
      ...schedule,
      mode,
      id: 'ScheduleRenegotiation_UnknownTuple',
      what: 'a ScheduleTupleID that was not offered anew',
      state: 'one-loop',
      before: offered,
      request: 'PowerDeliveryReq',
      options: () =>
        profile((correct) => ({
          ...correct,
          Scheduled_EVPPTControlMode: { SelectedScheduleTupleID: neverOffered },
        })),
      code: 'FAILED_ScheduleSelectionInvalid',
      requirements: ['V2G20-734', 'V2G20-735'],
    },
    {
      ...schedule,
      mode,
      id: 'ScheduleRenegotiation_ProfileAbove',
      what: 'a profile above the new schedule',
      state: 'one-loop',
      before: offered,
      request: 'PowerDeliveryReq',
      options: () =>
        profile((correct) => ({
          ...correct,
          EVPowerProfileEntries: { EVPowerProfileEntry: [{ Duration: 3600, Power: absurd }] },
        })),
      code: 'FAILED_EVPowerProfileInvalid',
      requirements: ['V2G20-734', 'V2G20-735'],
    },
  ]),
  {
    ...schedule,
    ...sequence,
    mode: 'DC',
    id: 'ScheduleRenegotiation_CableCheckAgain',
    what: 'DC_CableCheckReq after the new schedules',
    state: 'one-loop',
    before: offered,
    request: 'DC_CableCheckReq',
  },
  {
    ...schedule,
    mode: 'DC',
    id: 'ScheduleRenegotiation_OtherControlMode',
    what: 'ScheduleExchangeReq in the control mode that was not selected',
    state: 'one-loop',
    before: asked,
    request: 'ScheduleExchangeReq',
    options: () => ({
      body: ({ MaximumSupportingPoints }) => ({
        MaximumSupportingPoints: MaximumSupportingPoints ?? 1024,
        Dynamic_SEReqControlMode: {
          DepartureTime: 3600,
          EVTargetEnergyRequest: { Exponent: 0, Value: 0 },
          EVMaximumEnergyRequest: { Exponent: 0, Value: 0 },
          EVMinimumEnergyRequest: { Exponent: 0, Value: 0 },
        },
      }),
    }),
    code: ['FAILED', 'FAILED_SequenceError', 'FAILED_ScheduleRenegotiation'],
    requirements: ['V2G20-1600', 'V2G20-735'],
  },
  {
    ...schedule,
    mode: 'DC',
    id: 'ScheduleRenegotiation_UnknownSession',
    what: 'ScheduleExchangeReq with a foreign SessionID',
    state: 'one-loop',
    before: asked,
    request: 'ScheduleExchangeReq',
    options: (evcc) => ({ sessionId: evcc.foreignSessionId() }),
    code: 'FAILED_UnknownSession',
    requirements: ['V2G20-460', 'V2G20-735'],
  },
  {
    ...schedule,
    mode: 'DC',
    id: 'SideStream_UnknownSession',
    clause: '7.8.3',
    what: 'ScheduleExchangeReq of payload type 0x8101 with a foreign SessionID',
    state: 'one-loop',
    request: 'ScheduleExchangeReq',
    options: (evcc) => ({ ...side, sessionId: evcc.foreignSessionId() }),
    code: 'FAILED_UnknownSession',
    requirements: ['V2G20-460', 'V2G20-735'],
  },
  {
    ...schedule,
    ...sequence,
    mode: 'DC',
    id: 'SideStream_ForeignMessage',
    clause: '7.8.3',
    what: 'SessionStopReq of payload type 0x8101',
    state: 'one-loop',
    request: 'SessionStopReq',
    options: () => side,
  },
  {
    ...schedule,
    ...sequence,
    mode: 'CMN',
    id: 'SideStream_BeforeEnergyFlows',
    clause: '7.8.3',
    what: 'ScheduleExchangeReq of payload type 0x8101 before any charge loop',
    state: 'params-agreed',
    request: 'ScheduleExchangeReq',
    options: () => side,
  },
  {
    ...schedule,
    ...sequence,
    mode: 'DC',
    id: 'SideStream_MeteringBeforeEnergyFlows',
    clause: '7.8.3',
    what: 'MeteringConfirmationReq before any charge loop',
    state: 'precharged',
    request: 'MeteringConfirmationReq',
    options: () => meteringSide,
  },
];

for (const { id, mode, group, clause, what, state, before, request, options, code, requirements } of rows) {
  iso20Case(
    `TC20_SECC_${mode}_${id}`,
    {
      title: what,
      purpose: `An SECC answers ${what} with ${[code].flat().join(' or ')} in the response that pairs with it and in its stream, and ends the session.`,
      group,
      clause,
      requirements,
      kind: 'invalid',
      likelyCauses: [
        'the table of the allowed sequence has no row for a renegotiation',
        'what was agreed on before is checked in place of what was offered anew',
      ],
    },
    async (evcc) => {
      await evcc.given(state);
      await before?.(evcc);
      evcc.when(`When it sends ${what}`);
      const exchange = await evcc.request(request, options?.(evcc) ?? {});
      await evcc.expectAnswer(exchange, { code });
      await evcc.expectCloseAfterFailure(exchange);
      await evcc.controlBySession();
    },
  );
}
