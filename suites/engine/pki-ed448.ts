/** Where the certificates of the second kind of credentials of ISO 15118-20 lie: Ed448, beside those of ISO 15118-2. */
export function pkiEd448(pki: string): string {
  return `${pki}-ed448`;
}
