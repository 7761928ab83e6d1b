import type { ErrorEntry } from '../error-entry.js';

export const gatewayErrors = {
  'GATEWAY-001': {
    title: 'The gateway configuration cannot be read',
    cure: 'Check the path after --config and that the file is readable.',
    exit: 4,
  },
  'GATEWAY-002': {
    title: 'The gateway configuration is no YAML',
    cure: 'Mend the line named; indentation is two spaces, never tabs.',
    exit: 4,
  },
  'GATEWAY-003': {
    title: 'The gateway configuration breaks its schema',
    cure: 'Mend the lines named; docs/gateway.md describes every field, docs/examples/gateway.yaml is a working example.',
    exit: 4,
  },
  'GATEWAY-004': {
    title: 'The gateway configuration contradicts itself',
    cure: 'Mend the lines named so that both sides agree.',
    exit: 4,
  },
  'GATEWAY-010': {
    title: 'TLS is asked for and its certificate chain is missing',
    cure: 'Install the chain named, or set security.tls to off; the gateway never falls back to plain TCP by itself.',
    exit: 3,
  },
  'GATEWAY-011': {
    title: 'The certificate chain cannot be used',
    cure: 'Give a PEM file with the leaf first and its sub-CA certificates after it, without the root.',
    exit: 3,
  },
  'GATEWAY-012': {
    title: 'A certificate of the chain has expired',
    cure: 'Renew the certificate named and restart the gateway.',
    exit: 3,
  },
  'GATEWAY-013': {
    title: 'A certificate of the chain is not valid yet',
    cure: 'Check the clock of this machine, then the dates of the certificate named.',
    exit: 3,
  },
  'GATEWAY-014': {
    title: 'The private key can be read by others',
    cure: 'chmod 0600 the key file and let the user of the gateway own it.',
    exit: 3,
  },
  'GATEWAY-015': {
    title: 'The private key does not belong to the certificate',
    cure: 'Install the key that the leaf certificate was issued for.',
    exit: 3,
  },
  'GATEWAY-016': {
    title: 'TLS is asked for and its private key is missing or unreadable',
    cure: 'Install the key named, or set security.tls to off.',
    exit: 3,
  },
  'GATEWAY-017': {
    title: 'A root for vehicle certificates is missing or unreadable',
    cure: 'Install the PEM file of the OEM or V2G root named under security.iso20.vehicle_roots.',
    exit: 3,
  },
  'GATEWAY-018': {
    title: 'A certificate or key of Plug & Charge is missing or unreadable',
    cure: 'Install the file named, which stands in the section contract of the configuration.',
    exit: 3,
  },
  'GATEWAY-020': {
    title: 'The network interface does not exist',
    cure: 'Name an interface of this machine (ip -br link) under interfaces.vehicle.',
    exit: 3,
  },
  'GATEWAY-021': {
    title: 'The network interface has no IPv6 link-local address',
    cure: 'Bring the interface up and leave IPv6 enabled on it (ip -6 addr show dev NAME).',
    exit: 3,
  },
  'GATEWAY-022': {
    title: 'The gateway cannot listen',
    cure: 'Free the port or choose another one; a port below 1024 needs CAP_NET_BIND_SERVICE.',
    exit: 3,
  },
  'GATEWAY-023': {
    title: 'The board of the control pilot cannot be reached',
    cure: 'Start what drives the control pilot and name its Unix socket under evse.pilot_board.',
    exit: 3,
  },
  'GATEWAY-030': {
    title: 'The state file cannot be trusted',
    cure: 'Look at the file; if its sessions may be forgotten, move it away and start again.',
    exit: 3,
  },
  'GATEWAY-031': {
    title: 'The state file cannot be written',
    cure: 'Let the user of the gateway own the folder of state_file, and leave room on the disk.',
    exit: 3,
  },
  'GATEWAY-040': {
    title: 'The control socket cannot be opened',
    cure: 'Stop the gateway that holds it, or choose another path under control_socket.',
    exit: 3,
  },
  'GATEWAY-041': {
    title: 'The log file cannot be opened',
    cure: 'Let the user of the gateway own the folder of log.file, or log to stdout.',
    exit: 3,
  },
  'GATEWAY-050': {
    title: 'There is no such fault to seed',
    cure: 'Take a name of plumbline gateway --list-faults.',
    exit: 4,
  },
  'GATEWAY-060': {
    title: 'A certificate, key or root of the IEEE 2030.5 client is missing or unreadable',
    cure: 'Install the file named, which stands in the section sep2 of the configuration.',
    exit: 3,
  },
  'GATEWAY-070': {
    title: 'The inverter offers no fail-safe',
    cure: 'An inverter that goes on when its gateway dies needs another stop (a watchdog relay), or model 704. It is written in the log; inverter.failsafe.if_missing refuse lets no power flow.',
    exit: 3,
  },
} as const satisfies Record<`GATEWAY-${number}`, ErrorEntry>;
