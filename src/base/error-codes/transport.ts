import type { ErrorEntry } from '../error-entry.js';

/** 001 to 039: V2G sockets, TLS and SDP. 040 to 059: Modbus. 060 to 069: IEEE 2030.5 over HTTPS. 070 and on: raw Ethernet. */
export const transportErrors = {
  'TRANSPORT-001': {
    title: 'the peer does not accept the connection',
    cure: 'check that the peer runs, that address, port and interface are right, and that no firewall is between',
    exit: 3,
  },
  'TRANSPORT-002': {
    title: 'the connection was not established in time',
    cure: 'check cable, mesh link and address; `ping ADDRESS%INTERFACE` must answer',
    exit: 3,
  },
  'TRANSPORT-003': {
    title: 'the TLS handshake failed',
    cure: 'compare TLS version, cipher suites, groups and certificates of both sides; `plumbline pki show FILE` explains a chain',
    exit: 3,
  },
  'TRANSPORT-004': {
    title: 'the certificate of the peer is not trusted',
    cure: "check the peer's chain with `plumbline pki check FILE --root ROOT`, and that the right V2G root is configured",
    exit: 3,
  },
  'TRANSPORT-005': {
    title: 'own certificate or key cannot be used for TLS',
    cure: 'check with `plumbline pki check FILE --key KEY`; `plumbline pki mint --out DIR` makes a set that fits together',
    exit: 3,
  },
  'TRANSPORT-006': {
    title: 'the connection is closed',
    cure: 'look in the record for who closed it and why, then connect again',
    exit: 3,
  },
  'TRANSPORT-007': {
    title: 'the network interface cannot be used',
    cure: '`ip -6 address` lists the interfaces; it must be up and have a link-local IPv6 address',
    exit: 3,
  },
  'TRANSPORT-008': {
    title: 'the socket cannot be opened',
    cure: 'another process may hold the port (`ss -lunpt`), or rights are missing',
    exit: 3,
  },
  'TRANSPORT-009': {
    title: 'a link-local address needs its interface',
    cure: 'write the address with its zone, for example fe80::1%mesh0',
    exit: 4,
  },
  'TRANSPORT-060': {
    title: 'the server of IEEE 2030.5 did not answer in time',
    cure: 'check that the server runs and that the link carries traffic; raise the time limit for a slow link',
    exit: 3,
  },
  'TRANSPORT-061': {
    title: 'the server of IEEE 2030.5 closed the connection before its answer was complete',
    cure: 'look in the log of the server; a request that changes something may or may not have been carried out',
    exit: 3,
  },
  'TRANSPORT-062': {
    title: 'the answer of the server is no HTTP/1.1',
    cure: 'check address and port; the record shows the octets that came',
    exit: 3,
  },
  'TRANSPORT-063': {
    title: 'the answer of the server is too large',
    cure: 'ask for shorter pages (`l=`), or raise the limit',
    exit: 3,
  },
  'TRANSPORT-064': {
    title: 'the service cannot be advertised or searched by DNS-SD',
    cure: 'the interface must be up and carry multicast (`ip link show`); another responder may hold UDP port 5353',
    exit: 3,
  },
  'TRANSPORT-070': {
    title: 'the package for raw Ethernet is missing',
    cure: 'install libpcap-dev, python3, make and g++ and run `npm rebuild cap`',
    exit: 3,
  },
  'TRANSPORT-071': {
    title: 'no such interface for raw Ethernet',
    cure: '`ip link` lists the interfaces; it must be up, and in the network namespace of the process',
    exit: 3,
  },
  'TRANSPORT-072': {
    title: 'raw Ethernet needs a right that this process does not have',
    cure: 'run as root, or give CAP_NET_RAW: `setcap cap_net_raw+ep $(which node)`',
    exit: 3,
  },
  'TRANSPORT-073': {
    title: 'the filter for raw Ethernet is not a pcap-filter expression',
    cure: 'see pcap-filter(7)',
    exit: 4,
  },
  'TRANSPORT-074': {
    title: 'a raw Ethernet frame could not be sent',
    cure: 'check that the interface is up and the frame not longer than its MTU plus 14',
    exit: 3,
  },
} as const satisfies Record<`TRANSPORT-${number}`, ErrorEntry>;
