// Object identifiers of extended key usage (RFC 5280, 4.2.1.12).

export const serverAuth = '1.3.6.1.5.5.7.3.1';
export const clientAuth = '1.3.6.1.5.5.7.3.2';
/** RFC 6960, 4.2.2.2. */
export const ocspSigning = '1.3.6.1.5.5.7.3.9';
/** RFC 9336. */
export const documentSigning = '1.3.6.1.5.5.7.3.36';
/** RFC 5280. What `openssl cms -verify` looks for in a signer that limits its purposes. */
export const emailProtection = '1.3.6.1.5.5.7.3.4';
