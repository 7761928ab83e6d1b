import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { parseFaults } from '../../../src/gateway/faults/faults.js';
import type { Iso20RequestName } from '../../../src/gateway/iso20/messages.js';
import type { Iso20Phase } from '../../../src/gateway/iso20/phase.js';
import { type Ask20, ask20, request20, session20 } from '../support/iso20-core.js';
import { profile } from '../support/iso20-rows.js';

const select = (ServiceID: number, ParameterSetID: number) => ({
  SelectedEnergyTransferService: { ServiceID, ParameterSetID },
});
const selectVas = {
  ...select(2, 1),
  SelectedVASList: { SelectedService: [{ ServiceID: 30_000, ParameterSetID: 1 }] },
};
const start = (changes: object) => ({
  ...request20('PowerDeliveryReq'),
  ChargeProgress: 'Start',
  EVProcessing: 'Finished',
  ...changes,
});

type Row = readonly [
  fault: FaultName,
  honest: string,
  faulty: string,
  phase: Iso20Phase,
  request: Iso20RequestName,
  options?: Ask20,
];

/** What a correct station answers, and what one with the fault does. */
const rows: readonly Row[] = [
  [
    'session-id-unchecked',
    'FAILED_UnknownSession',
    'OK',
    'service-discovery',
    'ServiceDiscoveryReq',
    { sessionId: Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1) },
  ],
  [
    'session-id-zero-served',
    'FAILED_UnknownSession',
    'OK',
    'service-discovery',
    'ServiceDiscoveryReq',
    { sessionId: new Uint8Array(8) },
  ],
  ['iso20-filter-required', 'OK', 'FAILED', 'service-discovery', 'ServiceDiscoveryReq', { body: {} }],
  [
    'iso20-any-service-detail',
    'FAILED_ServiceIDInvalid',
    'OK',
    'service-detail',
    'ServiceDetailReq',
    { body: { ServiceID: 60_000 } },
  ],
  [
    'iso20-any-parameter-set',
    'FAILED_ServiceSelectionInvalid',
    'OK',
    'service-selection',
    'ServiceSelectionReq',
    { body: select(2, 1234) },
  ],
  [
    'iso20-any-value-added',
    'FAILED_ServiceSelectionInvalid',
    'OK',
    'service-selection',
    'ServiceSelectionReq',
    { body: selectVas },
  ],
  [
    'iso20-any-control-mode',
    'FAILED',
    'OK',
    'schedule-exchange',
    'ScheduleExchangeReq',
    { body: request20('ScheduleExchangeReq', { controlMode: 'dynamic' }) },
  ],
  [
    'iso20-any-tuple',
    'FAILED_ScheduleSelectionInvalid',
    'OK',
    'power-start',
    'PowerDeliveryReq',
    { body: start(profile(255, 1000)) },
  ],
  [
    'iso20-any-profile',
    'FAILED_EVPowerProfileInvalid',
    'OK',
    'power-start',
    'PowerDeliveryReq',
    { body: start(profile(1, 900_000)) },
  ],
  [
    'iso20-contactor-latch',
    'FAILED_ContactorError',
    'OK',
    'power-start',
    'PowerDeliveryReq',
    { body: start(profile(1, 1000)), outcome: 'contactor-error' },
  ],
  [
    'iso20-contactor-edge',
    'OK',
    'FAILED_ContactorError',
    'power-restart',
    'PowerDeliveryReq',
    { body: start(profile(1, 1000)) },
  ],
  [
    'iso20-rejection-ongoing',
    'WARNING_EIMAuthorizationFailure',
    'OK',
    'authorization',
    'AuthorizationReq',
    { station: { authorization: 'waiting-for-customer', authorizationRefused: true } },
  ],
];

for (const [fault, honest, faulty, phase, request, options = {}] of rows) {
  test(`${fault}: ${request} is answered ${faulty} in place of ${honest}`, () => {
    const ask = (station: Ask20['station']) =>
      ask20(session20(phase), request, { ...options, station: { ...options.station, ...station } }).code;
    assert.equal(ask({}), honest);
    assert.equal(ask({ faults: parseFaults([fault]) }), faulty);
  });
}

test('after a service renegotiation a faulty station ends, or lets the vehicle select at once', () => {
  const after = (...names: readonly FaultName[]) =>
    ask20(session20('energy-off'), 'SessionStopReq', {
      body: { ChargingSession: 'ServiceRenegotiation' },
      station: { faults: parseFaults(names) },
    }).session.phase;
  assert.equal(after(), 'service-discovery');
  assert.equal(after('iso20-ends-at-service-renegotiation'), 'stopped');
  assert.equal(after('iso20-selection-at-once'), 'service-selection');
});
