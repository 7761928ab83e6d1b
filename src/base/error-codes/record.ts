import type { ErrorEntry } from '../error-entry.js';

export const recordErrors = {} as const satisfies Record<`RECORD-${number}`, ErrorEntry>;
