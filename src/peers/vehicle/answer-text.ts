import type { Exchange } from './exchange.js';

/** What there is of an answer that did not come whole; empty where nothing came. */
export function begunText({ received }: Exchange): string {
  return received?.kind === 'timeout' && received.partial !== undefined
    ? `, only ${received.partial.length} bytes of a frame`
    : '';
}

/** What is wrong with bytes that are no frame. */
export function brokenText({ received }: Exchange): string {
  return received?.kind === 'malformed' ? `: ${received.violations.join('; ')}` : '';
}
