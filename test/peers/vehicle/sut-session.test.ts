import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SeccHook } from '../../../src/peers/station/secc-script.js';
import { at, bytesAt, quantityAt, textAt } from '../../../src/peers/vehicle/read-value.js';
import type { VehicleFaultName } from '../../../src/peers/vehicle/sut/sut-faults.js';
import { bodyOf, type Change, charge, hooked } from './sut-bench.js';

/** Most of a session is waiting: for timers, between charge loops. Few at a time, since an answer must not come late. */
const together = { concurrency: 4 };

const wholeDc = [
  'supportedAppProtocolReq',
  'SessionSetupReq',
  'ServiceDiscoveryReq',
  'ServiceDetailReq',
  'PaymentServiceSelectionReq',
  'AuthorizationReq',
  'ChargeParameterDiscoveryReq',
  'CableCheckReq',
  'CableCheckReq',
  'PreChargeReq',
  'PowerDeliveryReq Start',
  'CurrentDemandReq',
  'CurrentDemandReq',
  'PowerDeliveryReq Stop',
  'WeldingDetectionReq',
  'SessionStopReq',
];

describe('the vehicle under test, without a fault', together, () => {
  it('charges, goes from B to C to B and closes', async () => {
    const { names, pilot, closed } = await charge([]);
    assert.deepEqual(names, wholeDc);
    assert.deepEqual([pilot, closed], [['C', 'B'], 'fin']);
  });

  it('pauses and comes back with its SessionID', async () => {
    const { names, events } = await charge([], { energy: 'ac', ends: 'Pause', resumeAfterMs: 10 });
    assert.equal(names.filter((name) => name === 'SessionSetupReq').length, 2);
    const codes = events.flatMap((event) =>
      event.event === 'response' && event.name === 'SessionSetupRes' ? [event.code] : [],
    );
    assert.deepEqual(codes, ['OK_NewSessionEstablished', 'OK_OldSessionJoined']);
  });

  const ends: readonly (readonly [string, Change])[] = [
    ['FAILED', hooked('CurrentDemandReq', { kind: 'code', code: 'FAILED' })],
    ['another response', hooked('CurrentDemandReq', { kind: 'replace', by: 'PaymentServiceSelectionRes' })],
    ['another SessionID', hooked('CurrentDemandReq', { kind: 'session-id', hex: 'EEEEEEEEEEEEEEEE' })],
    ['another payload type', hooked('CurrentDemandReq', { kind: 'frame', faults: { payloadType: 0x7001 } })],
    ['payload length 0', hooked('CurrentDemandReq', { kind: 'frame', faults: { length: 0 } })],
    ['silence', hooked('CurrentDemandReq', { kind: 'silence' })],
  ];
  for (const [words, change] of ends) {
    it(`ends its session at ${words}`, async () => {
      const { names, pilot, closed } = await charge([], change);
      assert.deepEqual(names, wholeDc.slice(0, 12));
      assert.deepEqual([pilot, closed], [['C', 'B'], 'fin']);
    });
  }

  it('takes an answer of another kind to ServiceDetailReq for none of its own', async () => {
    const change = hooked('ServiceDetailReq', { kind: 'replace', by: 'PaymentServiceSelectionRes' });
    assert.equal((await charge([], change)).names.at(-1), 'ServiceDetailReq');
  });
});

describe('the vehicle under test, with a fault', together, () => {
  const failed = (at: SeccHook['at'], code = 'FAILED') => hooked(at, { kind: 'code', code }, { thenSilent: false });
  const goesOn: readonly (readonly [VehicleFaultName, Change, string])[] = [
    ['ev-takes-failed', failed('AuthorizationReq'), 'ChargeParameterDiscoveryReq'],
    ['ev-takes-failed-in-loop', failed('CurrentDemandReq'), 'PowerDeliveryReq Stop'],
    ['ev-takes-unknown-session', failed('AuthorizationReq', 'FAILED_UnknownSession'), 'ChargeParameterDiscoveryReq'],
    [
      'ev-takes-any-response',
      hooked('AuthorizationReq', { kind: 'replace', by: 'PaymentServiceSelectionRes' }, { thenSilent: false }),
      'ChargeParameterDiscoveryReq',
    ],
    [
      'ev-takes-any-payload-type',
      hooked('SessionSetupReq', { kind: 'frame', faults: { payloadType: 0x7001 } }, { thenSilent: false }),
      'ServiceDiscoveryReq',
    ],
    [
      'ev-takes-any-session-id',
      hooked('AuthorizationReq', { kind: 'session-id', hex: 'EEEEEEEEEEEEEEEE' }, { thenSilent: false }),
      'ChargeParameterDiscoveryReq',
    ],
    [
      'ev-ignores-emergency',
      hooked(
        'CurrentDemandReq',
        { kind: 'set', path: ['DC_EVSEStatus', 'EVSEStatusCode'], value: 'EVSE_EmergencyShutdown' },
        { thenSilent: false },
      ),
      'PowerDeliveryReq Stop',
    ],
  ];
  for (const [fault, change, next] of goesOn) {
    it(`${fault}: goes on where a correct one ends`, async () => {
      const [wrong, right] = await Promise.all([charge([fault], change), charge([], change)]);
      assert.ok(wrong.names.includes(next));
      assert.ok(!right.names.includes(next));
    });
  }

  it('waits too long, or not long enough', async () => {
    const silent = hooked('AuthorizationReq', { kind: 'silence' });
    const [never, early, right] = await Promise.all([
      charge(['ev-waits-for-ever'], { ...silent, patienceMs: 3500 }),
      charge(['ev-gives-up-early'], silent),
      charge([], silent),
    ]);
    assert.equal(never.closed, undefined);
    assert.ok(early.closed === 'fin' && early.tookMs < 1900, `${early.tookMs} ms`);
    assert.ok(right.closed === 'fin' && right.tookMs >= 2000, `${right.tookMs} ms`);
  });

  it('leaves in the wrong way', async () => {
    const change = hooked('CurrentDemandReq', { kind: 'code', code: 'FAILED' });
    assert.equal((await charge(['ev-never-closes'], change)).closed, undefined);
    assert.deepEqual((await charge(['ev-stays-in-state-c'], change)).pilot, ['C']);
    assert.deepEqual((await charge(['ev-never-state-c'])).pilot, []);
    assert.equal((await charge(['ev-no-session-stop'])).names.at(-1), 'PowerDeliveryReq Stop');
    const { names } = await charge(['ev-stops-without-power-delivery']);
    assert.deepEqual(names.slice(-2), ['CurrentDemandReq', 'SessionStopReq']);
  });

  it('does not do what the charger asks for', async () => {
    const charging = (await charge(['ev-ignores-stop'], { patienceMs: 3500 })).names.filter(
      (name) => name === 'CurrentDemandReq',
    );
    assert.ok(charging.length > 10, `${charging.length} loops`);
    const again = await charge(['ev-ignores-renegotiation'], { script: { renegotiateAtLoop: 1, stopAtLoop: 3 } });
    assert.ok(!again.names.includes('PowerDeliveryReq Renegotiate'));
  });

  it('takes no notice of state E, at which a correct one ends before its timer', async () => {
    const silent = {
      ...hooked('AuthorizationReq', { kind: 'silence' }),
      charger: (show, seen) => 'event' in seen && seen.event === 'silent' && show('E'),
    } satisfies Change;
    const right = await charge([], silent);
    assert.ok(right.closed === 'fin' && right.tookMs < 1900, `${right.tookMs} ms`);
    assert.ok((await charge(['ev-ignores-pilot-error'], silent)).tookMs >= 2000);
  });

  it('sends what it should not', async () => {
    const id = bytesAt(bodyOf(await charge(['ev-wrong-session-id']), 'ServiceDiscoveryReq').header, 'SessionID');
    assert.deepEqual(id, new Uint8Array(8).fill(0xee));
    const first = bytesAt(bodyOf(await charge(['ev-session-setup-not-zero']), 'SessionSetupReq').header, 'SessionID');
    assert.ok(first?.some((byte) => byte !== 0));
    const { body } = bodyOf(await charge(['ev-pays-by-contract']), 'PaymentServiceSelectionReq');
    assert.equal(textAt(body, 'SelectedPaymentOption'), 'Contract');
    assert.equal((await charge(['ev-skips-service-discovery'])).names[2], 'PaymentServiceSelectionReq');
    assert.ok(!(await charge(['ev-skips-cable-check'])).names.includes('CableCheckReq'));
    const start = bodyOf(await charge(['ev-no-charging-profile']), 'PowerDeliveryReq Start').body;
    assert.equal(at(start, 'ChargingProfile'), undefined);
    const demand = bodyOf(await charge(['ev-exceeds-limits']), 'CurrentDemandReq').body;
    assert.equal(quantityAt(demand, 'EVTargetCurrent'), 250);
  });
});
