import { iso15118Part20 } from '../../src/transport/tls-profiles.js';
import { tlsCipherName } from '../../src/wire/tls/names.js';
import { signatureSchemeName } from '../../src/wire/tls/signature.js';
import { signatureTable } from './certificate-request-look.js';
import { handshakeCase, recordVehicle } from './handshake-case.js';

/** Table 6 of ISO 15118-20, the most preferred one first. */
const suiteTable: readonly number[] = [0x1302, 0x1303];

handshakeCase(
  'TC20_SECC_CMN_Tls_SuiteOrder',
  {
    title: 'both cipher suites are offered in the order of table 6',
    purpose:
      'Of two suites that vehicle and standard list in the same order an SECC takes the first: TLS_AES_256_GCM_SHA384.',
    requirements: ['V2G20-1856'],
    kind: 'valid',
    likelyCauses: ['the list of suites of the SECC is in another order than table 6'],
  },
  async (harness, run) => {
    run.step('test', 'When a vehicle offers both suites, TLS_AES_256_GCM_SHA384 first');
    const { handshake } = await recordVehicle(harness, run);
    const offered = handshake.clientHello?.cipherSuites.filter((suite) => suiteTable.includes(suite)) ?? [];
    if (offered.join() !== suiteTable.join())
      run.stop('the ClientHello does not hold both suites in that order', offered.map(tlsCipherName).join(', '));
    const taken = handshake.serverHello?.cipherSuite;
    run.observe(taken === suiteTable[0], {
      text: 'the ServerHello takes the first suite of table 6',
      expected: tlsCipherName(suiteTable[0]!),
      observed: taken === undefined ? 'no ServerHello' : tlsCipherName(taken),
    });
  },
);

handshakeCase(
  'TC20_SECC_CMN_Tls_SignaturePreference',
  {
    title: 'the vehicle lists its signature algorithms in either order',
    purpose:
      'An SECC signs with the algorithm that it prefers itself, by table 8 and by its configuration, in whichever order the vehicle lists them.',
    requirements: ['V2G20-1668'],
    kind: 'valid',
    likelyCauses: ['the TLS library follows the order of the client'],
    nextStep: 'an SECC with credentials of one kind cannot choose: run it with both kinds installed',
  },
  async (harness, run) => {
    const table = iso15118Part20.signatures;
    const used: string[] = [];
    for (const [order, signatures] of [
      ['as table 8 has them', table],
      ['the other way round', [...table].reverse()],
    ] as const) {
      run.step('test', `When a vehicle lists the two signature algorithms ${order}`);
      const { handshake } = await recordVehicle(harness, run, { signatures });
      const wanted = order === 'as table 8 has them' ? signatureTable : [...signatureTable].reverse();
      const listed = handshake.clientHello?.signatureAlgorithms ?? [];
      if (listed.join() !== wanted.join())
        run.stop('the ClientHello does not list them so', listed.map(signatureSchemeName).join(', '));
      const { scheme, result } = handshake.signature ?? {};
      const name = scheme === undefined ? 'no CertificateVerify' : signatureSchemeName(scheme);
      run.observe(scheme !== undefined && signatureTable.includes(scheme) && result?.kind === 'valid', {
        text: 'the CertificateVerify of the SECC holds, and is made with an algorithm of table 8',
        expected: signatureTable.map(signatureSchemeName).join(' or '),
        observed: result?.kind === 'invalid' ? `${name}: ${result.detail}` : name,
      });
      used.push(name);
    }
    run.observe(used[0] === used[1], {
      text: 'the choice of the SECC does not depend on the order of the vehicle',
      expected: `${used[0]} both times`,
      observed: used.join(', then '),
    });
  },
);
