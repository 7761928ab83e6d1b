import type { ExiObject } from '../codec.js';
import type { SchemaName } from '../sets.js';
import { listOf, objectAt, octetsOf, textOf } from './read-value.js';
import { bodyOf } from './signed-element.js';

/** What a message has signed, and by whom. */
export interface SignedParts {
  /** Elements that a signature must refer to, where they are there. */
  readonly elements: readonly string[];
  /** Whether this message must be signed; otherwise it may be. */
  readonly required: boolean;
  /** In words, for findings. */
  readonly signer: string;
  /** The signer's certificate, DER, where the message itself carries it. */
  readonly certificate: Uint8Array | undefined;
}

const contractInstallation = [
  'ContractSignatureCertChain',
  'ContractSignatureEncryptedPrivateKey',
  'DHpublickey',
  'eMAID',
];

type Rule = (body: ExiObject) => SignedParts;

/** ISO 15118-2:2014, table 11 in 7.9.2.4.2 (what is signed with which key). */
const part2: Readonly<Record<string, Rule>> = {
  // Only the first request carries the challenge; those that poll for the result are empty and unsigned.
  AuthorizationReq: (body) => parts(['AuthorizationReq'], body['GenChallenge'] !== undefined, 'contract'),
  MeteringReceiptReq: () => parts(['MeteringReceiptReq'], true, 'contract'),
  CertificateInstallationReq: (body) =>
    parts(['CertificateInstallationReq'], true, 'OEM provisioning', octetsOf(body['OEMProvisioningCert'])),
  CertificateUpdateReq: (body) =>
    parts(['CertificateUpdateReq'], true, 'contract', octetsOf(chainLeaf(body, 'ContractSignatureCertChain'))),
  CertificateInstallationRes: (body) => installation(body, 'SAProvisioningCertificateChain'),
  CertificateUpdateRes: (body) => installation(body, 'SAProvisioningCertificateChain'),
  ChargeParameterDiscoveryRes: () => parts(['SalesTariff'], false, 'MO sub-CA 2'),
};

/** ISO 15118-20:2022, table 17 in 7.9.2.4.2. */
const part20: Readonly<Record<string, Rule>> = {
  AuthorizationReq: (body) => {
    const mode = objectAt(body, 'PnC_AReqAuthorizationMode');
    const leaf = octetsOf(chainLeaf(mode ?? {}, 'ContractCertificateChain'));
    return parts(['PnC_AReqAuthorizationMode'], mode !== undefined, 'contract', leaf);
  },
  CertificateInstallationReq: (body) => {
    const chain = 'OEMProvisioningCertificateChain';
    return parts([chain], true, 'OEM provisioning', octetsOf(chainLeaf(body, chain)));
  },
  CertificateInstallationRes: (body) => {
    const done = isOk(body) && body['EVSEProcessing'] !== 'Ongoing';
    return parts(['SignedInstallationData'], done, 'CPS', octetsOf(chainLeaf(body, 'CPSCertificateChain')));
  },
  MeteringConfirmationReq: () => parts(['SignedMeteringData'], true, 'contract'),
  ScheduleExchangeRes: () => parts(['AbsolutePriceSchedule', 'PriceLevelSchedule'], false, 'MO sub-CA 2'),
};

/** What of a message is signed; undefined: this message is never signed. */
export function signedParts(schema: SchemaName, message: ExiObject): SignedParts | undefined {
  const [name, body] = bodyOf(message);
  if (schema === 'din' && name === 'ContractAuthenticationReq') return parts([name], false, 'contract');
  const rules = schema.startsWith('iso20') ? part20 : part2;
  return Object.hasOwn(rules, name) ? rules[name]?.(body ?? {}) : undefined;
}

/**
 * The contract certificate chain that a PaymentDetailsReq (-2, DIN) presents, DER, leaf first. The leaf signs what the vehicle
 * sends from then on, and its issuer, MO sub-CA 2, signs the SalesTariff. Empty: there is none.
 */
export function presentedContractChain(message: ExiObject): readonly Uint8Array[] {
  const [name, body] = bodyOf(message);
  if (name !== 'PaymentDetailsReq' || body === undefined) return [];
  const chain = objectAt(body, 'ContractSignatureCertChain');
  const above = listOf(objectAt(chain, 'SubCertificates')?.['Certificate']);
  return [chain?.['Certificate'], ...above].map(octetsOf).filter((der) => der !== undefined);
}

function installation(body: ExiObject, chain: string): SignedParts {
  return parts(contractInstallation, isOk(body), 'CPS', octetsOf(chainLeaf(body, chain)));
}

function chainLeaf(body: ExiObject, name: string): ExiObject[string] | undefined {
  return objectAt(body, name)?.['Certificate'];
}

function isOk(body: ExiObject): boolean {
  return textOf(body['ResponseCode'])?.startsWith('OK') === true;
}

function parts(elements: readonly string[], required: boolean, signer: string, certificate?: Uint8Array): SignedParts {
  return { elements, required, signer, certificate };
}
