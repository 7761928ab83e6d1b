import type { Behaviour } from '../control-types.js';
import { freshMrid, fromHex } from '../model/ids.js';
import type { UtilityStore } from '../model/utility-store.js';
import type { Answer, Value } from '../resources/answer.js';

const hugeCount = 5000;

/** Misbehaviour that changes what is said. */
export function spoilAnswer(answer: Answer, behaviour: Behaviour, store: UtilityStore): Answer {
  if (answer.kind !== 'resource') return answer;
  switch (behaviour.kind) {
    case 'wrong-resource':
      return { kind: 'resource', name: 'Error', value: { reasonCode: 2 } };
    case 'huge-list':
      return answer.item === undefined ? answer : huge(answer, answer.item, behaviour.count ?? hugeCount, store);
    case 'wrong-all':
      return answer.item === undefined ? answer : moreThanThereAre(answer, answer.item);
    default:
      return answer;
  }
}

function huge(answer: Extract<Answer, { kind: 'resource' }>, item: string, count: number, store: UtilityStore): Answer {
  const entries = (answer.value[item] ?? [{}]) as readonly Value[];
  const [first = {}] = entries;
  const more = Array.from({ length: Math.max(0, count - entries.length) }, (_, index) => ({
    ...first,
    ...('mRID' in first ? { mRID: fromHex(freshMrid(store.random)) } : {}),
    ...('href' in first ? { href: `${String(first['href'])}${1_000_000 + index}` } : {}),
  }));
  const all = entries.length + more.length;
  return { ...answer, value: { ...answer.value, all, results: all, [item]: [...entries, ...more] } };
}

function moreThanThereAre(answer: Extract<Answer, { kind: 'resource' }>, item: string): Answer {
  const { [item]: entries, ...rest } = answer.value;
  const all = Number(rest['all'] ?? 0) + 7;
  return { ...answer, value: { ...rest, all, ...(entries === undefined ? {} : { [item]: entries }) } };
}
