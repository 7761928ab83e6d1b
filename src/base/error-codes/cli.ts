import type { ErrorEntry } from '../error-entry.js';

export const cliErrors = {} as const satisfies Record<`CLI-${number}`, ErrorEntry>;
