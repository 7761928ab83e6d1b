import type { MeshStation, Parsed, PeerLinkState } from './observations.js';
import { complaint, decimal, Findings, macPattern, numberedLines } from './tool-text.js';

type Draft = { -readonly [K in keyof MeshStation]: MeshStation[K] };
type NumberField = {
  [K in keyof MeshStation]-?: NonNullable<MeshStation[K]> extends number ? K : never;
}[keyof MeshStation];

/** Fields that are a number, with the unit that must follow it. */
const numbers: Readonly<Record<string, readonly [NumberField, RegExp]>> = {
  'inactive time': ['inactiveMs', /^(-?\d+) ms$/],
  'rx bytes': ['rxBytes', /^(\d+)$/],
  'rx packets': ['rxPackets', /^(\d+)$/],
  'tx bytes': ['txBytes', /^(\d+)$/],
  'tx packets': ['txPackets', /^(\d+)$/],
  'tx retries': ['txRetries', /^(\d+)$/],
  'tx failed': ['txFailed', /^(\d+)$/],
  'rx drop misc': ['rxDropped', /^(\d+)$/],
  // With several antennas the signal of each chain follows in brackets.
  signal: ['signalDbm', /^(-?\d+)(?: \[[-\d, ]+\])? dBm$/],
  'signal avg': ['signalAverageDbm', /^(-?\d+)(?: \[[-\d, ]+\])? dBm$/],
  'tx bitrate': ['txBitrateMbps', /^(\d+(?:\.\d+)?) MBit\/s\b.*$/],
  'rx bitrate': ['rxBitrateMbps', /^(\d+(?:\.\d+)?) MBit\/s\b.*$/],
  'expected throughput': ['expectedThroughputMbps', /^(\d+(?:\.\d+)?)Mbps$/],
  'connected time': ['connectedSeconds', /^(\d+) seconds$/],
};

const peerLinks: readonly string[] = ['LISTEN', 'OPN_SNT', 'OPN_RCVD', 'CNF_RCVD', 'ESTAB', 'HOLDING', 'BLOCKED'];

/** Words before a colon that iw is known to print and that tell nothing about the link. */
const known = new Set([
  'Toffset',
  'tx duration',
  'rx duration',
  'airtime weight',
  'mesh llid',
  'mesh plid',
  'mesh connected to auth server',
  'mesh local PS mode',
  'mesh peer PS mode',
  'mesh non-peer PS mode',
  'authorized',
  'authenticated',
  'associated',
  'preamble',
  'WMM/WME',
  'MFP',
  'TDLS peer',
  'DTIM period',
  'beacon interval',
  'short slot time',
  'short preamble',
  'associated at [boottime]',
  'associated at',
  'current time',
  'beacon loss',
  'beacon rx',
  'beacon signal avg',
  'rx beacon',
  'last ack signal',
  'avg ack signal',
  'ack signal avg',
  'CTS protection',
  'MSDU',
  'TXQs',
]);

/** `iw dev IF station dump` and `station get`. */
export function parseStationDump(text: string, command: string): Parsed<readonly MeshStation[]> {
  const findings = new Findings(command);
  const stations: Draft[] = [];
  let station: Draft | undefined;
  for (const { line, text: raw } of numberedLines(text)) {
    const head = new RegExp(`^Station (${macPattern}) \\(on (\\S+)\\)$`).exec(raw);
    if (head !== null) {
      station = { mac: head[1]!.toLowerCase(), interface: head[2]! };
      stations.push(station);
      continue;
    }
    const why = complaint(raw);
    if (why !== undefined) findings.add(line, raw, why);
    else if (station === undefined) findings.add(line, raw, 'stands before the first station');
    // The tables of `-v` lie one tab deeper.
    else if (!raw.startsWith('\t\t')) readField(station, line, raw, findings);
  }
  return findings.with(stations);
}

function readField(station: Draft, line: number, raw: string, findings: Findings): void {
  const field = /^\t([^:]+):\s*(.*?)\s*$/.exec(raw);
  if (field === null) {
    findings.add(line, raw, 'is neither a station nor a field of one');
    return;
  }
  const [, name = '', value = ''] = field;
  const numeric = numbers[name];
  if (numeric !== undefined) {
    const read = decimal(numeric[1].exec(value)?.[1]);
    if (read === undefined) findings.add(line, raw, `${name} is not a number in the unit that is known`);
    else station[numeric[0]] = read;
  } else if (name === 'mesh plink') {
    if (peerLinks.includes(value)) station.peerLink = value as PeerLinkState;
    else findings.add(line, raw, 'is no state of a peer link that is known');
  } else if (name === 'mesh airtime link metric') {
    // -1 stands for a link that is not established.
    const metric = decimal(value);
    if (metric === undefined) findings.add(line, raw, 'the metric is not a number');
    else if (metric >= 0) station.airtimeMetric = metric;
  } else if (name === 'mesh connected to gate') {
    if (value === 'yes' || value === 'no') station.connectedToGate = value === 'yes';
    else findings.add(line, raw, 'is neither yes nor no');
  } else if (!known.has(name)) {
    findings.add(line, raw, 'is a field that this version of plumbline does not know');
  }
}
