import assert from 'node:assert/strict';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeMessage, type ExiObject } from '../../src/messages/codec.js';
import { presentedContractChain, signedParts } from '../../src/messages/signature/signed-parts.js';
import { verifySignature } from '../../src/messages/signature/verify-signature.js';
import { requireReference } from '../support/reference.js';
import { fromHex, readVectorFile, type Vector } from '../support/vectors.js';

interface Captured extends Vector {
  readonly sources: readonly string[];
}

interface Recorded {
  readonly session: string;
  readonly message: string;
}

/** What differs from the standard in messages whose signature holds. */
const deviations: Readonly<Record<string, readonly string[]>> = {
  // The SECC printed its own object where the eMAID should have been encoded.
  'session.iso2-pnc-certinst CertificateInstallationRes': ['element-encoding'],
  // A P-256 test PKI in a session of -20.
  'session.iso20-dc-tls AuthorizationReq': ['signature-method'],
};

test('every recorded signature verifies with a certificate from the wire', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const folder = join(reference, 'iso15118/vectors');
  const recorded = JSON.parse(readFileSync(join(folder, 'signatures.json'), 'utf8')) as readonly Recorded[];
  assert.equal(recorded.length, 13);
  const captured = readVectorFile<Captured>(join(folder, 'captured.jsonl'));
  const find = (session: string, message: string): ExiObject | undefined => {
    const vector = captured.find(
      (candidate) => candidate.message === message && candidate.sources.includes(session) && candidate.schema !== 'din',
    );
    return vector && decodeMessage(vector.schema, fromHex(vector.exi)).value;
  };
  for (const { session, message: name } of recorded) {
    const schema = session.includes('iso20') ? 'iso20.cm' : 'iso2';
    const message = find(session, name);
    assert.ok(message, `${session} ${name}`);
    const payment = find(session, 'PaymentDetailsReq');
    const [contract, issuer] = payment === undefined ? [] : presentedContractChain(payment);
    // The SalesTariff is signed by MO sub-CA 2, which stands above the contract certificate.
    const outside = name === 'ChargeParameterDiscoveryRes' ? issuer : contract;
    const certificate = signedParts(schema, message)?.certificate ?? outside;
    assert.ok(certificate, `${session} ${name}: no certificate on the wire`);
    const check = verifySignature({ schema, message, certificate });
    const rules = check.findings.map(({ rule }) => rule);
    const expected = deviations[`${session} ${name}`] ?? [];
    assert.deepEqual(
      [check.verdict, rules],
      [expected.length === 0 ? 'valid' : 'deviant', expected],
      `${session} ${name}`,
    );
    assert.equal(check.signedInfoEncoding, 'xmldsig');
    // And with nobody else's key: the root of the same chain, say.
    const stranger = payment && presentedContractChain(payment).at(-1);
    if (stranger === undefined || Buffer.compare(stranger, certificate) === 0) continue;
    const key = createPublicKey(new X509Certificate(stranger).publicKey.export({ format: 'pem', type: 'spki' }));
    assert.equal(verifySignature({ schema, message, key }).verdict, 'invalid');
  }
});
