import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import type { ExiObject, SchemaName } from '../../../src/messages/codec.js';
import { suiteOfKey } from '../../../src/messages/signature/algorithms.js';
import { signMessage } from '../../../src/messages/signature/sign-elements.js';
import { SignatureWatch } from '../../../src/messages/signature/signature-watch.js';
import { outcomeWords, referenceWords } from '../../../src/messages/signature/signature-words.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { genChallenge, sample, sessionId } from './sample-messages.js';

const lab = await mintLabPki();
const p521 = await mintLabPki({ curve: 'P-521' });
const header = { SessionID: sessionId, TimeStamp: 1_800_000_000 };

const envelope = (body: ExiObject): ExiObject => ({ V2G_Message: { Header: { SessionID: sessionId }, Body: body } });

function signed(schema: SchemaName, message: ExiObject, key: KeyObject): ExiObject {
  const suite = suiteOfKey(key);
  assert.ok(suite);
  return signMessage({ schema, message, key, suite });
}

function chainOf(pki: LabPki, name: keyof LabPki['identities']): ExiObject {
  const [Certificate = new Uint8Array(), ...above] = pki.identities[name].chain;
  return { Certificate, SubCertificates: { Certificate: above } };
}

const keyOf = (pki: LabPki, name: keyof LabPki['identities']) => pki.identities[name].keys.privateKey;

const opening: readonly ExiObject[] = [
  envelope({ SessionSetupRes: { ResponseCode: 'OK_NewSessionEstablished', EVSEID: 'DE*PLB*E1' } }),
  envelope({
    PaymentDetailsReq: { eMAID: 'DEABCC123456789', ContractSignatureCertChain: chainOf(lab, 'contract') },
  }),
  envelope({ PaymentDetailsRes: { ResponseCode: 'OK', GenChallenge: genChallenge, EVSETimeStamp: 1 } }),
];

function watchAfter(...messages: readonly ExiObject[]): SignatureWatch {
  const watch = new SignatureWatch();
  for (const message of messages) assert.equal(watch.take('iso2', message), undefined);
  return watch;
}

describe('signatures of a session, from its messages alone', () => {
  it('knows the signers of ISO 15118-2: the contract, and MO sub-CA 2 above it', () => {
    const watch = watchAfter(...opening);
    const steps = [
      ['AuthorizationReq', 'contract', 'contract', 'DEABCC123456789'],
      ['ChargeParameterDiscoveryRes', 'mo-sub-ca2', 'MO sub-CA 2', 'MO Sub-CA 2'],
      ['MeteringReceiptReq', 'contract', 'contract', 'DEABCC123456789'],
    ] as const;
    for (const [name, identity, signer, subject] of steps) {
      const seen = watch.take('iso2', signed('iso2', sample('iso2', name), keyOf(lab, identity)));
      assert.deepEqual(
        [seen?.message, seen?.signer, seen?.subject, seen?.algorithm, seen?.check.verdict],
        [name, signer, subject, 'ECDSA P-256, SHA-256', 'valid'],
      );
      assert.equal(seen?.check.signedInfoEncoding, 'xmldsig');
      assert.deepEqual(
        seen?.references.map(({ id, digest, holds }) => [id, digest, holds]),
        [['id1', 'SHA-256', true]],
      );
    }
    assert.deepEqual(
      watch.chains.map(({ owner, certificates }) => [owner, certificates.length]),
      [['contract', lab.identities.contract.chain.length]],
    );
  });

  it('knows the signers of ISO 15118-20, and what each signed', () => {
    const watch = new SignatureWatch();
    const mode = { Id: 'id1', GenChallenge: genChallenge, ContractCertificateChain: chainOf(p521, 'contract') };
    const opened = [
      { SessionSetupRes: { Header: header, ResponseCode: 'OK_NewSessionEstablished', EVSEID: 'DE*PLB*E1' } },
      {
        AuthorizationSetupRes: {
          Header: header,
          ResponseCode: 'OK',
          AuthorizationServices: ['PnC'],
          CertificateInstallationService: true,
          PnC_ASResAuthorizationMode: { GenChallenge: genChallenge },
        },
      },
    ];
    for (const message of opened) assert.equal(watch.take('iso20.cm', message), undefined);
    const authorization = {
      AuthorizationReq: { Header: header, SelectedAuthorizationService: 'PnC', PnC_AReqAuthorizationMode: mode },
    };
    const first = watch.take('iso20.cm', signed('iso20.cm', authorization, keyOf(p521, 'contract')));
    assert.deepEqual([first?.check.verdict, first?.subject], ['valid', 'DEABCC123456789']);
    assert.equal(first && referenceWords(first), 'PnC_AReqAuthorizationMode #id1, SHA-512');
    const metering = sample('iso20.cm', 'MeteringConfirmationReq');
    const second = watch.take('iso20.cm', signed('iso20.cm', metering, keyOf(p521, 'contract')));
    assert.deepEqual([second?.message, second?.check.verdict], ['MeteringConfirmationReq', 'valid']);
    assert.equal(second && outcomeWords(second), 'holds');
  });

  const authorization = sample('iso2', 'AuthorizationReq');
  const other = sample('iso2', 'AuthorizationReq');
  const freshChallenge = envelope({
    PaymentDetailsRes: { ResponseCode: 'OK', GenChallenge: new Uint8Array(16), EVSETimeStamp: 2 },
  });
  const refused: readonly (readonly [string, readonly ExiObject[], ExiObject, string, RegExp])[] = [
    [
      "another one's key",
      opening,
      signed('iso2', authorization, keyOf(lab, 'cps')),
      'invalid',
      /not made over this SignedInfo/,
    ],
    ['no signature', opening, other, 'absent', /AuthorizationReq must be signed/],
    [
      'a challenge of before',
      [...opening, freshChallenge],
      signed('iso2', authorization, keyOf(lab, 'contract')),
      'invalid',
      /GenChallenge is not the one that was sent/,
    ],
    [
      'a signer whose certificate was never shown',
      opening.slice(0, 1),
      signed('iso2', authorization, keyOf(lab, 'contract')),
      'unverified',
      /does not carry the certificate of its signer/,
    ],
  ];
  for (const [what, before, message, verdict, words] of refused) {
    it(`says what is wrong: ${what}`, () => {
      const seen = watchAfter(...before).take('iso2', message);
      assert.equal(seen?.check.verdict, verdict);
      assert.match(outcomeWords(seen), words);
    });
  }

  it('names an element that was changed after it was signed', () => {
    const whole = signed('iso2', sample('iso2', 'MeteringReceiptReq'), keyOf(lab, 'contract'));
    const { Header, Body } = whole['V2G_Message'] as { Header: ExiObject; Body: { MeteringReceiptReq: ExiObject } };
    const changed = { ...Body.MeteringReceiptReq, MeterInfo: { MeterID: 'M1', MeterReading: 43 } };
    const message = { V2G_Message: { Header, Body: { MeteringReceiptReq: changed } } };
    const seen = watchAfter(...opening).take('iso2', message);
    assert.equal(seen?.check.verdict, 'invalid');
    assert.match(referenceWords(seen), /MeteringReceiptReq #id1, SHA-256 \(does not fit\)/);
  });

  it('asks nothing of messages that nobody signs', () => {
    watchAfter(
      ...opening,
      envelope({ AuthorizationReq: {} }),
      envelope({ CurrentDemandRes: { ResponseCode: 'OK' } }),
      {},
    );
  });
});
