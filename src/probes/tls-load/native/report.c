#include "tls-load.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>

/* Eight buckets an octave: within 9 % of the true value. */
static int bucket_of(int64_t ns) {
  if (ns < 8) return (int)ns;
  const int octave = 63 - __builtin_clzll((uint64_t)ns);
  return octave * 8 + (int)((ns >> (octave - 3)) & 7);
}

static double bucket_ms(int bucket) {
  if (bucket < 24) return bucket / 1e6;
  const int octave = bucket / 8;
  return (double)((uint64_t)(8 + bucket % 8 + 1) << (octave - 3)) / 1e6;
}

void note_pass(struct passes *passes, int64_t ns) {
  passes->buckets[bucket_of(ns)]++;
  passes->count++;
  if (ns > passes->longest) passes->longest = ns;
}

static double quantile_ms(const struct passes *passes, double share) {
  const uint64_t wanted = (uint64_t)(share * (double)passes->count);
  uint64_t seen = 0;
  for (int i = 0; i < 64 * 8; i++)
    if ((seen += passes->buckets[i]) > wanted) return bucket_ms(i);
  return (double)passes->longest / 1e6;
}

static void print_outcome(const struct outcome *outcome) {
  printf("[%d,%" PRId64 ",%" PRId64 ",%" PRId64, outcome->vehicle, outcome->due / 1000, outcome->start / 1000,
         outcome->total / 1000);
  if (outcome->failed != NULL) printf(",\"%s\",\"%s\"]", outcome->failed, outcome->error);
  else printf(",\"ok\",\"%s\",%d,%d]", outcome->version, outcome->confirmed, outcome->resumed);
}

void print_round(struct load *load, const struct passes *passes, double cpu_s, double wait_s, double wall_s) {
  printf("round {\"loopDelayMs\":{\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f},", quantile_ms(passes, 0.5),
         quantile_ms(passes, 0.99), (double)passes->longest / 1e6);
  struct rusage usage = {0};
  getrusage(RUSAGE_SELF, &usage);
  printf("\"cpuSeconds\":%.6f,\"wallSeconds\":%.6f,\"cpuWaitSeconds\":%.6f,\"memoryMiB\":%.1f,\"handshakes\":[", cpu_s,
         wall_s, wait_s, (double)usage.ru_maxrss / 1024);
  for (size_t i = 0; i < load->outcome_count; i++) {
    if (i > 0) putchar(',');
    print_outcome(&load->outcomes[i]);
  }
  printf("]}\n");
  fflush(stdout);
}
