#include "tls-load.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

const char *errno_name(int number) {
  switch (number) {
#define NAME(code) \
  case code:       \
    return #code
    NAME(ECONNREFUSED);
    NAME(ECONNRESET);
    NAME(EPIPE);
    NAME(EHOSTUNREACH);
    NAME(ENETUNREACH);
    NAME(ENETDOWN);
    NAME(EADDRNOTAVAIL);
    NAME(EACCES);
    NAME(EPERM);
    NAME(EINVAL);
    NAME(ENODEV);
    NAME(ENXIO);
    NAME(ETIMEDOUT);
    NAME(EMFILE);
    NAME(ENFILE);
    NAME(ENOBUFS);
    NAME(ENOMEM);
#undef NAME
    default:
      return strerrorname_np(number) != NULL ? strerrorname_np(number) : "UNKNOWN";
  }
}

/* Reasons are told as Node names them; each name is kept, because outcomes point at it. */
const char *tls_error_name(void) {
  static char names[64][96];
  static int known = 0;
  const unsigned long error = ERR_get_error();
  ERR_clear_error();
  const char *reason = error == 0 ? NULL : ERR_reason_error_string(error);
  if (reason == NULL) return "ERR_SSL_UNKNOWN";
  char name[96];
  snprintf(name, sizeof name, "ERR_SSL_%s", reason);
  for (char *at = name; *at; at++) *at = isalnum((unsigned char)*at) ? (char)toupper((unsigned char)*at) : '_';
  for (int i = 0; i < known; i++)
    if (strcmp(names[i], name) == 0) return names[i];
  if (known == 64) return "ERR_SSL_OTHER";
  strcpy(names[known], name);
  return names[known++];
}

const char *trust_error_name(long number) {
  switch (number) {
#define NAME(code)        \
  case X509_V_ERR_##code: \
    return #code
    NAME(UNABLE_TO_GET_ISSUER_CERT);
    NAME(UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    NAME(UNABLE_TO_VERIFY_LEAF_SIGNATURE);
    NAME(CERT_SIGNATURE_FAILURE);
    NAME(CERT_NOT_YET_VALID);
    NAME(CERT_HAS_EXPIRED);
    NAME(DEPTH_ZERO_SELF_SIGNED_CERT);
    NAME(SELF_SIGNED_CERT_IN_CHAIN);
    NAME(CERT_CHAIN_TOO_LONG);
    NAME(CERT_REVOKED);
    NAME(INVALID_CA);
    NAME(PATH_LENGTH_EXCEEDED);
    NAME(INVALID_PURPOSE);
    NAME(CERT_UNTRUSTED);
    NAME(CERT_REJECTED);
    NAME(UNHANDLED_CRITICAL_EXTENSION);
#undef NAME
    default:
      return "CERT_OTHER";
  }
}
