import type { PlannedFault } from './fault-plan.js';
import { faultId } from './seeded-fault.js';

/** Lists faults with what they do and the cases that must find them. */
export function printPlan(plan: readonly PlannedFault[], print: (line: string) => void): void {
  const width = Math.max(...plan.map(({ word }) => word.length));
  for (const { word, fault, behaviour, detectedBy, tolerated } of plan) {
    print(
      `${word.padEnd(width)}  ${behaviour === undefined ? '  ' : String(behaviour).padStart(2)}  ${fault.behaviour}`,
    );
    const by =
      detectedBy.length > 0 ? `found by ${detectedBy.join(', ')}` : (tolerated ?? 'no case is known to find it');
    print(`${' '.repeat(width)}      ${by}`);
  }
  const faults = new Set(plan.map(({ fault }) => faultId(fault)));
  const covered = new Set(plan.filter(({ detectedBy }) => detectedBy.length > 0).map(({ fault }) => faultId(fault)));
  print(`\n${faults.size} faults, ${covered.size} with a case that must find them`);
}
