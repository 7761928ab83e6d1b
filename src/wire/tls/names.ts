/** Names of the TLS numbers that V2G sessions meet (IANA registries); others print as numbers. */
const cipherSuites: Readonly<Record<number, string>> = {
  47: 'TLS_RSA_WITH_AES_128_CBC_SHA',
  53: 'TLS_RSA_WITH_AES_256_CBC_SHA',
  60: 'TLS_RSA_WITH_AES_128_CBC_SHA256',
  156: 'TLS_RSA_WITH_AES_128_GCM_SHA256',
  157: 'TLS_RSA_WITH_AES_256_GCM_SHA384',
  49161: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  49162: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  49171: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  49172: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  49191: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  49192: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
  49197: 'TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256',
  49198: 'TLS_ECDH_ECDSA_WITH_AES_256_GCM_SHA384',
  49325: 'TLS_ECDHE_ECDSA_WITH_AES_256_CCM',
  49327: 'TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8',
  49157: 'TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA',
  49187: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
  49188: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384',
  49189: 'TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256',
  49190: 'TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA384',
  49195: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  49196: 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  49199: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  49200: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  49324: 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM',
  49326: 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
  52392: 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  52393: 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  4865: 'TLS_AES_128_GCM_SHA256',
  4866: 'TLS_AES_256_GCM_SHA384',
  4867: 'TLS_CHACHA20_POLY1305_SHA256',
  4868: 'TLS_AES_128_CCM_SHA256',
  4869: 'TLS_AES_128_CCM_8_SHA256',
  255: 'TLS_EMPTY_RENEGOTIATION_INFO_SCSV',
};

const alerts: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  22: 'record_overflow',
  40: 'handshake_failure',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  116: 'certificate_required',
};

/** What an alert says, for a reader who does not know the numbers (RFC 8446, 6; RFC 5246, 7.2). */
const alertWords: Readonly<Record<number, string>> = {
  0: 'it sends nothing further',
  10: 'a message came that does not belong here',
  20: 'a record could not be authenticated',
  22: 'a record was too long',
  40: 'nothing that both sides accept: cipher suite, group, signature or certificate',
  42: "the other side's certificate is corrupt or its signature wrong",
  43: "the other side's certificate is of a kind that it does not take",
  44: "the other side's certificate was revoked",
  45: "the other side's certificate has expired or is not valid yet",
  46: "it does not accept the other side's certificate, for a reason it does not name",
  47: 'a field has a value that it must not have',
  48: "it does not trust the CA of the other side's certificate",
  49: 'the certificate is good, but access is refused',
  50: 'a message could not be decoded',
  51: 'a signature or the Finished of the handshake does not verify',
  70: 'it does not speak the TLS version that was offered',
  71: 'it asks for stronger parameters',
  80: 'something failed inside it that has nothing to do with the other side',
  86: 'the other side fell back to a lower version than both can speak',
  90: 'its user gave up',
  109: 'an extension that it needs is missing',
  110: 'an extension came that it did not ask for',
  112: 'it does not know the server name',
  113: "the other side's stapled OCSP response is bad",
  116: 'it asked for a certificate and got none',
};

const groups: Readonly<Record<number, string>> = {
  23: 'secp256r1',
  24: 'secp384r1',
  25: 'secp521r1',
  29: 'x25519',
  30: 'x448',
};

const handshakes: Readonly<Record<number, string>> = {
  0: 'HelloRequest',
  1: 'ClientHello',
  2: 'ServerHello',
  4: 'NewSessionTicket',
  8: 'EncryptedExtensions',
  11: 'Certificate',
  12: 'ServerKeyExchange',
  13: 'CertificateRequest',
  14: 'ServerHelloDone',
  15: 'CertificateVerify',
  16: 'ClientKeyExchange',
  20: 'Finished',
  22: 'CertificateStatus',
  24: 'KeyUpdate',
  25: 'CompressedCertificate',
};

const versions: Readonly<Record<number, string>> = {
  768: 'SSL 3.0',
  769: 'TLS 1.0',
  770: 'TLS 1.1',
  771: 'TLS 1.2',
  772: 'TLS 1.3',
};

export function tlsCipherName(code: number): string {
  return cipherSuites[code] ?? hex(code);
}

export function tlsAlertName(code: number): string {
  return alerts[code] ?? `alert ${code}`;
}

/** The alert in plain words; undefined where it is not known. */
export function tlsAlertMeaning(code: number): string | undefined {
  return alertWords[code];
}

export function tlsGroupName(code: number): string {
  return groups[code] ?? hex(code);
}

export function tlsHandshakeName(code: number): string {
  return handshakes[code] ?? `handshake message ${code}`;
}

export function tlsVersionName(code: number): string {
  return versions[code] ?? hex(code);
}

function hex(code: number): string {
  return `0x${code.toString(16).padStart(4, '0')}`;
}
