import type { ErrorEntry } from '../error-entry.js';

export const gatewayErrors = {} as const satisfies Record<`GATEWAY-${number}`, ErrorEntry>;
