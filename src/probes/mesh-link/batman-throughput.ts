import type { BatmanThroughput, Parsed } from './observations.js';
import { complaint, decimal, Findings, numberedLines } from './tool-text.js';

/**
 * `batctl tp MAC`: duration, bytes, rate. The rate is computed from the first two: the tool scales its own to a unit
 * (`KB/s`, `MB/s`, `GB/s`) and rounds it there.
 */
export function parseThroughput(text: string, command: string): Parsed<BatmanThroughput | undefined> {
  const findings = new Findings(command);
  let durationMs: number | undefined;
  let bytes: number | undefined;
  for (const { line, text: raw } of numberedLines(text)) {
    const words = raw.trim();
    const duration = /^Test duration (\d+)ms\.$/.exec(words);
    const sent = /^Sent (\d+) Bytes\.$/.exec(words);
    if (duration !== null) durationMs = decimal(duration[1]);
    else if (sent !== null) bytes = decimal(sent[1]);
    else if (!/^Throughput: [\d.]+ \S+ \([\d.]+ \S+\)$/.test(words)) {
      findings.add(line, raw, complaint(raw) ?? 'is not what the throughput meter prints after a run');
    }
  }
  if (durationMs === undefined || bytes === undefined || durationMs === 0) {
    findings.add(0, text, 'gives no duration and bytes: the meter did not run to its end');
    return findings.with(undefined);
  }
  return findings.with({ durationMs, bytes, mbps: (bytes * 8) / durationMs / 1000 });
}
