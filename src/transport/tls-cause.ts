/** What OpenSSL's and the kernel's words mean to a person, by Node's error code. */
const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on that port',
  ECONNRESET: 'the peer reset the connection',
  EPIPE: 'the peer no longer reads',
  EHOSTUNREACH: 'no host answers at that address',
  ENETUNREACH: 'there is no route to that address',
  EADDRNOTAVAIL: 'the address does not belong to this machine or interface',
  EADDRINUSE: 'the port is already in use',
  EACCES: 'not permitted',
  EINVAL: 'the address does not fit the interface',
  ENODEV: 'there is no such interface',
  ENXIO: 'there is no such interface',
  ETIMEDOUT: 'the peer stopped acknowledging',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the peer does not speak TLS, or another version of it',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'the peer asks for a TLS version that this side does not allow',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'the peer refuses the TLS version offered (alert protocol_version)',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE:
    'the peer found no cipher suite, group or signature in common (alert handshake_failure)',
  ERR_SSL_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY: 'the peer wants stronger parameters (alert insufficient_security)',
  ERR_SSL_NO_SHARED_CIPHER: 'the peer offers none of the cipher suites of the profile',
  ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM: 'no signature algorithm that both sides allow fits the certificate',
  ERR_SSL_NO_SUITABLE_KEY_SHARE: 'the peer offers none of the groups of the profile',
  ERR_SSL_NO_SHARED_GROUP: 'the peer offers none of the groups of the profile',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'the peer does not trust the issuer of our certificate (alert unknown_ca)',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'the peer finds our certificate bad (alert bad_certificate)',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: 'the peer finds our certificate expired (alert certificate_expired)',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: 'the peer finds our certificate revoked (alert certificate_revoked)',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: 'the peer does not accept our certificate (alert certificate_unknown)',
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
    'the peer does not take our kind of certificate (alert unsupported_certificate)',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'the peer wants a certificate from us (alert certificate_required)',
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: 'the peer sent no certificate',
  ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR: 'the peer could not check our signature (alert decrypt_error)',
  ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR: 'the peer reports an internal error (alert internal_error)',
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: 'the peer does not know the name asked for (alert unrecognized_name)',
  ERR_SSL_NO_CERTIFICATE_SET: 'the server has no certificate',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'the handshake was not finished in time',
  CERT_HAS_EXPIRED: 'a certificate in the chain has expired',
  CERT_NOT_YET_VALID: 'a certificate in the chain is not valid yet',
  SELF_SIGNED_CERT_IN_CHAIN: 'the chain ends at a root that is not one of the trusted ones',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed and not one of the trusted ones',
  UNABLE_TO_GET_ISSUER_CERT: 'the issuer of a certificate in the chain is not known',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer of a certificate in the chain is not known',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the issuer of the leaf certificate is neither sent nor trusted',
  CERT_SIGNATURE_FAILURE: 'the signature on a certificate in the chain is wrong',
  CERT_REVOKED: 'a certificate in the chain is revoked',
  INVALID_CA: 'a certificate in the chain that acts as CA is none',
  PATH_LENGTH_EXCEEDED: 'the chain is longer than its path length constraint allows',
  INVALID_PURPOSE: 'a certificate in the chain is made for another purpose',
};

/** One plain sentence for an error of the kernel or of TLS; what is not in the table keeps its own words. */
export function plainTlsCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  const plain = code === undefined ? undefined : causes[code];
  if (plain !== undefined) return `${plain} (${code})`;
  return code === undefined || error.message.includes(code) ? error.message : `${error.message} (${code})`;
}

/** The plain sentence for a bare code: what `authorizationError` holds. */
export function plainCode(code: string): string {
  return causes[code] ?? code;
}

function codeOf(error: Error): string | undefined {
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && code !== 'EPROTO') return code;
  // EPROTO carries OpenSSL's reason only in its text: "...:SSL alert number 40" or ":wrong version number:".
  const reason = /:([a-z0-9 ]+):[^:]*\.c(?:c)?:\d+/.exec(error.message)?.[1];
  const fromReason = reason === undefined ? undefined : `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
  return fromReason ?? (typeof code === 'string' ? code : undefined);
}
