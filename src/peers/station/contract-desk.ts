import { X509Certificate } from 'node:crypto';
import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import { encryptContractKey } from '../../messages/signature/contract-key.js';
import { signElements } from '../../messages/signature/sign-elements.js';
import { bodyOf } from '../../messages/signature/signed-element.js';
import { verifySignature } from '../../messages/signature/verify-signature.js';
import { readCertificate } from '../../pki/certificate-facts.js';
import { checkChain } from '../../pki/check-chain.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { isObject } from '../vehicle/physical-value.js';
import { at, bytesAt, listAt, numberAt, textAt } from '../vehicle/read-value.js';
import type { ContractMaterial, HeldCredentials } from './contract-material.js';
import type { SeccContract } from './secc-script.js';

/** An answer as Plug & Charge has it. */
export interface ContractAnswer {
  readonly body: ExiObject;
  readonly signature?: ExiObject | undefined;
  /** Why the request was refused. */
  readonly refused?: string | undefined;
}

/** The certificate service of ISO 15118-2 (table 105), and its parameter sets. */
export const certificateServiceId = 2;
const certificateSets = [
  { ParameterSetID: 1, Parameter: [{ Name: 'Service', stringValue: 'Installation' }] },
  { ParameterSetID: 2, Parameter: [{ Name: 'Service', stringValue: 'Update' }] },
];
/** Length of an EMAID without its check digit. */
const emaidLength = 14;
/** What a refusal must carry all the same, of no worth (V2G2-736). */
const filler: ExiObject = {
  SAProvisioningCertificateChain: { Certificate: new Uint8Array(1) },
  ContractSignatureCertChain: { Certificate: new Uint8Array(1) },
  ContractSignatureEncryptedPrivateKey: { Id: 'id1', value: new Uint8Array(48) },
  DHpublickey: { Id: 'id2', value: new Uint8Array(65) },
  eMAID: { Id: 'id3', value: 'ZZ000000000000' },
};

/**
 * What the tester's SECC says where a vehicle pays by contract, for one session: it looks at chains, challenge and signatures
 * as a correct one has to, and refuses what does not hold.
 */
export class ContractDesk {
  readonly #material: ContractMaterial;
  readonly #script: Pick<SeccContract, 'receipts' | 'otherKey'>;
  readonly #random: RandomSource;
  readonly #clock: Clock;
  /** Certificate of the contract that was presented, DER. */
  #presented: Uint8Array | undefined;
  #challenge: Uint8Array | undefined;

  constructor(
    material: ContractMaterial,
    script: Pick<SeccContract, 'receipts' | 'otherKey'>,
    { random, clock }: { readonly random: RandomSource; readonly clock: Clock },
  ) {
    this.#material = material;
    this.#script = script;
    this.#random = random;
    this.#clock = clock;
  }

  /** @param message the whole request @param plain what is said where nobody pays by contract */
  answer(name: string, message: ExiObject, plain: ExiObject | undefined): ContractAnswer | undefined {
    const request = bodyOf(message)[1] ?? {};
    switch (name) {
      case 'ServiceDiscoveryReq':
        return { body: { ...plain, ...offer, PaymentOptionList: { PaymentOption: optionsBeside(plain) } } };
      case 'ServiceDetailReq':
        return numberAt(request, 'ServiceID') === certificateServiceId
          ? { body: { ...plain, ServiceParameterList: { ParameterSet: certificateSets } } }
          : undefined;
      case 'PaymentServiceSelectionReq': {
        const option = textAt(request, 'SelectedPaymentOption');
        if (option === 'Contract') return undefined;
        return refuse('FAILED_PaymentSelectionInvalid', `${option} in place of Contract`);
      }
      case 'CertificateInstallationReq':
        return this.#install(message, request);
      case 'CertificateUpdateReq':
        return this.#update(message, request);
      case 'PaymentDetailsReq':
        return this.#present(request);
      case 'AuthorizationReq':
        return this.#authorize(message, request, plain);
      case 'ChargeParameterDiscoveryReq':
        return { body: plain ?? {}, signature: this.#signTariffs(plain) };
      case 'ChargingStatusReq':
      case 'CurrentDemandReq':
        return { body: { ...plain, ReceiptRequired: this.#script.receipts ?? false } };
      case 'MeteringReceiptReq': {
        const wrong = this.#signatureFault(message, this.#presented);
        if (wrong === undefined) return undefined;
        return { body: { ...plain, ResponseCode: 'FAILED_MeteringSignatureNotValid' }, refused: wrong };
      }
      default:
        return undefined;
    }
  }

  #install(message: ExiObject, request: ExiObject): ContractAnswer {
    const leaf = bytesAt(request, 'OEMProvisioningCert');
    const { oemRoots, oemSubCas, contract } = this.#material;
    const chain = leaf === undefined ? [] : completed(leaf, oemSubCas);
    const untrusted = this.#chainFault(chain, oemRoots, 'oem-provisioning');
    if (leaf === undefined || untrusted !== undefined) return refuse('FAILED_CertChainError', untrusted, filler);
    const wrong = this.#signatureFault(message, leaf);
    if (wrong !== undefined) return refuse('FAILED_SignatureError', wrong, filler);
    return this.#handOver(contract, leaf);
  }

  #update(message: ExiObject, request: ExiObject): ContractAnswer {
    const chain = chainIn(request);
    const untrusted = this.#chainFault(chain, this.#material.moRoots, 'contract');
    const [leaf] = chain;
    if (leaf === undefined || untrusted !== undefined) return refuse('FAILED_CertChainError', untrusted, filler);
    const wrong = this.#signatureFault(message, leaf);
    if (wrong !== undefined) return refuse('FAILED_SignatureError', wrong, filler);
    return this.#handOver(this.#material.successor, leaf);
  }

  #present(request: ExiObject): ContractAnswer {
    const chain = chainIn(request);
    const GenChallenge = Uint8Array.from(this.#random(16));
    const rest = { GenChallenge, EVSETimeStamp: Number(this.#clock.wallNs() / 1_000_000_000n) };
    const untrusted = this.#chainFault(chain, this.#material.moRoots, 'contract');
    if (untrusted !== undefined) return refuse('FAILED_CertChainError', untrusted, rest);
    const said = textAt(request, 'eMAID') ?? '';
    const own = emaidOf(chain[0]);
    if (plainEmaid(said) !== own) {
      return refuse('FAILED_NoCertificateAvailable', `eMAID ${said}, certificate of ${own}`, rest);
    }
    [this.#presented] = chain;
    this.#challenge = GenChallenge;
    return { body: { ResponseCode: 'OK', ...rest } };
  }

  #authorize(message: ExiObject, request: ExiObject, plain: ExiObject | undefined): ContractAnswer | undefined {
    const challenge = this.#challenge;
    // Requests that only ask once more, after the signed one, are empty.
    if (challenge === undefined && this.#presented !== undefined) return undefined;
    const finished = { EVSEProcessing: 'Finished' };
    if (challenge === undefined || !same(bytesAt(request, 'GenChallenge'), challenge)) {
      return refuse('FAILED_ChallengeInvalid', 'GenChallenge is not the one that was sent', finished);
    }
    const wrong = this.#signatureFault(message, this.#presented);
    if (wrong !== undefined) return refuse('FAILED_SignatureError', wrong, finished);
    this.#challenge = undefined;
    return { body: plain ?? {} };
  }

  /** ISO 15118-2, 7.9.2.4.3: the key encrypted for the receiver alone, all of it signed by the provisioning service. */
  #handOver(contract: HeldCredentials, receiver: Uint8Array): ContractAnswer {
    const { publicKey } = new X509Certificate(receiver);
    if (publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
      return refuse('FAILED_NoCertificateAvailable', 'nothing can be encrypted for a key that is not P-256', filler);
    }
    const { provisioning } = this.#material;
    const contractKey = this.#script.otherKey === true ? provisioning.key : contract.key;
    const keys = encryptContractKey({ contractKey, receiver: publicKey, random: this.#random });
    const elements = [
      { name: 'ContractSignatureCertChain', value: { Id: 'id1', ...chainElement(contract.chain) } },
      { name: 'ContractSignatureEncryptedPrivateKey', value: { Id: 'id2', value: keys.encryptedPrivateKey } },
      { name: 'DHpublickey', value: { Id: 'id3', value: keys.dhPublicKey } },
      { name: 'eMAID', value: { Id: 'id4', value: emaidOf(contract.chain[0]) } },
    ];
    return {
      body: {
        ResponseCode: 'OK',
        SAProvisioningCertificateChain: chainElement(provisioning.chain),
        ...Object.fromEntries(elements.map(({ name, value }) => [name, value])),
      },
      signature: signElements({ schema: 'iso2', elements, key: provisioning.key, suite: 'ecdsa-p256-sha256' }),
    };
  }

  /** MO sub-CA 2 signs every tariff (V2G2-307). */
  #signTariffs(answer: ExiObject | undefined): ExiObject | undefined {
    const elements = listAt(answer, 'SAScheduleList', 'SAScheduleTuple')
      .map((tuple) => at(tuple, 'SalesTariff'))
      .filter(isObject)
      .filter((value) => typeof value['Id'] === 'string')
      .map((value) => ({ name: 'SalesTariff', value }));
    if (elements.length === 0) return undefined;
    return signElements({ schema: 'iso2', elements, key: this.#material.tariffKey, suite: 'ecdsa-p256-sha256' });
  }

  #chainFault(
    chain: readonly Uint8Array[],
    roots: readonly Uint8Array[],
    role: 'contract' | 'oem-provisioning',
  ): string | undefined {
    const at = new Date(Number(this.#clock.wallNs() / 1_000_000n));
    const found = checkChain(chain, { roots, at, role }).find(({ severity }) => severity === 'fault');
    return found === undefined ? undefined : `${found.rule}: ${found.who} ${found.text}`;
  }

  #signatureFault(message: ExiObject, certificate: Uint8Array | undefined): string | undefined {
    if (certificate === undefined) return 'no contract was presented';
    const { verdict, findings } = verifySignature({ schema: 'iso2', message, certificate });
    if (verdict === 'valid' || verdict === 'deviant') return undefined;
    const faults = findings.filter(({ severity }) => severity === 'fault').map(({ rule, text }) => `${rule}: ${text}`);
    return faults.join('; ') || 'the message has no signature';
  }
}

/** Contract alone, but where the script offers it among others. */
function optionsBeside(plain: ExiObject | undefined): readonly string[] {
  const listed = listAt(plain, 'PaymentOptionList', 'PaymentOption').filter((one) => typeof one === 'string');
  return listed.includes('Contract') ? listed : ['Contract'];
}

const offer: ExiObject = {
  ServiceList: {
    Service: [
      {
        ServiceID: certificateServiceId,
        ServiceName: 'Certificate',
        ServiceCategory: 'ContractCertificate',
        FreeService: true,
      },
    ],
  },
};

function refuse(code: string, why: string | undefined, rest: ExiObject = {}): ContractAnswer {
  return { body: { ResponseCode: code, ...rest }, refused: why ?? 'what must be there is not' };
}

function chainElement([leaf, ...above]: readonly Uint8Array[]): ExiObject {
  const SubCertificates = { Certificate: above };
  return { Certificate: leaf ?? new Uint8Array(1), ...(above.length === 0 ? {} : { SubCertificates }) };
}

/** ContractSignatureCertChain of a request, DER, leaf first. */
function chainIn(request: ExiObject): readonly Uint8Array[] {
  const element = at(request, 'ContractSignatureCertChain');
  const octets = [at(element, 'Certificate'), ...listAt(element, 'SubCertificates', 'Certificate')];
  return octets.filter((der) => der instanceof Uint8Array);
}

/** A leaf with the CAs that issued it, as far up as those at hand lead. */
function completed(leaf: Uint8Array, authorities: readonly Uint8Array[]): readonly Uint8Array[] {
  const known = authorities.map(readCertificate).filter((one) => one.kind === 'certificate');
  const chain = [leaf];
  for (let count = 0; count < known.length; count++) {
    const last = readCertificate(chain.at(-1)!);
    const issuer = known.find((one) => last.kind === 'certificate' && one.subject === last.issuer);
    if (issuer === undefined || chain.includes(issuer.der)) break;
    chain.push(issuer.der);
  }
  return chain;
}

function emaidOf(certificate: Uint8Array | undefined): string {
  const facts = certificate === undefined ? undefined : readCertificate(certificate);
  return facts?.kind === 'certificate' ? plainEmaid(facts.commonName) : '';
}

function plainEmaid(text: string): string {
  return text.replaceAll('-', '').toUpperCase().slice(0, emaidLength);
}

function same(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}
