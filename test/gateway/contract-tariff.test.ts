import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { normalEmaid } from '../../src/gateway/contract/emaid.js';
import type { Session } from '../../src/gateway/session/session.js';
import { verifySignature } from '../../src/messages/signature/verify-signature.js';
import type { LabPki } from '../../src/pki/lab-pki.js';
import {
  answerTo,
  contractConfig,
  contractSession,
  contractStation,
  labAtTestTime,
  messageOf,
  overTheWire,
} from './support/contract-core.js';
import { acParameters } from './support/requests.js';

let pki: LabPki;
before(async () => {
  pki = await labAtTestTime();
});

test('SalesTariffs are signed by MO sub-CA 2 for a contract, and not for external payment', () => {
  const config = contractConfig('', 'prices: { currency: EUR, per_kwh: [{ from_s: 0, price: 0.3 }] }');
  const station = contractStation(pki, { config });
  const ask = (session: Session) =>
    answerTo(session, messageOf('ChargeParameterDiscoveryReq', acParameters, session.id), station);
  const leaf = pki.identities.contract.certificate;
  const contract = { emaid: 'DEABCC123456789', leaf, challenge: undefined };
  const response = overTheWire('ChargeParameterDiscoveryReq', ask(contractSession('charge-parameters', { contract })));
  const certificate = pki.identities['mo-sub-ca2'].certificate;
  const check = verifySignature({ schema: 'iso2', message: response, certificate });
  assert.equal(check.verdict, 'valid', JSON.stringify(check.findings));
  assert.equal(check.references.length, config.schedule.length);
  assert.equal(ask(contractSession('charge-parameters')).signature, undefined);
});

test('EMAIDs are the same with and without separators and check digit', () => {
  assert.equal(normalEmaid('DE-ABC-C12345678-9'), 'DEABCC12345678');
  assert.equal(normalEmaid('deabcc12345678'), 'DEABCC12345678');
  assert.equal(normalEmaid('Invalid_EMAID_'), undefined);
});
