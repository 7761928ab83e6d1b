import type { ErrorEntry } from '../error-entry.js';

export const transportErrors = {} as const satisfies Record<`TRANSPORT-${number}`, ErrorEntry>;
