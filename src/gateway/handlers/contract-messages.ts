import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { RequestName } from '../messages.js';
import { evseStatus } from '../session/evse-status.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';

/**
 * The messages of Plug & Charge. This SECC offers external payment only, so none of them is ever legal here: the
 * sequence table holds them off and they get their own response with FAILED_SequenceError and valid mandatory elements
 * (V2G2-538, V2G2-736). An update or installation is never answered OK without being done (V2G2-556).
 */
const noCertificate: ExiObject = { Certificate: new Uint8Array(1) };
const certificateAnswer: ExiObject = {
  SAProvisioningCertificateChain: noCertificate,
  ContractSignatureCertChain: noCertificate,
  ContractSignatureEncryptedPrivateKey: { Id: 'id1', value: new Uint8Array(48) },
  DHpublickey: { Id: 'id2', value: new Uint8Array(65) },
  eMAID: { Id: 'id3', value: 'ZZ000000000000' },
};

export const paymentDetails = refusing('PaymentDetailsReq', (station) => ({
  GenChallenge: Uint8Array.from(station.random(16)),
  EVSETimeStamp: station.wallS,
}));

export const certificateInstallation = refusing('CertificateInstallationReq', () => certificateAnswer);

export const certificateUpdate = refusing('CertificateUpdateReq', () => certificateAnswer);

export const meteringReceipt: Handler = {
  request: 'MeteringReceiptReq',
  failedBody: (session, _request, station) => evseStatus(session, station),
  handle: (session, request, station) => fail(meteringReceipt, 'FAILED', session, request, station),
};

function refusing(request: RequestName, body: (station: Parameters<Handler['failedBody']>[2]) => ExiObject): Handler {
  const handler: Handler = {
    request,
    failedBody: (_session, _request, station) => body(station),
    handle: (session, message, station) => fail(handler, 'FAILED', session, message, station),
  };
  return handler;
}
