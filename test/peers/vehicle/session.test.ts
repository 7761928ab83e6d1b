import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openVehicle, type Vehicle } from '../../../src/peers/vehicle/vehicle.js';
import type { VehicleEvent } from '../../../src/peers/vehicle/vehicle-event.js';
import type { VehicleOptions } from '../../../src/peers/vehicle/vehicle-options.js';
import { defaultTimers } from '../../../src/peers/vehicle/vehicle-timers.js';
import { chainPem, keyPem, rootPem } from '../../../src/pki/identity.js';
import { mintLabPki } from '../../../src/pki/lab-pki.js';
import { iso15118Part2 } from '../../../src/transport/tls-profiles.js';
import type { ExiObject } from '../../../src/wire/exi/notation/values.js';
import { patientMs, patientTimers } from '../../support/patient-timers.js';
import { type FakeSecc, fakeSecc, type Script } from './fake-secc.js';

const cleanups: (() => Promise<void>)[] = [];
after(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});

interface Bench {
  readonly vehicle: Vehicle;
  readonly secc: FakeSecc;
  readonly events: VehicleEvent[];
}

const quick = { repeatPause: 5, chargingStatusPause: 5, currentDemandPause: 5 };

async function bench(options: Partial<VehicleOptions> = {}, script?: Script): Promise<Bench> {
  const secc = await fakeSecc(script);
  const events: VehicleEvent[] = [];
  const vehicle = openVehicle({
    secc: { host: '::1', port: secc.port },
    security: 'none',
    energy: 'ac',
    observer: (event) => events.push(event),
    ...options,
    timers: patientTimers({ ...quick, ...options.timers }),
  });
  cleanups.push(async () => {
    await vehicle.close('reset');
    await secc.close();
  });
  return { vehicle, secc, events };
}

const runs = (names: readonly string[]) => names.filter((name, index) => name !== names[index - 1]);

test('an AC session runs to SessionStop, in the order of the standard and without a broken rule', async () => {
  const { vehicle, secc, events } = await bench({ loops: 3 });
  const result = await vehicle.driveTo('stopped');
  assert.equal(result.reached, true, JSON.stringify(result.failure?.text));
  assert.deepEqual(secc.requests, [
    'supportedAppProtocolReq',
    'SessionSetupReq',
    'ServiceDiscoveryReq',
    'PaymentServiceSelectionReq',
    'AuthorizationReq',
    'ChargeParameterDiscoveryReq',
    'PowerDeliveryReq',
    'ChargingStatusReq',
    'ChargingStatusReq',
    'ChargingStatusReq',
    'PowerDeliveryReq',
    'SessionStopReq',
  ]);
  assert.deepEqual(
    result.exchanges.flatMap(({ observations }) => observations.filter(({ severity }) => severity === 'fault')),
    [],
  );
  assert.equal(Buffer.from(vehicle.sessionId).toString('hex'), '1122334455667788');
  const told = events.filter((event) => event.kind === 'exchange');
  assert.equal(told.length, 12);
  for (const { exchange } of told) {
    assert.ok(exchange.answer !== undefined && exchange.sent.at <= exchange.answer.at);
    assert.ok(exchange.sent.frame.length > 8 && exchange.answer.frame.length > 8);
  }
  assert.deepEqual(events.flatMap((event) => (event.kind === 'state' ? [event.state] : [])).slice(0, 4), [
    'sdp-answered',
    'tcp-connected',
    'app-protocol-agreed',
    'session-open',
  ]);
});

test('a DC session goes through cable check, precharge and welding detection', async () => {
  const { vehicle, secc } = await bench({ energy: 'dc', loops: 4 });
  const result = await vehicle.driveTo('stopped');
  assert.equal(result.reached, true, result.failure?.text);
  assert.deepEqual(runs(secc.requests).slice(5), [
    'ChargeParameterDiscoveryReq',
    'CableCheckReq',
    'PreChargeReq',
    'PowerDeliveryReq',
    'CurrentDemandReq',
    'PowerDeliveryReq',
    'WeldingDetectionReq',
    'SessionStopReq',
  ]);
  // The current rises in steps of 25 A to the limit of the charger, 60 A.
  const currents = secc.values.flatMap((value) => {
    const body = ((value['V2G_Message'] as ExiObject | undefined)?.['Body'] as ExiObject | undefined)?.[
      'CurrentDemandReq'
    ];
    const target = (body as ExiObject | undefined)?.['EVTargetCurrent'] as ExiObject | undefined;
    return target === undefined ? [] : [Number(target['Value']) * 10 ** Number(target['Multiplier'])];
  });
  assert.deepEqual(currents.map(Math.round), [25, 50, 60, 60]);
});

const stops = ['tcp-connected', 'session-open', 'authorized', 'precharged', 'one-loop', 'energy-off'] as const;
for (const state of stops) {
  test(`the vehicle stops at ${state} and goes on from there`, async () => {
    const { vehicle } = await bench({ energy: 'dc' });
    const first = await vehicle.driveTo(state);
    assert.deepEqual([first.reached, first.state], [true, state]);
    const second = await vehicle.driveTo('stopped');
    assert.deepEqual([second.reached, second.state], [true, 'stopped']);
  });
}

test('a request sent by hand moves the session on like one of its own', async () => {
  const { vehicle, secc } = await bench();
  await vehicle.driveTo('session-open');
  const exchange = await vehicle.request('ServiceDiscoveryReq', { body: { ServiceCategory: 'EVCharging' } });
  assert.equal(exchange.responseCode, 'OK');
  assert.equal(vehicle.state, 'services-known');
  await vehicle.driveTo('authorized');
  assert.equal(secc.requests.filter((name) => name === 'ServiceDiscoveryReq').length, 1);
});

test('a request out of order is sent as asked and does not move the session', async () => {
  const refusal = { name: 'SessionStopRes', body: { ResponseCode: 'FAILED_SequenceError' } };
  const inOrder = ['supportedAppProtocolReq', 'SessionSetupReq'];
  const { vehicle, secc } = await bench({}, (request) => (inOrder.includes(request.name) ? undefined : refusal));
  await vehicle.driveTo('session-open');
  for (const name of [
    'CableCheckReq',
    'MeteringReceiptReq',
    'PaymentDetailsReq',
    'CertificateInstallationReq',
  ] as const) {
    const exchange = await vehicle.request(name);
    assert.equal(exchange.sent.message, name);
    assert.equal(secc.requests.at(-1), name);
    assert.equal(vehicle.state, 'session-open');
  }
});

test('wrong SessionID, encoder fault, payload type and V2GTP header leave as asked', async () => {
  const seen: string[] = [];
  const { vehicle } = await bench({}, (request) => {
    seen.push(Buffer.from(request.sessionId).toString('hex'));
    return undefined;
  });
  await vehicle.driveTo('session-open');
  await vehicle.request('ServiceDiscoveryReq', { sessionId: Uint8Array.of(0xde, 0xad) });
  assert.equal(seen.at(-1), 'dead');
  const cut = await vehicle.request('PaymentServiceSelectionReq', {
    faults: [{ kind: 'truncate', octets: -2 }],
    timeoutMs: 20,
  });
  assert.equal(cut.sent.faults.length, 1);
  const typed = await vehicle.request('AuthorizationReq', { payloadType: 0x9000 });
  assert.deepEqual([...typed.sent.frame.subarray(2, 4)], [0x90, 0x00]);
  const header = await vehicle.request('AuthorizationReq', { frame: { version: 7 }, timeoutMs: 20 });
  assert.equal(header.sent.frame[0], 7);
  assert.equal(header.outcome, 'timeout');
  const raw = await vehicle.requestRaw(Uint8Array.of(1, 2, 3), { whole: true, timeoutMs: 20 });
  assert.deepEqual([...raw.sent.frame], [1, 2, 3]);
});

const faultCases: readonly (readonly [string, Script, string, RegExp])[] = [
  [
    'another SessionID',
    (request) => (request.name === 'ServiceDiscoveryReq' ? { sessionId: new Uint8Array(8).fill(9) } : undefined),
    'session-id',
    /1122334455667788 .* 0909090909090909/,
  ],
  [
    'SessionID zero for a new session',
    (request) => (request.name === 'SessionSetupReq' ? { sessionId: new Uint8Array(8) } : undefined),
    'session-id',
    /other than zero .* 0000000000000000/,
  ],
  [
    'amperes in volts',
    (request, correct) =>
      request.name === 'ChargeParameterDiscoveryReq'
        ? {
            body: {
              ...correct,
              AC_EVSEChargeParameter: {
                ...(correct['AC_EVSEChargeParameter'] as ExiObject),
                EVSEMaxCurrent: { Multiplier: 0, Unit: 'V', Value: 16 },
              },
            },
          }
        : undefined,
    'unit',
    /EVSEMaxCurrent in A .* V/,
  ],
  [
    'no schedule although Finished',
    (request, correct) => {
      if (request.name !== 'ChargeParameterDiscoveryReq') return undefined;
      const { SAScheduleList: _left, ...rest } = correct;
      return { body: rest };
    },
    'schedule',
    /SAScheduleList/,
  ],
];
for (const [what, script, rule, words] of faultCases) {
  test(`an SECC that sends ${what} is observed, and the session goes on`, async () => {
    const { vehicle } = await bench({}, script);
    const result = await vehicle.driveTo('params-agreed');
    assert.equal(result.reached, true, result.failure?.text);
    const faults = result.exchanges
      .flatMap(({ observations }) => observations)
      .filter((one) => one.severity === 'fault');
    const [first] = faults;
    assert.equal(first?.rule, rule, JSON.stringify(faults));
    assert.match(`${first?.expected} / ${first?.observed}`, words);
  });
}

const failureCases: readonly (readonly [string, Script, string, RegExp])[] = [
  [
    'a negative response',
    (request) =>
      request.name === 'AuthorizationReq'
        ? { body: { ResponseCode: 'FAILED_SequenceError', EVSEProcessing: 'Finished' } }
        : undefined,
    'negative-response',
    /FAILED_SequenceError/,
  ],
  [
    'another message',
    (request) =>
      request.name === 'AuthorizationReq' ? { name: 'SessionStopRes', body: { ResponseCode: 'OK' } } : undefined,
    'wrong-answer',
    /answered by SessionStopRes/,
  ],
  ['silence', (request) => (request.name === 'AuthorizationReq' ? 'silence' : undefined), 'message-timeout', /150 ms/],
  ['an orderly close', (request) => (request.name === 'AuthorizationReq' ? 'close' : undefined), 'closed', /fin/],
  ['a reset', (request) => (request.name === 'AuthorizationReq' ? 'reset' : undefined), 'closed', /reset/],
  [
    'garbage for a frame',
    (request) => (request.name === 'AuthorizationReq' ? { frame: new Uint8Array(32).fill(0xff) } : undefined),
    'malformed-answer',
    /no V2GTP frame/,
  ],
  [
    'garbage for a message',
    (request) => (request.name === 'AuthorizationReq' ? { payload: new Uint8Array(32).fill(0xff) } : undefined),
    'wrong-answer',
    /./,
  ],
];
for (const [what, script, rule, words] of failureCases) {
  test(`${what} ends the drive with the reason, not with an exception`, async () => {
    const timers = { message: { ...defaultTimers.message, AuthorizationReq: what === 'silence' ? 150 : patientMs } };
    const { vehicle } = await bench({ timers }, script);
    const result = await vehicle.driveTo('authorized');
    assert.equal(result.reached, false);
    assert.equal(result.failure?.rule, rule);
    assert.match(result.failure?.text ?? '', words);
    assert.equal(result.failure?.exchange?.sent.message, 'AuthorizationReq');
  });
}

test('an SECC that asks for patience is asked again until it is finished', async () => {
  const { vehicle, secc } = await bench({}, (request, correct) =>
    request.name === 'AuthorizationReq' && request.count < 4
      ? { body: { ...correct, EVSEProcessing: 'Ongoing' } }
      : undefined,
  );
  assert.equal((await vehicle.driveTo('authorized')).reached, true);
  assert.equal(secc.requests.filter((name) => name === 'AuthorizationReq').length, 4);
});

for (const [request, target, timer, rule] of [
  ['AuthorizationReq', 'authorized', 'ongoing', 'ongoing-timeout'],
  ['CableCheckReq', 'cable-ok', 'cableCheck', 'cable-check-timeout'],
  ['PreChargeReq', 'precharged', 'preCharge', 'precharge-timeout'],
] as const) {
  test(`${request} is not repeated for ever: ${rule}`, async () => {
    const { vehicle } = await bench({ energy: 'dc', timers: { [timer]: 60 } }, (received, correct) => {
      if (received.name !== request) return undefined;
      const never =
        request === 'PreChargeReq'
          ? { EVSEPresentVoltage: { Multiplier: 0, Unit: 'V', Value: 5 } }
          : { EVSEProcessing: 'Ongoing' };
      return { body: { ...correct, ...never } };
    });
    const result = await vehicle.driveTo(target);
    assert.equal(result.failure?.rule, rule);
    assert.ok(result.exchanges.filter(({ sent }) => sent.message === request).length >= 2);
  });
}

test('StopCharging ends the charge loop at once, in an orderly way', async () => {
  const { vehicle, secc, events } = await bench({ loops: 50 }, (request, correct) =>
    request.name === 'ChargingStatusReq' && request.count === 3
      ? {
          body: {
            ...correct,
            AC_EVSEStatus: { NotificationMaxDelay: 4, EVSENotification: 'StopCharging', RCD: false },
          },
        }
      : undefined,
  );
  const result = await vehicle.driveTo('stopped');
  assert.equal(result.reached, true, result.failure?.text);
  assert.equal(secc.requests.filter((name) => name === 'ChargingStatusReq').length, 3);
  assert.ok(events.some((event) => event.kind === 'note' && /stop within 4 s/.test(event.text)));
});

for (const energy of ['ac', 'dc'] as const) {
  test(`ReNegotiation is followed (${energy})`, async () => {
    const loop = energy === 'ac' ? 'ChargingStatusReq' : 'CurrentDemandReq';
    const { vehicle, secc } = await bench({ energy, loops: 4 }, (request, correct) => {
      if (request.name !== loop || request.count !== 2) return undefined;
      const name = energy === 'ac' ? 'AC_EVSEStatus' : 'DC_EVSEStatus';
      return { body: { ...correct, [name]: { ...(correct[name] as ExiObject), EVSENotification: 'ReNegotiation' } } };
    });
    const result = await vehicle.driveTo('stopped');
    assert.equal(result.reached, true, result.failure?.text);
    const between = energy === 'ac' ? [] : ['CableCheckReq', 'PreChargeReq'];
    assert.deepEqual(runs(secc.requests.slice(secc.requests.indexOf(loop))).slice(0, 5 + between.length), [
      loop,
      'PowerDeliveryReq',
      'ChargeParameterDiscoveryReq',
      ...between,
      'PowerDeliveryReq',
      loop,
    ]);
  });
}

test('an emergency shutdown ends the loop with its name', async () => {
  const { vehicle } = await bench({ energy: 'dc' }, (request, correct) =>
    request.name === 'CurrentDemandReq'
      ? {
          body: {
            ...correct,
            DC_EVSEStatus: { ...(correct['DC_EVSEStatus'] as ExiObject), EVSEStatusCode: 'EVSE_EmergencyShutdown' },
          },
        }
      : undefined,
  );
  const result = await vehicle.driveTo('loop-done');
  assert.equal(result.failure?.rule, 'emergency');
});

test('a session is paused and joined again with its SessionID', async () => {
  const { vehicle, secc } = await bench({ loops: 1 }, (request) =>
    request.name === 'SessionSetupReq' && request.count === 2
      ? { body: { ResponseCode: 'OK_OldSessionJoined', EVSEID: 'DE*PLB*E1' } }
      : undefined,
  );
  const paused = await vehicle.driveTo('paused');
  assert.deepEqual([paused.reached, paused.state], [true, 'paused'], paused.failure?.text);
  await vehicle.rejoin();
  const again = await vehicle.driveTo('energy-on');
  assert.equal(again.reached, true, again.failure?.text);
  const setups = secc.values.filter((_value, index) => secc.requests[index] === 'SessionSetupReq');
  const ids = setups.map(
    (value) => ((value['V2G_Message'] as ExiObject)['Header'] as ExiObject)['SessionID'] as Uint8Array,
  );
  assert.deepEqual(
    ids.map((id) => Buffer.from(id).toString('hex')),
    ['0000000000000000', '1122334455667788'],
  );
  assert.deepEqual(
    again.exchanges[1]?.observations.filter(({ severity }) => severity === 'fault'),
    [],
  );
});

test('an answer that comes too late is not taken for the next one', async () => {
  let late: (() => void) | undefined;
  const { vehicle, events } = await bench(
    { timers: { message: { ...defaultTimers.message, ServiceDiscoveryReq: 30 } } },
    async (request) => {
      if (request.name !== 'ServiceDiscoveryReq' || request.count > 1) return undefined;
      await new Promise<void>((resolve) => {
        late = resolve;
      });
      return undefined;
    },
  );
  await vehicle.driveTo('session-open');
  const first = await vehicle.request('ServiceDiscoveryReq');
  assert.equal(first.outcome, 'timeout');
  late?.();
  const heard = await vehicle.awaitClose(1000);
  assert.equal(heard.closed, false);
  assert.equal(heard.unsolicited[0]?.message, 'ServiceDiscoveryRes');
  assert.ok(events.some((event) => event.kind === 'unsolicited'));
  const second = await vehicle.request('PaymentServiceSelectionReq');
  assert.equal(second.answer?.message, 'PaymentServiceSelectionRes');
});

test('awaitClose tells how and when the SECC ended the connection', async () => {
  const { vehicle } = await bench({}, async (request, _correct, connection) => {
    if (request.name !== 'ServiceDiscoveryReq') return undefined;
    await connection.close();
    return 'silence';
  });
  await vehicle.driveTo('session-open');
  const exchange = await vehicle.request('ServiceDiscoveryReq');
  assert.equal(exchange.outcome, 'closed');
  const end = await vehicle.awaitClose(20_000);
  assert.deepEqual([end.closed, end.how, end.unsolicited], [true, 'fin', []]);
  assert.equal((await vehicle.request('ServiceDiscoveryReq')).outcome === 'answered', false);
});

test('a battery that is full ends charging; the model keeps books', async () => {
  const { vehicle } = await bench({
    energy: 'dc',
    loops: 1000,
    car: { capacityWh: 1000, socPercent: 99, speed: 100_000 },
  });
  const result = await vehicle.driveTo('stopped');
  assert.equal(result.reached, true, result.failure?.text);
  assert.equal(vehicle.car.full, true);
  assert.ok(result.exchanges.filter(({ sent }) => sent.message === 'CurrentDemandReq').length < 100);
});

test('over TLS: the same session; an untrusted SECC ends the drive', async () => {
  const pki = await mintLabPki();
  for (const [identity, reached] of [
    [pki.identities.secc, true],
    [pki.bad['secc-expired'], false],
  ] as const) {
    const tls = { profile: iso15118Part2, chain: chainPem(identity), key: await keyPem(identity) };
    const secc = await fakeSecc(undefined, tls);
    const vehicle = openVehicle({
      secc: { host: '::1', port: secc.port },
      security: 'tls',
      tls: { profile: iso15118Part2, roots: [rootPem(pki.identities.secc)] },
      energy: 'ac',
      loops: 1,
      timers: quick,
    });
    const result = await vehicle.driveTo('stopped');
    assert.equal(result.reached, reached, result.failure?.text);
    if (reached) assert.equal(vehicle.connection?.tls?.version, 'TLSv1.2');
    else assert.deepEqual([result.failure?.rule, result.failure?.code], ['connect-failed', 'TRANSPORT-004']);
    await vehicle.close();
    await secc.close();
  }
});

test("the caller's mistakes are exceptions with a code", async () => {
  const { vehicle } = await bench();
  await assert.rejects(async () => vehicle.request('SessionSetupReq'), { code: 'PEERS-002' });
  await vehicle.driveTo('session-open');
  await assert.rejects(vehicle.driveTo('plugged'), { code: 'PEERS-001' });
  await assert.rejects(vehicle.driveTo('cable-ok'), { code: 'PEERS-001' });
  const noTls = openVehicle({ secc: { host: '::1', port: 1 }, security: 'tls', energy: 'ac' });
  await assert.rejects(noTls.driveTo('tcp-connected'), { code: 'PEERS-003' });
  await assert.rejects(openVehicle({ security: 'none', energy: 'ac' }).driveTo('stopped'), { code: 'PEERS-004' });
});
