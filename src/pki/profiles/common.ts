/** What authorities have in common. */
export const authority = { ca: true, keyUsage: ['keyCertSign', 'cRLSign'], extendedKeyUsage: [] } as const;
/** What leaves have in common. */
export const leaf = { ca: false, keyUsage: ['digitalSignature', 'keyAgreement'], extendedKeyUsage: [] } as const;
/** Days. */
export const years = 365;
