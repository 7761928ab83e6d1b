import type { ErrorEntry } from '../error-entry.js';

export const probesErrors = {} as const satisfies Record<`PROBES-${number}`, ErrorEntry>;
