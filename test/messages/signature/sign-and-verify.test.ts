import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  decodeMessage,
  type ExiObject,
  encodeLeniently,
  encodeMessage,
  type SchemaName,
} from '../../../src/messages/codec.js';
import { type SignatureSuite, signatureSuites, suitesOf } from '../../../src/messages/signature/algorithms.js';
import { type SignMessageOptions, signElements, signMessage } from '../../../src/messages/signature/sign-elements.js';
import type { SignatureRule } from '../../../src/messages/signature/signature-check.js';
import { signatureIn, withSignature } from '../../../src/messages/signature/signed-element.js';
import { verifySignature } from '../../../src/messages/signature/verify-signature.js';
import { genChallenge, keysFor, sample, sampleMessages, sessionId } from './sample-messages.js';

const suites: readonly SignatureSuite[] = ['ecdsa-p256-sha256', 'ecdsa-p521-sha512', 'ed448'];
const keys = Object.fromEntries(suites.map((suite) => [suite, keysFor(suite)])) as Record<
  SignatureSuite,
  ReturnType<typeof keysFor>
>;

/** Over the wire and back: what a receiver sees. */
function received(schema: SchemaName, message: ExiObject): ExiObject {
  const decoded = decodeMessage(schema, encodeMessage(schema, message));
  assert.deepEqual(decoded.violations, []);
  assert.ok(decoded.value);
  return decoded.value;
}

for (const { schema, name, message, signed } of sampleMessages) {
  for (const suite of suitesOf(schema)) {
    test(`${schema} ${name}: signed with ${suite}, sent, verified`, () => {
      const { privateKey, publicKey } = keys[suite];
      const seen = received(schema, signMessage({ schema, message, key: privateKey, suite }));
      const check = verifySignature({ schema, message: seen, key: publicKey, expect: { sessionId } });
      assert.deepEqual([check.verdict, check.findings], ['valid', []]);
      assert.equal(check.suite, suite);
      assert.equal(check.signedInfoEncoding, 'xmldsig');
      assert.deepEqual(
        check.references.map(({ element, matched }) => [element, matched]),
        signed.map((element) => [element, 'fragment']),
      );
      const value = signatureIn(seen)?.['SignatureValue'] as { readonly value: Uint8Array };
      assert.equal(value.value.length, signatureSuites[suite].signatureLength);
    });
  }
}

const authorization = sample('iso2', 'AuthorizationReq');
const p256 = keys['ecdsa-p256-sha256'];

function sign(message: ExiObject, more: Partial<SignMessageOptions> = {}): ExiObject {
  return signMessage({ schema: 'iso2', message, key: p256.privateKey, suite: 'ecdsa-p256-sha256', ...more });
}

function rulesOf(message: ExiObject, more: Partial<Parameters<typeof verifySignature>[0]> = {}) {
  const check = verifySignature({ schema: 'iso2', message, key: p256.publicKey, ...more });
  return { verdict: check.verdict, rules: check.findings.map(({ rule }) => rule) };
}

test("SignedInfo by the message set's own grammar is recognized, and is a deviation", () => {
  const seen = received('iso2', sign(authorization, { signedInfoEncoding: 'message-set' }));
  const check = verifySignature({ schema: 'iso2', message: seen, key: p256.publicKey });
  assert.deepEqual([check.verdict, check.signedInfoEncoding], ['deviant', 'message-set']);
  assert.deepEqual(
    check.findings.map(({ rule }) => rule),
    ['signed-info-encoding'],
  );
});

const algorithm = (name: string, uri: string) => (signedInfo: ExiObject) => ({
  ...signedInfo,
  [name]: { Algorithm: uri },
});
const reference = (change: ExiObject) => (signedInfo: ExiObject) => {
  const [first] = signedInfo['Reference'] as readonly ExiObject[];
  return { ...signedInfo, Reference: [{ ...first, ...change }] };
};
const sha384 = 'http://www.w3.org/2001/04/xmldsig-more#sha384';

// Signatures that hold over a SignedInfo that no correct stack would send.
const altered: readonly (readonly [
  string,
  (signedInfo: ExiObject) => ExiObject,
  'deviant' | 'invalid',
  SignatureRule[],
])[] = [
  [
    'another canonicalization',
    algorithm('CanonicalizationMethod', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'),
    'deviant',
    ['canonicalization'],
  ],
  [
    'an unknown method',
    algorithm('SignatureMethod', 'urn:nobody:knows'),
    'invalid',
    ['signature-method', 'signature-value', 'digest-method'],
  ],
  [
    'the method of -20',
    algorithm('SignatureMethod', signatureSuites['ecdsa-p521-sha512'].signatureMethod),
    'invalid',
    ['signature-method', 'key-type', 'signature-length', 'signature-value', 'digest-method'],
  ],
  [
    'an unknown digest method',
    reference({ DigestMethod: { Algorithm: 'urn:nobody:knows' } }),
    'invalid',
    ['digest-method', 'digest'],
  ],
  [
    'a digest of another method',
    reference({ DigestMethod: { Algorithm: sha384 } }),
    'invalid',
    ['digest-method', 'digest'],
  ],
  ['a wrong digest', reference({ DigestValue: new Uint8Array(32) }), 'invalid', ['digest']],
  ['a short digest', reference({ DigestValue: new Uint8Array(0) }), 'invalid', ['digest']],
  ['a reference to nobody', reference({ URI: '#id2' }), 'invalid', ['reference-missing', 'part-not-signed']],
  ['a reference to the whole document', reference({ URI: '' }), 'invalid', ['reference-uri', 'part-not-signed']],
  ['a reference with a type', reference({ Type: 'urn:x' }), 'deviant', ['forbidden-part']],
  [
    'two transforms',
    reference({
      Transforms: { Transform: [{ Algorithm: 'http://www.w3.org/TR/canonical-exi/' }, { Algorithm: 'urn:x' }] },
    }),
    'deviant',
    ['transform'],
  ],
  [
    'five references',
    (info) => ({ ...info, Reference: Array(5).fill((info['Reference'] as readonly ExiObject[])[0]) }),
    'deviant',
    ['reference-count'],
  ],
];
for (const [what, alter, verdict, rules] of altered) {
  test(`${what}: ${verdict}, ${rules.join()}`, () => {
    assert.deepEqual(rulesOf(received('iso2', sign(authorization, { alter }))), { verdict, rules });
  });
}

test('another key, and no key at all', () => {
  const seen = received('iso2', sign(authorization));
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  assert.deepEqual(rulesOf(seen, { key: publicKey }), { verdict: 'invalid', rules: ['signature-value'] });
  const ed448 = rulesOf(seen, { key: keys.ed448.publicKey });
  assert.deepEqual(ed448, { verdict: 'invalid', rules: ['key-type', 'signature-value'] });
  assert.equal(verifySignature({ schema: 'iso2', message: seen }).verdict, 'unverified');
  const garbage = verifySignature({ schema: 'iso2', message: seen, certificate: Uint8Array.of(0x30, 0x82, 1) });
  assert.deepEqual([garbage.verdict, garbage.findings[0]?.rule], ['invalid', 'signer-unreadable']);
});

test('a signature of -2 in a message of -20 holds, and is a deviation', () => {
  const message = sample('iso20.cm', 'AuthorizationReq');
  const signed = signMessage({ schema: 'iso20.cm', message, key: p256.privateKey, suite: 'ecdsa-p256-sha256' });
  const check = verifySignature({ schema: 'iso20.cm', message: received('iso20.cm', signed), key: p256.publicKey });
  assert.deepEqual([check.verdict, check.findings.map(({ rule }) => rule)], ['deviant', ['signature-method']]);
});

test('replay: the same signature under another challenge, in another session', () => {
  const seen = received('iso2', sign(authorization));
  assert.equal(rulesOf(seen, { expect: { genChallenge, sessionId } }).verdict, 'valid');
  const other = Uint8Array.from(genChallenge).reverse();
  assert.deepEqual(rulesOf(seen, { expect: { genChallenge: other } }).rules, ['challenge']);
  assert.deepEqual(rulesOf(seen, { expect: { sessionId: new Uint8Array(8) } }).rules, ['session']);
  // Moved into a message with the challenge that is expected, the digest does not fit any more.
  const moved = withSignature(
    {
      V2G_Message: { Header: { SessionID: sessionId }, Body: { AuthorizationReq: { Id: 'id1', GenChallenge: other } } },
    },
    signatureIn(seen),
  );
  assert.deepEqual(rulesOf(received('iso2', moved), { expect: { genChallenge: other } }).rules, ['digest']);
  const receipt = received('iso2', sign(sample('iso2', 'MeteringReceiptReq')));
  assert.deepEqual(rulesOf(receipt, { expect: { sessionId: new Uint8Array(8) } }).rules, ['session']);
});

test('two elements with one Id: nobody knows which one is signed', () => {
  const message = sample('iso2', 'CertificateInstallationRes') as {
    V2G_Message: { Body: { CertificateInstallationRes: ExiObject } };
  };
  const body = message.V2G_Message.Body.CertificateInstallationRes;
  const eMAID = { Id: 'id3', value: 'DEABC123456789Y' };
  const wrapped = { V2G_Message: { ...message.V2G_Message, Body: { CertificateInstallationRes: { ...body, eMAID } } } };
  const { rules, verdict } = rulesOf(received('iso2', sign(wrapped)));
  assert.equal(verdict, 'invalid');
  assert.ok(rules.includes('duplicate-id'));
});

test('what must be signed and is not', () => {
  const message = sample('iso2', 'CertificateInstallationRes');
  const partly = sign(message, { elements: ['ContractSignatureCertChain', 'DHpublickey', 'eMAID'] });
  assert.deepEqual(rulesOf(received('iso2', partly)), { verdict: 'invalid', rules: ['part-not-signed'] });
  assert.deepEqual(rulesOf(authorization), { verdict: 'absent', rules: ['signature-missing'] });
  const polling = { V2G_Message: { Header: { SessionID: sessionId }, Body: { AuthorizationReq: {} } } };
  const check = verifySignature({ schema: 'iso2', message: polling });
  assert.deepEqual(
    check.findings.map(({ severity }) => severity),
    ['note'],
  );
  const stop = {
    V2G_Message: { Header: { SessionID: sessionId }, Body: { SessionStopReq: { ChargingSession: 'Terminate' } } },
  };
  assert.deepEqual(rulesOf(stop), { verdict: 'absent', rules: [] });
});

test('values that no decoder would give do not make it throw', () => {
  for (const message of [
    {},
    { V2G_Message: 'x' },
    { V2G_Message: { Header: { Signature: {} }, Body: {} } },
    { V2G_Message: { Header: { Signature: { SignedInfo: 'x', SignatureValue: 7 } }, Body: { AuthorizationReq: 'x' } } },
    {
      V2G_Message: {
        Header: {
          Signature: { SignedInfo: { Reference: ['x', 5, new Uint8Array(3)] }, SignatureValue: new Uint8Array(1) },
        },
      },
    },
  ]) {
    assert.notEqual(verifySignature({ schema: 'iso2', message, key: p256.publicKey }).verdict, 'valid');
  }
});

test('what breaks a bound of the schema can be signed: DHPublicKey of X448 has 57 octets, the schema knows 133', () => {
  const message = sample('iso20.cm', 'CertificateInstallationRes') as {
    CertificateInstallationRes: { SignedInstallationData: ExiObject };
  };
  const { SignedInstallationData: data, ...rest } = message.CertificateInstallationRes;
  const changed = { ...data, ECDHCurve: 'X448', DHPublicKey: new Uint8Array(57).fill(4) };
  const { privateKey, publicKey } = keys.ed448;
  const signed = signMessage({
    schema: 'iso20.cm',
    message: { CertificateInstallationRes: { ...rest, SignedInstallationData: changed } },
    key: privateKey,
    suite: 'ed448',
  });
  const { bytes } = encodeLeniently('iso20.cm', signed);
  assert.ok(bytes);
  const decoded = decodeMessage('iso20.cm', bytes);
  assert.deepEqual(
    decoded.violations.map(({ rule }) => rule),
    ['length-out-of-range'],
  );
  assert.ok(decoded.value);
  assert.equal(verifySignature({ schema: 'iso20.cm', message: decoded.value, key: publicKey }).verdict, 'valid');
});

test('signing refuses what it cannot do', () => {
  const { privateKey } = generateKeyPairSync('x448');
  assert.throws(() => sign(authorization, { key: privateKey }), { code: 'MESSAGES-041' });
  const nothing = { V2G_Message: { Header: { SessionID: sessionId }, Body: { AuthorizationReq: {} } } };
  assert.throws(() => sign(nothing), { code: 'MESSAGES-040' });
  const elements = [{ name: 'AuthorizationReq', value: { GenChallenge: genChallenge } }];
  const options = { schema: 'iso2', elements, key: p256.privateKey, suite: 'ecdsa-p256-sha256' } as const;
  assert.throws(() => signElements(options), { code: 'MESSAGES-040' });
});
