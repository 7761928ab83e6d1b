import type { ErrorEntry } from '../error-entry.js';

export const judgeErrors = {
  'JUDGE-001': {
    title: 'the spec table cannot be used',
    cure: 'Mend the lines named, or take the table that comes with plumbline: suites/spec-table.yaml.',
    exit: 4,
  },
} as const satisfies Record<`JUDGE-${number}`, ErrorEntry>;
