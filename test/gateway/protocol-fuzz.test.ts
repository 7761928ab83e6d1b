import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DinSession } from '../../src/gateway/din/din-session.js';
import { Iso20Session } from '../../src/gateway/iso20/iso20-session.js';
import type { CodecPort } from '../../src/gateway/server/codec-port.js';
import type { ProtocolSession } from '../../src/gateway/session/protocol-session.js';
import { decodeMessage, type ExiObject, encodeMessage } from '../../src/messages/codec.js';
import { captureItems, fixtureCapture, readSessions, seeded } from '../support/captures.js';
import { stationOf } from './support/core.js';
import { bothWays } from './support/iso20-core.js';

const codec: CodecPort = {
  decode: (schema, bytes) => decodeMessage(schema, bytes),
  encode: (schema, value) => encodeMessage(schema, value),
};

const subjects: readonly (readonly [string, () => ProtocolSession])[] = [
  ['din-dc', () => new DinSession(codec)],
  ['iso20-dc-bpt', () => new Iso20Session(codec, 'dc', Uint8Array.of(1))],
  ['iso20-ac-bpt', () => new Iso20Session(codec, 'ac', Uint8Array.of(1))],
];
const rounds = 4000;

/** The bytes with a few bits turned, cut off or made longer. */
function spoil(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const flips = Math.floor(random() * 3);
  for (let flip = 0; flip < flips; flip++) {
    const at = Math.floor(random() * copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  const kind = random();
  if (kind < 0.1) return copy.slice(0, Math.floor(random() * copy.length));
  return kind < 0.15 ? Uint8Array.from([...copy, 0xff, 0x00]) : copy;
}

function withId(schema: string, message: string, value: ExiObject, id: Uint8Array): ExiObject {
  const root = schema === 'din' ? 'V2G_Message' : message;
  const whole = value[root] as ExiObject;
  return { [root]: { ...whole, Header: { ...(whole['Header'] as ExiObject), SessionID: id } } };
}

for (const [name, open] of subjects) {
  test(`${name}: spoilt requests, of this and other kinds, are answered completely or not at all, and never throw`, () => {
    const random = seeded(7);
    const { messages } = readSessions(captureItems(fixtureCapture(`${name}.pcap`)));
    const requests = messages.filter(({ message, schema }) => message?.endsWith('Req') === true && schema !== 'sap');
    let session = open();
    let next = 0;
    const seen = { answered: 0, unreadable: 0, foreign: 0, ended: 0 };
    for (let round = 0; round < rounds; round++) {
      const forward = random() < 0.7;
      const recorded = requests[forward ? next % requests.length : Math.floor(random() * requests.length)]!;
      const { schema, message = '', payloadType, value } = recorded;
      assert.ok(schema === 'din' || schema === 'iso20.cm' || schema === 'iso20.ac' || schema === 'iso20.dc');
      const id = message === 'SessionSetupReq' ? new Uint8Array(8) : session.id;
      const correct = encodeMessage(schema, withId(schema, message, value as ExiObject, id));
      const payload = random() < 0.5 ? spoil(correct, random) : correct;
      const type = random() < 0.05 ? 0x8000 + Math.floor(random() * 0x110) : payloadType;
      const taken = session.take(type, payload, stationOf({ config: bothWays }));
      if (taken.kind !== 'request') {
        seen[taken.kind]++;
        if (taken.kind === 'unreadable') [session, next] = [open(), 0];
        continue;
      }
      const { plan } = taken;
      const reply = plan.kind === 'answer' ? plan.reply : plan.resume(random() < 0.2 ? 'unavailable' : 'done');
      reply.commit();
      const { payload: answer, payloadType: answeredOn } = reply.encode();
      const answerSchema =
        schema === 'din' ? 'din' : answeredOn === 0x8003 ? 'iso20.ac' : answeredOn === 0x8004 ? 'iso20.dc' : 'iso20.cm';
      const decoded = decodeMessage(answerSchema, answer);
      assert.deepEqual([decoded.message, decoded.violations], [reply.message, []]);
      assert.equal(reply.message, taken.message.replace(/Req$/, 'Res'));
      seen.answered++;
      if (forward && !reply.failed) next++;
      if (reply.failed || session.ended) {
        seen.ended++;
        [session, next] = [open(), 0];
      }
    }
    assert.ok(seen.answered > 500 && seen.unreadable > 20 && seen.foreign > 5 && seen.ended > 20, JSON.stringify(seen));
  });
}
