/* TLS vehicles in C: what Node's bundled OpenSSL does too slowly. See docs/tls-load.md for the line protocol. */
#ifndef PLUMBLINE_TLS_LOAD_H
#define PLUMBLINE_TLS_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include <openssl/ssl.h>

#define MOST_VEHICLES 1000

/* What the server must say before a handshake counts. */
enum word { WORD_NONE, WORD_TICKET, WORD_DATA };

struct options {
  const char *host, *scope, *port;
  const char *min_version, *max_version;
  const char *ciphers, *suites, *groups, *signatures;
  /* PEM files: roots, `:` between them; list of `CHAIN<TAB>KEY` lines. */
  const char *roots, *vehicles;
  /* Sent once the handshake is through. */
  unsigned char *exchange;
  size_t exchange_length;
  enum word word;
  bool staple, resume;
  int64_t timeout_ns, confirm_ns;
  /* This process plays every `shares`-th vehicle of the list, from `share` on. */
  int share, shares;
};

struct vehicle {
  X509 *leaf;
  STACK_OF(X509) *chain;
  EVP_PKEY *key;
  SSL_SESSION *session;
};

struct vehicles {
  struct vehicle *list;
  int count;
};

/* Names of errors point into static tables. */
struct outcome {
  int vehicle;
  int64_t due, start, total;
  /* NULL: it succeeded. Else the step that failed: tcp, tls, trust, word, time, own. */
  const char *failed;
  const char *error;
  const char *version;
  bool confirmed, resumed;
};

enum phase { PHASE_IDLE, PHASE_TCP, PHASE_TLS, PHASE_WORD, PHASE_HELD };

struct connection {
  enum phase phase;
  int fd;
  SSL *ssl;
  int64_t due, start, deadline;
  bool ticket;
};

struct load {
  const struct options *options;
  SSL_CTX *context;
  struct vehicles vehicles;
  struct sockaddr_storage address;
  socklen_t address_length;
  int epoll, timer;
  /* One for each vehicle: it has one connection at a time. */
  struct connection *connections;
  /* Growing list of what came out of the round. */
  struct outcome *outcomes;
  size_t outcome_count, outcome_room;
  int64_t began;
};

/* Reads the command line. Ends the process with a line `failed {...}` when it cannot be used. */
struct options read_options(int count, char **words);
/* Ends the process after telling why on stdout, as every probe process does. */
_Noreturn void give_up(const char *place, const char *detail);

SSL_CTX *open_context(const struct options *options);
struct vehicles load_vehicles(const struct options *options);
/* Keeps the newest session of a connection's vehicle; registered with the context. */
int keep_session(SSL *ssl, SSL_SESSION *session);

int64_t monotonic_ns(void);

/* Opens a vehicle's connection, which was due at that time. Returns true if its outcome is known already. */
bool start_connection(struct load *load, int vehicle, int64_t due);
/* Goes on with a connection. Returns true once its outcome is known: it is then held, or idle after a failure. */
bool drive_connection(struct load *load, int vehicle);
/* A connection whose time is over: failed, or held without the server's word. */
void expire_connection(struct load *load, int vehicle);
/* Says goodbye; the vehicle is idle then. */
void close_connection(struct load *load, int vehicle);
/* Notes an outcome that no connection stands behind. */
void note_outcome(struct load *load, struct outcome outcome);

/* Names of what went wrong, as Node names them. */
const char *errno_name(int number);
const char *tls_error_name(void);
const char *trust_error_name(long number);

/* A line of stdin, without its end; NULL at the end of the input. */
void run_round(struct load *load, char *command);
void release_round(struct load *load);

/* How long events waited for this process, by passes of its loop. */
struct passes {
  uint64_t buckets[64 * 8];
  uint64_t count;
  int64_t longest;
};
void note_pass(struct passes *passes, int64_t ns);
void print_round(struct load *load, const struct passes *passes, double cpu_s, double wait_s, double wall_s);

#endif
