import { countedLoss, type DirectionLoss, unknownLoss } from './direction-loss.js';
import type { LossFinding } from './loss-finding.js';
import type { Reply, SenderRecord } from './loss-records.js';
import { duplicationOf, reorderingOf } from './packet-order.js';

export interface SequenceAttribution {
  readonly forward: DirectionLoss;
  readonly backward: DirectionLoss;
  readonly caveats: readonly string[];
}

/**
 * Tells the directions apart by the numbers of a stateful reflector whose record is not at hand (RFC 8762 clause 4): the
 * packets that it counted arrived there; those of them without an answer were lost on the way back. Single probes of a
 * gap that mixes both are laid to the way there first, which is the longest burst that the numbers allow.
 * @param lies what `checkReflector` found: numbers that are false tell nothing
 */
export function lossBySequence(sender: SenderRecord, lies: readonly LossFinding[]): SequenceAttribution {
  const untold = (why: string): SequenceAttribution => ({
    forward: unknownLoss('forward', why),
    backward: unknownLoss('backward', why),
    caveats: [`directions are not told apart: ${why}`],
  });
  if (lies.some(({ kind }) => kind === 'reflector-restarted'))
    return untold('the reflector was started again in the middle of the run');
  if (lies.length > 0) return untold("the reflector's word cannot be trusted (see the findings)");
  const counted = numbersOf(sender);
  if (counted === undefined)
    return untold('the reflector copies our numbers (stateless, RFC 8762 clause 4) and counts nothing itself');
  const { plan, sent } = sender;
  if (counted.length === 0) return untold('no probe came back');
  const caveats = ['directions were told apart by the sequence numbers of the reflector'];
  const closing = counted.find(({ sequence }) => sequence >= plan.count);
  const own = counted.filter(({ sequence }) => sequence < plan.count);
  const skipped = closing === undefined ? 0 : closing.sequence - plan.count;
  const last = own.reduce((most, { number }) => Math.max(most, number), -1);
  const extra = duplicationOf(own.map(({ sequence }) => sequence)).extra - backwardDuplicates(sender.replies);
  const reached = Math.min(
    sent.length,
    Math.max(0, Math.max(last + 1, closing === undefined ? 0 : closing.number - skipped) - Math.max(0, extra)),
  );
  if (closing === undefined)
    caveats.push('what was lost behind the last answer counts as lost on the way there: no later probe was answered');
  else if (skipped > 0)
    caveats.push(`the count of the way there may be too low by up to ${skipped}, the closing probes without an answer`);

  const entered = extra > 0 ? undefined : reached;
  const answered = new Set(own.map(({ number }) => number));
  const numbers = own.map(({ number }) => number);
  const backward: DirectionLoss =
    entered === undefined
      ? {
          direction: 'backward',
          sent: reached,
          received: Math.min(reached, new Set(own.map(({ sequence }) => sequence)).size),
          late: 0,
          lost: Math.max(0, reached - new Set(own.map(({ sequence }) => sequence)).size),
          duplicated: duplicationOf(numbers).extra,
          reordered: reorderingOf(numbers).count,
        }
      : countedLoss(
          'backward',
          Array.from({ length: entered }, (_, number) => (answered.has(number) ? 0 : 1)),
          numbers,
        );
  const indicators = forwardIndicators(sender, own, reached);
  const forward: DirectionLoss =
    indicators === undefined
      ? {
          ...unknownLoss('forward', ''),
          sent: sent.length,
          received: reached,
          lost: sent.length - reached,
          duplicated: Math.max(0, extra),
        }
      : { ...countedLoss('forward', indicators, []), reordered: 0 };
  const { unknown: _none, ...counts } = forward;
  return { forward: counts, backward, caveats };
}

interface Counted {
  readonly sequence: number;
  /** What the reflector had received before this probe, from 0. */
  readonly number: number;
}

/** The numbers that count arrivals: the sequence numbers, or with a stateless reflector its counter (RFC 8972). */
function numbersOf(sender: SenderRecord): readonly Counted[] | undefined {
  const all: readonly Reply[] = [...sender.replies, ...(sender.closing?.replies ?? [])];
  if (sender.reflectorMode !== 'stateless')
    return all.map(({ sequence, reflectorSequence }) => ({ sequence, number: reflectorSequence }));
  if (all.some(({ counted }) => counted === undefined)) return undefined;
  return all.map(({ sequence, counted }) => ({ sequence, number: (counted ?? 1) - 1 }));
}

function backwardDuplicates(replies: readonly Reply[]): number {
  return (
    replies.length - new Set(replies.map(({ sequence, reflectorSequence }) => `${sequence} ${reflectorSequence}`)).size
  );
}

/** Single losses of the way there; `undefined` when packets were reordered or doubled there and gaps do not add up. */
function forwardIndicators(sender: SenderRecord, own: readonly Counted[], reached: number): number[] | undefined {
  const position = new Map(sender.sent.map(({ sequence }, i) => [sequence, i]));
  const anchors = [...new Map(own.map((one) => [one.number, one])).values()].sort((a, b) => a.number - b.number);
  const indicators: number[] = [];
  let at = 0;
  let number = 0;
  const gap = (missing: number, passed: number): boolean => {
    if (missing < passed) return false;
    for (let i = 0; i < missing; i++) indicators.push(i < missing - passed ? 1 : 0);
    return true;
  };
  for (const anchor of anchors) {
    const where = position.get(anchor.sequence);
    if (where === undefined || where < at || !gap(where - at, anchor.number - number)) return undefined;
    indicators.push(0);
    at = where + 1;
    number = anchor.number + 1;
  }
  return gap(sender.sent.length - at, reached - number) ? indicators : undefined;
}
