// flood INTERFACE FRAME_BYTES PACKETS_PER_SECOND SECONDS: sends Ethernet frames (length without the check sequence) at a
// steady rate through a packet socket, past the queueing discipline. Each frame carries its number. At the end it says how
// many the kernel took, how many it refused and how late the schedule was.
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 32, LONGEST = 9014 };

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: flood INTERFACE FRAME_BYTES PACKETS_PER_SECOND SECONDS\n");
    return 2;
  }
  const unsigned index = if_nametoindex(argv[1]);
  const size_t length = strtoul(argv[2], NULL, 10);
  const double rate = strtod(argv[3], NULL);
  const double seconds = strtod(argv[4], NULL);
  if (index == 0 || length < 60 || length > LONGEST || rate <= 0 || seconds <= 0) {
    fprintf(stderr, "flood: no such interface, or a figure out of range\n");
    return 2;
  }
  const int fd = socket(AF_PACKET, SOCK_RAW, 0);
  if (fd < 0) {
    perror("flood: socket");
    return 1;
  }
  const int one = 1;
  if (setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one) < 0) perror("flood: PACKET_QDISC_BYPASS");
  struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = (int)index};
  if (bind(fd, (struct sockaddr *)&to, sizeof to) < 0) {
    perror("flood: bind");
    return 1;
  }

  static unsigned char frames[BATCH][LONGEST];
  static struct iovec parts[BATCH];
  static struct mmsghdr messages[BATCH];
  for (int i = 0; i < BATCH; i++) {
    unsigned char *f = frames[i];
    memcpy(f, "\x02\0\0\0\0\x02\x02\0\0\0\0\x01\x08\0", 14);
    // IPv4, UDP 9 to 9 (discard), 192.0.2.1 to 192.0.2.2: nobody answers.
    const uint16_t ip = htons((uint16_t)(length - 14)), udp = htons((uint16_t)(length - 34)), port = htons(9);
    memcpy(f + 14, "\x45\0\0\0\0\0\0\0\x40\x11\0\0\xc0\0\x02\x01\xc0\0\x02\x02", 20);
    memcpy(f + 16, &ip, 2);
    memcpy(f + 34, &port, 2);
    memcpy(f + 36, &port, 2);
    memcpy(f + 38, &udp, 2);
    parts[i] = (struct iovec){.iov_base = f, .iov_len = length};
    messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
  }

  const uint64_t start = now_ns();
  const uint64_t total = (uint64_t)(rate * seconds);
  uint64_t sent = 0, refused = 0, numbered = 0, latest = 0;
  while (sent + refused < total) {
    const uint64_t number = sent + refused;
    const uint64_t due = start + (uint64_t)((double)number * 1e9 / rate);
    uint64_t now = now_ns();
    while (now < due) now = now_ns();
    if (now - due > latest) latest = now - due;
    // A generator that cannot keep up must end: it says how far it came.
    if (now - start > (uint64_t)((seconds * 2 + 1) * 1e9)) break;
    const uint64_t left = total - number;
    const int count = left < BATCH ? (int)left : BATCH;
    for (int i = 0; i < count; i++) {
      const uint64_t n = numbered++;
      memcpy(frames[i] + 42, &n, 8);
    }
    int done = 0;
    while (done < count) {
      const int taken = sendmmsg(fd, messages + done, (unsigned)(count - done), 0);
      if (taken > 0) {
        sent += (uint64_t)taken;
        done += taken;
      } else if (errno == ENOBUFS || errno == EAGAIN) {
        refused++;
        done++;
      } else if (errno != EINTR) {
        perror("flood: sendmmsg");
        return 1;
      }
    }
  }
  const double took = (double)(now_ns() - start) / 1e9;
  printf("{\"sent\":%llu,\"refused\":%llu,\"seconds\":%.6f,\"latestUs\":%.1f}\n", (unsigned long long)sent,
         (unsigned long long)refused, took, (double)latest / 1e3);
  close(fd);
  return 0;
}
