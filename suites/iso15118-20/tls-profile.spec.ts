import { readCertificate } from '../../src/pki/certificate-facts.js';
import { checkOcsp } from '../../src/pki/check-ocsp.js';
import { readOcspResponse } from '../../src/pki/read-ocsp-response.js';
import type { TlsFacts } from '../../src/transport/tls-options.js';
import { iso15118Part20, type TlsProfile } from '../../src/transport/tls-profiles.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { type Iso20Words, iso20Case } from './iso20-case.js';

const words = { group: 'TLS', clause: '7.7.3', kind: 'valid' } as const;

/** A staple is good for a week at most (V2G20-1021). */
const weekMs = 7 * 86_400_000;

/** A vehicle whose handshake differs from the profile: it must be served, and the handshake must be as `look` has it. */
function offerCase(
  id: string,
  { title, purpose, requirements }: Pick<Iso20Words, 'title' | 'purpose' | 'requirements'>,
  changes: Partial<TlsProfile>,
  look: (evcc: Evcc, facts: TlsFacts) => void,
): void {
  iso20Case(id, { ...words, title, purpose, requirements }, async (plain) => {
    const { harness, run } = plain;
    const profile = { ...iso15118Part20, ...changes, name: `iso15118-20: ${title}` };
    const evcc = new Evcc(harness, run, { tls: { ...harness.tls!, profile } });
    try {
      evcc.when(`When a vehicle connects: ${title}`);
      const exchange = await connectAndAgree(evcc);
      if (exchange !== undefined) look(evcc, exchange);
    } finally {
      await evcc.leave();
    }
  });
}

/** Only an answer proves that the SECC accepts the vehicle: a client of TLS 1.3 is done before the server has looked at it. */
async function connectAndAgree(evcc: Evcc): Promise<TlsFacts | undefined> {
  const drive = await evcc.vehicle.driveTo('app-protocol-agreed');
  const served = evcc.run.observe(drive.reached, {
    text: 'the SECC accepts the handshake, and answers over it',
    expected: 'app-protocol-agreed',
    observed: drive.reached ? drive.state : `${drive.failure?.text ?? 'no reason known'} (in the state ${drive.state})`,
  });
  return served ? evcc.tlsFacts : undefined;
}

for (const [name, suite] of [
  ['SuiteAes256', 'TLS_AES_256_GCM_SHA384'],
  ['SuiteChaCha20', 'TLS_CHACHA20_POLY1305_SHA256'],
] as const) {
  offerCase(
    `TC20_SECC_CMN_Tls_${name}`,
    {
      title: `${suite} alone is offered`,
      purpose: `An SECC supports both cipher suites of the profile: it serves a vehicle that offers ${suite} alone.`,
      requirements: ['V2G20-2458', 'V2G20-2459', 'V2G20-1235'],
    },
    { ciphers: [suite] },
    ({ run }, facts) => {
      run.observe(facts.cipher === suite, {
        text: 'the suite that was offered is used',
        expected: suite,
        observed: facts.cipher,
      });
    },
  );
}

for (const [name, group] of [
  ['GroupSecp521r1', 'secp521r1'],
  ['GroupX448', 'X448'],
] as const) {
  offerCase(
    `TC20_SECC_CMN_Tls_${name}`,
    {
      title: `key exchange on ${group} alone is offered`,
      purpose: `An SECC supports both named groups of the profile: it serves a vehicle that offers ${group} alone.`,
      requirements: ['V2G20-1637', 'V2G20-2460', 'V2G20-2461', 'V2G20-1235'],
    },
    { groups: [group] },
    ({ run }, { group: used }) => {
      if (used === undefined) run.inconclusive('the TLS library does not tell the group of the key exchange');
      else
        run.observe(used.toLowerCase() === group.toLowerCase(), {
          text: 'the key exchange is on the group that was offered',
          expected: group,
          observed: used,
        });
    },
  );
}

offerCase(
  'TC20_SECC_CMN_Tls_BothVersions',
  {
    title: 'TLS 1.2 and 1.3 are offered together',
    purpose: 'Where a ClientHello lists both versions an SECC of ISO 15118-20 takes TLS 1.3.',
    requirements: ['V2G20-2062', 'V2G20-2063', 'V2G20-2064', 'V2G20-2065', 'V2G20-2066', 'V2G20-1264'],
  },
  // The suites of TLS 1.2 stand in the same list; without one the ClientHello would not offer that version in earnest.
  { minVersion: 'TLSv1.2', ciphers: [...iso15118Part20.ciphers, 'ECDHE-ECDSA-AES128-SHA256'] },
  ({ run }, { version }) => {
    run.observe(version === 'TLSv1.3', { text: 'the handshake is TLS 1.3', expected: 'TLSv1.3', observed: version });
  },
);

iso20Case(
  'TC20_SECC_CMN_Tls_OutsideGroup',
  {
    ...words,
    kind: 'invalid',
    title: 'key exchange on secp256r1 alone is offered',
    purpose: 'An SECC exchanges keys on the groups of the profile only: it refuses a vehicle that offers none of them.',
    requirements: ['V2G20-2460', 'V2G20-2461'],
    likelyCauses: ['the TLS library is left with its default groups'],
  },
  async (control) => {
    const { harness, run } = control;
    await control.given('app-protocol-agreed');
    await control.leave();
    const evcc = new Evcc(harness, run, {
      tls: { ...harness.tls!, profile: { ...iso15118Part20, groups: ['prime256v1'] } },
    });
    try {
      evcc.when('When a vehicle offers secp256r1 alone');
      const drive = await evcc.vehicle.driveTo('app-protocol-agreed');
      run.observe(!drive.reached, {
        text: 'the SECC does not serve it',
        expected: 'a handshake that fails',
        observed: drive.reached
          ? `answered over ${evcc.tlsFacts?.group ?? 'TLS'}`
          : (drive.failure?.text ?? drive.state),
      });
    } finally {
      await evcc.leave();
    }
  },
);

iso20Case(
  'TC20_SECC_CMN_Tls_StationCertificate',
  {
    ...words,
    title: 'the certificate of the station and its OCSP response',
    purpose:
      'An SECC shows a chain with keys on secp521r1 or Ed448, and staples an OCSP response of its own certificate that holds, and is good for a week at most.',
    requirements: ['V2G20-2674', 'V2G20-2388', 'V2G20-1021', 'V2G20-1235'],
    likelyCauses: ['the certificates are those of ISO 15118-2', 'no OCSP response was fetched, or it is old'],
  },
  async (evcc) => {
    const { run } = evcc;
    evcc.when('When the handshake is done');
    const facts = await connectAndAgree(evcc);
    if (facts === undefined) return;
    const chain = facts.peerChain.map((der) => readCertificate(der));
    const good = chain.filter((one) => one.kind === 'certificate');
    run.require(good.length === chain.length && good.length > 0, {
      text: 'every certificate of the chain can be read',
      observed: `${good.length} of ${chain.length}`,
    });
    for (const { commonName, publicKey: key } of good)
      run.observe(/P-521|Ed448/i.test(key), {
        text: `the key of ${commonName} is of the profile`,
        expected: 'P-521 or Ed448',
        observed: key,
        requirements: ['V2G20-2674'],
      });
    lookAtStaple(evcc, facts, good);
  },
);

type Certificate = Extract<ReturnType<typeof readCertificate>, { readonly kind: 'certificate' }>;

function lookAtStaple({ run }: Evcc, { ocspResponse }: TlsFacts, chain: readonly Certificate[]): void {
  const requirements = ['V2G20-2388', 'V2G20-1021'];
  const stapled = run.observe(ocspResponse !== undefined, {
    text: 'an OCSP response is stapled to the handshake',
    observed: ocspResponse === undefined ? 'none' : `${ocspResponse.length} bytes`,
    requirements,
  });
  const [certificate, issuer] = chain;
  if (!stapled || ocspResponse === undefined || certificate === undefined || issuer === undefined) return;
  const at = new Date();
  const faults = checkOcsp([ocspResponse], { certificate, issuer, at, index: 0 }).filter(
    ({ severity }) => severity === 'fault',
  );
  run.observe(faults.length === 0, {
    text: 'it is signed by the issuer or by its responder, and says that the certificate is good',
    observed: faults.map(({ text }) => text).join('; ') || 'good',
    requirements,
  });
  const read = readOcspResponse(ocspResponse);
  const [single] = read.kind === 'response' ? read.responses : [];
  const days =
    single?.nextUpdate === undefined
      ? undefined
      : (single.nextUpdate.getTime() - single.thisUpdate.getTime()) / 86_400_000;
  run.observe(days !== undefined && days * 86_400_000 <= weekMs, {
    text: 'it is good for a week at most',
    expected: 'at most 7 days',
    observed: days === undefined ? 'no nextUpdate' : `${days.toFixed(1)} days`,
    requirements,
  });
}
