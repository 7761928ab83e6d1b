import type { ErrorEntry } from '../error-entry.js';

export const pkiErrors = {} as const satisfies Record<`PKI-${number}`, ErrorEntry>;
