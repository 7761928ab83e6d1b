import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExiObject, encodeMessage } from '../../../src/messages/codec.js';
import { Car } from '../../../src/peers/vehicle/car.js';
import type { ReceivedMessage } from '../../../src/peers/vehicle/exchange.js';
import { iso20Vehicle } from '../../../src/peers/vehicle/iso20/iso20-protocol.js';
import { chooseSet, wantedServiceId } from '../../../src/peers/vehicle/iso20/services.js';
import { isIso20Request, iso20ResponseOf } from '../../../src/peers/vehicle/message-names.js';
import { offeredProtocols } from '../../../src/peers/vehicle/protocols.js';
import { type Iso20Facts, noFacts, type SessionFacts } from '../../../src/peers/vehicle/session-facts.js';
import type { VehicleOptions } from '../../../src/peers/vehicle/vehicle-options.js';
import type { VehicleView } from '../../../src/peers/vehicle/vehicle-protocol.js';
import type { VehicleState } from '../../../src/peers/vehicle/vehicle-state.js';
import type { V2gConnection } from '../../../src/transport/v2g-connection.js';

const r = (Value: number, Exponent = 0): ExiObject => ({ Exponent, Value });

function viewOf(
  options: Partial<VehicleOptions> = {},
  iso20: Iso20Facts = {},
  state: VehicleState = 'plugged',
): VehicleView {
  const facts: SessionFacts = { ...noFacts(), iso20 };
  return {
    options: { security: 'tls', energy: 'dc', ...options },
    car: options.car instanceof Car ? options.car : new Car(options.car),
    facts,
    state,
    wallSeconds: 1_800_000_000,
  };
}

function answer(message: string, body: ExiObject): ReceivedMessage {
  const none = new Uint8Array();
  return {
    schema: 'iso20.cm',
    message,
    value: undefined,
    body,
    header: undefined,
    frame: none,
    payload: none,
    payloadType: 0x8002,
    violations: [],
    notes: [],
    at: 0n,
  };
}

for (const energy of ['dc', 'ac'] as const) {
  for (const bidirectional of [false, true]) {
    for (const controlMode of ['scheduled', 'dynamic'] as const) {
      test(`every request can be encoded: ${energy}, ${controlMode}${bidirectional ? ', BPT' : ''}`, () => {
        const view = viewOf({ energy }, { service: { id: 2, parameterSetId: 1, controlMode, bidirectional } });
        for (const name of Object.keys(iso20ResponseOf).filter(isIso20Request)) {
          const body = iso20Vehicle.body(name, view, {});
          const message = iso20Vehicle.message(name, { SessionID: new Uint8Array(8) }, body, view);
          assert.ok(encodeMessage(iso20Vehicle.schemaOf(name), message).length > 0, name);
        }
      });
    }
  }
}

const offers: readonly (readonly [
  string,
  VehicleOptions['protocol'],
  V2gConnection['tls'] | undefined,
  readonly string[],
])[] = [
  [
    '-20 on TLS 1.3',
    ['iso20', 'iso2', 'din'],
    { version: 'TLSv1.3' } as V2gConnection['tls'],
    ['-20:DC', 'iso:15118:2'],
  ],
  ['never -20 on TLS 1.2', ['iso20', 'iso2', 'din'], { version: 'TLSv1.2' } as V2gConnection['tls'], ['iso:15118:2']],
  ['never -20 on plain TCP', ['iso20', 'din', 'iso2'], undefined, ['din:70121', 'iso:15118:2']],
  ['-2 alone where nothing is said', undefined, undefined, ['iso:15118:2']],
];

for (const [name, protocol, tls, namespaces] of offers) {
  test(`handshake: ${name}`, () => {
    const options: VehicleOptions = { security: 'tls', energy: 'dc', ...(protocol === undefined ? {} : { protocol }) };
    const connection = (tls === undefined ? {} : { tls }) as V2gConnection;
    const offered = offeredProtocols(options, connection);
    assert.equal(offered.length, namespaces.length);
    offered.forEach((entry, index) => {
      assert.ok(String(entry['ProtocolNamespace']).includes(namespaces[index]!));
      assert.deepEqual([entry['SchemaID'], entry['Priority']], [index + 1, index + 1]);
    });
  });
}

test('a service that is not offered gives way to the first one that is', () => {
  const wanted = { iso20: { service: 'DC_BPT' as const } };
  assert.equal(wantedServiceId(viewOf(wanted, { energyServices: [2, 6] })), 6);
  assert.equal(wantedServiceId(viewOf(wanted, { energyServices: [2] })), 2);
});

test('the parameter set is the one with the control mode wanted, needs given by the vehicle first', () => {
  const set = (ParameterSetID: number, control: number, needs: number): ExiObject => ({
    ParameterSetID,
    Parameter: [
      { Name: 'MobilityNeedsMode', intValue: needs },
      { Name: 'ControlMode', intValue: control },
    ],
  });
  const detail = { ServiceID: 2, ServiceParameterList: { ParameterSet: [set(4, 2, 2), set(5, 1, 1), set(6, 2, 1)] } };
  const chosen = (controlMode: 'scheduled' | 'dynamic') =>
    chooseSet(viewOf({ iso20: { controlMode } }, { energyServices: [2] }), detail)?.parameterSetId;
  assert.equal(chosen('scheduled'), 5);
  assert.equal(chosen('dynamic'), 6);
});

const scheduled = { id: 2, parameterSetId: 1, controlMode: 'scheduled', bidirectional: false } as const;
const tuple = (ScheduleTupleID: number, power: ExiObject, Duration = 60): ExiObject => ({
  ScheduleTupleID,
  ChargingSchedule: { PowerSchedule: { PowerScheduleEntries: { PowerScheduleEntry: [{ Duration, Power: power }] } } },
});
const exchange = (...tuples: ExiObject[]): ExiObject => ({ Scheduled_SEResControlMode: { ScheduleTuple: tuples } });

const rules: readonly (readonly [string, string, ExiObject, Iso20Facts, Partial<SessionFacts>, readonly string[]])[] = [
  [
    'the mode of the services',
    'AuthorizationSetupRes',
    { AuthorizationServices: ['EIM'], EIM_ASResAuthorizationMode: {} },
    {},
    {},
    [],
  ],
  [
    'EIM mode with PnC offered',
    'AuthorizationSetupRes',
    { AuthorizationServices: ['PnC', 'EIM'], EIM_ASResAuthorizationMode: {} },
    {},
    {},
    ['authorization-mode'],
  ],
  [
    'good schedules',
    'ScheduleExchangeRes',
    exchange(tuple(1, r(11, 3)), tuple(2, r(5, 3))),
    { service: scheduled },
    { evseMaxPower: 11_000 },
    [],
  ],
  [
    'one id twice',
    'ScheduleExchangeRes',
    exchange(tuple(1, r(1)), tuple(1, r(1))),
    { service: scheduled },
    {},
    ['schedule'],
  ],
  [
    'more power than the charger has',
    'ScheduleExchangeRes',
    exchange(tuple(1, r(12, 3))),
    { service: scheduled },
    { evseMaxPower: 11_000 },
    ['schedule'],
  ],
  [
    'an entry of no duration',
    'ScheduleExchangeRes',
    exchange(tuple(1, r(1), 0)),
    { service: scheduled },
    {},
    ['schedule'],
  ],
  [
    'another control mode',
    'ScheduleExchangeRes',
    { Dynamic_SEResControlMode: {} },
    { service: scheduled },
    {},
    ['control-mode'],
  ],
  [
    'BPT where none was selected',
    'DC_ChargeLoopRes',
    { BPT_Scheduled_DC_CLResControlMode: {} },
    { service: scheduled },
    {},
    ['control-mode'],
  ],
  [
    'dynamic and BPT where neither was',
    'DC_ChargeLoopRes',
    { BPT_Dynamic_DC_CLResControlMode: {} },
    { service: scheduled },
    {},
    ['control-mode', 'control-mode'],
  ],
  [
    'a meter that counts backwards',
    'AC_ChargeLoopRes',
    { MeterInfo: { MeterID: 'M', ChargedEnergyReadingWh: 9 } },
    {},
    { loops: 3, meterInfo: { MeterID: 'M', ChargedEnergyReadingWh: 10 } },
    ['meter'],
  ],
  [
    'the same SECC joins',
    'SessionSetupRes',
    { ResponseCode: 'OK_OldSessionJoined' },
    { secc: Uint8Array.of(1), pausedWith: Uint8Array.of(1) },
    {},
    [],
  ],
  [
    'another SECC joins',
    'SessionSetupRes',
    { ResponseCode: 'OK_OldSessionJoined' },
    { secc: Uint8Array.of(2), pausedWith: Uint8Array.of(1) },
    {},
    ['secc-identity'],
  ],
];

for (const [name, message, body, iso20, facts, expected] of rules) {
  test(`${message}: ${name}: ${expected.length === 0 ? 'nothing to say' : expected.join(', ')}`, () => {
    const observed = iso20Vehicle.observe(answer(message, body), { ...noFacts(), ...facts, iso20 });
    assert.deepEqual(
      observed.map(({ rule }) => rule),
      expected,
    );
  });
}

test('PreCharge says Finished once the voltage is there, WeldingDetection once it is gone', () => {
  const at = (evsePresentVoltage: number) => {
    const view = viewOf();
    view.facts.evsePresentVoltage = evsePresentVoltage;
    return view;
  };
  const volts = new Car().packVoltage;
  assert.equal(iso20Vehicle.body('DC_PreChargeReq', at(0.5 * volts), {})['EVProcessing'], 'Ongoing');
  assert.equal(iso20Vehicle.body('DC_PreChargeReq', at(0.96 * volts), {})['EVProcessing'], 'Finished');
  assert.equal(iso20Vehicle.body('DC_WeldingDetectionReq', at(61), {})['EVProcessing'], 'Ongoing');
  assert.equal(iso20Vehicle.body('DC_WeldingDetectionReq', at(60), {})['EVProcessing'], 'Finished');
});

test('a vehicle that discharges asks for a current below 0, within both sides', () => {
  const service = { id: 6, parameterSetId: 1, controlMode: 'scheduled', bidirectional: true } as const;
  const view = viewOf(
    { iso20: { dischargeCurrent: 50, maxDischargePower: 1e6 } },
    { service, maxDischargeCurrent: 30 },
  );
  const loop = iso20Vehicle.body('DC_ChargeLoopReq', view, {})['BPT_Scheduled_DC_CLReqControlMode'] as ExiObject;
  assert.deepEqual(loop['EVTargetCurrent'], r(-30));
});
