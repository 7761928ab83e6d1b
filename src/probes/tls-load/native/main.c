/* Process that plays vehicles. Prints `ready`; for each line on stdin it makes a round and prints `round JSON`, for
   `release` it closes that round's connections and prints `released`; ends when stdin ends. */
#include "tls-load.h"

#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>

#include <openssl/crypto.h>

static void find_address(struct load *load) {
  const struct options *options = load->options;
  char name[512];
  snprintf(name, sizeof name, "%s%s%s", options->host, *options->scope ? "%" : "", options->scope);
  const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV};
  struct addrinfo *found = NULL;
  const int problem = getaddrinfo(name, options->port, &hints, &found);
  if (problem != 0) give_up(name, gai_strerror(problem));
  memcpy(&load->address, found->ai_addr, found->ai_addrlen);
  load->address_length = found->ai_addrlen;
  freeaddrinfo(found);
}

/* As many descriptors as are allowed: one for each vehicle and some. */
static void raise_limits(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

static void open_queues(struct load *load) {
  load->epoll = epoll_create1(EPOLL_CLOEXEC);
  load->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = UINT32_MAX};
  if (load->epoll < 0 || load->timer < 0 || epoll_ctl(load->epoll, EPOLL_CTL_ADD, load->timer, &event) != 0)
    give_up("epoll", "not available");
  load->connections = calloc((size_t)load->vehicles.count, sizeof *load->connections);
  if (load->connections == NULL) give_up("connections", "out of memory");
  for (int i = 0; i < load->vehicles.count; i++) load->connections[i].fd = -1;
}

int main(int count, char **words) {
  static struct options options;
  static struct load load;
  if (count == 2 && strcmp(words[1], "--version") == 0) {
    printf("%s\n", OpenSSL_version(OPENSSL_VERSION));
    return 0;
  }
  signal(SIGPIPE, SIG_IGN);
  raise_limits();
  options = read_options(count, words);
  load.options = &options;
  find_address(&load);
  load.context = open_context(&options);
  SSL_CTX_set_app_data(load.context, &load);
  load.vehicles = load_vehicles(&options);
  open_queues(&load);
  printf("ready\n");
  fflush(stdout);
  char *line = NULL;
  size_t room = 0;
  while (getline(&line, &room, stdin) > 0) {
    line[strcspn(line, "\n")] = '\0';
    if (strcmp(line, "release") == 0) {
      release_round(&load);
      printf("released\n");
      fflush(stdout);
    } else if (*line != '\0') {
      run_round(&load, line);
    }
  }
  free(line);
  return 0;
}
