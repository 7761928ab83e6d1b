import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeMessage, type ExiObject, encodeMessage, type SchemaName } from '../../src/messages/codec.js';
import { signMessage } from '../../src/messages/signature/sign-elements.js';
import type { ReceivedMessage, SentMessage } from '../../src/peers/vehicle/exchange.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { type LabRoot, sessionChain } from '../../suites/iso15118-2/session-chains.js';
import { sessionSignatures } from '../../suites/iso15118-2/session-signatures.js';
import { genChallenge, sample, sessionId } from '../messages/signature/sample-messages.js';

const lab = await mintLabPki();
const { contract } = lab.identities;
const envelope = (body: ExiObject): ExiObject => ({ V2G_Message: { Header: { SessionID: sessionId }, Body: body } });
const sign = (message: ExiObject) =>
  signMessage({ schema: 'iso2', message, key: contract.keys.privateKey, suite: 'ecdsa-p256-sha256' });

/** Only what the wire carries: a value that lies beside the bytes must not matter. */
function onWire(message: ExiObject, schema: SchemaName = 'iso2'): SentMessage & ReceivedMessage {
  const payload = encodeMessage(schema, message);
  return { schema, payload, value: { nonsense: {} } } as unknown as SentMessage & ReceivedMessage;
}

const [leaf = new Uint8Array(), ...above] = contract.chain;
const details = envelope({
  PaymentDetailsReq: {
    eMAID: 'DEABCC123456789',
    ContractSignatureCertChain: { Certificate: leaf, SubCertificates: { Certificate: above } },
  },
});
const challenge = envelope({
  PaymentDetailsRes: { ResponseCode: 'OK', GenChallenge: genChallenge, EVSETimeStamp: 1_800_000_000 },
});
const receipt = envelope({
  MeteringReceiptRes: {
    ResponseCode: 'OK',
    DC_EVSEStatus: {
      NotificationMaxDelay: 0,
      EVSENotification: 'None',
      EVSEStatusCode: 'EVSE_Ready',
    },
  },
});
const authorized = envelope({ AuthorizationRes: { ResponseCode: 'OK', EVSEProcessing: 'Finished' } });

describe('signatures of a recorded session', () => {
  it('verifies from the bytes, and counts equal neighbours once', () => {
    const metering = onWire(sign(sample('iso2', 'MeteringReceiptReq')));
    const { signatures, chains } = sessionSignatures([
      { sent: onWire(details), answer: onWire(challenge) },
      { sent: onWire(sign(sample('iso2', 'AuthorizationReq'))), answer: onWire(authorized) },
      { sent: metering, answer: onWire(receipt) },
      { sent: metering, answer: onWire(receipt) },
    ]);
    assert.deepEqual(
      signatures.map(({ message, from, count, signer, subject, verdict, detail }) => [
        message,
        from,
        count,
        signer,
        subject,
        verdict,
        detail,
      ]),
      [
        ['AuthorizationReq', 'EVCC', 1, 'contract', 'DEABCC123456789', 'pass', 'holds'],
        ['MeteringReceiptReq', 'EVCC', 2, 'contract', 'DEABCC123456789', 'pass', 'holds'],
      ],
    );
    assert.deepEqual(chains, [{ owner: 'contract', certificates: contract.chain }]);
  });

  it('finds a signature of which one octet was changed on the wire', () => {
    const authorization = onWire(sign(sample('iso2', 'AuthorizationReq')));
    const decoded = decodeMessage('iso2', authorization.payload);
    assert.equal(decoded.violations.length, 0);
    const at = Buffer.from(authorization.payload).length - 20;
    const payload = authorization.payload.map((octet, index) => (index === at ? octet ^ 0x10 : octet));
    const { signatures } = sessionSignatures([
      { sent: onWire(details), answer: onWire(challenge) },
      { sent: { ...authorization, payload }, answer: onWire(authorized) },
    ]);
    assert.deepEqual([signatures[0]?.message, signatures[0]?.verdict], ['AuthorizationReq', 'fail']);
  });
});

describe('chains of a session', () => {
  const rootOf = (name: LabRoot) => lab.identities[name].certificate;
  const now = new Date();

  it('leads every chain of the lab to the root of its owner', () => {
    for (const [owner, identity] of [
      ['SECC', 'secc'],
      ['vehicle', 'vehicle'],
      ['contract', 'contract'],
      ['OEM provisioning', 'oem-provisioning'],
      ['CPS', 'cps'],
    ] as const) {
      const shown = { owner, shownIn: 'TLS', certificates: lab.identities[identity].chain };
      const { verdict, detail, certificates } = sessionChain(shown, rootOf, now);
      assert.equal(verdict, 'pass', `${owner}: ${detail}`);
      assert.match(detail, /^leads to CN=.* Root CA/);
      assert.equal(certificates.length, lab.identities[identity].chain.length);
    }
  });

  it('leaves the root out that TLS itself put at the end', () => {
    const { chain, root } = lab.identities.secc;
    const seen = sessionChain({ owner: 'SECC', shownIn: 'TLS', certificates: [...chain, root] }, rootOf, now);
    assert.deepEqual([seen.verdict, seen.certificates.length], ['pass', chain.length]);
  });

  it('says what is wrong with a chain, and when nothing can be said', () => {
    const expired = lab.bad['contract-expired'];
    const shown = { owner: 'contract', shownIn: 'messages', certificates: expired.chain };
    const bad = sessionChain(shown, rootOf, now);
    assert.deepEqual([bad.verdict, /expired/.test(bad.detail)], ['fail', true]);
    assert.equal(sessionChain(shown, () => undefined, now).verdict, 'inconc');
    const alone = { ...shown, certificates: lab.identities.contract.chain.slice(0, 1) };
    const single = sessionChain(alone, rootOf, now);
    assert.deepEqual([single.verdict, /without the CAs above it/.test(single.detail)], ['inconc', true]);
    const foreign = { owner: 'SECC', shownIn: 'TLS', certificates: contract.chain };
    assert.equal(sessionChain(foreign, rootOf, now).verdict, 'fail');
  });
});
