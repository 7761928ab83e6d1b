import type { Exchange } from '../../src/peers/vehicle/exchange.js';

/**
 * Whether the SECC left a message unanswered: nothing came until the timer ran out, or it ended the connection. Bytes that are
 * no V2GTP frame and the beginning of a frame are an answer of a kind; a message that could not be sent was asked of nobody.
 */
export function isUnanswered({ outcome, received }: Exchange): boolean {
  switch (outcome) {
    case 'timeout':
      return !(received?.kind === 'timeout' && received.partial !== undefined);
    case 'closed':
      return !(received?.kind === 'closed' && received.partial !== undefined);
    case 'answered':
    case 'malformed':
    case 'not-sent':
      return false;
  }
}
