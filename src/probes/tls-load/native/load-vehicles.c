#include "tls-load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/pem.h>

static void read_chain(struct vehicle *vehicle, const char *file) {
  BIO *in = BIO_new_file(file, "r");
  if (in == NULL) give_up(file, "cannot be read");
  vehicle->leaf = PEM_read_bio_X509(in, NULL, NULL, NULL);
  vehicle->chain = sk_X509_new_null();
  if (vehicle->leaf == NULL || vehicle->chain == NULL) give_up(file, "no certificate in it");
  for (X509 *above; (above = PEM_read_bio_X509(in, NULL, NULL, NULL)) != NULL;) sk_X509_push(vehicle->chain, above);
  ERR_clear_error();
  BIO_free(in);
}

static void read_key(struct vehicle *vehicle, const char *file) {
  BIO *in = BIO_new_file(file, "r");
  if (in == NULL) give_up(file, "cannot be read");
  /* An empty pass phrase: never ask on a terminal. */
  vehicle->key = PEM_read_bio_PrivateKey(in, NULL, NULL, "");
  if (vehicle->key == NULL) give_up(file, "no private key without a pass phrase in it");
  BIO_free(in);
  if (X509_check_private_key(vehicle->leaf, vehicle->key) != 1) give_up(file, "the key does not belong to the certificate");
}

/* Vehicles without certificates where no list is given: profiles in which only the server authenticates. */
static struct vehicles bare(void) {
  struct vehicles vehicles = {calloc(MOST_VEHICLES, sizeof(struct vehicle)), MOST_VEHICLES};
  if (vehicles.list == NULL) give_up("vehicles", "out of memory");
  return vehicles;
}

struct vehicles load_vehicles(const struct options *options) {
  struct vehicles vehicles = bare();
  if (options->vehicles == NULL) return vehicles;
  vehicles.count = 0;
  FILE *list = fopen(options->vehicles, "r");
  if (list == NULL) give_up(options->vehicles, "cannot be read");
  char *line = NULL;
  size_t room = 0;
  for (int index = 0; getline(&line, &room, list) > 0 && vehicles.count < MOST_VEHICLES; index++) {
    line[strcspn(line, "\r\n")] = '\0';
    if (index % options->shares != options->share || *line == '\0') continue;
    char *tab = strchr(line, '\t');
    if (tab == NULL) give_up(options->vehicles, "a line is not CHAIN, tab, KEY");
    *tab = '\0';
    struct vehicle *vehicle = &vehicles.list[vehicles.count++];
    read_chain(vehicle, line);
    read_key(vehicle, tab + 1);
  }
  free(line);
  fclose(list);
  if (vehicles.count == 0) give_up(options->vehicles, "it has no vehicle for this process");
  return vehicles;
}
