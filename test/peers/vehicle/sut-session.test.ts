import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { systemRandom } from '../../../src/base/random.js';
import { decodeMessage } from '../../../src/messages/codec.js';
import { ScriptedSecc } from '../../../src/peers/station/scripted-secc.js';
import type { SeccEvent, SeccEventOf } from '../../../src/peers/station/secc-event.js';
import type { SeccHook, SeccScript } from '../../../src/peers/station/secc-script.js';
import { at, bytesAt, quantityAt, textAt } from '../../../src/peers/vehicle/read-value.js';
import { PluggedSut } from '../../../src/peers/vehicle/sut/plugged-sut.js';
import type { VehicleFaultName } from '../../../src/peers/vehicle/sut/sut-faults.js';
import type { SutOptions } from '../../../src/peers/vehicle/sut/sut-options.js';

interface Trace {
  readonly events: readonly SeccEvent[];
  readonly requests: readonly SeccEventOf<'request'>[];
  readonly names: readonly string[];
  /** States of the pilot as the vehicle set them. */
  readonly pilot: readonly string[];
  /** How the connection ended, before the test took the SECC away. */
  readonly closed: string | undefined;
  /** How long the session took, ms. */
  readonly tookMs: number;
}

type Change = Partial<Omit<SutOptions, 'interface'>> & {
  readonly script?: Partial<SeccScript>;
  /** What the charger shows on the pilot once it leaves a request without an answer. */
  readonly signalAtSilence?: string;
};

/** A session of the vehicle under test at the tester's SECC, on loopback; ends with the vehicle, or after `patienceMs`. */
async function charge(
  faults: readonly VehicleFaultName[],
  { script, signalAtSilence, ...options }: Change = {},
): Promise<Trace> {
  const energy = options.energy ?? 'dc';
  const events: SeccEvent[] = [];
  const pilot: string[] = [];
  const tell = (event: SeccEvent) => {
    events.push(event);
    if (event.event === 'silent' && signalAtSilence !== undefined) void vehicle.stationSignal(signalAtSilence);
  };
  const surroundings = {
    clock: systemClock,
    random: systemRandom,
    sdpPort: 0,
    tell,
  };
  const secc = new ScriptedSecc({ interface: 'lo', energy, stopAtLoop: 2, ...script }, surroundings);
  await secc.open();
  const ready = events.find((event): event is SeccEventOf<'ready'> => event.event === 'ready');
  const vehicle: PluggedSut = new PluggedSut(
    { interface: 'lo', energy, secc: { host: ready!.address, port: ready!.port }, faults, ...options },
    {
      clock: systemClock,
      pilot: async (state) => void pilot.push(state),
      note: () => undefined,
    },
  );
  const started = performance.now();
  await Promise.race([vehicle.run(), new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  const tookMs = performance.now() - started;
  // What the vehicle did last has reached the SECC when its own loop has turned.
  await new Promise((resolve) => setImmediate(resolve));
  const closed = events.find((event): event is SeccEventOf<'closed'> => event.event === 'closed')?.how;
  const requests = events.filter((event): event is SeccEventOf<'request'> => event.event === 'request');
  const trace = { events: [...events], requests, names: requests.map(nameOf), pilot: [...pilot], closed, tookMs };
  await vehicle.stationSignal('F');
  await secc.close();
  return trace;
}

const patienceMs = 3500;

function nameOf({ name, progress }: SeccEventOf<'request'>): string {
  return progress === undefined ? (name ?? '?') : `${name} ${progress}`;
}

function bodyOf(trace: Trace, name: string) {
  const request = trace.requests.find((one) => nameOf(one) === name);
  assert.ok(request !== undefined, `${name} is not in ${trace.names.join(', ')}`);
  const { value } = decodeMessage('iso2', Uint8Array.from(Buffer.from(request.payload, 'hex')));
  return { header: at(value, 'V2G_Message', 'Header'), body: at(value, 'V2G_Message', 'Body', request.name ?? '') };
}

function hooked(at: SeccHook['at'], does: SeccHook['does'], more: Partial<SeccHook> = {}): Change {
  return { script: { hooks: [{ at, does, thenSilent: true, ...more }] } };
}

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

describe('the vehicle under test, without a fault', () => {
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

describe('the vehicle under test, with a fault', () => {
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
      assert.ok((await charge([fault], change)).names.includes(next));
      assert.ok(!(await charge([], change)).names.includes(next));
    });
  }

  it('waits too long, or not long enough', async () => {
    const silent = hooked('AuthorizationReq', { kind: 'silence' });
    assert.equal((await charge(['ev-waits-for-ever'], silent)).closed, undefined);
    const early = await charge(['ev-gives-up-early'], silent);
    assert.ok(early.closed === 'fin' && early.tookMs < 1900, `${early.tookMs} ms`);
    const right = await charge([], silent);
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
    const charging = (await charge(['ev-ignores-stop'])).names.filter((name) => name === 'CurrentDemandReq');
    assert.ok(charging.length > 10, `${charging.length} loops`);
    const again = await charge(['ev-ignores-renegotiation'], { script: { renegotiateAtLoop: 1, stopAtLoop: 3 } });
    assert.ok(!again.names.includes('PowerDeliveryReq Renegotiate'));
  });

  it('takes no notice of state E, at which a correct one ends before its timer', async () => {
    const silent = { ...hooked('AuthorizationReq', { kind: 'silence' }), signalAtSilence: 'E' };
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
