import type { ErrorEntry } from '../error-entry.js';

export const judgeErrors = {} as const satisfies Record<`JUDGE-${number}`, ErrorEntry>;
