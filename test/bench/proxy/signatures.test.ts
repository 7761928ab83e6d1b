import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labSigners, labTls } from '../../../src/bench/proxy/lab-tls.js';
import { startContract } from '../../gateway/support/contract-bench.js';
import { messagesOf, proxyTo } from './proxy-bench.js';

for (const [what, resign, code, words] of [
  ['is signed anew with the contract’s key', true, 'OK', /signed anew/],
  ['keeps its signature, which is then wrong', false, 'FAILED_SignatureError', /signature kept/],
] as const) {
  test(`a signed AuthorizationReq that is changed ${what}`, async (t) => {
    const { ready, folder, vehicle } = await startContract(t);
    const script = `rules:
  - name: another Id
    when: { message: AuthorizationReq, nth: 1 }
    do: [{ set: { Id: other } }]
    resign: ${resign}
`;
    const tls = labTls({ pki: folder, choice: 'iso15118-2' });
    const proxy = await proxyTo(t, ready.tls_port!, script, { tls, keys: labSigners([folder]) });
    const driven = vehicle({}, { secc: { host: '::1', port: proxy.ports.tls! } });
    const { exchanges } = await driven.driveTo('authorized');
    const first = exchanges.find(({ sent }) => sent.message === 'AuthorizationReq');
    assert.equal(first?.responseCode, code);
    const changed = (await messagesOf(proxy)).find(({ did }) => did.length > 0);
    assert.match(changed?.did[0]?.what ?? '', words);
  });
}
