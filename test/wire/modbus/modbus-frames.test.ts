import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksLikeModbus, ModbusFrames, modbusWrite } from '../../../src/wire/modbus/modbus-frames.js';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const origin = (number: number) => ({ number, timestampNs: BigInt(number) });
const piece = (bytes: Uint8Array, number: number) => ({
  kind: 'data' as const,
  offset: 0,
  bytes,
  origin: origin(number),
});

describe('Modbus TCP frames', () => {
  it('come out whole at any cut, with the packets of their first and last byte', () => {
    const bytes = hex('0001 0000 0006 01 03 9c40 0002 0002 0000 000b 01 10 9c98 0002 04 0000 0001');
    for (let cut = 1; cut < bytes.length; cut++) {
      const frames = new ModbusFrames();
      const found = [piece(bytes.subarray(0, cut), 1), piece(bytes.subarray(cut), 2)].flatMap((one) =>
        frames.push(one),
      );
      assert.deepEqual(
        found.map(({ transaction, unit, code }) => [transaction, unit, code]),
        [
          [1, 1, 3],
          [2, 1, 16],
        ],
      );
      assert.deepEqual([found[1]!.first.number, found[1]!.last.number], [cut <= 12 ? 2 : 1, 2]);
    }
  });
  const writes: readonly (readonly [string, number, string, ReturnType<typeof modbusWrite>])[] = [
    ['single register', 6, '9c42 0001', { address: 40_002, values: [1] }],
    ['several registers', 16, '9c40 0002 04 000a 0102', { address: 40_000, values: [10, 258] }],
    ['single coil', 5, '0003 ff00', { address: 3, values: [1] }],
    ['several coils', 15, '0013 000a 02 cd01', { address: 19, values: [1, 0, 1, 1, 0, 0, 1, 1, 1, 0] }],
    ['mask write', 22, '0004 00f2 0025', { address: 4, values: [0xf2, 0x25] }],
    ['read and write', 23, '0003 0006 000e 0001 02 00ff', { address: 14, values: [255] }],
    ['a read', 3, '9c40 0002', undefined],
    ['a write that is cut short', 16, '9c40 0002 04 000a', undefined],
  ];
  for (const [name, code, data, expected] of writes) {
    it(`reads ${name}`, () => assert.deepEqual(modbusWrite({ code, data: hex(data) }), expected));
  }
  it('other protocols are none, and end the stream', () => {
    assert.equal(looksLikeModbus(hex('16030100')), undefined);
    assert.equal(looksLikeModbus(hex('1603010200 010001')), false);
    const frames = new ModbusFrames();
    frames.push(piece(hex('ffff ffff ffff ff ff'), 1));
    assert.equal(frames.readable, false);
    assert.deepEqual(frames.push(piece(hex('0001 0000 0006 01 03 9c40 0002'), 2)), []);
  });
});
