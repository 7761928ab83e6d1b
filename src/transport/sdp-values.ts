/** Security byte of SDP (ISO 15118-2, table 14): 0x00 TLS, 0x10 none. */
export type SdpSecurity = 'tls' | 'none';
