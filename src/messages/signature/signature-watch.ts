import { certificateKey } from '../../wire/tls/certificate-key.js';
import type { ExiObject } from '../codec.js';
import type { SchemaName } from '../sets.js';
import { listOf, objectAt, octetsOf, textOf } from './read-value.js';
import type { SignatureCheck } from './signature-check.js';
import { algorithmWords, digestWords } from './signature-words.js';
import { bodyOf, rootOf, signatureIn } from './signed-element.js';
import { type SignedParts, signedParts } from './signed-parts.js';
import { verifySignature } from './verify-signature.js';

/** An element that a signature refers to. */
export interface SignedReference {
  readonly element: string | undefined;
  /** Its `Id`, as the reference names it. */
  readonly id: string | undefined;
  /** `SHA-512`; the URI where it is none of ISO 15118. */
  readonly digest: string;
  /** Whether the digest fits the element as it was received. */
  readonly holds: boolean;
}

/** A signature of a session, as it was found on the wire. */
export interface SeenSignature {
  /** `AuthorizationReq`. */
  readonly message: string;
  /** Whose key the standard wants: `contract`, `OEM provisioning`, `CPS`, `MO sub-CA 2`. */
  readonly signer: string;
  /** Common name in the certificate that it was verified with; undefined: the wire did not show one. */
  readonly subject: string | undefined;
  /** `ECDSA P-521, SHA-512`; the URI where it is none of ISO 15118. */
  readonly algorithm: string;
  readonly references: readonly SignedReference[];
  readonly check: SignatureCheck;
}

/** Chain of certificates that a message carried, DER, leaf first. */
export interface SeenChain {
  /** As {@link SeenSignature.signer}. */
  readonly owner: string;
  readonly certificates: readonly Uint8Array[];
}

/**
 * Verifies the signatures of one session from its messages alone, in the order in which they went over the wire: it
 * remembers the contract chain that the vehicle presents, the challenge and the session id that the SECC gives, and holds
 * what follows against them. It knows no key that was not on the wire.
 */
export class SignatureWatch {
  #contract: readonly Uint8Array[] = [];
  #challenge: Uint8Array | undefined;
  #sessionId: Uint8Array | undefined;
  readonly #chains = new Map<string, readonly Uint8Array[]>();

  /** Chains that signers have shown, in the order of their appearance; a newer one of the same owner replaces the older. */
  get chains(): readonly SeenChain[] {
    return [...this.#chains].map(([owner, certificates]) => ({ owner, certificates }));
  }

  /**
   * Takes the next message of either side. undefined: it has no signature and needs none.
   * @param message as decoded from the wire; never throws, whatever it holds
   */
  take(schema: SchemaName, message: ExiObject): SeenSignature | undefined {
    this.#learn(message);
    const parts = signedParts(schema, message);
    const signature = signatureIn(message);
    if (signature === undefined && parts?.required !== true) return undefined;
    const certificate = parts?.certificate ?? this.#certificateOf(parts);
    const [name] = bodyOf(message);
    const check = verifySignature({
      schema,
      message,
      ...(certificate === undefined ? {} : { certificate }),
      expect: {
        ...(this.#challenge === undefined || name !== 'AuthorizationReq' ? {} : { genChallenge: this.#challenge }),
        ...(this.#sessionId === undefined ? {} : { sessionId: this.#sessionId }),
      },
    });
    return {
      message: name,
      signer: parts?.signer ?? 'nobody whom the standard names',
      subject: certificate && commonName(certificate),
      algorithm: algorithmWords(textOf(objectAt(signature, 'SignedInfo', 'SignatureMethod')?.['Algorithm'])),
      references: referencesOf(signature, check),
      check,
    };
  }

  #certificateOf(parts: SignedParts | undefined): Uint8Array | undefined {
    if (parts?.signer === 'contract') return this.#contract[0];
    // MO sub-CA 2 is the issuer of the contract certificate ([V2G2-307]; -20: table 17 in 7.9.2.4.2).
    return parts?.signer === 'MO sub-CA 2' ? this.#contract[1] : undefined;
  }

  #learn(message: ExiObject): void {
    const [name, body = {}] = bodyOf(message);
    const header = objectAt(rootOf(message)[1], 'Header');
    switch (name) {
      case 'SessionSetupRes':
        this.#sessionId = octetsOf(header?.['SessionID']);
        this.#challenge = undefined;
        return;
      case 'PaymentDetailsRes':
        this.#challenge = octetsOf(body['GenChallenge']);
        return;
      case 'AuthorizationSetupRes':
        this.#challenge = octetsOf(objectAt(body, 'PnC_ASResAuthorizationMode')?.['GenChallenge']);
        return;
      case 'PaymentDetailsReq':
        this.#present(chainIn(objectAt(body, 'ContractSignatureCertChain')));
        return;
      case 'AuthorizationReq':
        this.#present(chainIn(objectAt(body, 'PnC_AReqAuthorizationMode', 'ContractCertificateChain')));
        return;
      case 'CertificateInstallationReq': {
        const chain = chainIn(objectAt(body, 'OEMProvisioningCertificateChain'));
        const single = octetsOf(body['OEMProvisioningCert']);
        this.#show('OEM provisioning', single === undefined ? chain : [single]);
        return;
      }
      case 'CertificateInstallationRes':
      case 'CertificateUpdateRes':
        this.#show(
          'CPS',
          chainIn(objectAt(body, 'CPSCertificateChain') ?? objectAt(body, 'SAProvisioningCertificateChain')),
        );
        return;
      default:
        return;
    }
  }

  #present(chain: readonly Uint8Array[]): void {
    // Requests that poll for the result carry no chain: that of the first still counts.
    if (chain.length > 0) this.#contract = chain;
    this.#show('contract', chain);
  }

  #show(owner: string, chain: readonly Uint8Array[]): void {
    if (chain.length > 0) this.#chains.set(owner, chain);
  }
}

/** Certificates of a chain as a message carries it, leaf first. */
function chainIn(chain: ExiObject | undefined): readonly Uint8Array[] {
  const above = listOf(objectAt(chain, 'SubCertificates')?.['Certificate']);
  return [chain?.['Certificate'], ...above].map(octetsOf).filter((der) => der !== undefined);
}

function referencesOf(signature: ExiObject | undefined, check: SignatureCheck): readonly SignedReference[] {
  const given = listOf(objectAt(signature, 'SignedInfo')?.['Reference']);
  return check.references.map(({ uri, element, matched }, index) => ({
    element,
    id: uri?.startsWith('#') === true ? uri.slice(1) : uri,
    digest: digestWords(textOf(objectAt(given[index], 'DigestMethod')?.['Algorithm'])),
    holds: matched !== undefined,
  }));
}

function commonName(der: Uint8Array): string | undefined {
  try {
    const { subject } = certificateKey(der);
    return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
  } catch {
    return undefined;
  }
}
