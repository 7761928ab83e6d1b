import type { ErrorEntry } from '../error-entry.js';

export const suitesErrors = {} as const satisfies Record<`SUITES-${number}`, ErrorEntry>;
