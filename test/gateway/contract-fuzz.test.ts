import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { before, test } from 'node:test';
import type { RequestName } from '../../src/gateway/messages.js';
import { readRequest } from '../../src/gateway/server/read-request.js';
import { planRequest, planUnreadable } from '../../src/gateway/session/plan-request.js';
import type { Session } from '../../src/gateway/session/session.js';
import { decodeMessage, type ExiObject, encodeMessage } from '../../src/messages/codec.js';
import type { LabPki } from '../../src/pki/lab-pki.js';
import { seededRandom } from '../support/seeded-random.js';
import {
  contractConfig,
  contractSession,
  contractStation,
  installationOf,
  labAtTestTime,
  messageOf,
  overTheWire,
  paymentDetailsOf,
  signedBy,
  updateOf,
} from './support/contract-core.js';

let pki: LabPki;
before(async () => {
  pki = await labAtTestTime();
});

const challenge = new Uint8Array(16).fill(3);
const rounds = 400;

/** What a vehicle would send in a state, correct and signed. */
function samples(): readonly (readonly [RequestName, Session, ExiObject])[] {
  const { contract, 'oem-provisioning': maker } = pki.identities;
  const presented = { emaid: 'DEABCC123456789', leaf: contract.certificate, challenge };
  const start = contractSession('contract');
  const asked = contractSession('authorization', { contract: presented });
  const receipt = { MeterID: 'PLB-1', MeterReading: 1234, TMeter: 1 };
  const metering = contractSession('metering-dc', { contract: presented, receipt });
  const { id } = start;
  return [
    ['PaymentDetailsReq', start, messageOf('PaymentDetailsReq', paymentDetailsOf(contract), id)],
    [
      'CertificateInstallationReq',
      start,
      signedBy(maker, messageOf('CertificateInstallationReq', installationOf(maker), id)),
    ],
    ['CertificateUpdateReq', start, signedBy(contract, messageOf('CertificateUpdateReq', updateOf(contract), id))],
    [
      'AuthorizationReq',
      asked,
      signedBy(contract, messageOf('AuthorizationReq', { Id: 'ID1', GenChallenge: challenge }, id)),
    ],
    [
      'MeteringReceiptReq',
      metering,
      signedBy(contract, messageOf('MeteringReceiptReq', { Id: 'ID1', SessionID: id, MeterInfo: receipt }, id)),
    ],
  ];
}

test('spoilt messages of contracts are answered completely, nothing throws, and none is taken', () => {
  const random = seededRandom(20_261_123);
  const station = contractStation(pki, { config: contractConfig('receipts: {}') });
  for (const [name, session, message] of samples()) {
    const good = encodeMessage('iso2', message);
    const read = readRequest(decodeMessage('iso2', good));
    assert.equal(read.kind, 'request', name);
    let positive = 0;
    let answered = 0;
    for (let round = 0; round < rounds; round++) {
      const spoilt = Uint8Array.from(good);
      const at = Math.floor(random() * spoilt.length);
      spoilt[at] = (spoilt[at] as number) ^ (1 + Math.floor(random() * 255));
      const changed = readRequest(decodeMessage('iso2', spoilt));
      if (changed.kind === 'unknown') continue;
      const plan =
        changed.kind === 'broken'
          ? planUnreadable(session, changed.request, station)
          : planRequest(session, changed.request, station);
      const answer = plan.kind === 'answer' ? plan.answer : plan.resume('done');
      assert.ok(overTheWire(changed.request.name, answer));
      answered++;
      if (answer.code.startsWith('OK')) positive++;
    }
    assert.ok(answered > rounds / 4, `${name}: ${answered} of ${rounds} could be answered`);
    assert.equal(positive, 0, `${name}: ${positive} of ${answered} spoilt messages were taken`);
  }
});

test('keys that the standard does not know are refused by their certificate, not by an exception', () => {
  const session = contractSession('contract');
  const station = contractStation(pki);
  const { privateKey } = generateKeyPairSync('ed25519');
  const foreign = privateKey.export({ format: 'der', type: 'pkcs8' });
  for (const bytes of [new Uint8Array(0), new Uint8Array(1), new Uint8Array(800).fill(0x30), new Uint8Array(foreign)]) {
    for (const [name, body, code] of [
      [
        'PaymentDetailsReq',
        { eMAID: 'DEABCC12345678', ContractSignatureCertChain: { Certificate: bytes } },
        /^FAILED_CertChainError$/,
      ],
      [
        'CertificateInstallationReq',
        { ...installationOf(pki.identities.vehicle), OEMProvisioningCert: bytes },
        /^FAILED_CertChainError$/,
      ],
    ] as const) {
      const read = readRequest(decodeMessage('iso2', encodeMessage('iso2', messageOf(name, body, session.id))));
      assert.equal(read.kind, 'request');
      const plan = planRequest(session, (read as Extract<typeof read, { kind: 'request' }>).request, station);
      assert.match(plan.kind === 'answer' ? plan.answer.code : '', code);
    }
  }
});
