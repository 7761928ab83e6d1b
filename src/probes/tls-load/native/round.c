#include "tls-load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define TIMER_MARK UINT32_MAX
/* How often timeouts are looked for. */
#define SWEEP_NS 20000000

enum kind { AT_ONCE, CLOSED, OPEN };

struct round {
  struct load *load;
  enum kind kind;
  /* Closed: handshakes still to be begun. */
  long left;
  /* Open: when each is due, ns from the beginning, and the next of them; vehicles that are free, in the order of rest. */
  int64_t *due;
  size_t due_count, next;
  int *idle;
  size_t idle_head, idle_count;
  /* Connections without an outcome. */
  int busy;
};

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Time that this process was ready to run and had no core: the second word of schedstat, ns. */
static double wait_seconds(void) {
  FILE *file = fopen("/proc/self/schedstat", "r");
  unsigned long long ran = 0, waited = 0;
  if (file == NULL) return 0;
  const int found = fscanf(file, "%llu %llu", &ran, &waited);
  fclose(file);
  return found == 2 ? (double)waited / 1e9 : 0;
}

static void wait_until(int64_t ns) {
  const struct timespec at = {.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) == EINTR) continue;
}

static void settle(struct round *round, int vehicle);

static void begin(struct round *round, int vehicle, int64_t due) {
  round->busy++;
  if (start_connection(round->load, vehicle, due)) settle(round, vehicle);
}

/* A connection has its outcome: it is held, or closed and the vehicle goes on. */
static void settle(struct round *round, int vehicle) {
  round->busy--;
  if (round->kind == AT_ONCE) return;
  if (round->load->connections[vehicle].phase == PHASE_HELD) close_connection(round->load, vehicle);
  if (round->kind == OPEN) {
    const size_t count = (size_t)round->load->vehicles.count;
    round->idle[(round->idle_head + round->idle_count++) % count] = vehicle;
  }
}

/* Closed load: every vehicle that has nothing to do begins anew. Not from `settle`, which a refused port would recurse. */
static void refill(struct round *round, int vehicles) {
  for (int i = 0; i < vehicles && round->left > 0; i++) {
    if (round->load->connections[i].phase != PHASE_IDLE) continue;
    round->left--;
    begin(round, i, monotonic_ns());
  }
}

static void begin_due(struct round *round) {
  struct load *load = round->load;
  while (round->next < round->due_count && load->began + round->due[round->next] <= monotonic_ns()) {
    const int64_t due = load->began + round->due[round->next++];
    if (round->idle_count == 0) {
      const int64_t at = monotonic_ns() - load->began;
      note_outcome(load, (struct outcome){
                             .due = due - load->began, .start = at, .failed = "own", .error = "NO_VEHICLE_FREE"});
      continue;
    }
    const int vehicle = round->idle[round->idle_head];
    round->idle_head = (round->idle_head + 1) % (size_t)load->vehicles.count;
    round->idle_count--;
    begin(round, vehicle, due);
  }
  if (round->next == round->due_count) return;
  const int64_t next = load->began + round->due[round->next];
  const struct itimerspec at = {.it_value = {.tv_sec = next / 1000000000, .tv_nsec = next % 1000000000}};
  timerfd_settime(load->timer, TFD_TIMER_ABSTIME, &at, NULL);
}

static void sweep(struct round *round) {
  const int64_t now = monotonic_ns();
  for (int i = 0; i < round->load->vehicles.count; i++) {
    const struct connection *connection = &round->load->connections[i];
    if (connection->phase == PHASE_IDLE || connection->phase == PHASE_HELD || connection->deadline > now) continue;
    expire_connection(round->load, i);
    settle(round, i);
  }
}

static void one_pass(struct round *round, struct passes *passes, int vehicles) {
  struct epoll_event events[256];
  const int count = epoll_wait(round->load->epoll, events, 256, 20);
  const int64_t began = monotonic_ns();
  for (int i = 0; i < count; i++) {
    if (events[i].data.u32 == TIMER_MARK) {
      uint64_t fired;
      if (read(round->load->timer, &fired, sizeof fired) < 0) continue;
      continue;
    }
    const int vehicle = (int)events[i].data.u32;
    const enum phase phase = round->load->connections[vehicle].phase;
    if (phase == PHASE_IDLE || phase == PHASE_HELD) continue;
    if (drive_connection(round->load, vehicle)) settle(round, vehicle);
    /* In an open load the next arrival does not wait for a long batch. */
    if (round->kind == OPEN) begin_due(round);
  }
  if (round->kind == CLOSED) refill(round, vehicles);
  if (round->kind == OPEN) begin_due(round);
  if (count > 0) note_pass(passes, monotonic_ns() - began);
}

static bool goes_on(const struct round *round) {
  return round->busy > 0 || (round->kind == CLOSED && round->left > 0) ||
         (round->kind == OPEN && round->next < round->due_count);
}

static void run(struct round *round, int64_t start, int vehicles) {
  struct load *load = round->load;
  struct passes passes = {0};
  load->outcome_count = 0;
  wait_until(start);
  const double cpu = cpu_seconds(), waited = wait_seconds();
  load->began = start;
  if (round->kind == AT_ONCE)
    for (int i = 0; i < vehicles; i++) begin(round, i, start);
  if (round->kind == CLOSED) refill(round, vehicles);
  if (round->kind == OPEN) begin_due(round);
  int64_t swept = start;
  while (goes_on(round)) {
    one_pass(round, &passes, vehicles);
    if (monotonic_ns() - swept < SWEEP_NS) continue;
    sweep(round);
    swept = monotonic_ns();
  }
  const double wall = (double)(monotonic_ns() - start) / 1e9;
  print_round(load, &passes, cpu_seconds() - cpu, wait_seconds() - waited, wall);
}

static void read_due(struct round *round, char *words) {
  size_t room = 1024;
  round->due = malloc(room * sizeof *round->due);
  const int count = round->load->vehicles.count;
  round->idle = malloc((size_t)count * sizeof *round->idle);
  if (round->due == NULL || round->idle == NULL) give_up("open load", "out of memory");
  for (int i = 0; i < count; i++) round->idle[i] = i;
  round->idle_count = (size_t)count;
  char *rest = NULL;
  for (char *word = strtok_r(words, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
    if (round->due_count == room) round->due = realloc(round->due, (room *= 2) * sizeof *round->due);
    if (round->due == NULL) give_up("open load", "out of memory");
    round->due[round->due_count++] = atoll(word) * 1000;
  }
}

void run_round(struct load *load, char *command) {
  struct round round = {.load = load};
  long long start = 0;
  int vehicles = 0, used = 0;
  if (sscanf(command, "at-once %lld %d", &start, &vehicles) == 2) round.kind = AT_ONCE;
  else if (sscanf(command, "closed %lld %d %ld", &start, &vehicles, &round.left) == 3) round.kind = CLOSED;
  else if (sscanf(command, "open %lld %n", &start, &used) == 1) {
    round.kind = OPEN;
    read_due(&round, command + used);
  } else {
    give_up("command", "not at-once, closed or open");
  }
  if (vehicles > load->vehicles.count) give_up("command", "more vehicles than this process has");
  run(&round, start, vehicles);
  free(round.due);
  free(round.idle);
}

void release_round(struct load *load) {
  for (int i = 0; i < load->vehicles.count; i++)
    if (load->connections[i].phase != PHASE_IDLE) close_connection(load, i);
}
