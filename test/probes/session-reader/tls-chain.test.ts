import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { chainPem, type Identity, keyPem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import type { SessionSummary } from '../../../src/probes/session-reader/session-summary.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { readSessions } from '../../support/captures.js';
import { recordTls } from '../../support/recorded-tls.js';
import { tlsCapture } from '../../support/tls-capture.js';

type Version = 'TLSv1.2' | 'TLSv1.3';

let lab: LabPki;
let elsewhere: LabPki;
before(async () => {
  lab = await mintLabPki();
  elsewhere = await mintLabPki();
});

interface Told {
  readonly summary: SessionSummary;
  readonly rules: readonly string[];
  readonly account: string;
}

/** What the reader says of a session in which a station shows a chain. */
async function tell(
  station: Identity,
  version: Version,
  { root, ocsp }: { readonly root?: Identity; readonly ocsp?: Uint8Array } = {},
): Promise<Told> {
  const server = { cert: chainPem(station), key: await keyPem(station), minVersion: version, maxVersion: version };
  const recorded = await recordTls({ server, client: {}, exchanges: 1, ...(ocsp === undefined ? {} : { ocsp }) });
  const keyLog = new KeyLog();
  keyLog.add(recorded.keyLog, 'file');
  const roots = root === undefined ? [] : [root.certificate];
  const { events, summaries } = readSessions(tlsCapture(recorded.chunks), { keyLog, roots });
  const rules = events.flatMap((event) => (event.kind === 'connection' ? event.findings.map(({ rule }) => rule) : []));
  return { summary: summaries[0]!, rules, account: summaries[0]!.account.join(' ') };
}

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  test(`${version}: a chain is checked up to the root that is given`, async () => {
    const trusted = await tell(lab.identities.secc, version, { root: lab.identities['v2g-root'] });
    assert.deepEqual(trusted.rules, []);
    assert.match(
      trusted.account,
      /The chain of the station \(3 certificates\) is in order, checked up to a trusted root\./,
    );
    const foreign = await tell(lab.identities.secc, version, { root: elsewhere.identities['v2g-root'] });
    assert.equal(foreign.rules.length, 1);
    assert.match(foreign.account, /The chain of the station \(3 certificates\) is at fault/);
    const unknown = await tell(lab.identities.secc, version);
    assert.deepEqual(unknown.rules, []);
    assert.match(unknown.account, /up to its last certificate; no trusted root was given/);
  });

  test(`${version}: a bad certificate is named`, async () => {
    const expired = await tell(lab.bad['secc-expired'], version);
    assert.deepEqual(expired.rules, ['certificate-expired']);
    assert.match(expired.account, /is at fault: .*: expired on \d{4}-\d\d-\d\d/);
  });

  test(`${version}: a stapled OCSP response is told and judged`, async () => {
    const of = (name: string): Uint8Array => lab.ocsp.find((response) => response.name === name)!.der;
    const good = await tell(lab.identities.secc, version, { ocsp: of('secc') });
    assert.deepEqual(good.rules, []);
    assert.equal(good.summary.tls!.ocspRequested, true);
    assert.match(good.account, /Stapled OCSP response: SECC-LAB-1 is good \(as of \d{4}-\d\d-\d\d, until/);
    const revoked = await tell(lab.bad['secc-revoked'], version, { ocsp: of('secc-revoked') });
    assert.deepEqual(revoked.rules, ['certificate-revoked']);
    assert.match(revoked.account, /is revoked/);
    const garbage = await tell(lab.identities.secc, version, { ocsp: Buffer.from('3003', 'hex') });
    assert.deepEqual(garbage.rules, ['certificate-not-an-ocsp-response']);
  });
}
