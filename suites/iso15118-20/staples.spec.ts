import { join } from 'node:path';
import { loadCertificates } from '../../src/pki/load-certificates.js';
import { pkiP521 } from '../engine/harness.js';
import { handshakeCase, observeAll, recordVehicle } from './handshake-case.js';
import { lookAtEachStaple, lookAtSigners } from './staple-look.js';

handshakeCase(
  'TC20_SECC_CMN_Tls_StapleSigner',
  {
    title: 'who has signed the OCSP responses of the station',
    purpose:
      'The OCSP responses that an SECC staples are signed with the kind of key that the handshake uses: ECDSA on secp521r1, or Ed448.',
    requirements: ['V2G20-2389', 'V2G20-2390', 'V2G20-2392', 'V2G20-2393'],
    kind: 'valid',
    likelyCauses: ['the responses are those of the certificates of ISO 15118-2', 'the responder signs on P-256 only'],
  },
  async (harness, run) => {
    run.step('test', 'When a vehicle asks for OCSP responses, and the Certificate message is read from the record');
    const { handshake } = await recordVehicle(harness, run);
    if (handshake.clientHello?.asksForStatus !== true) run.stop('the ClientHello does not ask for OCSP responses');
    const looks = lookAtSigners(handshake);
    // That one is there is the duty of TC20_SECC_CMN_Tls_StationCertificate.
    if (looks.length === 0) run.stop('the SECC has stapled no OCSP response whose signer could be looked at');
    observeAll(run, looks);
  },
);

handshakeCase(
  'TC20_SECC_CMN_Tls_StapleOfEachCertificate',
  {
    title: 'an OCSP response for each certificate of the chain',
    purpose:
      'A public SECC, and a private one that offers Plug & Charge, staples an OCSP response for every certificate of its chain, which TLS 1.3 carries beside each of them.',
    requirements: ['V2G20-2388', 'V2G20-2391'],
    kind: 'valid',
    pics: 'PICS_PLUMBLINE_SECC_ChainStaples',
    likelyCauses: [
      'the TLS library can staple the response of the leaf alone',
      'responses are fetched for the leaf only',
    ],
  },
  async (harness, run) => {
    const [root] = loadCertificates(join(pkiP521(harness.pkiFolder), 'v2g-root.cert.pem'));
    run.step('test', 'When a vehicle asks for OCSP responses, and the Certificate message is read from the record');
    const { handshake } = await recordVehicle(harness, run);
    if (handshake.clientHello?.asksForStatus !== true) run.stop('the ClientHello does not ask for OCSP responses');
    const looks = lookAtEachStaple(handshake, root as Uint8Array, new Date());
    run.require(looks.length > 0, { text: 'the SECC shows a chain', observed: `${looks.length} certificates` });
    observeAll(run, looks);
  },
);
