import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SeededRandom } from '../../src/bench/devices/seeded-random.js';
import { DelayLine } from '../../src/bench/embedded/relay/delay-line.js';
import { isNeighbourDiscovery, lossModel } from '../../src/bench/embedded/relay/loss-model.js';
import { completePartialChecksum } from '../../src/bench/embedded/relay/partial-checksum.js';
import { ManualClock } from '../support/manual-clock.js';

const uniform = () => {
  const random = new SeededRandom(11);
  return () => random.uniform();
};

describe('loss model', () => {
  for (const [loss, burst] of [
    [0.01, 1],
    [0.15, 1],
    [0.15, 4],
    [0.05, 10],
    [0.5, 2],
  ] as const) {
    it(`loses ${loss * 100} % in runs of ${burst} on average`, () => {
      const isLost = lossModel({ loss, burst }, uniform());
      const frames = 200_000;
      let lost = 0;
      let runs = 0;
      let before = false;
      for (let i = 0; i < frames; i++) {
        const now = isLost();
        if (now) lost++;
        if (now && !before) runs++;
        before = now;
      }
      assert.ok(Math.abs(lost / frames - loss) < 0.06 * loss + 0.001, `share ${lost / frames}`);
      // Independent losses make runs, too: their mean is 1 / (1 - loss).
      const mean = burst > 1 ? burst : 1 / (1 - loss);
      assert.ok(Math.abs(lost / runs - mean) < 0.06 * mean, `mean run ${lost / runs}`);
    });
  }

  it('loses nothing at 0 and everything at 1', () => {
    const draw = uniform();
    const [none, every] = [lossModel({}, draw), lossModel({ loss: 1, burst: 5 }, draw)];
    for (let i = 0; i < 1000; i++) assert.deepEqual([none(), every()], [false, true]);
  });
});

describe('delay line', () => {
  const make = (damage: { delayMs?: number; jitterMs?: number }) => {
    const clock = new ManualClock();
    const out: { n: number; at: number }[] = [];
    const line = new DelayLine(clock, uniform(), (frame) =>
      out.push({ n: frame[0]!, at: Number(clock.monotonicNs()) / 1e6 }),
    );
    line.configure(damage);
    return { clock, out, line };
  };

  it('lets frames through at once without a delay', () => {
    const { out, line } = make({});
    line.push(Buffer.from([1]));
    assert.deepEqual(out, [{ n: 1, at: 0 }]);
  });

  it('holds each frame for the delay', () => {
    const { clock, out, line } = make({ delayMs: 25 });
    line.push(Buffer.from([1]));
    clock.advance(10);
    line.push(Buffer.from([2]));
    clock.advance(100);
    assert.deepEqual(out, [
      { n: 1, at: 25 },
      { n: 2, at: 35 },
    ]);
  });

  it('keeps the order under jitter, and the frames in flight when the delay is taken away', () => {
    const { clock, out, line } = make({ delayMs: 20, jitterMs: 8 });
    for (let n = 0; n < 200; n++) {
      line.push(Buffer.from([n]));
      clock.advance(1);
    }
    line.configure({});
    line.push(Buffer.from([200]));
    clock.advance(200);
    assert.deepEqual(
      out.map(({ n }) => n),
      Array.from({ length: 201 }, (_, n) => n),
    );
    const delays = out.slice(0, 200).map(({ n, at }) => at - n);
    assert.ok(Math.max(...delays) - Math.min(...delays) > 5);
  });
});

/** fe80::2 to fe80::1, UDP 1000 to 2000, `data`; the checksum field holds `checksum`. */
function udpFrame(data: string, checksum: number): Buffer {
  const length = 8 + data.length;
  const frame = Buffer.alloc(14 + 40 + length);
  frame.writeUInt16BE(0x86dd, 12);
  frame.writeUInt8(0x60, 14);
  frame.writeUInt16BE(length, 18);
  frame.writeUInt8(17, 20);
  Buffer.from('fe800000000000000000000000000002fe800000000000000000000000000001', 'hex').copy(frame, 22);
  frame.writeUInt16BE(1000, 54);
  frame.writeUInt16BE(2000, 56);
  frame.writeUInt16BE(length, 58);
  frame.writeUInt16BE(checksum, 60);
  frame.write(data, 62);
  return frame;
}

describe('partial checksum', () => {
  // Worked by hand (RFC 8200, 8.1): pseudo-header fe80+2+fe80+1 + length + 17, then ports, length and data.
  const length = 8 + 3;
  const pseudo = (0xfe80 + 2 + 0xfe80 + 1 + length + 17) % 0xffff;
  const whole = (pseudo + 1000 + 2000 + length + 0x6162 + 0x6300) % 0xffff;
  const right = 0xffff - whole;

  it('completes one that holds the sum of the pseudo-header only', () => {
    const frame = udpFrame('abc', pseudo);
    completePartialChecksum(frame);
    assert.equal(frame.readUInt16BE(60), right);
  });

  for (const [what, checksum] of [
    ['a right one', right],
    ['one that is wrong on purpose', 0x1234],
  ] as const) {
    it(`leaves ${what} as it is`, () => {
      const frame = udpFrame('abc', checksum);
      completePartialChecksum(frame);
      assert.equal(frame.readUInt16BE(60), checksum);
    });
  }

  it('leaves frames alone that are too short, cut off, or no IPv6', () => {
    const whole = udpFrame('abc', pseudo);
    for (const frame of [whole.subarray(0, 20), whole.subarray(0, 60), Buffer.alloc(0)]) {
      const before = Buffer.from(frame);
      completePartialChecksum(frame);
      assert.deepEqual(frame, before);
    }
  });
});

describe('neighbour discovery', () => {
  for (const [type, is] of [
    [128, false],
    [133, true],
    [135, true],
    [136, true],
    [143, false],
  ] as const) {
    it(`ICMPv6 type ${type}: ${is}`, () => {
      const frame = Buffer.alloc(80);
      frame.writeUInt16BE(0x86dd, 12);
      frame.writeUInt8(58, 20);
      frame.writeUInt8(type, 54);
      assert.equal(isNeighbourDiscovery(frame), is);
    });
  }
});
