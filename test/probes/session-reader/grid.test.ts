import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { decodeMessage } from '../../../src/messages/codec.js';
import { decodeSep2 } from '../../../src/messages/sep2/codec.js';
import { deviceIdentifier } from '../../../src/pki/device-identifier.js';
import type {
  GridConnectionEvent,
  GridEvent,
  GridExchangeEvent,
  ModbusWriteEvent,
} from '../../../src/probes/session-reader/grid-event.js';
import { SessionReader } from '../../../src/probes/session-reader/session-reader.js';
import type { CapturePacket } from '../../../src/wire/pcap/capture-item.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { ascii } from '../../support/packets.js';
import { recordHttp } from '../../support/recorded-http.js';
import { mintSelfSigned } from '../../support/self-signed.js';
import { tlsCapture } from '../../support/tls-capture.js';

const ns = 'urn:ieee:std:2030.5:ns';
const mRID = '0FB7000000000000000000000000000A';
const list = `<DERControlList xmlns="${ns}" href="/derp/1/derc" all="1" results="1"><DERControl href="/derp/1/derc/1"><mRID>${mRID}</mRID><creationTime>1700000000</creationTime><EventStatus><currentStatus>1</currentStatus><dateTime>1700000000</dateTime><potentiallySuperseded>false</potentiallySuperseded></EventStatus><interval><duration>600</duration><start>1700000000</start></interval><DERControlBase><opModEnergize>false</opModEnergize></DERControlBase></DERControl></DERControlList>`;
const lfdi = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5';
const response = `<DERControlResponse xmlns="${ns}"><createdDateTime>1700000001</createdDateTime><endDeviceLFDI>${lfdi}</endDeviceLFDI><status>2</status><subject>${mRID}</subject></DERControlResponse>`;
const steps = [
  {
    request: 'GET /derp/1/derc?l=10 HTTP/1.1\r\nHost: a\r\nAccept: application/sep+xml\r\n\r\n',
    response: `HTTP/1.1 200 OK\r\nContent-Type: application/sep+xml\r\nContent-Length: ${list.length}\r\n\r\n${list}`,
  },
  {
    request: `POST /rsps/1/rsp HTTP/1.1\r\nHost: a\r\nContent-Type: application/sep+xml\r\nContent-Length: ${response.length}\r\n\r\n${response}`,
    response: 'HTTP/1.1 201 Created\r\nLocation: /rsps/1/rsp/1\r\nContent-Length: 0\r\n\r\n',
  },
];
const ends = { client: { address: 'fd00::1', port: 40_001 }, server: { address: 'fd00::2', port: 443 } };

function read(packets: readonly CapturePacket[], keyLog: string) {
  const keys = new KeyLog();
  keys.add(keyLog, 'file');
  const reader = new SessionReader({ decode: decodeMessage, decodeResource: decodeSep2, keyLog: keys });
  const events = [...packets.flatMap((packet) => reader.push(packet)), ...reader.end()];
  const of = <K extends GridEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<GridEvent, { kind: K }> => event.kind === kind);
  return { events, of, account: reader.account() };
}

function identity() {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = mintSelfSigned(keys);
  const cert = `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { der, context: { cert, key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() } };
}

describe('a capture between a gateway and a utility server', () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`is read through ${version}: identities, controls, responses, the packets of their first and last bytes`, async () => {
      const [server, client] = [identity(), identity()];
      const ciphers = version === 'TLSv1.2' ? { ciphers: 'ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0' } : {};
      const bounds = { minVersion: version, maxVersion: version, ...ciphers };
      const { chunks, keyLog } = await recordHttp(
        steps,
        { ...server.context, ...bounds },
        { ...client.context, ...bounds },
      );
      const packets = tlsCapture(chunks, 1_700_000_000_000_000_000n, ends);
      const { of, account } = read(packets, keyLog);
      const [opened, closed]: GridConnectionEvent[] = of('grid-connection');
      assert.equal(opened?.clientLfdi, deviceIdentifier(client.der).lfdi);
      assert.equal(opened?.serverLfdi, deviceIdentifier(server.der).lfdi);
      assert.match(opened?.tls ?? '', version === 'TLSv1.2' ? /TLS 1\.2 .*CCM_8/ : /TLS 1\.3/);
      assert.equal(closed?.what, 'closed');
      const [polled, posted]: GridExchangeEvent[] = of('grid-exchange');
      assert.deepEqual([polled?.method, polled?.target, polled?.status], ['GET', '/derp/1/derc?l=10', 200]);
      assert.equal(polled?.responseBody?.resource, 'DERControlList');
      assert.match(
        polled?.responseBody?.words.join('\n') ?? '',
        new RegExp(`control ${mRID}: opModEnergize false; active`),
      );
      assert.deepEqual([posted?.method, posted?.status], ['POST', 201]);
      assert.match(
        posted?.requestBody?.words[0] ?? '',
        new RegExp(`response 2 \\(event started\\) to ${mRID} by ${lfdi}`),
      );
      for (const exchange of [polled, posted]) {
        assert.deepEqual(exchange?.findings, []);
        assert.ok(exchange!.requestFirst!.timestampNs <= exchange!.requestLast!.timestampNs);
        assert.ok(exchange!.requestLast!.timestampNs < exchange!.responseFirst!.timestampNs);
      }
      // The packet of the last byte is the one that carries the end of the answer, not the next acknowledgement.
      const carried = chunks.findIndex(
        ({ side, bytes }, i) => side === 'server' && bytes.length > list.length && i > 0,
      );
      if (carried !== -1) assert.ok(polled!.responseLast!.number >= carried + 4);
      assert.deepEqual([account.gridConnections, account.otherConnections, account.sessions], [1, 0, 0]);
    });
  }
  it('without the secrets it is told as one that stays closed, and counted', async () => {
    const { context } = identity();
    const { chunks } = await recordHttp(steps, context, context);
    const { of, account } = read(tlsCapture(chunks, 0n, ends), '');
    assert.deepEqual(of('grid-exchange'), []);
    assert.match(account.account.join('\n'), /could not be opened \(no key log has the secret/);
  });
  it('in clear: errors and broken bodies are findings, nothing throws', () => {
    const bad = '<DERControlList xmlns="urn:ieee:std:2030.5:ns"><DERControl></DERControlList>';
    const chunks = [
      { side: 'client' as const, bytes: ascii('GET /derp/1/derc HTTP/1.1\r\nHost: a\r\n\r\n') },
      {
        side: 'server' as const,
        bytes: ascii(
          `HTTP/1.1 200 OK\r\nContent-Type: application/sep+xml\r\nContent-Length: ${bad.length}\r\n\r\n${bad}`,
        ),
      },
      { side: 'client' as const, bytes: ascii('GET /edev HTTP/1.1\r\nHost: a\r\n\r\n') },
    ];
    const { of } = read(tlsCapture(chunks, 0n, { ...ends, server: { address: 'fd00::2', port: 80 } }), '');
    const [list_, open] = of('grid-exchange');
    assert.ok((list_?.findings.length ?? 0) > 0);
    assert.deepEqual([open?.target, open?.status], ['/edev', undefined]);
  });
  it('Modbus writes are seen with what became of them', () => {
    const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
    const chunks = [
      { side: 'client' as const, bytes: hex('0001 0000 0006 01 03 9c40 0002') },
      { side: 'server' as const, bytes: hex('0001 0000 0007 01 03 04 5375 6e53') },
      { side: 'client' as const, bytes: hex('0002 0000 0009 01 10 9c98 0001 02 0000') },
      { side: 'server' as const, bytes: hex('0002 0000 0006 01 10 9c98 0001') },
      { side: 'client' as const, bytes: hex('0003 0000 0006 01 06 9c99 0064') },
      { side: 'server' as const, bytes: hex('0003 0000 0003 01 86 02') },
      { side: 'client' as const, bytes: hex('0004 0000 0006 01 06 9c99 0064') },
    ];
    const { of } = read(tlsCapture(chunks, 0n, { ...ends, server: { address: 'fd00::3', port: 502 } }), '');
    const writes: ModbusWriteEvent[] = of('modbus-write');
    assert.deepEqual(
      writes.map(({ address, values, exception, responseLast }) => [
        address,
        values,
        exception,
        responseLast !== undefined,
      ]),
      [
        [40_088, [0], undefined, true],
        [40_089, [100], 2, true],
        [40_089, [100], undefined, false],
      ],
    );
  });
});
