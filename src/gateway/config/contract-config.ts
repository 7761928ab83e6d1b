/** Plug & Charge: who may pay by contract, and what this station hands out in place of a provisioning service. */
export interface ContractConfig extends ContractChainsConfig {
  /** What ServiceDiscovery and AuthorizationSetup offer over TLS; plain TCP never sees Contract. */
  readonly payment_options: readonly PaymentOption[];
  /** Providers whose contracts are taken, as ISO 15118-20 tells vehicles: `DEABC`. Empty: it tells nothing. */
  readonly providers: readonly string[];
  /** EMAIDs whose contract has ended. */
  readonly canceled: readonly string[];
  /** EMAIDs that may not charge here. */
  readonly not_allowed: readonly string[];
  /** How long the decision about a contract takes, s: Authorization is Ongoing until then. */
  readonly decision_s: number;
  /** Meter readings that the vehicle has to sign; without it none. */
  readonly receipts?: ReceiptsConfig;
  /** The same for ISO 15118-20, whose keys are others; without it -20 has external payment only. */
  readonly iso20?: ContractChainsConfig;
}

export type PaymentOption = 'Contract' | 'ExternalPayment';

export interface ReceiptsConfig {
  /** In every n-th answer of the charge loop; in ISO 15118-20 the vehicle is asked for MeteringConfirmation there. */
  readonly every: number;
  /** Whether a signature that is wrong ends the session: V2G2-904 leaves it to the station. */
  readonly verify: boolean;
}

/** Certificates and keys of one edition. All are paths of PEM files but the OCSP responses, which are DER. */
export interface ContractChainsConfig {
  /** Mobility operators' roots, or the V2G root where they are cross-certified. */
  readonly mo_roots: readonly string[];
  /** Vehicle makers' roots, for certificate installation. */
  readonly oem_roots: readonly string[];
  /** Their sub-CAs: CertificateInstallationReq of ISO 15118-2 carries the leaf alone. */
  readonly oem_sub_cas: readonly string[];
  /** Status of contract and provisioning certificates. */
  readonly ocsp_responses: readonly string[];
  readonly provisioning?: ProvisioningConfig;
  /** Signs tariffs for vehicles that pay by contract: the key of MO sub-CA 2. */
  readonly tariff?: { readonly private_key: string };
}

/** The provisioning service that this station plays, with lab keys. */
export interface ProvisioningConfig {
  /** Chain and key of the CPS. */
  readonly certificate_chain: string;
  readonly private_key: string;
  readonly contracts: readonly IssuedContractConfig[];
}

export interface IssuedContractConfig {
  /** PCID of the vehicle that the contract is for; without it the contract is only handed out as an update. */
  readonly pcid?: string;
  readonly certificate_chain: string;
  readonly private_key: string;
}
