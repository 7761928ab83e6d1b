import type { ErrorEntry } from '../error-entry.js';

export const messagesErrors = {} as const satisfies Record<`MESSAGES-${number}`, ErrorEntry>;
