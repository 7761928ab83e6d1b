import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { PlumblineError } from '../../../src/base/errors.js';
import { sep2FromJson, sep2JsonSchema, sep2Resources, sep2ToJson } from '../../../src/messages/sep2/json.js';
import { sep2Samples } from '../../support/sep2-samples.js';

for (const { resource, value } of sep2Samples) {
  test(`${resource} as JSON: there and back, and as its schema says`, () => {
    const json = sep2ToJson(resource, value as never);
    assert.deepEqual(sep2FromJson(JSON.parse(JSON.stringify(json))), { resource, value });
    const validate = new Ajv2020({ strict: false }).compile(sep2JsonSchema(resource));
    assert.ok(validate(json), JSON.stringify(validate.errors));
  });
}

test('binaries are hex, large integers text, derived types name themselves', () => {
  assert.deepEqual(
    sep2ToJson('Notification', { Resource: { 'xsi:type': 'Time', currentTime: 2n ** 60n }, status: 0 }),
    {
      Notification: { Resource: { 'xsi:type': 'Time', currentTime: '1152921504606846976' }, status: 0 },
    },
  );
  assert.deepEqual(sep2ToJson('DERControl', { mRID: Uint8Array.of(0, 10) }), { DERControl: { mRID: '000A' } });
});

test('the schema refuses what the standard does', () => {
  const validate = new Ajv2020({ strict: false }).compile(sep2JsonSchema('Registration'));
  assert.equal(validate({ Registration: { dateTimeRegistered: 1, pIN: 1 } }), true);
  for (const wrong of [{ pIN: 1 }, { dateTimeRegistered: 1, pIN: -1 }, { dateTimeRegistered: 1, pIN: 1, x: 1 }]) {
    assert.equal(validate({ Registration: wrong }), false);
  }
});

test('JSON of the wrong shape is refused with its place', () => {
  for (const [json, message] of [
    [[], /one resource/],
    [{ Time: {}, DER: {} }, /one resource/],
    [{ Ghost: {} }, /Ghost.*no such root/],
    [{ DERControl: { mRID: 'ABC' } }, /DERControl\.mRID: .*hex/],
    [{ DERControl: { ghost: 1 } }, /ghost/],
  ] as const) {
    assert.throws(
      () => sep2FromJson(json),
      (error) => error instanceof PlumblineError && message.test(error.message),
    );
  }
});

test('all resources are listed, those of CSIP-AUS too', () => {
  const names = sep2Resources();
  assert.ok(names.length > 324);
  for (const name of [
    'DERControl',
    'FlowReservationRequest',
    'ConnectionPoint',
    'MirrorUsagePoint',
    'EndDeviceControl',
  ]) {
    assert.ok(names.includes(name), name);
  }
});
