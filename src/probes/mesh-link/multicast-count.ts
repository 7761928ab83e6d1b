import type { Parsed } from './observations.js';
import { Findings, numberedLines } from './tool-text.js';

const counters: readonly string[] = ['Ip6InMcastPkts', 'Ip6OutMcastPkts'];

/** Multicast packets in and out of the interfaces whose `/proc/net/dev_snmp6` file is in the text; undefined: none is. */
export function parseMulticastCount(text: string, command: string): Parsed<number | undefined> {
  const findings = new Findings(command);
  let sum: number | undefined;
  for (const { line, text: raw } of numberedLines(text)) {
    const match = /^(\w+)\s+(\S+)$/.exec(raw.trim());
    if (match === null) findings.add(line, raw, 'is no counter of the kernel');
    else if (counters.includes(match[1]!)) {
      if (/^\d+$/.test(match[2]!)) sum = (sum ?? 0) + Number(match[2]);
      else findings.add(line, raw, 'the counter is not a number');
    }
  }
  return findings.with(sum);
}
