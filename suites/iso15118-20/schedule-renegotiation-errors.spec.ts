import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { payloadTypes } from '../../src/wire/v2gtp.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { positive, type RenegotiationError, renegotiationErrors } from './renegotiation-errors.js';

const neverOffered = 250;
/** More than any charging point gives, W. */
const absurd: ExiObject = { Exponent: 3, Value: 30_000 };
const side = { payloadType: payloadTypes.iso20ScheduleRenegotiation };
const meteringSide = { payloadType: payloadTypes.iso20MeteringConfirmation };

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
const sequence = { code: 'FAILED_SequenceError', requirements: ['V2G20-459', 'V2G20-734', 'V2G20-735'] } as const;

const rows: readonly RenegotiationError[] = [
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
  ...(['AC', 'DC'] as const).flatMap((mode): readonly RenegotiationError[] => [
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

renegotiationErrors(rows);
