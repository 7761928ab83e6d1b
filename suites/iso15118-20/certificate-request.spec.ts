import { join } from 'node:path';
import { loadCertificates } from '../../src/pki/load-certificates.js';
import { type Harness, pkiP521 } from '../engine/harness.js';
import { lookAtAuthorities, lookAtExtensions, lookAtSignatures } from './certificate-request-look.js';
import { handshakeCase, observeAll, recordVehicle, requestOf } from './handshake-case.js';

handshakeCase(
  'TC20_SECC_CMN_Tls_CertificateRequestSignatures',
  {
    title: 'signature algorithms that the SECC asks a vehicle for',
    purpose:
      'An SECC asks a vehicle for the two signature algorithms of table 8 in the order of the table, and for no other one.',
    requirements: ['V2G20-1667'],
    kind: 'valid',
    likelyCauses: ['the TLS library is left with its default signature algorithms'],
  },
  async (harness, run) => {
    run.step('test', 'When a vehicle connects, and the CertificateRequest is read from the record');
    const { handshake } = await recordVehicle(harness, run);
    observeAll(run, lookAtSignatures(requestOf(run, handshake)));
  },
);

const rootsIn = (harness: Harness, name: string) =>
  loadCertificates(join(pkiP521(harness.pkiFolder), `${name}.cert.pem`));

handshakeCase(
  'TC20_SECC_CMN_Tls_CertificateRequestAuthorities',
  {
    title: 'roots that the SECC names to a vehicle',
    purpose:
      'An SECC names the V2G and OEM roots that it holds in its CertificateRequest, never one of a mobility operator, and leaves the list empty only where it holds none.',
    requirements: ['V2G20-2401', 'V2G20-2402', 'V2G20-2404'],
    kind: 'valid',
    likelyCauses: [
      'the roots are in the store of the TLS library, and not in the list that it sends',
      'one store of roots serves TLS and contracts',
    ],
  },
  async (harness, run) => {
    const roots = {
      vehicle: [...rootsIn(harness, 'oem-root'), ...rootsIn(harness, 'v2g-root')],
      operators: rootsIn(harness, 'mo-root'),
    };
    run.step('test', 'When a vehicle connects, and the CertificateRequest is read from the record');
    const { handshake, accepted } = await recordVehicle(harness, run);
    observeAll(run, lookAtAuthorities(requestOf(run, handshake), roots, accepted));
    if (!accepted) run.inconclusive('the SECC has not accepted our vehicle, so that it need not name its root');
  },
);

handshakeCase(
  'TC20_SECC_CMN_Tls_CertificateRequestExtensions',
  {
    title: 'what the CertificateRequest must not hold',
    purpose: 'An SECC sends neither oid_filters nor status_request in its CertificateRequest.',
    requirements: ['V2G20-2406', 'V2G20-2407'],
    kind: 'valid',
  },
  async (harness, run) => {
    run.step('test', 'When a vehicle connects, and the CertificateRequest is read from the record');
    const { handshake } = await recordVehicle(harness, run);
    observeAll(run, lookAtExtensions(requestOf(run, handshake)));
  },
);
