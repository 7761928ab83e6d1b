import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '../../src/gateway/bytes.js';
import type { Iso20RequestName } from '../../src/gateway/iso20/messages.js';
import type { Iso20Phase } from '../../src/gateway/iso20/phase.js';
import type { Iso20SessionState } from '../../src/gateway/iso20/session.js';
import { vehicleHash } from '../../src/gateway/iso20/vehicle-hash.js';
import type { ActionOutcome, Effect } from '../../src/gateway/session/plan.js';
import type { Station } from '../../src/gateway/session/station.js';
import type { ExiObject } from '../../src/messages/codec.js';
import { issuedId, wallS } from './support/core.js';
import { ask20, bothWays, request20, type SessionShape, session20 } from './support/iso20-core.js';

const r = (Value: number, Exponent = 0): ExiObject => ({ Exponent, Value });

interface Row {
  readonly name: string;
  readonly phase: Iso20Phase;
  readonly request: Iso20RequestName;
  readonly shape?: SessionShape;
  /** Over the request of a correct vehicle. */
  readonly body?: ExiObject;
  readonly replace?: ExiObject;
  readonly station?: Partial<Station>;
  readonly session?: Partial<Iso20SessionState>;
  readonly outcome?: ActionOutcome;
  readonly payloadType?: number;
  readonly code: string;
  readonly next?: Iso20Phase;
  readonly effects?: readonly Effect[];
  readonly answer?: ExiObject;
}

const bpt = { bidirectional: true } as const;
const dynamic = { controlMode: 'dynamic' } as const;
const dynamicBpt = { ...bpt, ...dynamic } as const;
const ac = { energy: 'ac' } as const;
const profile = (id: number, watts: number): ExiObject => ({
  EVPowerProfile: {
    TimeAnchor: wallS,
    Scheduled_EVPPTControlMode: { SelectedScheduleTupleID: id },
    EVPowerProfileEntries: { EVPowerProfileEntry: [{ Duration: 600, Power: r(watts) }] },
  },
});
const dcLoop = (mode: string, fields: ExiObject): ExiObject => ({
  MeterInfoRequested: false,
  EVPresentVoltage: r(380),
  [mode]: fields,
});
const target = (volts: number, amperes: number): ExiObject => ({
  EVTargetVoltage: r(volts),
  EVTargetCurrent: r(amperes),
});
const dynamicLimits: ExiObject = {
  EVTargetEnergyRequest: r(20_000),
  EVMaximumEnergyRequest: r(30_000),
  EVMinimumEnergyRequest: r(0),
  EVMaximumChargePower: r(30_000),
  EVMinimumChargePower: r(0),
  EVMaximumChargeCurrent: r(100),
  EVMaximumVoltage: r(450),
  EVMinimumVoltage: r(300),
};
const dynamicBptLimits: ExiObject = {
  ...dynamicLimits,
  EVMaximumDischargePower: r(8000),
  EVMinimumDischargePower: r(0),
  EVMaximumDischargeCurrent: r(15),
};
const output = (voltageV: number, currentA: number): readonly Effect[] => [{ kind: 'set-output', voltageV, currentA }];

const rows: readonly Row[] = [
  // Authorization
  { name: 'granted', phase: 'authorization', request: 'AuthorizationReq', code: 'OK', next: 'service-discovery' },
  {
    name: 'the customer has not come yet',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer' },
    code: 'OK',
    next: 'authorization',
    answer: { EVSEProcessing: 'Ongoing_WaitingForCustomerInteraction' },
  },
  {
    name: 'a refusal is a warning with Finished at once, and the vehicle may ask again',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer', authorizationRefused: true },
    code: 'WARNING_EIMAuthorizationFailure',
    next: 'authorization',
    answer: { EVSEProcessing: 'Finished' },
    effects: [{ kind: 'request-authorization', joined: false }],
  },
  {
    name: 'nobody came within 55 s',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer', nowMs: 1_000_000 },
    session: { ongoingSinceMs: 945_000 },
    code: 'WARNING_EIMAuthorizationFailure',
  },
  {
    name: 'nobody came within 54.9 s',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer', nowMs: 1_000_000 },
    session: { ongoingSinceMs: 945_100 },
    code: 'OK',
  },
  {
    name: 'a contract, which is not offered',
    phase: 'authorization',
    request: 'AuthorizationReq',
    replace: {
      SelectedAuthorizationService: 'PnC',
      PnC_AReqAuthorizationMode: {
        Id: 'id1',
        GenChallenge: new Uint8Array(16),
        ContractCertificateChain: {
          Certificate: new Uint8Array(1),
          SubCertificates: { Certificate: [new Uint8Array(1)] },
        },
      },
    },
    code: 'WARNING_AuthorizationSelectionInvalid',
    next: 'authorization',
  },
  // Services
  {
    name: 'an id that was not listed',
    phase: 'service-detail',
    request: 'ServiceDetailReq',
    body: { ServiceID: 3 },
    code: 'FAILED_ServiceIDInvalid',
  },
  {
    name: 'the service of the other namespace',
    phase: 'service-detail',
    request: 'ServiceDetailReq',
    body: { ServiceID: 1 },
    code: 'FAILED_ServiceIDInvalid',
  },
  {
    name: 'a parameter set that was never offered',
    phase: 'service-selection',
    request: 'ServiceSelectionReq',
    replace: { SelectedEnergyTransferService: { ServiceID: 2, ParameterSetID: 9 } },
    code: 'FAILED_ServiceSelectionInvalid',
  },
  {
    name: 'a service that was never offered',
    phase: 'service-selection',
    request: 'ServiceSelectionReq',
    replace: { SelectedEnergyTransferService: { ServiceID: 3, ParameterSetID: 1 } },
    code: 'FAILED_ServiceSelectionInvalid',
  },
  {
    name: 'a value added service that was never offered',
    phase: 'service-selection',
    request: 'ServiceSelectionReq',
    replace: {
      SelectedEnergyTransferService: { ServiceID: 2, ParameterSetID: 1 },
      SelectedVASList: { SelectedService: [{ ServiceID: 65, ParameterSetID: 1 }] },
    },
    code: 'FAILED_ServiceSelectionInvalid',
  },
  // Charge parameters
  {
    name: 'the form without BPT where BPT was selected',
    phase: 'charge-parameters',
    request: 'DC_ChargeParameterDiscoveryReq',
    shape: bpt,
    replace: request20('DC_ChargeParameterDiscoveryReq'),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'the BPT form where BPT was not selected',
    phase: 'charge-parameters',
    request: 'DC_ChargeParameterDiscoveryReq',
    replace: request20('DC_ChargeParameterDiscoveryReq', bpt),
    code: 'FAILED_WrongChargeParameter',
  },
  ...(
    [
      ['a negative power', { EVMaximumChargePower: r(-1) }],
      ['a least current above the most', { EVMinimumChargeCurrent: r(500) }],
      ['a least voltage above the most', { EVMinimumVoltage: r(600) }],
      ['a battery below what the output can go down to', { EVMaximumVoltage: r(100), EVMinimumVoltage: r(50) }],
      ['a battery above what the output can reach', { EVMaximumVoltage: r(1200), EVMinimumVoltage: r(950) }],
    ] as const
  ).map(([name, fields]): Row => {
    const correct = request20('DC_ChargeParameterDiscoveryReq')['DC_CPDReqEnergyTransferMode'] as ExiObject;
    return {
      name,
      phase: 'charge-parameters',
      request: 'DC_ChargeParameterDiscoveryReq',
      replace: { DC_CPDReqEnergyTransferMode: { ...correct, ...fields } },
      code: 'FAILED_WrongChargeParameter',
      next: 'charge-parameters',
    };
  }),
  {
    name: 'a negative discharge power',
    phase: 'charge-parameters',
    request: 'AC_ChargeParameterDiscoveryReq',
    shape: { ...ac, ...bpt },
    replace: {
      BPT_AC_CPDReqEnergyTransferMode: {
        EVMaximumChargePower: r(11_000),
        EVMinimumChargePower: r(0),
        EVMaximumDischargePower: r(-5),
        EVMinimumDischargePower: r(0),
      },
    },
    code: 'FAILED_WrongChargeParameter',
  },
  // Schedules
  {
    name: 'dynamic where scheduled was selected',
    phase: 'schedule-exchange',
    request: 'ScheduleExchangeReq',
    replace: request20('ScheduleExchangeReq', dynamic),
    code: 'FAILED',
  },
  {
    name: 'the schedule is on its way',
    phase: 'schedule-exchange',
    request: 'ScheduleExchangeReq',
    station: { scheduleReady: false },
    code: 'OK',
    next: 'schedule-exchange',
    answer: { EVSEProcessing: 'Ongoing' },
  },
  {
    name: 'the schedule has not come within 55 s',
    phase: 'schedule-exchange',
    request: 'ScheduleExchangeReq',
    station: { scheduleReady: false },
    session: { ongoingSinceMs: 945_000 },
    code: 'FAILED',
  },
  { name: 'DC', phase: 'schedule-exchange', request: 'ScheduleExchangeReq', code: 'OK', next: 'cable-check' },
  {
    name: 'AC',
    phase: 'schedule-exchange',
    request: 'ScheduleExchangeReq',
    shape: ac,
    code: 'OK',
    next: 'power-start',
  },
  {
    name: 'in a renegotiation',
    phase: 'renegotiating',
    request: 'ScheduleExchangeReq',
    code: 'OK',
    next: 'power-restart',
  },
  // Cable check and precharge
  {
    name: 'a fault of the isolation',
    phase: 'cable-check',
    request: 'DC_CableCheckReq',
    station: { isolation: 'fault' },
    code: 'FAILED',
  },
  {
    name: 'the pilot shows no vehicle that takes energy',
    phase: 'cable-check',
    request: 'DC_CableCheckReq',
    station: { pilot: 'B' },
    code: 'FAILED',
  },
  {
    name: 'a target above the most is capped',
    phase: 'pre-charge',
    request: 'DC_PreChargeReq',
    replace: { EVProcessing: 'Ongoing', EVPresentVoltage: r(400), EVTargetVoltage: r(20, 3) },
    code: 'OK',
    next: 'pre-charge',
    effects: output(900, 2),
  },
  {
    name: 'Finished leads to PowerDelivery',
    phase: 'pre-charge',
    request: 'DC_PreChargeReq',
    replace: { EVProcessing: 'Finished', EVPresentVoltage: r(400), EVTargetVoltage: r(400) },
    code: 'OK',
    next: 'power-start',
  },
  {
    name: 'a negative voltage',
    phase: 'pre-charge',
    request: 'DC_PreChargeReq',
    replace: { EVProcessing: 'Ongoing', EVPresentVoltage: r(400), EVTargetVoltage: r(-400) },
    code: 'FAILED',
  },
  // PowerDelivery
  {
    name: 'Start',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    body: profile(1, 20_000),
    code: 'OK',
    next: 'charging',
  },
  {
    name: 'EVProcessing Ongoing changes nothing',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    replace: { EVProcessing: 'Ongoing', ChargeProgress: 'Start' },
    code: 'OK',
    next: 'power-start',
    effects: [],
  },
  {
    name: 'a tuple that was not offered',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    body: profile(2, 1000),
    code: 'FAILED_ScheduleSelectionInvalid',
  },
  {
    name: 'a profile above the schedule',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    body: profile(1, 22_001),
    code: 'FAILED_EVPowerProfileInvalid',
  },
  {
    name: 'a profile that discharges where BPT was not selected',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    body: profile(1, -10),
    code: 'FAILED_EVPowerProfileInvalid',
  },
  {
    name: 'a profile that discharges more than the vehicle said',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    shape: bpt,
    body: profile(1, -10_001),
    code: 'FAILED_EVPowerProfileInvalid',
  },
  {
    name: 'no profile in scheduled mode',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    replace: { EVProcessing: 'Finished', ChargeProgress: 'Start' },
    code: 'FAILED_EVPowerProfileInvalid',
  },
  {
    name: 'no profile in dynamic mode',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    shape: dynamic,
    replace: { EVProcessing: 'Finished', ChargeProgress: 'Start' },
    code: 'OK',
    next: 'charging',
  },
  {
    name: 'a stop order is in force',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    body: profile(1, 1000),
    station: { stopOrder: 'grid' },
    code: 'FAILED_PowerDeliveryNotApplied',
    answer: { EVSEStatus: { NotificationMaxDelay: 0, EVSENotification: 'Terminate' } },
  },
  {
    name: 'the contactor does not close',
    phase: 'power-start',
    request: 'PowerDeliveryReq',
    body: profile(1, 1000),
    outcome: 'contactor-error',
    code: 'FAILED_ContactorError',
    next: 'power-start',
  },
  {
    name: 'Stop is a stop, with EVProcessing Ongoing too',
    phase: 'charging',
    request: 'PowerDeliveryReq',
    replace: { EVProcessing: 'Ongoing', ChargeProgress: 'Stop' },
    code: 'OK',
    next: 'welding-detection',
  },
  {
    name: 'Stop that is not seen to work',
    phase: 'charging',
    request: 'PowerDeliveryReq',
    replace: { EVProcessing: 'Finished', ChargeProgress: 'Stop' },
    outcome: 'not-verified',
    code: 'FAILED_ContactorError',
  },
  {
    name: 'Standby',
    phase: 'charging',
    request: 'PowerDeliveryReq',
    replace: { EVProcessing: 'Finished', ChargeProgress: 'Standby' },
    code: 'OK',
    next: 'standby',
  },
  {
    name: 'Standby that the station does not want',
    phase: 'charging',
    request: 'PowerDeliveryReq',
    replace: { EVProcessing: 'Finished', ChargeProgress: 'Standby' },
    station: { config: { ...bothWays, iso20: { ...bothWays.iso20, standby: false } } },
    code: 'WARNING_StandbyNotAllowed',
    next: 'charging',
  },
  {
    name: 'out of standby',
    phase: 'standby',
    request: 'PowerDeliveryReq',
    body: profile(1, 1000),
    code: 'OK',
    next: 'charging',
  },
  {
    name: 'ScheduleRenegotiation',
    phase: 'charging',
    request: 'PowerDeliveryReq',
    replace: { EVProcessing: 'Finished', ChargeProgress: 'ScheduleRenegotiation' },
    code: 'OK',
    next: 'renegotiating',
  },
  {
    name: 'a new tuple from the side stream',
    phase: 'charging',
    request: 'PowerDeliveryReq',
    payloadType: 0x8101,
    replace: { EVProcessing: 'Finished', ChargeProgress: 'ScheduleRenegotiation', ...profile(7, 5000) },
    code: 'OK',
    next: 'charging',
  },
  // Charge loops
  {
    name: 'targets within the limits',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    replace: dcLoop('Scheduled_DC_CLReqControlMode', target(400, 20)),
    code: 'OK',
    effects: output(400, 20),
  },
  {
    name: 'a target above the schedule is capped',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    replace: dcLoop('Scheduled_DC_CLReqControlMode', target(400, 100)),
    code: 'OK',
    effects: output(400, 55),
    answer: { EVSEPowerLimitAchieved: true },
  },
  {
    name: 'the control mode that was not selected',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    replace: dcLoop('Dynamic_DC_CLReqControlMode', dynamicLimits),
    code: 'FAILED',
  },
  {
    name: 'a negative current without BPT',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    replace: dcLoop('Scheduled_DC_CLReqControlMode', target(400, -5)),
    code: 'FAILED',
  },
  {
    name: 'BPT: a negative current flows out of the vehicle',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: bpt,
    replace: dcLoop('BPT_Scheduled_DC_CLReqControlMode', target(400, -20)),
    code: 'OK',
    effects: output(400, -20),
  },
  {
    name: 'BPT: no more flows out than the vehicle said it gives',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: bpt,
    replace: dcLoop('BPT_Scheduled_DC_CLReqControlMode', target(400, -100)),
    code: 'OK',
    effects: output(400, -25),
  },
  {
    name: 'a stop order takes the current away and says so',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: bpt,
    station: { stopOrder: 'operator' },
    replace: dcLoop('BPT_Scheduled_DC_CLReqControlMode', target(400, -20)),
    code: 'OK',
    effects: output(400, 0),
    answer: { EVSEStatus: { NotificationMaxDelay: 0, EVSENotification: 'Terminate' } },
  },
  {
    name: 'dynamic: what the schedule allows, within the vehicle',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamic,
    replace: dcLoop('Dynamic_DC_CLReqControlMode', { ...dynamicLimits, EVMaximumChargePower: r(19_000) }),
    code: 'OK',
    effects: output(380, 50),
  },
  {
    name: 'dynamic: a setpoint below 0 discharges',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamicBpt,
    station: { setpointW: -3800 },
    replace: dcLoop('BPT_Dynamic_DC_CLReqControlMode', dynamicBptLimits),
    code: 'OK',
    effects: output(380, -10),
  },
  {
    name: 'dynamic: no more than the vehicle gives now',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamicBpt,
    station: { setpointW: -9500 },
    replace: dcLoop('BPT_Dynamic_DC_CLReqControlMode', dynamicBptLimits),
    code: 'OK',
    effects: output(380, -15),
  },
  {
    name: 'dynamic: a vehicle that needs energy gives none',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamicBpt,
    station: { setpointW: -3800 },
    replace: dcLoop('BPT_Dynamic_DC_CLReqControlMode', { ...dynamicBptLimits, EVMinimumEnergyRequest: r(500) }),
    code: 'OK',
    effects: output(380, -0),
  },
  {
    name: 'dynamic without BPT: a setpoint below 0 is none at all',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamic,
    station: { setpointW: -3800 },
    replace: dcLoop('Dynamic_DC_CLReqControlMode', dynamicLimits),
    code: 'OK',
    effects: output(380, -0),
  },
  {
    name: 'AC: the station names the power',
    phase: 'charging',
    request: 'AC_ChargeLoopReq',
    shape: ac,
    code: 'OK',
    effects: [{ kind: 'limit-power', limitW: 22_000 }],
  },
  {
    name: 'AC BPT: a setpoint below 0 discharges, no more than the vehicle said',
    phase: 'charging',
    request: 'AC_ChargeLoopReq',
    shape: { ...ac, ...dynamicBpt },
    station: { setpointW: -50_000 },
    code: 'OK',
    effects: [{ kind: 'limit-power', limitW: -10_000 }],
  },
  // Metering
  {
    name: 'a reading of another session',
    phase: 'charging',
    request: 'MeteringConfirmationReq',
    replace: {
      SignedMeteringData: {
        Id: 'id1',
        SessionID: new Uint8Array(8),
        MeterInfo: { MeterID: 'PLB-1', ChargedEnergyReadingWh: 0 },
        Dynamic_SMDTControlMode: {},
      },
    },
    code: 'FAILED_MeteringSignatureNotValid',
  },
  // SessionStop
  { name: 'Terminate', phase: 'energy-off', request: 'SessionStopReq', code: 'OK', next: 'stopped' },
  {
    name: 'Pause keeps what is needed to know the vehicle again',
    phase: 'energy-off',
    request: 'SessionStopReq',
    replace: { ChargingSession: 'Pause' },
    code: 'OK',
    next: 'stopped',
    effects: [
      {
        kind: 'remember-pause-iso20',
        paused: {
          id: toHex(issuedId),
          vehicleHash: vehicleHash(issuedId, Uint8Array.of(0x30, 1, 2)),
          evccId: 'WMIV1234567890ABCDEX',
          serviceId: 2,
          parameterSetId: 1,
          vas: [],
          pausedAtS: wallS,
        },
      },
    ],
  },
  {
    name: 'Pause before a service is selected',
    phase: 'service-discovery',
    request: 'SessionStopReq',
    session: { service: undefined },
    replace: { ChargingSession: 'Pause' },
    code: 'FAILED_PauseNotAllowed',
  },
  {
    name: 'Pause that the station does not want',
    phase: 'energy-off',
    request: 'SessionStopReq',
    replace: { ChargingSession: 'Pause' },
    station: { config: { ...bothWays, iso20: { ...bothWays.iso20, pause: false } } },
    code: 'FAILED_PauseNotAllowed',
  },
  {
    name: 'ServiceRenegotiation goes back to ServiceDiscovery',
    phase: 'energy-off',
    request: 'SessionStopReq',
    replace: { ChargingSession: 'ServiceRenegotiation' },
    code: 'OK',
    next: 'service-discovery',
  },
  {
    name: 'ServiceRenegotiation that the station does not want',
    phase: 'energy-off',
    request: 'SessionStopReq',
    replace: { ChargingSession: 'ServiceRenegotiation' },
    station: { config: { ...bothWays, iso20: { ...bothWays.iso20, service_renegotiation: false } } },
    code: 'FAILED_NoServiceRenegotiationSupported',
  },
  {
    name: 'the pilot still shows a vehicle that takes energy',
    phase: 'energy-off',
    request: 'SessionStopReq',
    station: { pilot: 'C' },
    code: 'FAILED',
  },
  {
    name: 'in state C',
    phase: 'welding-detection',
    request: 'DC_WeldingDetectionReq',
    station: { pilot: 'C' },
    code: 'FAILED',
  },
];

for (const row of rows) {
  test(`${row.request}: ${row.name}: ${row.code}`, () => {
    const body = row.replace ?? { ...request20(row.request, row.shape), ...row.body };
    const answer = ask20(session20(row.phase, row.shape, row.session), row.request, {
      body,
      ...(row.station === undefined ? {} : { station: row.station }),
      ...(row.outcome === undefined ? {} : { outcome: row.outcome }),
      ...(row.payloadType === undefined ? {} : { payloadType: row.payloadType }),
    });
    assert.equal(answer.code, row.code);
    if (row.next !== undefined) assert.equal(answer.session.phase, row.next);
    if (row.effects !== undefined) assert.deepEqual(answer.effects.map(plain), row.effects.map(plain));
    for (const [name, value] of Object.entries(row.answer ?? {})) assert.deepEqual(answer.body[name], value, name);
  });
}

/** 0 and -0 are the same current. */
function plain(effect: Effect): Effect {
  return effect.kind === 'set-output'
    ? { ...effect, currentA: Math.round((effect.currentA + 0) * 1e6) / 1e6 + 0 }
    : effect;
}

test('MeterInfo is in the very first loop response, and after that when it is asked for: energy of this session', () => {
  const body = dcLoop('Scheduled_DC_CLReqControlMode', target(400, 20));
  const session = session20('charging', {}, { meterStart: { chargedWh: 1000, dischargedWh: 0 } });
  const first = ask20(session, 'DC_ChargeLoopReq', { body });
  const meter = first.body['MeterInfo'] as ExiObject;
  assert.equal(meter['ChargedEnergyReadingWh'], 234);
  assert.equal(ask20(first.session, 'DC_ChargeLoopReq', { body }).body['MeterInfo'], undefined);
  const asked = ask20(first.session, 'DC_ChargeLoopReq', { body: { ...body, MeterInfoRequested: true } });
  assert.notEqual(asked.body['MeterInfo'], undefined);
});

test('SessionIDs come from the generator whole: never zero, never the asked one, all different', () => {
  let round = 0;
  const random = (length: number) =>
    Uint8Array.from({ length }, () => (round < 8 ? 0 : (round * 7) & 255)).map((byte) => {
      round++;
      return byte;
    });
  const answer = ask20(session20('session-setup'), 'SessionSetupReq', {
    station: { random },
    sessionId: new Uint8Array(8),
  });
  assert.equal(answer.code, 'OK_NewSessionEstablished');
  assert.ok(answer.session.id.some((byte) => byte !== 0));
});

const pausedBy = (certificate: Uint8Array) => ({
  id: toHex(issuedId),
  vehicleHash: vehicleHash(issuedId, certificate),
  evccId: 'WMIV1234567890ABCDEX',
  serviceId: 6,
  parameterSetId: 2,
  vas: [],
  pausedAtS: wallS - 60,
});

test('a paused session is joined by the same vehicle, and ChargeParameterDiscovery comes next', () => {
  const pausedIso20 = pausedBy(Uint8Array.of(0x30, 1, 2));
  const answer = ask20(session20('session-setup'), 'SessionSetupReq', {
    station: { pausedIso20 },
    sessionId: issuedId,
  });
  assert.equal(answer.code, 'OK_OldSessionJoined');
  assert.equal(answer.session.phase, 'charge-parameters');
  assert.equal(answer.session.service?.controlMode, 'dynamic');
  assert.deepEqual(answer.session.id, issuedId);
});

test('another vehicle with that SessionID gets a new session', () => {
  const pausedIso20 = pausedBy(Uint8Array.of(0x30, 9, 9));
  const answer = ask20(session20('session-setup'), 'SessionSetupReq', {
    station: { pausedIso20 },
    sessionId: issuedId,
  });
  assert.equal(answer.code, 'OK_NewSessionEstablished');
  assert.notDeepEqual(answer.session.id, issuedId);
});
