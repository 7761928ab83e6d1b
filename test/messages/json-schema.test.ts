import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { PlumblineError } from '../../src/base/errors.js';
import { messageNames } from '../../src/messages/iso2/message-names.js';
import { jsonSchemaOf } from '../../src/messages/json-schema.js';
import { simpleTypeSchema } from '../../src/messages/json-schema-simple.js';
import { messageSets, schemaNames } from '../../src/messages/sets.js';
import { restriction, xs } from '../../src/wire/exi/notation.js';

test('ajv compiles the JSON Schema of every message of ISO 15118-2', () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false });
  for (const name of messageNames) assert.ok(ajv.compile(jsonSchemaOf('iso2', name)), name);
});

test('the JSON Schema of every element of every set is a schema of the draft that it names', () => {
  const ajv = new Ajv2020();
  for (const name of schemaNames) {
    for (const element of messageSets[name].elements) {
      if (element.abstract) continue;
      assert.ok(ajv.validateSchema(jsonSchemaOf(name, element.name)), `${name} ${element.name}: ${ajv.errorsText()}`);
    }
  }
});

const header = { SessionID: '0000000000000000' };
const volt = { Multiplier: 0, Unit: 'V', Value: 400 };
const ampere = { Multiplier: 0, Unit: 'A', Value: 10 };
const status = { EVReady: true, EVErrorCode: 'NO_ERROR', EVRESSSOC: 50 };
const dc = { DC_EVStatus: status, EVMaximumCurrentLimit: ampere, EVMaximumVoltageLimit: volt };
const ac = { EAmount: volt, EVMaxVoltage: volt, EVMaxCurrent: ampere, EVMinCurrent: ampere };
const mode = { RequestedEnergyTransferMode: 'DC_extended' };
const challenge = 'AAcOFRwjKjE4P0ZNVFtiaQ==';
const parameter = (value: object) => ({
  ResponseCode: 'OK',
  ServiceID: 1,
  ServiceParameterList: { ParameterSet: [{ ParameterSetID: 1, Parameter: [{ Name: 'p', ...value }] }] },
});

const cases: readonly (readonly [message: string, body: unknown, valid: boolean, why: string])[] = [
  ['SessionSetupReq', { EVCCID: '0A0B0C0D0E0F' }, true, 'six octets'],
  ['SessionSetupReq', { EVCCID: '' }, true, 'the schema has no lower bound'],
  ['SessionSetupReq', { EVCCID: '0A0B0C0D0E0F10' }, false, 'seven octets'],
  ['SessionSetupReq', { EVCCID: '0A0' }, false, 'half an octet'],
  ['SessionSetupReq', {}, false, 'a missing element'],
  ['SessionSetupReq', { EVCCID: '', Extra: 1 }, false, 'an element that the message does not have'],
  ['SessionSetupRes', { ResponseCode: 'OK', EVSEID: 'DE*ABC*E1' }, true, 'an optional element left out'],
  ['SessionSetupRes', { ResponseCode: 'Fine', EVSEID: 'DE*ABC*E1' }, false, 'a word that the enumeration lacks'],
  ['SessionSetupRes', { ResponseCode: 'OK', EVSEID: 'DE*ABC' }, false, 'a string that is too short'],
  ['SessionSetupRes', { ResponseCode: 'OK', EVSEID: 'DE*ABC*E1', EVSETimeStamp: '9007199254740993' }, true, 'a long'],
  ['PaymentDetailsRes', { ResponseCode: 'OK', GenChallenge: challenge, EVSETimeStamp: 0 }, true, '16 octets'],
  ['PaymentDetailsRes', { ResponseCode: 'OK', GenChallenge: 'AAcO', EVSETimeStamp: 0 }, false, '3 octets of 16'],
  ['PaymentDetailsRes', { ResponseCode: 'OK', GenChallenge: `AAcO${challenge}`, EVSETimeStamp: 0 }, false, '19 octets'],
  ['ChargeParameterDiscoveryReq', { ...mode, DC_EVChargeParameter: dc }, true, 'one member of the group'],
  ['ChargeParameterDiscoveryReq', mode, false, 'no member of the group'],
  [
    'ChargeParameterDiscoveryReq',
    { ...mode, DC_EVChargeParameter: dc, AC_EVChargeParameter: ac },
    false,
    'two members',
  ],
  ['ChargeParameterDiscoveryReq', { ...mode, EVChargeParameter: {} }, false, 'the abstract head'],
  ['CableCheckReq', { DC_EVStatus: { ...status, EVRESSSOC: 101 } }, false, 'a number above its bound'],
  ['PowerDeliveryReq', { ChargeProgress: 'Start', SAScheduleTupleID: 1 }, true, 'an optional group left out'],
  ['ServiceDetailRes', parameter({ intValue: 3 }), true, 'one branch of a choice'],
  ['ServiceDetailRes', parameter({ intValue: 3, boolValue: true }), false, 'two branches of a choice'],
  ['ServiceDetailRes', parameter({}), false, 'no branch of a choice'],
];

for (const [message, body, valid, why] of cases) {
  test(`${message}: ${why} is ${valid ? 'valid' : 'not valid'}`, () => {
    const validate = new Ajv2020().compile(jsonSchemaOf('iso2', message));
    const whole = { V2G_Message: { Header: header, Body: { [message]: body } } };
    assert.equal(validate(whole), valid, JSON.stringify(validate.errors));
  });
}

test('the body holds the message that the schema is of, and the root nothing else', () => {
  const validate = new Ajv2020().compile(jsonSchemaOf('iso2', 'SessionStopRes'));
  const other = { Header: header, Body: { ChargingStatusReq: {} } };
  assert.equal(validate({ V2G_Message: other }), false);
  assert.equal(validate({ SessionStopRes: { ResponseCode: 'OK' } }), false);
});

test('a message that the set does not have', () => {
  assert.throws(
    () => jsonSchemaOf('iso2', 'SessionStartReq'),
    (error) => error instanceof PlumblineError && error.code === 'MESSAGES-003',
  );
});

test('binaries: exactly the octets that the bounds allow', () => {
  const octets = (count: number) => Buffer.alloc(count, 7).toString('base64');
  for (const [facets, allowed] of [
    [{ length: 16 }, [16]],
    [{ length: 3 }, [3]],
    [{ maxLength: 5 }, [0, 1, 2, 3, 4, 5]],
    [{ maxLength: 4 }, [0, 1, 2, 3, 4]],
    [{ minLength: 4, maxLength: 6 }, [4, 5, 6]],
    [{ minLength: 2, maxLength: 2 }, [2]],
    [{ minLength: 3, maxLength: 7 }, [3, 4, 5, 6, 7]],
  ] as const) {
    const validate = new Ajv2020().compile(simpleTypeSchema(restriction(xs.base64Binary, facets)));
    const found = Array.from({ length: 20 }, (_, count) => count).filter((count) => validate(octets(count)));
    assert.deepEqual(found, [...allowed], JSON.stringify(facets));
  }
  const validate = new Ajv2020().compile(simpleTypeSchema(xs.base64Binary));
  for (const text of ['A', 'AA', 'AAA', 'AB==', 'AAB=', 'AA=A', '====', 'AA-_', 'AAAA\n'])
    assert.ok(!validate(text), text);
});
