/** CertificateChainType and its kin, as the codec gives them. */
interface ChainElement {
  readonly Certificate: Uint8Array;
  readonly SubCertificates?: { readonly Certificate: readonly Uint8Array[] };
}

/** The certificates of a chain element, DER, leaf first. */
export function chainOf(element: ChainElement): readonly Uint8Array[] {
  return [element.Certificate, ...(element.SubCertificates?.Certificate ?? [])];
}
