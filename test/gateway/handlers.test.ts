import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestName } from '../../src/gateway/messages.js';
import type { Phase } from '../../src/gateway/session/phase.js';
import type { Effect, StationAction } from '../../src/gateway/session/plan.js';
import type { Session } from '../../src/gateway/session/session.js';
import type { Station } from '../../src/gateway/session/station.js';
import type { ExiObject } from '../../src/messages/codec.js';
import { type AskOptions, answerOf, sessionIn, stationOf } from './support/core.js';
import { acParameters, amperes, evStatus, requests, volts, watts } from './support/requests.js';

interface Row {
  readonly name: string;
  readonly phase: Phase;
  readonly request: RequestName;
  readonly body?: ExiObject;
  readonly station?: Partial<Station>;
  readonly session?: Partial<Session>;
  readonly outcome?: AskOptions['outcome'];
  readonly code: string;
  readonly next?: Phase;
  readonly action?: StationAction;
  readonly effects?: readonly Effect[];
}

const start = requests.PowerDeliveryReq;
const stop = { ...start, ChargeProgress: 'Stop' };
const renegotiate = { ...start, ChargeProgress: 'Renegotiate' };
const profile = (...entries: readonly (readonly [number, number])[]): ExiObject => ({
  ...start,
  ChargingProfile: {
    ProfileEntry: entries.map(([at, power]) => ({
      ChargingProfileEntryStart: at,
      ChargingProfileEntryMaxPower: watts(power),
    })),
  },
});
const select = (option: string, ...services: readonly ExiObject[]): ExiObject => ({
  SelectedPaymentOption: option,
  SelectedServiceList: { SelectedService: services },
});
const dcParameters = (changes: ExiObject): ExiObject => ({
  RequestedEnergyTransferMode: 'DC_extended',
  DC_EVChargeParameter: {
    DC_EVStatus: evStatus,
    EVMaximumCurrentLimit: amperes(110),
    EVMaximumVoltageLimit: volts(700),
    ...changes,
  },
});
const acChanged = (changes: ExiObject): ExiObject => ({
  ...acParameters,
  AC_EVChargeParameter: { ...(acParameters['AC_EVChargeParameter'] as ExiObject), ...changes },
});

const rows: readonly Row[] = [
  // PaymentServiceSelection: V2G2-465, V2G2-804, V2G2-467.
  {
    name: 'external payment and the charge service',
    phase: 'service-selection',
    request: 'PaymentServiceSelectionReq',
    code: 'OK',
    next: 'authorization',
    effects: [{ kind: 'request-authorization', joined: false }],
  },
  {
    name: 'a contract, which is not offered',
    phase: 'service-selection',
    request: 'PaymentServiceSelectionReq',
    body: select('Contract', { ServiceID: 1 }),
    code: 'FAILED_PaymentSelectionInvalid',
  },
  {
    name: 'no charge service',
    phase: 'service-selection',
    request: 'PaymentServiceSelectionReq',
    body: select('ExternalPayment', { ServiceID: 2 }),
    code: 'FAILED_NoChargeServiceSelected',
  },
  {
    name: 'a service that was not offered',
    phase: 'service-selection',
    request: 'PaymentServiceSelectionReq',
    body: select('ExternalPayment', { ServiceID: 1 }, { ServiceID: 65_535 }),
    code: 'FAILED_ServiceSelectionInvalid',
  },
  {
    name: 'the detail of a service that was not offered',
    phase: 'service-selection',
    request: 'ServiceDetailReq',
    body: { ServiceID: 65_535 },
    code: 'FAILED_ServiceIDInvalid',
  },
  // Authorization: V2G2-854.
  {
    name: 'nobody has authorised yet',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer' },
    code: 'OK',
    next: 'authorization',
  },
  {
    name: 'nobody has authorised for 55 s',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer' },
    session: { ongoingSinceMs: 945_000 },
    code: 'FAILED',
  },
  {
    name: 'nobody has authorised for 54.9 s',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer' },
    session: { ongoingSinceMs: 945_100 },
    code: 'OK',
  },
  {
    name: 'authorised',
    phase: 'authorization',
    request: 'AuthorizationReq',
    code: 'OK',
    next: 'charge-parameters',
    effects: [{ kind: 'request-schedule' }],
  },
  // ChargeParameterDiscovery: V2G2-476, V2G2-477, V2G2-565.
  { name: 'DC', phase: 'charge-parameters', request: 'ChargeParameterDiscoveryReq', code: 'OK', next: 'cable-check' },
  {
    name: 'AC',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acParameters,
    code: 'OK',
    next: 'power-start-ac',
  },
  {
    name: 'AC while it renegotiates',
    phase: 'renegotiating-ac',
    request: 'ChargeParameterDiscoveryReq',
    body: acParameters,
    code: 'OK',
    next: 'power-restart-ac',
  },
  {
    name: 'a mode that is not offered',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: { ...acParameters, RequestedEnergyTransferMode: 'AC_single_phase_core' },
    code: 'FAILED_WrongEnergyTransferMode',
  },
  {
    name: 'DC mode with AC parameters',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: { ...acParameters, RequestedEnergyTransferMode: 'DC_extended' },
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC current -100 A',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EVMaxCurrent: amperes(-100) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC current in V',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EVMaxCurrent: volts(32) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC least current above the station',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EVMinCurrent: amperes(33), EVMaxCurrent: amperes(63) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC least current above the highest',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EVMinCurrent: amperes(20), EVMaxCurrent: amperes(10) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC energy in a wrong unit is tolerated',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EAmount: watts(30_000) }),
    code: 'OK',
  },
  {
    name: 'DC current -100 A',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: dcParameters({ EVMaximumCurrentLimit: amperes(-100) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'a DC battery below the reach of the output',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: dcParameters({ EVMaximumVoltageLimit: volts(100) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'no schedule yet',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    station: { scheduleReady: false },
    code: 'OK',
    next: 'charge-parameters',
  },
  {
    name: 'no schedule for 55 s',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    station: { scheduleReady: false },
    session: { ongoingSinceMs: 945_000 },
    code: 'FAILED',
  },
  // CableCheck.
  {
    name: 'its first request starts the isolation test',
    phase: 'cable-check',
    request: 'CableCheckReq',
    session: { ongoingSinceMs: undefined },
    code: 'OK',
    next: 'cable-check',
    effects: [{ kind: 'start-isolation-test' }],
  },
  {
    name: 'the test goes on',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { isolation: 'testing' },
    code: 'OK',
    next: 'cable-check',
    effects: [],
  },
  {
    name: 'the test has found nothing',
    phase: 'cable-check',
    request: 'CableCheckReq',
    code: 'OK',
    next: 'pre-charge',
  },
  {
    name: 'the test has found a fault',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { isolation: 'fault' },
    code: 'FAILED',
  },
  {
    name: 'the test takes too long',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { isolation: 'testing', nowMs: 1_037_000 },
    code: 'FAILED',
  },
  {
    name: 'the pilot is still in state B',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { pilot: 'B' },
    code: 'FAILED',
  },
  {
    name: 'the pilot is in state D',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { pilot: 'D' },
    code: 'OK',
  },
  // PreCharge.
  {
    name: 'the target voltage',
    phase: 'pre-charge',
    request: 'PreChargeReq',
    code: 'OK',
    next: 'pre-charging',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 2 }],
  },
  {
    name: 'a target above the station is capped',
    phase: 'pre-charge',
    request: 'PreChargeReq',
    body: { ...requests.PreChargeReq, EVTargetVoltage: volts(1000), EVTargetCurrent: amperes(50) },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 900, currentA: 2 }],
  },
  {
    name: 'a negative target',
    phase: 'pre-charge',
    request: 'PreChargeReq',
    body: { ...requests.PreChargeReq, EVTargetVoltage: volts(-1) },
    code: 'FAILED',
  },
  {
    name: 'a target in A',
    phase: 'pre-charging',
    request: 'PreChargeReq',
    body: { ...requests.PreChargeReq, EVTargetVoltage: amperes(400) },
    code: 'FAILED',
  },
  {
    name: 'no voltage against a stop order',
    phase: 'pre-charging',
    request: 'PreChargeReq',
    station: { stopOrder: 'operator' },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 0, currentA: 0 }],
  },
  // PowerDelivery: V2G2-478, V2G2-479, V2G2-761.
  {
    name: 'Start AC closes the contactor',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    code: 'OK',
    next: 'charging-ac',
    action: { kind: 'energise', output: 'ac', limitW: 22_000 },
  },
  {
    name: 'Start DC',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    code: 'OK',
    next: 'charging-dc',
    action: { kind: 'energise', output: 'dc', limitW: 22_000 },
  },
  {
    name: 'Start with a tuple that was not offered',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    body: { ...start, SAScheduleTupleID: 255 },
    code: 'FAILED_TariffSelectionInvalid',
  },
  {
    name: 'Start with the offered profile',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: profile([0, 22_000], [3600, 11_000]),
    code: 'OK',
  },
  {
    name: 'Start one watt above PMax',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: profile([0, 22_001]),
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'Start above PMax from the second interval on',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: profile([0, 22_000]),
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'Start above PMax in the fourth of seven entries',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    body: profile([1400, 1], [1410, 1], [1420, 1], [1430, 22_001], [1440, 1], [1450, 1], [1500, 1]),
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'Start with a profile that goes back in time',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: profile([10, 1], [10, 1]),
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'Start against a stop order',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    station: { stopOrder: 'grid' },
    code: 'FAILED_PowerDeliveryNotApplied',
  },
  {
    name: 'Start with an error of the vehicle',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    body: {
      ...start,
      DC_EVPowerDeliveryParameter: {
        DC_EVStatus: { ...evStatus, EVErrorCode: 'FAILED_EVShiftPosition' },
        ChargingComplete: false,
      },
    },
    code: 'FAILED_PowerDeliveryNotApplied',
  },
  { name: 'Start when it is on already', phase: 'charging-ac', request: 'PowerDeliveryReq', code: 'FAILED' },
  {
    name: 'Start, and the inverter does not connect',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    outcome: 'contactor-error',
    code: 'FAILED_ContactorError',
    next: 'power-start-ac',
  },
  {
    name: 'Start, and the inverter does not answer',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    outcome: 'unavailable',
    code: 'FAILED_PowerDeliveryNotApplied',
    next: 'pre-charging',
  },
  {
    name: 'Stop AC',
    phase: 'charging-ac',
    request: 'PowerDeliveryReq',
    body: stop,
    code: 'OK',
    next: 'energy-off-ac',
    action: { kind: 'de-energise', reason: 'PowerDelivery Stop' },
  },
  {
    name: 'Stop DC with a tuple that was never offered',
    phase: 'charging-dc',
    request: 'PowerDeliveryReq',
    body: { ...stop, SAScheduleTupleID: 255 },
    code: 'OK',
    next: 'energy-off-dc',
  },
  {
    name: 'Stop with an error of the vehicle',
    phase: 'charging-dc',
    request: 'PowerDeliveryReq',
    body: {
      ...stop,
      DC_EVPowerDeliveryParameter: {
        DC_EVStatus: { ...evStatus, EVErrorCode: 'FAILED_RESSTemperatureInhibit' },
        ChargingComplete: true,
      },
    },
    code: 'OK',
  },
  {
    name: 'Stop, and power goes on',
    phase: 'charging-dc',
    request: 'PowerDeliveryReq',
    body: stop,
    outcome: 'not-verified',
    code: 'FAILED_ContactorError',
  },
  {
    name: 'Renegotiate as the first one',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: renegotiate,
    session: { powered: false },
    code: 'FAILED',
  },
  {
    name: 'Renegotiate AC keeps the contactor closed',
    phase: 'charging-ac',
    request: 'PowerDeliveryReq',
    body: renegotiate,
    code: 'OK',
    next: 'renegotiating-ac',
    effects: [{ kind: 'request-schedule' }],
  },
  {
    name: 'Renegotiate DC takes the supply off',
    phase: 'charging-dc',
    request: 'PowerDeliveryReq',
    body: renegotiate,
    code: 'OK',
    next: 'charge-parameters',
    action: { kind: 'de-energise', reason: 'PowerDelivery Renegotiate' },
  },
  // The loops.
  {
    name: 'the AC loop follows the schedule',
    phase: 'charging-ac',
    request: 'ChargingStatusReq',
    station: { wallS: 1_800_003_600 },
    code: 'OK',
    effects: [{ kind: 'limit-power', limitW: 11_000 }],
  },
  {
    name: 'the AC loop under a stop order sets nothing',
    phase: 'charging-ac',
    request: 'ChargingStatusReq',
    station: { stopOrder: 'operator' },
    code: 'OK',
    effects: [],
  },
  {
    name: 'the DC loop',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 20 }],
  },
  {
    name: 'the DC loop under a stop order',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    station: { stopOrder: 'operator' },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 0 }],
  },
  {
    name: 'the DC loop with the pilot in state B',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    station: { pilot: 'B' },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 0 }],
  },
  {
    name: 'the DC loop when the charge is complete',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    body: { ...requests.CurrentDemandReq, ChargingComplete: true },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 0 }],
  },
  {
    name: 'the DC loop above the schedule',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    body: { ...requests.CurrentDemandReq, EVTargetCurrent: amperes(100) },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 55 }],
  },
  {
    name: 'the DC loop above the limit that the vehicle gives itself',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    body: { ...requests.CurrentDemandReq, EVMaximumCurrentLimit: amperes(7) },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 7 }],
  },
  {
    name: 'the DC loop with a negative current',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    body: { ...requests.CurrentDemandReq, EVTargetCurrent: amperes(-5) },
    code: 'FAILED',
  },
  // The end.
  { name: 'the voltage', phase: 'energy-off-dc', request: 'WeldingDetectionReq', code: 'OK', next: 'energy-off-dc' },
  {
    name: 'the pilot still in state C',
    phase: 'energy-off-dc',
    request: 'WeldingDetectionReq',
    station: { pilot: 'C' },
    code: 'FAILED',
  },
  {
    name: 'Terminate',
    phase: 'energy-off-dc',
    request: 'SessionStopReq',
    code: 'OK',
    next: 'stopped',
    effects: [{ kind: 'forget-pause' }],
  },
  {
    name: 'Terminate with the pilot still in state C',
    phase: 'energy-off-dc',
    request: 'SessionStopReq',
    station: { pilot: 'C' },
    code: 'FAILED',
    next: 'energy-off-dc',
  },
  {
    name: 'Terminate while it precharges takes the voltage away',
    phase: 'pre-charging',
    request: 'SessionStopReq',
    session: { powered: false },
    code: 'OK',
    next: 'stopped',
    action: { kind: 'de-energise', reason: 'SessionStop' },
  },
  {
    name: 'Terminate before anything was agreed',
    phase: 'service-discovery',
    request: 'SessionStopReq',
    session: { powered: false },
    code: 'OK',
    next: 'stopped',
  },
];

for (const row of rows) {
  test(`${row.request}: ${row.name}: ${row.code}`, () => {
    const session = sessionIn(row.phase, row.session);
    let action: StationAction | undefined;
    const answer = answerOf(session, row.request, row.body ?? requests[row.request], {
      station: stationOf(row.station),
      ...(row.outcome === undefined ? {} : { outcome: row.outcome }),
      onAction: (needed) => {
        action = needed;
      },
    });
    assert.equal(answer.code, row.code);
    if (row.next !== undefined) assert.equal(answer.session.phase, row.next);
    if (row.effects !== undefined) assert.deepEqual(answer.effects, row.effects);
    assert.deepEqual(action, row.action ?? action);
    if (row.action !== undefined) assert.notEqual(action, undefined);
  });
}
