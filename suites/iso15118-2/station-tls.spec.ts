import { createHash } from 'node:crypto';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import { checkOcsp } from '../../src/pki/check-ocsp.js';
import { readOcspResponse } from '../../src/pki/read-ocsp-response.js';
import type { TrustedAuthority } from '../../src/wire/tls/trusted-ca-keys.js';
import { ownCase } from './own-case.js';
import { expectChain, isRoot, nameOf, rootOf } from './shown-chain.js';
import { flightOf, flightText, ownSuites } from './tls-flight.js';

/** An OCSP response is fetched anew every week at least (V2G2-876). */
const weekMs = 7 * 86_400_000;

const area = 'ISO 15118-2 TLS';
const clause = '7.7.3';
const secured = 'PIXIT_SECC_CMN_TLS = true';
const public_ = `${secured} and PICS_PLUMBLINE_SECC_PrivateRoot = false`;

/** A root as a vehicle names it in trusted_ca_keys. */
function named(root: Uint8Array): TrustedAuthority {
  return { kind: 'certificate-sha1', digest: createHash('sha1').update(root).digest() };
}

ownCase(
  'CMN_Tls_Chain',
  clause,
  {
    area,
    kind: 'valid',
    title: 'the handshake of a vehicle that offers what the standard names, and nothing else',
    purpose:
      'An SECC takes TLS 1.2 and one of the two cipher suites of the standard, and shows its certificate with all CAs above it, up to a V2G root.',
    requirements: ['V2G2-602', 'V2G2-871'],
    pics: public_,
    likelyCauses: ['the file of the station holds its own certificate alone', 'other suites were configured'],
  },
  async (evcc) => {
    const root = rootOf(evcc, evcc.harness.pkiFolder, 'v2g-root');
    evcc.when('When a vehicle offers TLS 1.2 with both suites, and names its V2G root');
    const flight = await flightOf(evcc, { trusted: [named(root)] });
    expectChain(evcc, flight, 'the chain is complete, valid, and ends at the V2G root', [root]);
    evcc.run.observe(flight.version === 0x0303 && ownSuites.some((suite) => suite === flight.cipherSuite), {
      text: 'TLS 1.2 and a suite of the standard are agreed',
      expected: 'TLS 1.2 with one of the two suites',
      observed: flightText(flight),
      requirements: ['V2G2-602'],
    });
  },
);

for (const [name, what, changes] of [
  // ECDHE-ECDSA with AES-128-GCM, AES-256-GCM and AES-256-CBC, and one with RSA: good ones, and none of the standard's.
  ['OtherSuites', 'cipher suites of other standards alone', { cipherSuites: [0xc02b, 0xc02c, 0xc024, 0xc027] }],
  ['Version11', 'TLS 1.1', { version: 0x0302, cipherSuites: [0xc009, 0xc023] }],
  ['OtherGroup', 'key exchange on secp521r1 alone', { groups: [25] }],
] as const) {
  ownCase(
    `CMN_Tls_${name}`,
    clause,
    {
      area,
      kind: 'invalid',
      title: `a vehicle that offers ${what}`,
      purpose: `An SECC of ISO 15118-2 does not agree to ${what}: its handshake has one version, two cipher suites and one curve.`,
      requirements: ['V2G2-602'],
      pics: secured,
      likelyCauses: ['the TLS library is left with its own choice'],
    },
    async (evcc) => {
      const control = await flightOf(evcc);
      evcc.run.require(control.end === 'done', {
        text: 'a correct vehicle gets the whole first flight of the SECC',
        observed: flightText(control),
      });
      evcc.when(`When a vehicle offers ${what}`);
      const flight = await flightOf(evcc, changes);
      evcc.run.observe(flight.end === 'alert' || flight.end === 'closed', {
        text: 'the SECC refuses the handshake',
        expected: 'an alert, or the end of the connection',
        observed: flightText(flight),
      });
      await evcc.controlBySession();
    },
  );
}

ownCase(
  'CMN_Tls_Staple',
  clause,
  {
    area,
    kind: 'valid',
    title: 'the OCSP response of the station',
    purpose:
      'A public SECC staples an OCSP response about its certificate for a vehicle that asks; it holds, is in force, and was fetched within the last week.',
    requirements: ['V2G2-871', 'V2G2-649', 'V2G2-876'],
    pics: public_,
    likelyCauses: ['no OCSP response is fetched', 'it was fetched once, at the installation of the certificate'],
  },
  async (evcc) => {
    const { run } = evcc;
    const root = rootOf(evcc, evcc.harness.pkiFolder, 'v2g-root');
    evcc.when('When a vehicle asks for the status of the certificate');
    const flight = await flightOf(evcc, { trusted: [named(root)] });
    expectChain(evcc, flight, 'the chain is complete, valid, and ends at the V2G root', [root]);
    const { ocspResponse } = flight;
    run.require(ocspResponse !== undefined, { text: 'an OCSP response is stapled', observed: flightText(flight) });
    const [certificate, issuer] = flight.certificates.map((der) => readCertificate(der));
    if (ocspResponse === undefined || certificate?.kind !== 'certificate' || issuer?.kind !== 'certificate') return;
    const at = new Date();
    const faults = checkOcsp([ocspResponse], { certificate, issuer, at, index: 0 }).filter(
      ({ severity }) => severity === 'fault',
    );
    run.observe(faults.length === 0, {
      text: 'it is signed by who may, is in force, and says that the certificate is good',
      observed: faults.map(({ text }) => text).join('; ') || 'good',
    });
    const read = readOcspResponse(ocspResponse);
    const [single] = read.kind === 'response' ? read.responses : [];
    const age = single === undefined ? Number.NaN : at.getTime() - single.thisUpdate.getTime();
    run.observe(age <= weekMs, {
      text: 'it was made within the last week',
      expected: 'at most 7 days ago',
      observed: single === undefined ? 'no status in it' : `${(age / 86_400_000).toFixed(1)} days ago`,
      requirements: ['V2G2-649', 'V2G2-876'],
    });
  },
);

const twoRoots = `${public_} and PICS_PLUMBLINE_SECC_OtherRoot = true`;
const rootCauses = ['the chain is chosen before the ClientHello is read', 'trusted_ca_keys is switched off'];

ownCase(
  'CMN_Tls_NamedRoot',
  clause,
  {
    area,
    kind: 'valid',
    title: 'vehicles with one V2G root or the other, or both',
    purpose:
      'A public SECC that holds chains under two V2G roots shows each vehicle a chain to a root that it names in trusted_ca_keys, and another one only where it cannot.',
    requirements: ['V2G2-871', 'V2G2-923'],
    pics: twoRoots,
    likelyCauses: rootCauses,
  },
  async (evcc) => {
    const roots = ['v2g-root', 'other-v2g-root'].map((name) => rootOf(evcc, evcc.harness.pkiFolder, name));
    for (const root of roots) {
      evcc.when(`When a vehicle names ${nameOf(root)} alone`);
      const flight = await flightOf(evcc, { trusted: [named(root)] });
      expectChain(evcc, flight, `the chain ends at ${nameOf(root)}`, [root]);
    }
    evcc.when('When a vehicle names both');
    const flight = await flightOf(evcc, { trusted: roots.map((root) => named(root)) });
    expectChain(evcc, flight, 'the chain ends at one of the two', roots);
  },
);

ownCase(
  'CMN_Tls_UnknownRoot',
  clause,
  {
    area,
    kind: 'valid',
    title: 'a vehicle whose only root the SECC does not know',
    purpose:
      'A public SECC that cannot match the root that a vehicle names may show a chain to another one, a sound one; or it ends the handshake. What the chain is worth is then the matter of the vehicle.',
    requirements: ['V2G2-923', 'V2G2-924'],
    pics: twoRoots,
    likelyCauses: rootCauses,
  },
  async (evcc) => {
    const roots = ['v2g-root', 'other-v2g-root'].map((name) => rootOf(evcc, evcc.harness.pkiFolder, name));
    evcc.when('When a vehicle names a root that nobody has');
    const flight = await flightOf(evcc, {
      trusted: [{ kind: 'certificate-sha1', digest: new Uint8Array(20).fill(7) }],
    });
    if (flight.end === 'done') {
      expectChain(evcc, flight, 'the chain is a sound one, to a root of its own', roots);
    } else {
      evcc.run.observe(flight.end === 'alert' || flight.end === 'closed', {
        text: 'the SECC ends the handshake',
        expected: 'an alert, or the end of the connection',
        observed: flightText(flight),
      });
    }
    await evcc.controlBySession();
  },
);

ownCase(
  'CMN_Tls_PrivateRoot',
  clause,
  {
    area,
    kind: 'valid',
    title: 'an SECC of a private environment',
    purpose:
      'An SECC whose certificates come from a private root sends that root with its chain, and no OCSP response, also to a vehicle that asks for one.',
    requirements: ['V2G2-872'],
    pics: `${secured} and PICS_PLUMBLINE_SECC_PrivateRoot = true`,
    likelyCauses: ['the root is left out, as in a public chain', 'an old OCSP response is still in the configuration'],
  },
  async (evcc) => {
    const { run } = evcc;
    evcc.when('When a vehicle asks for the status of the certificate');
    const flight = await flightOf(evcc);
    run.require(flight.end === 'done', {
      text: 'the SECC answers with its whole first flight',
      observed: flightText(flight),
    });
    const sent = flight.certificates.filter(isRoot);
    run.observe(sent.length === 1, {
      text: 'the private root is in the chain',
      expected: 'one certificate that it signed itself',
      observed: flight.certificates.map((der) => nameOf(der)).join(', '),
    });
    if (sent.length > 0) expectChain(evcc, flight, 'the chain ends at that root', sent);
    run.observe(flight.ocspResponse === undefined, {
      text: 'no OCSP response is stapled',
      expected: 'none',
      observed: flight.ocspResponse === undefined ? 'none' : `${flight.ocspResponse.length} bytes`,
    });
  },
);
