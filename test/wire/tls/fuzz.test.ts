import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chainPem, keyPem } from '../../../src/pki/identity.js';
import { mintLabPki } from '../../../src/pki/lab-pki.js';
import { TlsConversation } from '../../../src/wire/tls/conversation.js';
import { HoldBudget } from '../../../src/wire/tls/hold-budget.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { seeded } from '../../support/captures.js';
import { pieceOf, type RecordedChunk, readTls, recordTls } from '../../support/recorded-tls.js';

const rounds = 250;

/** Bytes overwritten, chunks left out, doubled, swapped or cut. */
function damage(chunks: readonly RecordedChunk[], random: () => number): RecordedChunk[] {
  return chunks.flatMap((chunk): RecordedChunk[] => {
    const kind = random();
    if (kind > 0.3) return [chunk];
    const bytes = chunk.bytes.slice();
    if (kind < 0.2) {
      for (let hit = 0; hit < 1 + 4 * random(); hit++) {
        bytes[Math.floor(random() * random() * bytes.length)] = Math.floor(random() * 256);
      }
      return [{ ...chunk, bytes }];
    }
    if (kind < 0.23) return [];
    if (kind < 0.25) return [chunk, chunk];
    if (kind < 0.27) return [{ side: chunk.side === 'client' ? 'server' : 'client', bytes }];
    return [{ ...chunk, bytes: bytes.subarray(0, Math.floor(random() * bytes.length)) }];
  });
}

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  test(`${version}: damaged streams and key logs are read to their end without a throw (seeded)`, async () => {
    const { secc, vehicle } = (await mintLabPki()).identities;
    const [server, client] = await Promise.all(
      [secc, vehicle].map(async (identity) => ({
        cert: chainPem(identity),
        key: await keyPem(identity),
        minVersion: version,
        maxVersion: version,
      })),
    );
    const recorded = await recordTls({ server: server!, client: client!, exchanges: 3, requestCert: true });
    let opened = 0;
    for (let seed = 1; seed <= rounds; seed++) {
      const random = seeded(seed);
      const keyLog =
        random() < 0.8
          ? recorded.keyLog
          : recorded.keyLog.replace(/[0-9a-f]/g, (digit) => (random() < 0.02 ? 'f' : digit));
      try {
        const { events, inside } = readTls(damage(recorded.chunks, random), keyLog);
        if (inside.client.includes('request 1 ')) opened++;
        assert.ok(events.length < 200);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
    assert.ok(opened > rounds / 10, `${opened} of ${rounds} still opened: the damage leaves something to read`);
  });
}

test('what waits for secrets is bounded, by connection and in all', async () => {
  const { secc } = (await mintLabPki()).identities;
  const server = { cert: chainPem(secc), key: await keyPem(secc), maxVersion: 'TLSv1.2' } as const;
  const recorded = await recordTls({ server, client: {}, exchanges: 1 });
  const record = new Uint8Array(5 + 16384);
  record.set([23, 3, 3, 0x40, 0x00]);
  for (const [budget, most] of [
    [32 << 20, 1 << 20],
    [200_000, 200_000],
  ] as const) {
    const left = new HoldBudget(budget);
    const conversation = new TlsConversation(new KeyLog(), left);
    for (const { side, bytes } of recorded.chunks) conversation.push(side, pieceOf(bytes, 1));
    let held = 0;
    while (conversation.waits && held < 4 << 20) {
      held += record.length;
      const events = conversation.push('client', pieceOf(record, 2));
      if (events.length > 0) {
        assert.equal(events.find((event) => event.kind === 'closed')?.kind, 'closed');
        break;
      }
    }
    assert.ok(held <= most + 2 * record.length, `${held} bytes were held`);
    conversation.end();
    assert.ok(left.take(budget), 'the budget was given back');
  }
});
