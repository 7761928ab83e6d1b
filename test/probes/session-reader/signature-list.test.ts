import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignatureList, signatureFindings } from '../../../src/probes/session-reader/signature-list.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { captureItems, fixtureCapture, readSessions } from '../../support/captures.js';

/** message, from, how many, signer, common name, verdict */
type Row = readonly [string, 'vehicle' | 'station', number, string, string, string];

const contract = (verdict = 'valid'): Row => ['AuthorizationReq', 'vehicle', 1, 'contract', 'UKSWI123456791A', verdict];
const tariff: Row = ['ChargeParameterDiscoveryRes', 'station', 1, 'MO sub-CA 2', 'PKI-Ext_CRT_MO_SUB2_VALID', 'valid'];

const recorded: Readonly<Record<string, readonly Row[]>> = {
  'iso2-pnc-ac': [contract(), tariff],
  'iso2-pnc-dc': [contract(), tariff],
  'iso2-pnc-certinst': [
    ['CertificateInstallationReq', 'vehicle', 1, 'OEM provisioning', 'OEMProvCert', 'valid'],
    // The eMAID was digested as the text of the sender's own object.
    ['CertificateInstallationRes', 'station', 1, 'CPS', 'CPS Leaf', 'deviant'],
    contract(),
    tariff,
  ],
  // P-256 in a session of -20.
  'iso20-dc-tls': [contract('deviant')],
  'iso20-ac-tls': [contract('deviant')],
  'iso2-dc': [],
};

describe('XML signatures of recorded sessions', () => {
  for (const [name, expected] of Object.entries(recorded)) {
    it(name, () => {
      const keyLog = new KeyLog();
      if (!name.endsWith('-dc') || name.includes('pnc'))
        keyLog.add(Buffer.from(fixtureCapture(`${name}.keylog`)).toString('latin1'), 'file');
      const { summaries, messages } = readSessions(captureItems(fixtureCapture(`${name}.pcap`)), { keyLog });
      const rows = summaries.flatMap(({ signatures }) =>
        signatures.map(({ message, from, count, signer, subject, verdict }) => [
          message,
          from,
          count,
          signer,
          subject,
          verdict,
        ]),
      );
      assert.deepEqual(rows, expected);
      const atMessages = messages.filter(({ signature }) => signature !== undefined).map(({ message }) => message);
      assert.deepEqual(
        atMessages,
        expected.map(([message]) => message),
      );
    });
  }
});

describe('signatures that do not hold', () => {
  const header = { SessionID: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
  const message = (body: object) => ({ V2G_Message: { Header: header, Body: body } });

  it('tells of a request that must be signed and is not', () => {
    const list = new SignatureList();
    const seen = list.take('vehicle', 'iso2', message({ MeteringReceiptReq: { Id: 'id1' } }));
    assert.deepEqual([seen?.verdict, seen?.signer], ['absent', 'contract']);
    const [finding] = signatureFindings(seen);
    assert.equal(finding?.rule, 'signature');
    assert.match(finding.detail, /contract: missing; MeteringReceiptReq must be signed/);
  });

  it('asks nothing of the handshake, of messages that nobody signs, and of what cannot be read', () => {
    const list = new SignatureList();
    assert.equal(list.take('vehicle', 'sap', { supportedAppProtocolReq: {} }), undefined);
    assert.equal(list.take('vehicle', 'iso2', message({ CurrentDemandReq: {} })), undefined);
    assert.equal(list.take('vehicle', 'iso2', undefined), undefined);
    assert.deepEqual([list.entries, signatureFindings(undefined)], [[], []]);
  });
});
