#include "tls-load.h"

#include <stdlib.h>
#include <string.h>

static int version_of(const char *name) {
  if (strcmp(name, "TLSv1.2") == 0) return TLS1_2_VERSION;
  if (strcmp(name, "TLSv1.3") == 0) return TLS1_3_VERSION;
  give_up("TLS version", name);
}

static void trust(SSL_CTX *context, const char *files) {
  char *list = strdup(files);
  if (list == NULL) give_up("roots", "out of memory");
  char *rest = NULL;
  for (char *file = strtok_r(list, ":", &rest); file != NULL; file = strtok_r(NULL, ":", &rest))
    if (SSL_CTX_load_verify_file(context, file) != 1) give_up(file, "no trusted root can be read from it");
  free(list);
}

SSL_CTX *open_context(const struct options *options) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  if (context == NULL) give_up("TLS", tls_error_name());
  /* The profile says what may be offered; a level of the system would hide CCM8, which counts as 64 bits. */
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, version_of(options->min_version));
  SSL_CTX_set_max_proto_version(context, version_of(options->max_version));
  if (*options->ciphers && SSL_CTX_set_cipher_list(context, options->ciphers) != 1)
    give_up("cipher suites", options->ciphers);
  if (*options->suites && SSL_CTX_set_ciphersuites(context, options->suites) != 1)
    give_up("cipher suites", options->suites);
  if (SSL_CTX_set1_groups_list(context, options->groups) != 1) give_up("groups", options->groups);
  if (SSL_CTX_set1_sigalgs_list(context, options->signatures) != 1) give_up("signatures", options->signatures);
  if (options->staple) SSL_CTX_set_tlsext_status_type(context, TLSEXT_STATUSTYPE_ocsp);
  trust(context, options->roots);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_mode(context, SSL_MODE_AUTO_RETRY | SSL_MODE_RELEASE_BUFFERS);
  /* Vehicles keep their own sessions; none may take another's. */
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(context, keep_session);
  return context;
}
