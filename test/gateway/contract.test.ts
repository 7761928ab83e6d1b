import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Session } from '../../src/gateway/session/session.js';
import type { ExiObject } from '../../src/messages/codec.js';
import type { BadCertificate } from '../../src/pki/bad-certificates.js';
import type { Identity } from '../../src/pki/identity.js';
import type { LabPki } from '../../src/pki/lab-pki.js';
import {
  altered,
  answerTo,
  contractConfig,
  contractSession,
  contractStation,
  labAtTestTime,
  messageOf,
  overTheWire,
  paymentDetailsOf,
  signedBy,
} from './support/contract-core.js';
import { requests } from './support/requests.js';

let pki: LabPki;
before(async () => {
  pki = await labAtTestTime();
});

const selection = (SelectedPaymentOption: string, ...more: number[]): ExiObject => ({
  SelectedPaymentOption,
  SelectedServiceList: { SelectedService: [1, ...more].map((ServiceID) => ({ ServiceID })) },
});

function ask(session: Session, name: Parameters<typeof messageOf>[0], body: ExiObject, station = contractStation(pki)) {
  return answerTo(session, messageOf(name, body, session.id), station);
}

test('Contract and the certificate service are offered over TLS, and never on plain TCP', () => {
  const offers = (secured: boolean) => {
    const session = contractSession('service-discovery', { payment: undefined });
    const { body } = ask(session, 'ServiceDiscoveryReq', {}, contractStation(pki, { secured }));
    const services = body['ServiceList'] as { Service: readonly { ServiceID: number }[] } | undefined;
    const options = body['PaymentOptionList'] as { PaymentOption: readonly string[] };
    return [options.PaymentOption, services?.Service.map(({ ServiceID }) => ServiceID)];
  };
  assert.deepEqual(offers(true), [['Contract', 'ExternalPayment'], [2]]);
  assert.deepEqual(offers(false), [['ExternalPayment'], undefined]);
});

test('Contract selected on plain TCP is FAILED_PaymentSelectionInvalid', () => {
  const plain = contractStation(pki, { secured: false });
  const session = contractSession('service-selection');
  assert.equal(
    ask(session, 'PaymentServiceSelectionReq', selection('Contract'), plain).code,
    'FAILED_PaymentSelectionInvalid',
  );
  const over = ask(session, 'PaymentServiceSelectionReq', selection('Contract', 2));
  assert.deepEqual([over.code, over.session.phase, over.effects], ['OK', 'contract', []]);
});

test('a station with contracts alone refuses external payment', () => {
  const station = contractStation(pki, { config: contractConfig('payment_options: [Contract]') });
  const { code } = ask(
    contractSession('service-selection'),
    'PaymentServiceSelectionReq',
    selection('ExternalPayment'),
    station,
  );
  assert.equal(code, 'FAILED_PaymentSelectionInvalid');
});

test('ServiceDetail of the certificate service has installation and update (ISO 15118-2, table 106)', () => {
  const { body } = ask(contractSession('service-selection'), 'ServiceDetailReq', { ServiceID: 2 });
  assert.deepEqual(body['ServiceParameterList'], {
    ParameterSet: [
      { ParameterSetID: 1, Parameter: [{ Name: 'Service', stringValue: 'Installation' }] },
      { ParameterSetID: 2, Parameter: [{ Name: 'Service', stringValue: 'Update' }] },
    ],
  });
});

const badContracts: readonly (readonly [BadCertificate | 'contract', string])[] = [
  ['contract', 'OK'],
  ['contract-expired', 'FAILED_CertificateExpired'],
  ['contract-not-yet-valid', 'FAILED_CertChainError'],
  ['contract-wrong-root', 'FAILED_CertChainError'],
  ['contract-self-signed', 'FAILED_CertChainError'],
  ['contract-broken-signature', 'FAILED_CertChainError'],
  ['contract-not-der', 'FAILED_CertChainError'],
  ['contract-revoked', 'FAILED_CertificateRevoked'],
  ['contract-wrong-domain', 'FAILED_CertificateNotAllowedAtThisEVSE'],
  ['contract-wrong-usage', 'FAILED_CertificateNotAllowedAtThisEVSE'],
  ['contract-wrong-curve', 'FAILED_CertificateNotAllowedAtThisEVSE'],
  ['contract-expired-ca', 'FAILED_CertificateNotAllowedAtThisEVSE'],
  ['contract-expired-ca1', 'FAILED_CertificateNotAllowedAtThisEVSE'],
  ['contract-other-emaid', 'FAILED_NoCertificateAvailable'],
  ['contract-no-emaid', 'FAILED_NoCertificateAvailable'],
];

const identityOf = (name: BadCertificate | 'contract'): Identity =>
  name === 'contract' ? pki.identities.contract : pki.bad[name];

for (const [name, code] of badContracts) {
  test(`PaymentDetailsReq with ${name}: ${code}`, () => {
    const answer = ask(contractSession('contract'), 'PaymentDetailsReq', paymentDetailsOf(identityOf(name)));
    assert.equal(answer.code, code, answer.why);
    assert.equal(answer.session.phase, code === 'OK' ? 'authorization' : 'contract');
    assert.ok(overTheWire('PaymentDetailsReq', answer));
  });
}

test('PaymentDetailsReq with the sub-CAs in the wrong order, without them, or with another one: FAILED_CertChainError', () => {
  const { contract } = pki.identities;
  const [leaf, two, one] = contract.chain as [Uint8Array, Uint8Array, Uint8Array];
  const other = pki.identities['oem-sub-ca1'].certificate;
  for (const chain of [[leaf, one, two], [leaf], [leaf, two], [leaf, two, other], [leaf, other, one]]) {
    const answer = ask(contractSession('contract'), 'PaymentDetailsReq', paymentDetailsOf({ ...contract, chain }));
    assert.equal(answer.code, 'FAILED_CertChainError', answer.why);
  }
});

test('contracts that have ended or may not charge here are told so', () => {
  const body = paymentDetailsOf(pki.identities.contract);
  const codeWith = (extra: string) =>
    ask(contractSession('contract'), 'PaymentDetailsReq', body, contractStation(pki, { config: contractConfig(extra) }))
      .code;
  assert.equal(codeWith('canceled: [DE-ABC-C12345678-9]'), 'FAILED_ContractCanceled');
  assert.equal(codeWith('not_allowed: [DEABCC12345678]'), 'FAILED_CertificateNotAllowedAtThisEVSE');
  assert.equal(codeWith('canceled: [DEABCC87654321]'), 'OK');
});

test('a contract that expires within two weeks is OK_CertificateExpiresSoon', () => {
  const wallS = 1_800_000_000 + (2 * 365 - 5) * 86_400;
  const station = contractStation(pki, { wallS });
  const answer = ask(
    contractSession('contract'),
    'PaymentDetailsReq',
    paymentDetailsOf(pki.identities.contract),
    station,
  );
  assert.equal(answer.code, 'OK_CertificateExpiresSoon', answer.why);
});

test('a paused session is joined by the contract that it was paused with, and by no other', () => {
  const session = contractSession('contract', { joined: true, pausedEmaid: 'DEXYZC987654321' });
  const { code } = ask(session, 'PaymentDetailsReq', paymentDetailsOf(pki.identities.contract));
  assert.equal(code, 'FAILED_CertificateNotAllowedAtThisEVSE');
  const own = contractSession('contract', { joined: true, pausedEmaid: 'DE-ABC-C12345678-9' });
  assert.equal(ask(own, 'PaymentDetailsReq', paymentDetailsOf(pki.identities.contract)).code, 'OK');
});

test('a joined session is offered the payment option that it was paused with', () => {
  for (const payment of ['Contract', 'ExternalPayment'] as const) {
    const { body } = ask(contractSession('service-discovery', { joined: true, payment }), 'ServiceDiscoveryReq', {});
    assert.deepEqual(body['PaymentOptionList'], { PaymentOption: [payment] });
  }
});

const challenge = Uint8Array.from({ length: 16 }, (_, index) => index + 1);
const presented = () => ({ emaid: 'DEABCC123456789', leaf: pki.identities.contract.certificate, challenge });

function authorizationRow(make: (session: Session) => ExiObject, station = contractStation(pki)) {
  const session = contractSession('authorization', { contract: presented() });
  return answerTo(session, make(session), station);
}

const authorization = (session: Session, GenChallenge: Uint8Array | undefined = challenge): ExiObject =>
  messageOf('AuthorizationReq', { Id: 'ID1', ...(GenChallenge === undefined ? {} : { GenChallenge }) }, session.id);

const authorizations: readonly (readonly [string, (session: Session) => ExiObject, string])[] = [
  ['signed and echoed', (session) => signedBy(pki.identities.contract, authorization(session)), 'OK'],
  [
    'another challenge, signed',
    (session) => signedBy(pki.identities.contract, authorization(session, new Uint8Array(16))),
    'FAILED_ChallengeInvalid',
  ],
  ['no signature', (session) => authorization(session), 'FAILED_SignatureError'],
  ['empty, as those that poll', (session) => messageOf('AuthorizationReq', {}, session.id), 'FAILED_SignatureError'],
  [
    'signed by the vehicle maker',
    (session) => signedBy(pki.identities['oem-provisioning'], authorization(session)),
    'FAILED_SignatureError',
  ],
  [
    'Id altered after signing',
    (session) => altered(signedBy(pki.identities.contract, authorization(session)), 'AuthorizationReq', { Id: 'ID2' }),
    'FAILED_SignatureError',
  ],
  [
    'challenge altered after signing',
    (session) =>
      altered(signedBy(pki.identities.contract, authorization(session, new Uint8Array(16))), 'AuthorizationReq', {
        GenChallenge: challenge,
      }),
    'FAILED_SignatureError',
  ],
];

for (const [what, make, code] of authorizations) {
  test(`AuthorizationReq with a contract, ${what}: ${code}`, () => {
    const answer = authorizationRow(make);
    assert.equal(answer.code, code, answer.why);
    assert.equal(answer.session.phase, code === 'OK' ? 'charge-parameters' : 'authorization');
    assert.ok(overTheWire('AuthorizationReq', answer));
  });
}

test('a decision that takes its time: Ongoing, then empty requests, then Finished or FAILED', () => {
  const slow = contractConfig('decision_s: 100', 'timers: { ongoing_s: 55 }');
  const at = (nowMs: number, config = slow) => contractStation(pki, { config, nowMs });
  const first = authorizationRow((session) => signedBy(pki.identities.contract, authorization(session)), at(1000));
  assert.deepEqual([first.code, first.body['EVSEProcessing']], ['OK', 'Ongoing']);
  const poll = messageOf('AuthorizationReq', {}, first.session.id);
  assert.equal(answerTo(first.session, poll, at(30_000)).body['EVSEProcessing'], 'Ongoing');
  assert.equal(answerTo(first.session, poll, at(56_000)).code, 'FAILED');
  const quick = contractConfig('decision_s: 2');
  assert.equal(answerTo(first.session, poll, at(3000, quick)).body['EVSEProcessing'], 'Finished');
});

for (const [loop, metering, name] of [
  ['charging-ac', 'metering-ac', 'ChargingStatusReq'],
  ['charging-dc', 'metering-dc', 'CurrentDemandReq'],
] as const) {
  const config = () => contractConfig('receipts: { every: 2 }');
  const charging = (changes: Partial<Session> = {}) => contractSession(loop, { contract: presented(), ...changes });

  test(`${name}: a receipt is due in every second answer, and never with external payment`, () => {
    const station = contractStation(pki, { config: config() });
    const first = ask(charging(), name, requests[name], station);
    assert.deepEqual([first.body['ReceiptRequired'], first.session.phase], [false, loop]);
    const second = ask(first.session, name, requests[name], station);
    assert.deepEqual([second.body['ReceiptRequired'], second.session.phase], [true, metering]);
    const external = ask(charging({ contract: undefined, loops: 1 }), name, requests[name], station);
    assert.deepEqual([external.body['ReceiptRequired'], external.session.phase], [false, loop]);
  });

  const receipts: readonly (readonly [string, (message: ExiObject) => ExiObject, ExiObject, string])[] = [
    ['as it should be', (message) => signedBy(pki.identities.contract, message), {}, 'OK'],
    [
      'another reading, signed',
      (message) => signedBy(pki.identities.contract, message),
      { MeterInfo: { MeterID: 'PLB-1', MeterReading: 2234 } },
      'FAILED_MeteringSignatureNotValid',
    ],
    [
      'without reading',
      (message) => signedBy(pki.identities.contract, message),
      { MeterInfo: { MeterID: 'PLB-1' } },
      'FAILED_MeteringSignatureNotValid',
    ],
    [
      'of another session',
      (message) => signedBy(pki.identities.contract, message),
      { SessionID: new Uint8Array(8) },
      'FAILED_MeteringSignatureNotValid',
    ],
    ['unsigned', (message) => message, {}, 'FAILED_MeteringSignatureNotValid'],
    [
      'signed by the vehicle maker',
      (message) => signedBy(pki.identities['oem-provisioning'], message),
      {},
      'FAILED_MeteringSignatureNotValid',
    ],
    [
      'altered after signing',
      (message) =>
        altered(signedBy(pki.identities.contract, message), 'MeteringReceiptReq', {
          MeterInfo: { MeterID: 'PLB-1', MeterReading: 2234 },
        }),
      {},
      'FAILED_MeteringSignatureNotValid',
    ],
  ];
  for (const [what, sign, changes, code] of receipts) {
    test(`MeteringReceiptReq in ${metering}, ${what}: ${code}`, () => {
      const station = contractStation(pki, { config: config() });
      const due = ask(charging({ loops: 1 }), name, requests[name], station).session;
      const body = { Id: 'id1', SessionID: due.id, MeterInfo: due.receipt as ExiObject, ...changes };
      const answer = answerTo(due, sign(messageOf('MeteringReceiptReq', body, due.id)), station);
      assert.equal(answer.code, code, answer.why);
      if (code === 'OK') assert.equal(answer.session.phase, loop);
      const lax = contractStation(pki, { config: contractConfig('receipts: { verify: false }') });
      assert.equal(answerTo(due, sign(messageOf('MeteringReceiptReq', body, due.id)), lax).code, 'OK');
    });
  }
}
