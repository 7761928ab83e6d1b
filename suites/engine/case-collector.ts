import type { CaseDefinition } from './case-definition.js';
import type { CaseContext } from './plumbline-test.js';

/** A case as its spec declares it. */
export interface DeclaredCase {
  readonly definition: CaseDefinition;
  readonly body: (context: CaseContext) => Promise<void>;
}

let collected: DeclaredCase[] | undefined;

/** The cases that the specs declare which `load` imports, without Playwright: for who carries bodies out on a bench of its own. */
export async function collectCases(load: () => Promise<unknown>): Promise<readonly DeclaredCase[]> {
  const cases: DeclaredCase[] = [];
  collected = cases;
  try {
    await load();
    return cases;
  } finally {
    collected = undefined;
  }
}

/** Whether cases are collected at present; then this one has been taken. */
export function isCollected(declared: DeclaredCase): boolean {
  collected?.push(declared);
  return collected !== undefined;
}
