import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iso15118Part2, iso15118Part20, type TlsProfile } from '../../src/transport/tls-profiles.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';
import type { CaseRun } from '../engine/case-run.js';
import { type Harness, pkiP521 } from '../engine/harness.js';
import { declareCase } from '../engine/plumbline-test.js';
import { meshOf } from '../iso15118-2/sdp-discovery.js';
import { askForService } from './ask-for-service.js';
import { findSecc } from './find-secc.js';
import { type Iso20Words, iso20Definition } from './iso20-case.js';

function tlsCase(
  id: string,
  words: Omit<Iso20Words, 'group'>,
  body: (harness: Harness, run: CaseRun) => Promise<void>,
): void {
  declareCase(iso20Definition(id, { group: 'TLS', ...words }), ({ harness, run }) => body(harness, run));
}

/** What became of a vehicle that connects with `tls`, in words: `answered`, or how it was refused. */
async function attempt(harness: Harness, run: CaseRun, tls: TlsClientOptions): Promise<string> {
  const secc = await findSecc(harness, run);
  const service = await askForService(harness, run, secc, meshOf(harness), tls);
  if (service.kind === 'unconnected') run.stop('the vehicle got no TCP connection', service.detail);
  return service.kind === 'answered' ? 'answered' : `refused: ${service.detail}`;
}

/** Silence proves something only of an SECC that serves a correct vehicle afterwards. */
async function controlByVehicle(harness: Harness, run: CaseRun): Promise<void> {
  run.step('postamble', 'Then a correct vehicle comes, and is served');
  const control = await attempt(harness, run, harness.tls!);
  if (control !== 'answered') run.inconclusive('a correct vehicle is not served afterwards either', control);
}

function refusal(
  id: string,
  title: string,
  purpose: string,
  requirements: readonly string[],
  tlsOf: (harness: Harness) => TlsClientOptions,
): void {
  tlsCase(id, { title, purpose, clause: '7.7.3', requirements, kind: 'invalid' }, async (harness, run) => {
    run.step('preamble', 'Given an SECC that accepts a correct vehicle');
    const control = await attempt(harness, run, harness.tls!);
    run.require(control === 'answered', { text: 'a correct vehicle is accepted', observed: control });
    run.step('test', `When a vehicle connects: ${title}`);
    const outcome = await attempt(harness, run, tlsOf(harness));
    run.observe(outcome !== 'answered', {
      text: 'the SECC does not serve it',
      expected: 'handshake refused, or the connection ended without an answer',
      observed: outcome,
    });
    await controlByVehicle(harness, run);
  });
}

const pem = (harness: Harness, ...path: readonly string[]) =>
  readFileSync(join(pkiP521(harness.pkiFolder), ...path), 'utf8');
const roots = (harness: Harness) => [pem(harness, 'v2g-root.cert.pem')];

refusal(
  'TC20_SECC_CMN_Tls_Version12',
  'TLS 1.2 only',
  'An SECC never speaks ISO 15118-20 over TLS 1.2.',
  ['V2G20-2356', 'V2G20-1264'],
  (harness) => ({ profile: iso15118Part2, roots: roots(harness) }),
);

const withoutCertificate: TlsProfile = {
  ...iso15118Part20,
  name: 'iso15118-20 without a vehicle certificate',
  mutual: false,
};
refusal(
  'TC20_SECC_CMN_Tls_NoVehicleCertificate',
  'no vehicle certificate',
  'An SECC asks every vehicle of ISO 15118-20 for its certificate and does not serve one that shows none.',
  ['V2G20-2400', 'V2G20-1264'],
  (harness) => ({ profile: withoutCertificate, roots: roots(harness) }),
);

for (const [name, file, what] of [
  ['WrongRoot', 'vehicle-wrong-root', 'a vehicle certificate of a root that the SECC does not trust'],
  ['Expired', 'vehicle-expired', 'an expired vehicle certificate'],
  ['NotYetValid', 'vehicle-not-yet-valid', 'a vehicle certificate that is not valid yet'],
  ['SelfSigned', 'vehicle-self-signed', 'a vehicle certificate that it signed itself'],
  ['WrongCurve', 'vehicle-wrong-curve', 'a vehicle certificate with a key on another curve (P-384)'],
  ['BrokenSignature', 'vehicle-broken-signature', 'a vehicle certificate whose signature does not hold'],
] as const) {
  refusal(
    `TC20_SECC_CMN_Tls_VehicleCertificate${name}`,
    what,
    `An SECC does not serve a vehicle with ${what}.`,
    ['V2G20-2331', 'V2G20-1264'],
    (harness) => ({
      profile: iso15118Part20,
      roots: roots(harness),
      chain: pem(harness, 'bad', `${file}.chain.pem`),
      key: pem(harness, 'bad', `${file}.key.pem`),
    }),
  );
}

tlsCase(
  'TC20_SECC_CMN_Tls_NeverPlain',
  {
    title: 'a vehicle that asks for plain TCP',
    purpose:
      'An SECC that enforces TLS announces TLS whatever the vehicle asks for, and its port serves nothing in the clear.',
    clause: '7.7.3',
    requirements: ['V2G20-2356', 'V2G20-1805'],
    kind: 'invalid',
    likelyCauses: ['the SECC falls back to plain TCP when its certificates are missing'],
  },
  async (harness, run) => {
    run.step('test', 'When a vehicle asks for no security and then talks in the clear');
    const secc = await findSecc(harness, run, 'none');
    run.observe(secc.security === 'tls', { text: 'the SECC announces TLS', observed: secc.security });
    const service = await askForService(harness, run, secc, meshOf(harness), undefined);
    if (service.kind === 'unconnected') run.stop('the vehicle got no TCP connection', service.detail);
    run.observe(service.kind !== 'answered', {
      text: 'a message in the clear is not answered',
      expected: 'an alert, or the end of the connection',
      observed: service.kind === 'answered' ? 'answered' : service.detail,
    });
    await controlByVehicle(harness, run);
  },
);
