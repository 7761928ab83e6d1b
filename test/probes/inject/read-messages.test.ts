import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectRoot } from '../../../src/base/project-root.js';
import { decodeMessage, type ExiObject, encodeMessage, toJson } from '../../../src/messages/codec.js';
import { handshakeFor } from '../../../src/probes/inject/handshake.js';
import { messagesOfCapture } from '../../../src/probes/inject/read-capture-messages.js';
import {
  looksLikeTranscript,
  messageOfOctets,
  messagesOfJson,
  messagesOfTranscript,
} from '../../../src/probes/inject/read-messages.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { encodeV2gtp } from '../../../src/wire/v2gtp.js';
import { fixtureCapture } from '../../support/captures.js';

const setup: ExiObject = {
  V2G_Message: {
    Header: { SessionID: new Uint8Array(8) },
    Body: { SessionSetupReq: { EVCCID: Uint8Array.of(2, 0, 0, 0, 0, 1) } },
  },
};
const stop20: ExiObject = {
  SessionStopReq: {
    Header: { SessionID: new Uint8Array(8).fill(1), TimeStamp: 1_700_000_000 },
    ChargingSession: 'Terminate',
  },
};

test('JSON: the set follows from the root, is named beside the value, or is given', () => {
  const json = toJson('iso2', setup);
  const rows = [
    [json, undefined, 'iso2', 0x8001, 'SessionSetupReq'],
    [json, 'din', 'din', 0x8001, 'SessionSetupReq'],
    [{ schema: 'din', value: json }, undefined, 'din', 0x8001, 'SessionSetupReq'],
    [{ schema: 'iso20.cm', json: toJson('iso20.cm', stop20) }, undefined, 'iso20.cm', 0x8002, 'SessionStopReq'],
    [toJson('iso20.cm', stop20), undefined, 'iso20.cm', 0x8002, 'SessionStopReq'],
    [
      { supportedAppProtocolRes: { ResponseCode: 'Failed_NoNegotiation' } },
      undefined,
      'sap',
      0x8001,
      'supportedAppProtocolRes',
    ],
  ] as const;
  for (const [given, schema, set, payloadType, message] of rows) {
    const [read] = messagesOfJson(given, schema);
    assert.deepEqual([read!.schema, read!.payloadType, read!.message], [set, payloadType, message]);
    assert.deepEqual(decodeMessage(set, read!.payload).violations, []);
  }
  assert.equal(messagesOfJson([json, json], undefined).length, 2);
  for (const wrong of [3, [null], { schema: 'xmldsig', value: {} }, { Nobody: {} }]) {
    assert.throws(() => messagesOfJson(wrong, undefined), { code: 'PROBES-020' });
  }
});

test('octets: frames are kept as they are, EXI needs a set that is certain', () => {
  const exi = encodeMessage('iso2', setup);
  const frame = encodeV2gtp(0x8001, exi, { length: 3 });
  const read = messageOfOctets(frame, 'iso2');
  assert.deepEqual([read.frame, read.schema, read.message], [frame, 'iso2', 'SessionSetupReq']);
  assert.equal(messageOfOctets(exi, 'iso2').message, 'SessionSetupReq');
  const frame20 = messageOfOctets(encodeV2gtp(0x8002, encodeMessage('iso20.cm', stop20)), undefined);
  assert.deepEqual([frame20.schema, frame20.message], ['iso20.cm', 'SessionStopReq']);
  assert.equal(messageOfOctets(handshakeFor([]).payload, undefined).schema, 'sap');
  assert.throws(() => messageOfOctets(Uint8Array.of(0xff, 0xff), undefined), { code: 'PROBES-020' });
});

test('a transcript gives the requests, whatever its arrows say', () => {
  const exi = Buffer.from(encodeMessage('iso20.cm', stop20)).toString('hex');
  const text = `# a comment\n0\t<\t0x8002\tiso20.cm\tSessionStopReq\t${exi}\n1\t>\t0x8002\tiso20.cm\tSessionStopRes\t80\n`;
  assert.ok(looksLikeTranscript(text));
  assert.ok(!looksLikeTranscript('8098'));
  const read = messagesOfTranscript(text);
  assert.deepEqual(
    read.map(({ number, payloadType, message }) => [number, payloadType, message]),
    [[1, 0x8002, 'SessionStopReq']],
  );
  assert.throws(() => messagesOfTranscript('0\t<\t0x8002\tiso20.cm\tSessionStopReq\tzz\n'), { code: 'PROBES-020' });
});

test('a capture gives the vehicle’s messages, also of an encrypted session', async () => {
  const file = (name: string): string => `${projectRoot()}/fixtures/pcaps/${name}`;
  const clear = await messagesOfCapture(file('iso2-ac.pcap'), new KeyLog(), undefined);
  assert.equal(clear.length, 19);
  assert.ok(clear.every(({ message }) => message?.endsWith('Req')));
  assert.ok(clear.at(-1)!.sinceNs! > 100_000_000n);
  const log = new KeyLog();
  log.add(Buffer.from(fixtureCapture('iso20-dc-tls.keylog')).toString(), 'file');
  assert.equal((await messagesOfCapture(file('iso20-dc-tls.pcap'), log, undefined)).length, 33);
  await assert.rejects(messagesOfCapture(file('iso20-dc-tls.pcap'), new KeyLog(), undefined), { code: 'PROBES-021' });
  await assert.rejects(messagesOfCapture(file('iso2-ac.pcap'), new KeyLog(), 2), { code: 'PROBES-021' });
});

test('the handshake offers what the messages are of', () => {
  const offered = (set: 'din' | 'iso2' | 'iso20.cm' | 'iso20.dc'): string[] => {
    const { value } = decodeMessage('sap', handshakeFor([{ ...handshakeFor([]), schema: set }]).payload);
    const request = value?.['supportedAppProtocolReq'] as { AppProtocol: { ProtocolNamespace: string }[] };
    return request.AppProtocol.map(({ ProtocolNamespace }) => ProtocolNamespace);
  };
  assert.deepEqual(offered('iso2'), ['urn:iso:15118:2:2013:MsgDef']);
  assert.deepEqual(offered('din'), ['urn:din:70121:2012:MsgDef']);
  assert.deepEqual(offered('iso20.dc'), ['urn:iso:std:iso:15118:-20:DC']);
  assert.deepEqual(offered('iso20.cm'), ['urn:iso:std:iso:15118:-20:DC', 'urn:iso:std:iso:15118:-20:AC']);
});
