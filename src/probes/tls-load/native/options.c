#include "tls-load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void give_up(const char *place, const char *detail) {
  printf("failed {\"code\":\"PROBES-050\",\"place\":\"");
  for (const char *at = place; *at; at++) putchar(*at == '"' || *at == '\\' || (unsigned char)*at < 32 ? '_' : *at);
  printf("\",\"detail\":\"");
  for (const char *at = detail; *at; at++) putchar(*at == '"' || *at == '\\' || (unsigned char)*at < 32 ? '_' : *at);
  printf("\"}\n");
  fflush(stdout);
  fprintf(stderr, "tls-load: %s: %s\n", place, detail);
  exit(4);
}

static int hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

static void read_exchange(struct options *options, const char *hex) {
  size_t length = strlen(hex) / 2;
  options->exchange = malloc(length + 1);
  if (options->exchange == NULL) give_up("--exchange", "out of memory");
  for (size_t i = 0; i < length; i++) {
    int high = hex_digit(hex[2 * i]), low = hex_digit(hex[2 * i + 1]);
    if (high < 0 || low < 0) give_up("--exchange", "not hexadecimal");
    options->exchange[i] = (unsigned char)(high << 4 | low);
  }
  options->exchange_length = length;
}

static enum word read_word(const char *text) {
  if (strcmp(text, "none") == 0) return WORD_NONE;
  if (strcmp(text, "ticket") == 0) return WORD_TICKET;
  if (strcmp(text, "data") == 0) return WORD_DATA;
  give_up("--word", text);
}

struct options read_options(int count, char **words) {
  struct options options = {.ciphers = "", .suites = "", .scope = "", .shares = 1};
  const struct {
    const char *name;
    const char **value;
  } texts[] = {
      {"--host", &options.host},          {"--scope", &options.scope},   {"--port", &options.port},
      {"--min-version", &options.min_version}, {"--max-version", &options.max_version},
      {"--ciphers", &options.ciphers},    {"--suites", &options.suites}, {"--groups", &options.groups},
      {"--signatures", &options.signatures}, {"--roots", &options.roots},   {"--vehicles", &options.vehicles},
  };
  const size_t text_count = sizeof texts / sizeof *texts;
  for (int i = 1; i + 1 < count; i += 2) {
    const char *name = words[i], *value = words[i + 1];
    bool known = true;
    if (strcmp(name, "--exchange") == 0) read_exchange(&options, value);
    else if (strcmp(name, "--word") == 0) options.word = read_word(value);
    else if (strcmp(name, "--staple") == 0) options.staple = strcmp(value, "yes") == 0;
    else if (strcmp(name, "--session") == 0) options.resume = strcmp(value, "resumed") == 0;
    else if (strcmp(name, "--timeout-ms") == 0) options.timeout_ns = atoll(value) * 1000000;
    else if (strcmp(name, "--confirm-ms") == 0) options.confirm_ns = atoll(value) * 1000000;
    else if (strcmp(name, "--share") == 0) options.share = atoi(value);
    else if (strcmp(name, "--shares") == 0) options.shares = atoi(value);
    else {
      known = false;
      for (size_t k = 0; k < text_count; k++) {
        if (strcmp(name, texts[k].name) != 0) continue;
        *texts[k].value = value;
        known = true;
      }
    }
    if (!known) give_up(name, "unknown option");
  }
  if (options.host == NULL || options.port == NULL || options.min_version == NULL || options.max_version == NULL ||
      options.groups == NULL || options.signatures == NULL || options.roots == NULL || options.timeout_ns <= 0 ||
      options.shares < 1 || options.share < 0 || options.share >= options.shares)
    give_up("command line", "an option is missing or out of range");
  return options;
}
