import { createHash } from 'node:crypto';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { GatewayState } from './gateway-state.js';

/**
 * SHA-256 over configuration and state in a canonical form (keys sorted): equal before and after a restart, and after a
 * configuration is applied a second time.
 */
export function stateHash(config: GatewayConfig, state: GatewayState): string {
  return createHash('sha256').update(canonical({ config, state })).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}
