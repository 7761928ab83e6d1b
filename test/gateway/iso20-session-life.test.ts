import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '../../src/gateway/bytes.js';
import { vehicleHash } from '../../src/gateway/iso20/vehicle-hash.js';
import { issuedId, wallS } from './support/core.js';
import { ask20, bothWays, session20 } from './support/iso20-core.js';
import { type Row20, testRows } from './support/iso20-rows.js';

const rows: readonly Row20[] = [
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

testRows(rows);

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
