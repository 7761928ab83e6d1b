import type { ErrorEntry } from '../error-entry.js';

export const probesErrors = {
  'PROBES-001': {
    title: 'the capture file cannot be read',
    cure: 'check the path and the rights of the file',
    exit: 4,
  },
  'PROBES-002': {
    title: 'the file is no capture that plumbline reads',
    cure: 'give a pcap or pcapng file; editcap converts other formats',
    exit: 4,
  },
  'PROBES-003': {
    title: 'the capture tool is not installed',
    cure: 'type: sudo apt-get install tcpdump',
    exit: 3,
  },
  'PROBES-004': {
    title: 'this user may not capture on the interface',
    cure: 'run inside the bench (plumbline does so by itself), as root, or give the tool the right: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v tcpdump)"',
    exit: 3,
  },
  'PROBES-005': {
    title: 'the interface to capture on does not exist or is down',
    cure: 'see ip link; the names stand in the bench file',
    exit: 3,
  },
  'PROBES-006': {
    title: 'the capture ended before it was stopped',
    cure: 'see the words of the capture tool; an interface that goes away ends a capture',
    exit: 3,
  },
  'PROBES-007': {
    title: 'the capture filter is not valid',
    cure: 'see man pcap-filter',
    exit: 4,
  },
  'PROBES-008': {
    title: 'the capture tool did not start listening',
    cure: 'see its words; a machine under heavy load may need another try',
    exit: 3,
  },
  'PROBES-009': {
    title: 'raw Ethernet needs the optional package cap',
    cure: 'type: sudo apt-get install libpcap-dev g++ make python3, then npm rebuild cap in the checkout',
    exit: 3,
  },
  'PROBES-010': {
    title: 'hand-made ICMPv6 and UDP need the optional package @neuralegion/raw-socket',
    cure: 'type npm install --include=optional in the checkout',
    exit: 3,
  },
  'PROBES-011': {
    title: 'this user may not send raw packets',
    cure: 'run inside the bench (plumbline does so by itself), as root, or with CAP_NET_RAW',
    exit: 3,
  },
  'PROBES-012': {
    title: 'a raw packet could not be sent',
    cure: 'check that the interface is up and the packet fits its MTU',
    exit: 3,
  },
  'PROBES-013': {
    title: 'the TLS key log cannot be read',
    cure: 'give a text file as SSLKEYLOGFILE writes it: one LABEL, client random and secret a line',
    exit: 4,
  },
  'PROBES-020': {
    title: 'what was given cannot be read as a message',
    cure: 'give JSON, hex of an EXI stream or of a V2GTP frame, a transcript or a capture; --schema names the message set',
    exit: 4,
  },
  'PROBES-021': {
    title: 'the capture has nothing that could be sent',
    cure: 'see plumbline decode FILE; an encrypted session needs its key log (--keylog)',
    exit: 4,
  },
  'PROBES-022': {
    title: 'the fault cannot be read',
    cure: 'write FAULT, MESSAGE@FAULT or #3@FAULT; plumbline inject --help has the kinds',
    exit: 4,
  },
  'PROBES-023': {
    title: 'the station could not be brought to where the messages begin',
    cure: 'see the lines above: what was sent and answered; without --reach the connection alone is opened',
    exit: 3,
  },
  'PROBES-050': {
    title: 'the plan of a probe cannot be carried out',
    cure: 'Correct the value that the message names.',
    exit: 4,
  },
  'PROBES-051': {
    title: 'nothing reflects the probe packets',
    cure: 'Start the reflector at the far end and let its UDP port through the firewall.',
    exit: 3,
  },
  'PROBES-052': {
    title: 'a probe process ended without its result',
    cure: 'Read the log of the process that the message names; it says what it was waiting for.',
    exit: 3,
  },
  'PROBES-053': {
    title: 'a record of a probe cannot be read',
    cure: 'The file is cut short or was changed; measure again.',
    exit: 3,
  },
  'PROBES-054': {
    title: 'the power meter does not answer',
    cure: 'Check address, port, unit id and register of the meter in bench.yaml.',
    exit: 3,
  },
  'PROBES-055': {
    title: 'the capture lost packets',
    cure: 'Give the machine more CPU or less traffic, capture on fewer interfaces, or make room on the disk; then measure again what ran in that time.',
    exit: 3,
  },
} as const satisfies Record<`PROBES-${number}`, ErrorEntry>;
