import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { captureItems, fixtureCapture, readSessions, seeded } from '../../support/captures.js';

const files = ['iso2-ac.pcap', 'din-dc.pcap', 'iso2-tls-ac.pcap', 'iso20-dc.pcap', 'iso20-dc-tls.pcap'];
const roundsOfEach = 120;

/** Bytes overwritten, cut out, doubled or cut off, as the seed says. */
function damage(file: Uint8Array, random: () => number): Uint8Array {
  let bytes = file.slice();
  const hits = 1 + Math.floor(random() * 40);
  for (let hit = 0; hit < hits; hit++) {
    const at = Math.floor(random() * bytes.length);
    const length = 1 + Math.floor(random() * 64);
    const kind = random();
    if (kind < 0.7) bytes[at] = Math.floor(random() * 256);
    else if (kind < 0.8) bytes = new Uint8Array(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]));
    else if (kind < 0.9)
      bytes = new Uint8Array(Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - length))]));
    else bytes.fill(random() < 0.5 ? 0xff : 0, at, at + length);
  }
  return random() < 0.1 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
}

/** Damage inside the packets only, so that all of it reaches the dissectors and the codec. */
function damagePayloads(file: Uint8Array, random: () => number): Uint8Array {
  const bytes = file.slice();
  const packets = captureItems(bytes).filter((item) => item.kind === 'packet');
  for (const { data } of packets)
    if (random() < 0.5) data[Math.floor(random() * data.length)] = Math.floor(random() * 256);
  return bytes;
}

for (const file of files) {
  test(`${file}, damaged in any way, is read to its end without a throw (seeded)`, () => {
    const whole = fixtureCapture(file);
    const keyLog = new KeyLog();
    if (file.includes('tls'))
      keyLog.add(Buffer.from(fixtureCapture(file.replace('.pcap', '.keylog'))).toString(), 'file');
    for (let seed = 1; seed <= roundsOfEach; seed++) {
      const random = seeded(seed);
      const bytes = seed % 2 === 0 ? damage(whole, random) : damagePayloads(whole, random);
      try {
        const { account, summaries } = readSessions(captureItems(bytes, 1 + Math.floor(random() * 5000)), { keyLog });
        for (const summary of summaries)
          assert.ok(
            summary.account.every((line) => line.endsWith('.')),
            summary.account.join(' '),
          );
        assert.ok(account.packets <= 200);
      } catch (error) {
        throw new Error(`seed ${seed} of ${file}`, { cause: error });
      }
    }
  });
}

test('random bytes after any magic number are read without a throw (seeded)', () => {
  const magics = ['d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', '34cdb2a1', '0a0d0d0a1c0000004d3c2b1a'];
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed);
    const tail = Uint8Array.from({ length: 600 }, () => (random() < 0.4 ? 0 : Math.floor(random() * 256)));
    const bytes = Buffer.concat([Buffer.from(magics[seed % magics.length]!, 'hex'), tail]);
    readSessions(captureItems(bytes, 1 + Math.floor(random() * 100)));
  }
});
