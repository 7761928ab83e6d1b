import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChosenFaults } from '../../../src/probes/inject/chosen-faults.js';

const stop = { number: 5, message: 'SessionStopReq' } as const;
const setup = { number: 1, message: 'SessionSetupReq' } as const;

test('a fault is meant for every message, one name, or one number', () => {
  const faults = new ChosenFaults(['header=0x81', 'SessionStopReq@missing:ChargingSession', '#1@frame-length=4']);
  assert.deepEqual(faults.of(stop), {
    encode: [
      { kind: 'header', byte: 0x81 },
      { kind: 'missing', path: 'ChargingSession' },
    ],
    frame: {},
  });
  assert.deepEqual(faults.of(setup), { encode: [{ kind: 'header', byte: 0x81 }], frame: { length: 4 } });
});

const frames: readonly (readonly [text: string, frame: object])[] = [
  ['frame-version=0x02', { version: 2 }],
  ['frame-inverse=0xFD', { inverseVersion: 0xfd }],
  ['frame-type=0x8003', { payloadType: 0x8003 }],
  ['frame-length=0xffffffff', { length: 0xffffffff }],
  ['frame-cut=12', { cut: 12 }],
  ['frame-split=1,7', { split: [1, 7] }],
  ['repeat=3', { repeat: 3 }],
  ['delay=1500', { delayMs: 1500 }],
  ['drop', { drop: true }],
];

for (const [text, frame] of frames) {
  test(`fault of the frame: ${text}`, () => {
    assert.deepEqual(new ChosenFaults([text]).of(stop), { encode: [], frame });
  });
}

for (const text of ['nonsense', 'frame-length=', 'frame-length=-1', 'frame-split=a', '#1@', 'constructor=1', '@drop']) {
  test(`refused: ${text}`, () => {
    assert.throws(() => new ChosenFaults([text]), { code: 'PROBES-022' });
  });
}

test('an EXI fault without what it needs is refused in the words of the codec', () => {
  assert.throws(() => new ChosenFaults(['#2@missing']), { code: 'MESSAGES-005' });
});

test('a fault that no message is meant by is named', () => {
  const message = { ...setup, payloadType: 0x8001, payload: new Uint8Array(0) };
  const input = { ...message, schema: undefined, frame: undefined, sinceNs: undefined };
  assert.deepEqual(new ChosenFaults(['#2@drop', 'SessionSetupReq@drop', 'PreChargeReq@drop', 'drop']).unused([input]), [
    '#2',
    'PreChargeReq',
  ]);
});
