import type { ClockPair } from './stop-path.js';

/** Quantity of the spec table for each pair of clocks, and what it means in words. */
export const stopQuantities = {
  'issue-deliver': { id: 'stop-delivery', title: 'issue of the stop to its delivery' },
  'issue-effect': {
    id: 'stop-issue-effect',
    title: 'issue of the stop to power below the threshold, and staying there',
  },
  'deliver-acknowledge': { id: 'stop-acknowledge', title: 'delivery of the stop to its acknowledgement' },
  'deliver-first-effect': {
    id: 'stop-first-effect',
    title: 'delivery of the stop to the first lasting fall of power at the independent meter',
  },
  'deliver-effect': {
    id: 'stop-effect',
    title: 'delivery of the stop to power below the threshold, and staying there, at the independent meter',
  },
  'acknowledge-effect': {
    id: 'stop-acknowledge-effect',
    title: 'acknowledgement to power below the threshold; negative: power was down first',
  },
  'restore-release': { id: 'stop-release', title: 'lifting of the stop to power again at the independent meter' },
} as const satisfies Readonly<Record<ClockPair, { readonly id: string; readonly title: string }>>;

export type StopQuantity = (typeof stopQuantities)[ClockPair]['id'];
