import type { LossFinding } from './loss-finding.js';
import type { Reply, SenderRecord } from './loss-records.js';

/**
 * Holds what a reflector without a record says against what must be true of a stateful one (RFC 8762 clause 4): it counts
 * what it receives from 0, one by one, so its numbers never repeat, rise with its own time of receipt, and are never
 * above the number of probes. Pure.
 */
export function checkReflector(sender: SenderRecord): readonly LossFinding[] {
  const lies = (text: string, count: number): LossFinding => ({ kind: 'reflector-lies', text, count });
  const findings: LossFinding[] = [];
  if ((sender.unasked ?? 0) > 0)
    findings.push(lies('the reflector answered numbers of probes that were never sent', sender.unasked ?? 0));
  if ((sender.wrongEcho ?? 0) > 0)
    findings.push(
      lies('the reflector brought back sending times that no probe of that number had', sender.wrongEcho ?? 0),
    );
  const all = [...sender.replies, ...(sender.closing?.replies ?? [])];
  const sent = [...sender.sent, ...(sender.closing?.sent ?? [])];
  const sentAt = new Map(sent.map((probe) => [probe.sequence, probe.sent]));
  const early = all.filter(({ sequence, received }) => received < (sentAt.get(sequence) ?? received)).length;
  if (early > 0) findings.push(lies('answers came before their probes were sent', early));
  const backwards = all.filter(({ t2, t3 }) => t3 < t2).length;
  if (backwards > 0)
    findings.push(lies('by its own stamps the reflector sent answers before it had received the probes', backwards));
  return [...findings, ...numberFindings(sender, all, sent.length)];
}

function numberFindings(sender: SenderRecord, all: readonly Reply[], sent: number): readonly LossFinding[] {
  if (sender.reflectorMode === 'stateless') return [];
  const byNumber = new Map<number, Reply>();
  let repeats = 0;
  for (const reply of all) {
    const known = byNumber.get(reply.reflectorSequence);
    if (known === undefined) byNumber.set(reply.reflectorSequence, reply);
    // The same reply twice was duplicated on the way back; another one under the same number is a repeat.
    else if (known.t2 !== reply.t2 || known.sequence !== reply.sequence) repeats++;
  }
  const inTime = [...byNumber.values()].sort((a, b) => (a.t2 < b.t2 ? -1 : a.t2 > b.t2 ? 1 : 0));
  const drops = inTime.filter(
    (reply, i) => i > 0 && reply.t2 > inTime[i - 1]!.t2 && reply.reflectorSequence < inTime[i - 1]!.reflectorSequence,
  );
  if (isRestart(drops, inTime, repeats))
    return [
      {
        kind: 'reflector-restarted',
        text: 'the reflector began to count anew in the middle of the run: it was started again, or it forgot the session',
        count: 1,
      },
    ];
  const findings: LossFinding[] = [];
  const lies = (text: string, count: number) => findings.push({ kind: 'reflector-lies', text, count });
  if (repeats > 0) lies('the reflector gave one number to several answers', repeats);
  if (drops.length > 0)
    lies("the reflector's numbers do not rise with its own times of receipt (or its clock was set back)", drops.length);
  const highest = inTime.reduce((most, { reflectorSequence }) => Math.max(most, reflectorSequence), -1);
  // What the network doubles on the way there is rightly counted twice.
  const doubled = all.length - new Set(all.map(({ sequence }) => sequence)).size;
  const over = highest + 1 - sent - doubled;
  if (over > 0) lies(`the reflector says to have received ${highest + 1} probes, ${sent} were sent`, over);
  const low = inTime.filter(({ reflectorSequence }, i) => reflectorSequence < i).length;
  if (low > 0 && drops.length === 0 && repeats === 0)
    lies('the reflector counts fewer probes than it has answered', low);
  return findings;
}

/** One fall, to the beginning of the count, and rising before and after it. */
function isRestart(drops: readonly Reply[], inTime: readonly Reply[], repeats: number): boolean {
  const [drop] = drops;
  if (drop === undefined || drops.length > 1) return false;
  const at = inTime.indexOf(drop);
  // With repeats some answers after the restart are not in the list, so the fall may show up a little later.
  return drop.reflectorSequence < inTime[at - 1]!.reflectorSequence && drop.reflectorSequence <= repeats + 20;
}
