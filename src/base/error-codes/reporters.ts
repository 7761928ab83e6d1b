import type { ErrorEntry } from '../error-entry.js';

export const reportersErrors = {} as const satisfies Record<`REPORTERS-${number}`, ErrorEntry>;
