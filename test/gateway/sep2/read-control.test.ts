import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readControlBase, readDefaultControl, readDerEvent } from '../../../src/gateway/sep2/events/read-control.js';
import type { Sep2Value } from '../../../src/messages/sep2/codec.js';

const place = { program: 'P', primacy: 1 };
const watts = (value: number, multiplier = 0) => ({ multiplier, value });

test('percentages become fractions, active power W with its multiplier, ramp times seconds', () => {
  const base = readControlBase({
    opModEnergize: true,
    opModMaxLimW: 2550,
    opModFixedW: -10_000,
    opModExpLimW: watts(15, 2),
    opModTargetW: watts(-25, -1),
    rampTms: 150,
  });
  assert.deepEqual(base, {
    modes: { opModEnergize: true, opModMaxLimW: 0.255, opModFixedW: -1, opModTargetW: -2.5, opModExpLimW: 1500 },
    unsupported: [],
    rampS: 1.5,
    doubts: [],
  });
});

test('what cannot be read counts as no power, and is told', () => {
  const base = readControlBase({
    opModEnergize: 'perhaps',
    opModConnect: {},
    opModMaxLimW: 'x',
    opModExpLimW: { multiplier: 0 },
    opModFixedW: [],
  } as unknown as Sep2Value);
  assert.deepEqual(base.modes, {
    opModEnergize: false,
    opModConnect: false,
    opModMaxLimW: 0,
    opModExpLimW: 0,
    opModFixedW: 0,
  });
  assert.equal(base.doubts.length, 5);
});

test('values beyond their range come to its end; a negative limit is none at all', () => {
  const { modes } = readControlBase({ opModMaxLimW: 60_000, opModFixedW: -32_000, opModImpLimW: watts(-5) });
  assert.deepEqual(modes, { opModMaxLimW: 1, opModFixedW: -1, opModImpLimW: 0 });
});

test('modes that the station cannot carry out are named, and words of its own are not taken from a server', () => {
  const base = readControlBase({ opModVoltVar: { href: '/c' }, reservedChargeW: 5 } as unknown as Sep2Value);
  assert.deepEqual([base.modes, base.unsupported], [{}, ['opModVoltVar']]);
});

test('a DERControl keeps the leading zeros of its mRID; without mRID or interval it is none', () => {
  const value = {
    mRID: Uint8Array.of(0, 0x0a),
    creationTime: 5,
    interval: { start: 10, duration: 20 },
    EventStatus: { currentStatus: 1, dateTime: 5, potentiallySuperseded: false },
    DERControlBase: { opModConnect: false },
    responseRequired: Uint8Array.of(3),
    replyTo: '/rsp',
    href: '/derc/1',
  };
  const event = readDerEvent(value, place);
  assert.ok(typeof event !== 'string');
  assert.deepEqual(
    [event.mRID, event.startS, event.durationS, event.status, event.responseRequired, event.primacy],
    ['000A', 10, 20, 1, 3, 1],
  );
  assert.match(String(readDerEvent({ ...value, mRID: 'zz' }, place)), /mRID/);
  assert.match(String(readDerEvent({ ...value, interval: { start: 10 } } as unknown as Sep2Value, place)), /interval/);
});

test('an int64 time may be a bigint', () => {
  const event = readDerEvent(
    { mRID: Uint8Array.of(1), interval: { start: 10n, duration: 20 }, DERControlBase: {} } as unknown as Sep2Value,
    place,
  );
  assert.equal(typeof event === 'string' ? event : event.startS, 10);
});

test('a DefaultDERControl with its ramps', () => {
  const { setGradW, setSoftGradW, base } = readDefaultControl({
    mRID: Uint8Array.of(1),
    DERControlBase: { opModExpLimW: watts(15, 2) },
    setGradW: 27,
  });
  assert.deepEqual([setGradW, setSoftGradW, base.modes], [27, undefined, { opModExpLimW: 1500 }]);
});
