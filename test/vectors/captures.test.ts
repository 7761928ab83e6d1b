import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeMessage } from '../../src/messages/codec.js';
import { readCaptureFile } from '../../src/probes/capture/read-capture-file.js';
import type { MessageEvent } from '../../src/probes/session-reader/session-event.js';
import { type CaptureAccount, SessionReader } from '../../src/probes/session-reader/session-reader.js';
import type { SessionSummary } from '../../src/probes/session-reader/session-summary.js';
import { KeyLog } from '../../src/wire/tls/key-log.js';
import { missing } from '../support/find-program.js';
import { requireReference } from '../support/reference.js';

interface Expected {
  readonly file: string;
  /** As capinfos counts. */
  readonly packets: number;
  readonly messages: number;
  readonly ending: string | undefined;
  readonly says: RegExp;
}

const table: readonly Expected[] = [
  {
    file: '2022-12-20_alpi_currentDemandSequenceErrorShutdown.pcapng',
    packets: 3286,
    messages: 135,
    ending: 'failed-response',
    says: /FAILED_SequenceError to CurrentDemandReq \(packet 2722\).*EVSE_Shutdown since CurrentDemandRes in packet 2722.*20 times in vain .*refused it \(RST\)/,
  },
  {
    file: '2023-05-03_TaycanLeftside_slacFail.pcapng',
    packets: 28,
    messages: 0,
    ending: undefined,
    says: /tried to match 2 times without success: the charger answered CM_SLAC_PARM.REQ with another RunID \(00188700A1D60000\)/,
  },
  {
    file: '2023-05-03_TaycanRightside_slacFail.pcapng',
    packets: 54,
    messages: 0,
    ending: undefined,
    says: /no charger answered its CM_SLAC_PARM.REQ \(sent 2 times\).*tried to match 4 times.*another RunID/,
  },
  {
    file: '2023-05-24_pyPlc_with_Ioniq93prcSoc.pcapng',
    packets: 730,
    messages: 138,
    ending: 'station-broke-off',
    says: /The station broke off: it closed the connection \(FIN\) 42\.0 ms after CurrentDemandRes.*state of charge 93 %/,
  },
  {
    file: 'DIN_DC_DS5366_Josev.pcapng',
    packets: 443,
    messages: 200,
    ending: 'session-stop',
    says: /Session ended with SessionStop/,
  },
  {
    file: 'IEC61851_AC_PWM_Basic.pcapng',
    packets: 35,
    messages: 0,
    ending: undefined,
    says: /No charging session over TCP/,
  },
  {
    file: 'ISO-20_BPT_AC_DS5366_Josev.pcapng',
    packets: 192,
    messages: 46,
    ending: 'session-stop',
    says: /11 x AC_ChargeLoopReq/,
  },
  {
    file: 'ISO-20_TLS13_DC_DS5366_Josev.pcapng',
    packets: 333,
    messages: 112,
    ending: 'session-stop',
    says: /TLS 1\.3 with TLS_AES_256_GCM_SHA384 and secp256r1, decrypted with secrets that travel in the capture as UDP.*chain of the station \(3 certificates\) is in order.*the station did not ask for the certificate.*11 x DC_ChargeLoopReq.*TLS keys travel in clear in 4 UDP datagrams/,
  },
  {
    file: 'ISO-2_AC_DS5366.pcapng',
    packets: 1110,
    messages: 510,
    ending: 'session-stop',
    says: /246 x ChargingStatusReq/,
  },
  {
    file: 'ISO-2_AC_PnC_TLS_Contract_MeteringReceipt_DS5366_RiseV2G.pcapng',
    packets: 237,
    messages: 62,
    ending: 'session-stop',
    says: /TLS 1\.2 with TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 and secp256r1, decrypted.*asked for a stapled OCSP response and got none.*2 x MeteringReceiptReq.*one UDP datagram to port 52345 \(first in packet 82\)/,
  },
  {
    file: 'ISO-2_DC_DS5366.pcapng',
    packets: 2085,
    messages: 974,
    ending: 'session-stop',
    says: /417 x CurrentDemandReq/,
  },
  {
    file: 'ISO-2_DC_PnC_TLS_CertInstallation_DS5366_RiseV2G.pcapng',
    packets: 537,
    messages: 194,
    ending: 'session-stop',
    says: /TLS 1\.2.*decrypted.*46 x CableCheckReq/,
  },
  {
    file: 'ISO-2_DC_PnC_TLS_Contract_DS5366_RiseV2G.pcapng',
    packets: 524,
    messages: 190,
    ending: 'session-stop',
    says: /TLS 1\.2.*decrypted.*33 x CurrentDemandReq/,
  },
  {
    file: 'ISO-2_DC_Renegotiation_DS5366_RiseV2G.pcapng',
    packets: 769,
    messages: 316,
    ending: 'session-stop',
    says: /2 x ChargeParameterDiscoveryReq/,
  },
  {
    file: 'ISO-2_DC_SalesTariffSchedule_DS5366_RiseV2G.pcapng',
    packets: 568,
    messages: 210,
    ending: 'session-stop',
    says: /45 x CurrentDemandReq/,
  },
  {
    file: 'ISO-2_DC_multi_EVSE_SLAC_DS5366_Josev.pcapng',
    packets: 440,
    messages: 178,
    ending: 'session-stop',
    says: /64:4d:70:01:06:0e at 25\.8 dB, 64:4d:70:01:06:10 at 31\.3 dB/,
  },
  {
    file: 'vw-ac-iso2.pcap',
    packets: 100,
    messages: 18,
    ending: 'failed-response',
    says: /FAILED_SequenceError to SessionStopReq \(packet 92\)\. The request before it was PowerDeliveryReq \(Start\).*ACK of an older connection/,
  },
];

for (const row of table) {
  test(`captures: ${row.file}`, async (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const { summaries, messages, account } = await read(join(reference, 'iso15118', 'pcaps', 'captures', row.file));
    assert.equal(account.packets, row.packets);
    assert.equal(messages.length, row.messages);
    assert.equal(summaries.length, row.ending === undefined ? 0 : 1);
    assert.equal(summaries[0]?.ending, row.ending);
    assert.match([...(summaries[0]?.account ?? []), ...account.account].join(' '), row.says);
    assert.ok(messages.every(({ message, schemaSource }) => message !== undefined && schemaSource !== 'guess'));
    const broken = messages.flatMap(({ findings }) => findings.filter(({ bitOffset }) => bitOffset !== undefined));
    assert.deepEqual(broken, [], 'no message of a real device breaks the schema');
  });
}

const keyLogFile = (capture: string): string => capture.replace(/\.pcap(ng)?$/, '.keylog');

/** The key log beside a recorded session. */
function keyLogOf(capture: string): KeyLog {
  const log = new KeyLog();
  const file = keyLogFile(capture);
  if (existsSync(file)) log.add(readFileSync(file, 'latin1'), 'file');
  return log;
}

/** Transcripts that another tool made of the same captures: number, direction, payload type, schema, message, EXI. */
const transcripts: readonly (readonly [transcript: string, capture: string])[] = [
  ['session.iso2-ac.tsv', 'sessions/iso2-ac.pcap'],
  ['session.iso2-dc.tsv', 'sessions/iso2-dc.pcap'],
  ['session.iso20-ac.tsv', 'sessions/iso20-ac.pcap'],
  ['session.iso20-dc-bpt.tsv', 'sessions/iso20-dc-bpt.pcap'],
  ['session.iso2-pnc-ac.tsv', 'sessions/iso2-pnc-ac.pcap'],
  ['session.iso2-pnc-certinst.tsv', 'sessions/iso2-pnc-certinst.pcap'],
  ['session.iso20-dc-tls.tsv', 'sessions/iso20-dc-tls.pcap'],
  ['field.vw-ac-iso2.tsv', 'captures/vw-ac-iso2.pcap'],
  ['dsv2gshark.ISO-2_DC_Renegotiation_DS5366_RiseV2G.tsv', 'captures/ISO-2_DC_Renegotiation_DS5366_RiseV2G.pcapng'],
];

for (const [transcript, capture] of transcripts) {
  test(`captures: ${capture} reads as ${transcript} says`, async (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const expected = readFileSync(join(reference, 'iso15118', 'transcripts', transcript), 'utf8')
      .trimEnd()
      .split('\n');
    const { messages } = await read(join(reference, 'iso15118', 'pcaps', capture));
    // The transcript of TLS 1.3 has its arrows the other way round (tshark counts the station as the first node).
    const mirrored = /^0\t<\t.*Req\t/.test(expected[0]!);
    const lines = messages.map(({ from, payloadType, schema, message, exi }, index) => {
      const direction = (from === 'vehicle') === mirrored ? '<' : '>';
      const type = `0x${payloadType.toString(16)}`;
      return [index, direction, type, schema, message, Buffer.from(exi).toString('hex')].join('\t');
    });
    assert.deepEqual(lines, expected);
  });
}

for (const name of ['iso2-pnc-ac', 'iso20-ac-tls', 'iso20-dc-tls']) {
  test(`captures: ${name} opens to the same bytes as in tshark`, { skip: missing('tshark') }, async (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const capture = join(reference, 'iso15118', 'pcaps', 'sessions', `${name}.pcap`);
    const ours = { vehicle: '', station: '' };
    for (const { from, payloadType, exi } of (await read(capture)).messages) {
      const header = Buffer.from([1, 0xfe, payloadType >> 8, payloadType & 0xff, 0, 0, 0, 0]);
      header.writeUInt32BE(exi.length, 4);
      ours[from] += header.toString('hex') + Buffer.from(exi).toString('hex');
    }
    const args = ['-r', capture, '-o', `tls.keylog_file:${keyLogFile(capture)}`, '-q', '-z', 'follow,tls,raw,0'];
    const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 24 });
    const lines = stdout.split('\n').filter((line) => /^\t?[0-9a-f]+$/.test(line));
    // A tabulator marks the second node; in TLS 1.3 the first is the one whose encrypted record came first, the station.
    const theirs = [
      lines.filter((line) => !line.startsWith('\t')).join(''),
      lines.flatMap((line) => (line.startsWith('\t') ? [line.slice(1)] : [])).join(''),
    ];
    assert.ok(theirs[0]!.length > 1000, stdout.slice(0, 300));
    assert.ok(theirs.sort().join() === Object.values(ours).sort().join(), 'not the same bytes');
  });
}

async function read(file: string): Promise<{
  readonly summaries: readonly SessionSummary[];
  readonly messages: readonly MessageEvent[];
  readonly account: CaptureAccount;
}> {
  const reader = new SessionReader({
    decode: (schema, bytes) => decodeMessage(schema, bytes),
    keyLog: keyLogOf(file),
  });
  const summaries: SessionSummary[] = [];
  const messages: MessageEvent[] = [];
  const take = (events: ReturnType<SessionReader['push']>): void => {
    for (const event of events) {
      if (event.kind === 'message') messages.push(event);
      else if (event.kind === 'session-ended') summaries.push(event.summary);
    }
  };
  for await (const items of readCaptureFile(file)) for (const item of items) take(reader.push(item));
  take(reader.end());
  return { summaries, messages, account: reader.account() };
}
