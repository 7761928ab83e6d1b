import type { Exchange } from '../../src/peers/vehicle/exchange.js';

/** What came of a request, in words. */
export function outcomeText(exchange: Exchange): string {
  switch (exchange.outcome) {
    case 'answered':
      return `${exchange.answer?.message ?? 'bytes that are no message'}${exchange.responseCode === undefined ? '' : ` ${exchange.responseCode}`}`;
    case 'timeout':
      return silenceText(exchange);
    case 'closed':
      return `the SECC ended the connection${exchange.received?.kind === 'closed' ? ` (${exchange.received.how})` : ''}`;
    case 'malformed':
      return `bytes that are no V2GTP frame${malformedText(exchange)}`;
    case 'not-sent':
      return 'nothing: the connection had ended before the request could be sent';
  }
}

function silenceText({ timeoutMs, received }: Exchange): string {
  const partial = received?.kind === 'timeout' ? received.partial : undefined;
  if (partial === undefined) return `silence for ${timeoutMs} ms`;
  return `${partial.length} bytes of a frame that did not end within ${timeoutMs} ms`;
}

function malformedText({ received }: Exchange): string {
  return received?.kind === 'malformed' ? ` (${received.violations.join('; ')})` : '';
}
