import type { ErrorEntry } from '../error-entry.js';

export const peersErrors = {} as const satisfies Record<`PEERS-${number}`, ErrorEntry>;
