import { checkReflector } from './check-reflector.js';
import type { LossFinding } from './loss-finding.js';
import type { ReflectorRecord, SenderRecord } from './loss-records.js';

/** Lateness of the schedule from which on the spacing is no longer called Poisson, us at p99. */
const lateScheduleUs = 10_000;
/** Packets of others that are worth a line. */
const seconds = (ns: bigint) => (Number(ns) / 1e9).toFixed(2);

/** Everything that was odd about a measurement, with its cause. Pure. */
export function lossFindings(
  sender: SenderRecord,
  reflector: ReflectorRecord | undefined,
  latenessP99Us: number,
): readonly LossFinding[] {
  const findings: LossFinding[] = [];
  const start = sender.sent[0]?.due ?? sender.troubles?.[0]?.from ?? 0n;
  let troubled = 0;
  for (const { from, until, code, probes } of sender.troubles ?? []) {
    troubled += probes;
    const span =
      until === undefined
        ? `from ${seconds(from - start)} s to the end`
        : `from ${seconds(from - start)} s to ${seconds(until - start)} s`;
    findings.push({
      kind: 'interface-gone',
      text: `the interface or its route was gone (${code}) ${span} of the run: ${probes} probes never left and are not counted`,
      count: probes,
    });
  }
  const others = sender.unsent.length - troubled;
  const reason = sender.unsent.find(({ reason: text }) => !text.includes('interface is gone'))?.reason;
  if (others > 0)
    findings.push({
      kind: 'not-sent',
      text: `${others} probes never left this machine (${reason ?? sender.unsent[0]?.reason ?? 'unknown'}); they are not counted`,
      count: others,
    });
  if (sender.refused > 0)
    findings.push({
      kind: 'unreachable',
      text: `the far end reported an unreachable port or node ${sender.refused} times`,
      count: sender.refused,
    });
  if (sender.foreign > 0)
    findings.push({
      kind: 'foreign-packets',
      text: `${sender.foreign} packets belonged to no probe of this session`,
      count: sender.foreign,
    });
  for (const [end, dropped = 0] of [
    ['sender', sender.dropped],
    ['reflector', reflector?.dropped],
  ] as const) {
    if (dropped > 0)
      findings.push({
        kind: 'own-queue-full',
        text: `${dropped} packets reached the ${end} and found the queue of its socket full: that process was too slow, and what it missed says nothing about the path`,
        count: dropped,
      });
  }
  if (latenessP99Us > lateScheduleUs)
    findings.push({
      kind: 'late-schedule',
      text: `the sending schedule was late by ${(latenessP99Us / 1000).toFixed(1)} ms at p99: spacing is not Poisson there`,
    });
  if (sender.plan.protocol === 'stamp') {
    // With the far end's own record its numbers are not needed; what it says is checked all the same.
    findings.push(...checkReflector(sender));
    if (reflector === undefined && sender.reflectorMode === 'stateless')
      findings.push({
        kind: 'reflector-stateless',
        text: 'the reflector copies the number of the probe (stateless, RFC 8762 clause 4) and does not count for itself',
      });
  }
  return findings;
}
