import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelLayout } from '../../src/bench/devices/sunspec/model-layout.js';
import type { ModelId } from '../../src/bench/devices/sunspec/model-table.js';
import { RegisterImage } from '../../src/bench/devices/sunspec/register-image.js';

describe('SunSpec models', () => {
  // Lengths as every real device shows them in the register after the ID.
  for (const [id, length] of [
    [1, 66],
    [103, 50],
    [120, 26],
    [121, 30],
    [122, 44],
    [123, 24],
    [203, 105],
    [701, 153],
    [702, 50],
    [703, 17],
    [704, 65],
  ] as const satisfies readonly (readonly [ModelId, number])[]) {
    it(`model ${id} has ${length} registers`, () => {
      assert.equal(modelLayout(id).length, length);
    });
  }

  it('chains the models from the marker to the end model', () => {
    const image = new RegisterImage(40_000, [1, 103, 123]);
    assert.deepEqual(image.read(40_000, 2), [0x5375, 0x6e53]);
    const found: number[] = [];
    for (let address = 40_002; ; ) {
      const [id, length] = image.read(address, 2) as [number, number];
      if (id === 0xffff) break;
      found.push(id);
      address += 2 + length;
    }
    assert.deepEqual(found, [1, 103, 123]);
    assert.equal(image.read(39_999, 1), undefined);
    assert.equal(image.read(40_000, 1000), undefined);
  });

  it('scales, rounds, signs and bounds values', () => {
    const image = new RegisterImage(0, [103]);
    image.setRaw(103, 'W_SF', 1);
    for (const [given, kept] of [
      [12_344, 12_340],
      [-4996, -5000],
      [1e9, 327_670],
      [-1e9, -327_670],
    ] as const) {
      image.setValue(103, 'W', given);
      assert.equal(image.value(103, 'W'), kept);
    }
    image.setValue(103, 'WH', 70_000);
    assert.equal(image.raw(103, 'WH'), 70_000);
  });

  it('tells which points a write touches and whether all of them may be written', () => {
    const image = new RegisterImage(0, [123]);
    assert.deepEqual([...image.touched(123, 2 + 4, 2)], ['Conn', 'WMaxLimPct']);
    assert.equal(image.isWritable(2 + 4, 2), true);
    assert.equal(image.isWritable(2 + 22, 2), false, 'the scale factor is read-only');
  });
});
