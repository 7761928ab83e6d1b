import { type Iso20Handler, refuse } from '../handler.js';

/**
 * CertificateInstallation: AuthorizationSetupRes says that this SECC has no such service, so the sequence table holds it
 * off; its own response has valid mandatory elements all the same (V2G20-735).
 */
export const certificateInstallation: Iso20Handler = {
  request: 'CertificateInstallationReq',
  failedBody: () => ({
    EVSEProcessing: 'Finished',
    CPSCertificateChain: { Certificate: noCertificate },
    SignedInstallationData: {
      Id: 'id1',
      ContractCertificateChain: { Certificate: noCertificate, SubCertificates: { Certificate: [noCertificate] } },
      ECDHCurve: 'SECP521',
      DHPublicKey: new Uint8Array(133),
      SECP521_EncryptedPrivateKey: new Uint8Array(94),
    },
    RemainingContractCertificateChains: 0,
  }),
  handle: (session, request, station) => refuse(certificateInstallation, 'FAILED', session, request, station),
};

const noCertificate = new Uint8Array(1);
