import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import { iso15118Part20, type TlsProfile } from '../../src/transport/tls-profiles.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';
import { tlsGroupName } from '../../src/wire/tls/names.js';
import { signatureSchemeName } from '../../src/wire/tls/signature.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { pkiEd448 } from '../engine/pki-ed448.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { handshakeCase, observeAll, recordVehicleWith } from './handshake-case.js';
import { lookAtSigners } from './staple-look.js';

/** A vehicle that is set to Ed448 prefers what goes with it, and knows the other kind too. */
const preferred: TlsProfile = {
  ...iso15118Part20,
  name: 'iso15118-20 with Ed448 preferred',
  groups: ['X448', 'secp521r1'],
  signatures: ['ed448', 'ecdsa_secp521r1_sha512'],
};
const ed448 = 0x0808;
const x448 = 30;

function vehicleOn(harness: Harness, run: CaseRun): TlsClientOptions {
  const folder = pkiEd448(harness.pkiFolder);
  if (!existsSync(folder)) run.stop('there are no certificates on Ed448 for a vehicle');
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    profile: preferred,
    roots: [read('v2g-root.cert.pem')],
    chain: read('vehicle.chain.pem'),
    key: read('vehicle.key.pem'),
  };
}

handshakeCase(
  'TC20_SECC_CMN_Tls_Ed448',
  {
    title: 'station and vehicle are set to Ed448',
    purpose:
      'An SECC that is set to the second kind of credentials shows a chain on Ed448, signs with it, exchanges keys on x448, and serves a vehicle whose certificate is on Ed448 too.',
    requirements: ['V2G20-2319', 'V2G20-2320', 'V2G20-2461', 'V2G20-2390', 'V2G20-2393'],
    kind: 'valid',
    pics: 'PICS_PLUMBLINE_SECC_Ed448',
    likelyCauses: ['the TLS library or the store of certificates knows ECDSA only'],
  },
  async (harness, run) => {
    const tls = vehicleOn(harness, run);
    run.step('test', 'When a vehicle with a certificate on Ed448 connects');
    const evcc = new Evcc(harness, run, { tls });
    try {
      const drive = await evcc.driveTo('session-open');
      run.require(drive.reached, {
        text: 'the SECC serves it',
        expected: 'session-open',
        observed: drive.reached ? drive.state : (drive.failure?.text ?? drive.state),
        requirements: ['V2G20-2319'],
      });
    } finally {
      await evcc.leave();
    }
    run.step('test', 'When it connects again, and the handshake is read from the record');
    const { handshake } = await recordVehicleWith(harness, run, tls);
    const keys = handshake.chain.map((der) => readCertificate(der)).map((read) => keyOf(read));
    run.observe(keys.length > 0 && keys.every((key) => key === 'Ed448'), {
      text: 'every key of the chain of the SECC is on Ed448',
      expected: 'Ed448',
      observed: keys.join(', ') || 'no certificate',
      requirements: ['V2G20-2319', 'V2G20-2320'],
    });
    const { scheme, result } = handshake.signature ?? {};
    run.observe(scheme === ed448 && result?.kind === 'valid', {
      text: 'its CertificateVerify is made with ed448, and holds',
      expected: 'ed448, holds',
      observed: `${scheme === undefined ? 'none' : signatureSchemeName(scheme)}, ${result?.kind ?? 'not there'}`,
      requirements: ['V2G20-2319', 'V2G20-2320'],
    });
    const group = handshake.serverHello?.group;
    run.observe(group === x448, {
      text: 'the key exchange is on the group that goes with it',
      expected: tlsGroupName(x448),
      observed: group === undefined ? 'none' : tlsGroupName(group),
      requirements: ['V2G20-2461'],
    });
    observeAll(run, lookAtSigners(handshake));
  },
);

function keyOf(read: ReturnType<typeof readCertificate>): string {
  return read.kind === 'certificate' ? read.publicKey : 'a certificate that cannot be read';
}
