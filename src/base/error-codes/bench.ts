import type { ErrorEntry } from '../error-entry.js';

export const benchErrors = {} as const satisfies Record<`BENCH-${number}`, ErrorEntry>;
