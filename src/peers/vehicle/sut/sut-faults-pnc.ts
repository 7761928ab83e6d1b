const list = 'published EVCC list: ';
const handOver = 'ISO 15118-2, 7.9.2.4: the vehicle verifies who signed the contract that it is given';

/** Faults of a vehicle that pays by contract, by name. */
export const contractFaults = {
  'ev-trusts-any-secc': {
    behaviour: 'goes on in TLS whatever certificate the SECC shows',
    source: 'ISO 15118-2, 7.7.3: the EVCC authenticates the SECC',
  },
  'ev-discovers-without-tls': {
    behaviour: 'asks for an SECC without TLS where it is to pay by contract',
    source: `${list}SDP, Security 0x00`,
  },
  'ev-pays-externally': {
    behaviour: 'selects ExternalPayment where only Contract is offered',
    source: `${list}PaymentServiceSelection`,
  },
  'ev-unsigned-installation': {
    behaviour: 'asks for a contract without a signature',
    source: `${list}CertificateInstallation`,
  },
  'ev-update-signed-by-another-key': {
    behaviour: 'signs CertificateUpdateReq with its provisioning key in place of the contract key',
    source: `${list}CertificateUpdate`,
  },
  'ev-ignores-installation-signature': {
    behaviour: 'takes a contract whose signature does not hold',
    source: handOver,
  },
  'ev-ignores-provisioning-chain': {
    behaviour: 'takes a contract from a provisioning service that no V2G root vouches for',
    source: handOver,
  },
  'ev-takes-any-contract-key': {
    behaviour: 'pays by a contract whose private key is not that of its certificate',
    source: 'V2G2-823: the private key belongs to the contract certificate',
  },
  'ev-takes-expired-installation': {
    behaviour: 'takes FAILED_CertificateExpired for OK',
    source: `${list}FAILED response codes`,
  },
  'ev-keeps-old-contract': {
    behaviour: 'presents its old contract after an update',
    source: `${list}PaymentDetails`,
  },
  'ev-presents-leaf-alone': {
    behaviour: 'presents its contract certificate without the CAs above it',
    source: `${list}PaymentDetails, contract certificate chain`,
  },
  'ev-wrong-emaid': {
    behaviour: 'names another EMAID than that of its contract certificate',
    source: `${list}PaymentDetails, EMAID`,
  },
  'ev-skips-payment-details': {
    behaviour: 'asks for authorization without having presented its contract',
    source: `${list}PaymentDetails`,
  },
  'ev-wrong-challenge': {
    behaviour: 'signs a GenChallenge of its own',
    source: `${list}Authorization, GenChallenge`,
  },
  'ev-unsigned-authorization': {
    behaviour: 'sends AuthorizationReq without a signature',
    source: `${list}Authorization, signature`,
  },
  'ev-authorizes-with-another-key': {
    behaviour: 'signs AuthorizationReq with its provisioning key in place of the contract key',
    source: `${list}Authorization, signature`,
  },
  'ev-ignores-receipt': {
    behaviour: 'takes no notice of ReceiptRequired',
    source: `${list}MeteringReceipt`,
  },
  'ev-unsigned-receipt': {
    behaviour: 'sends MeteringReceiptReq without a signature',
    source: `${list}MeteringReceipt, signature`,
  },
  'ev-signs-other-reading': {
    behaviour: 'signs another meter reading than the SECC sent',
    source: 'ISO 15118-2, 8.4.3.13: the receipt carries the MeterInfo that was received',
  },
  'ev-takes-refused-receipt': {
    behaviour: 'charges on after FAILED_MeteringSignatureNotValid',
    source: `${list}FAILED response codes`,
  },
} as const;

export type ContractFaultName = keyof typeof contractFaults;
