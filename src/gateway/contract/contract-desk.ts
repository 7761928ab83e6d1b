import type { KeyObject } from 'node:crypto';
import type { CertificateFacts } from '../../pki/certificate-facts.js';

/** Certificates and keys of Plug & Charge, read and checked at the start: one edition's. */
export interface ContractMaterial {
  /** DER. */
  readonly moRoots: readonly Uint8Array[];
  readonly oemRoots: readonly Uint8Array[];
  readonly oemSubCas: readonly Uint8Array[];
  /** OCSP responses, DER. */
  readonly ocsp: readonly Uint8Array[];
  readonly provisioning: ProvisioningMaterial | undefined;
  /** Key of MO sub-CA 2. */
  readonly tariffKey: KeyObject | undefined;
}

/** The provisioning service that the station plays. */
export interface ProvisioningMaterial {
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject;
  readonly contracts: readonly IssuedContract[];
}

/** A contract that can be handed out. */
export interface IssuedContract {
  readonly pcid: string | undefined;
  /** Common name of the leaf. */
  readonly emaid: string;
  readonly chain: readonly Uint8Array[];
  readonly leaf: CertificateFacts;
  readonly key: KeyObject;
}

/** What a station knows of contracts; `undefined` for an edition without Plug & Charge. */
export interface ContractDesk {
  readonly iso2: ContractMaterial | undefined;
  readonly iso20: ContractMaterial | undefined;
}

/** The contract that a session pays with. */
export interface PresentedContract {
  readonly emaid: string;
  /** Certificate of the contract, DER: its key signs what the vehicle sends from now on. */
  readonly leaf: Uint8Array;
  /** Challenge that the vehicle has to sign; undefined once it has. */
  readonly challenge: Uint8Array | undefined;
}
