#include "tls-load.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include <openssl/err.h>

int64_t monotonic_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void note_outcome(struct load *load, struct outcome outcome) {
  if (load->outcome_count == load->outcome_room) {
    load->outcome_room = load->outcome_room == 0 ? 4096 : 2 * load->outcome_room;
    load->outcomes = realloc(load->outcomes, load->outcome_room * sizeof outcome);
    if (load->outcomes == NULL) give_up("outcomes", "out of memory");
  }
  load->outcomes[load->outcome_count++] = outcome;
}

static struct outcome outcome_of(const struct load *load, int vehicle) {
  const struct connection *connection = &load->connections[vehicle];
  return (struct outcome){
      .vehicle = vehicle,
      .due = connection->due - load->began,
      .start = connection->start - load->began,
      .total = monotonic_ns() - connection->start,
  };
}

static void free_connection(struct connection *connection) {
  SSL_free(connection->ssl);
  if (connection->fd >= 0) close(connection->fd);
  *connection = (struct connection){.phase = PHASE_IDLE, .fd = -1};
}

/* Always true: the outcome is known. */
static bool fail(struct load *load, int vehicle, const char *step, const char *error) {
  struct outcome outcome = outcome_of(load, vehicle);
  outcome.failed = step;
  outcome.error = error;
  note_outcome(load, outcome);
  ERR_clear_error();
  free_connection(&load->connections[vehicle]);
  return true;
}

static bool succeed(struct load *load, int vehicle, bool confirmed) {
  struct connection *connection = &load->connections[vehicle];
  struct outcome outcome = outcome_of(load, vehicle);
  outcome.version = SSL_get_version(connection->ssl);
  outcome.resumed = SSL_session_reused(connection->ssl) == 1;
  outcome.confirmed = confirmed;
  note_outcome(load, outcome);
  connection->phase = PHASE_HELD;
  return true;
}

int keep_session(SSL *ssl, SSL_SESSION *session) {
  struct load *load = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
  int vehicle = (int)(intptr_t)SSL_get_app_data(ssl);
  load->connections[vehicle].ticket = true;
  if (!load->options->resume) return 0;
  SSL_SESSION_free(load->vehicles.list[vehicle].session);
  load->vehicles.list[vehicle].session = session;
  return 1;
}

static bool is_local(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM || error == EADDRNOTAVAIL;
}

bool start_connection(struct load *load, int vehicle, int64_t due) {
  struct connection *connection = &load->connections[vehicle];
  *connection = (struct connection){.phase = PHASE_TCP, .fd = -1, .due = due, .start = monotonic_ns()};
  connection->deadline = connection->start + load->options->timeout_ns;
  connection->fd = socket(load->address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (connection->fd < 0) return fail(load, vehicle, "own", errno_name(errno));
  const int on = 1;
  setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(connection->fd, (struct sockaddr *)&load->address, load->address_length) != 0 && errno != EINPROGRESS)
    return fail(load, vehicle, is_local(errno) ? "own" : "tcp", errno_name(errno));
  /* Edge-triggered: every step goes on until the socket would block, so one registration serves all phases. */
  struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.u32 = (uint32_t)vehicle};
  if (epoll_ctl(load->epoll, EPOLL_CTL_ADD, connection->fd, &event) != 0)
    return fail(load, vehicle, "own", errno_name(errno));
  return false;
}

/* TCP is there: the vehicle puts on its certificate, and its session where it has one. */
static bool begin_tls(struct load *load, int vehicle) {
  struct connection *connection = &load->connections[vehicle];
  const struct vehicle *who = &load->vehicles.list[vehicle];
  connection->ssl = SSL_new(load->context);
  if (connection->ssl == NULL) return fail(load, vehicle, "own", tls_error_name());
  SSL_set_app_data(connection->ssl, (void *)(intptr_t)vehicle);
  SSL_set_fd(connection->ssl, connection->fd);
  if (who->leaf != NULL && SSL_use_cert_and_key(connection->ssl, who->leaf, who->key, who->chain, 1) != 1)
    return fail(load, vehicle, "own", tls_error_name());
  if (load->options->resume && who->session != NULL) SSL_set_session(connection->ssl, who->session);
  connection->phase = PHASE_TLS;
  return false;
}

static bool tls_failed(struct load *load, int vehicle, const char *step, int result) {
  SSL *ssl = load->connections[vehicle].ssl;
  const int saved = errno;
  const int kind = SSL_get_error(ssl, result);
  if (kind == SSL_ERROR_WANT_READ || kind == SSL_ERROR_WANT_WRITE) return false;
  const long trust = SSL_get_verify_result(ssl);
  if (trust != X509_V_OK && load->connections[vehicle].phase == PHASE_TLS)
    return fail(load, vehicle, "trust", trust_error_name(trust));
  if (kind == SSL_ERROR_ZERO_RETURN) return fail(load, vehicle, step, "CLOSED");
  if (kind == SSL_ERROR_SYSCALL && ERR_peek_error() == 0)
    return fail(load, vehicle, step, saved == 0 ? "CLOSED" : errno_name(saved));
  return fail(load, vehicle, step, tls_error_name());
}

static bool handshake(struct load *load, int vehicle) {
  struct connection *connection = &load->connections[vehicle];
  const struct options *options = load->options;
  ERR_clear_error();
  errno = 0;
  const int result = SSL_connect(connection->ssl);
  if (result != 1) return tls_failed(load, vehicle, "tls", result);
  if (options->exchange_length > 0) {
    const int written = SSL_write(connection->ssl, options->exchange, (int)options->exchange_length);
    /* A few hundred octets fit into any socket: what fails here is a server that is gone. */
    if (written <= 0) {
      connection->phase = PHASE_WORD;
      return tls_failed(load, vehicle, "word", written) || fail(load, vehicle, "word", "EPIPE");
    }
  }
  if (options->word == WORD_NONE) return succeed(load, vehicle, true);
  connection->phase = PHASE_WORD;
  if (options->word == WORD_TICKET) connection->deadline = monotonic_ns() + options->confirm_ns;
  return false;
}

/* Waits for what the server says after the client's last flight (docs/pki.md: only that proves that it accepts us). */
static bool hear_word(struct load *load, int vehicle) {
  struct connection *connection = &load->connections[vehicle];
  unsigned char answer[4096];
  ERR_clear_error();
  errno = 0;
  const int result = SSL_read(connection->ssl, answer, sizeof answer);
  if (result > 0) return succeed(load, vehicle, true);
  /* Sessions of TLS 1.2 come with the handshake and are no word; in TLS 1.3 they come after it. */
  if (load->options->word == WORD_TICKET && connection->ticket) return succeed(load, vehicle, true);
  return tls_failed(load, vehicle, "word", result);
}

bool drive_connection(struct load *load, int vehicle) {
  struct connection *connection = &load->connections[vehicle];
  if (connection->phase == PHASE_TCP) {
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(connection->fd, SOL_SOCKET, SO_ERROR, &error, &length);
    if (error != 0) return fail(load, vehicle, is_local(error) ? "own" : "tcp", errno_name(error));
    if (begin_tls(load, vehicle)) return true;
  }
  if (connection->phase == PHASE_TLS && handshake(load, vehicle)) return true;
  return connection->phase == PHASE_WORD && hear_word(load, vehicle);
}

void expire_connection(struct load *load, int vehicle) {
  const enum phase phase = load->connections[vehicle].phase;
  if (phase == PHASE_WORD && load->options->word == WORD_TICKET) succeed(load, vehicle, false);
  else fail(load, vehicle, "time", phase == PHASE_TCP ? "TCP" : phase == PHASE_TLS ? "TLS" : "WORD");
}

void close_connection(struct load *load, int vehicle) {
  struct connection *connection = &load->connections[vehicle];
  if (connection->ssl != NULL) SSL_shutdown(connection->ssl);
  ERR_clear_error();
  free_connection(connection);
}
