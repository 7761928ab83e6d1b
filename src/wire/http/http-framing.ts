import type { FrameViolation } from '../v2gtp.js';
import { type HttpHead, headerOf } from './http-message.js';

/** What framing a message has (RFC 9112, 6.3). */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' };

/** 100 Continue and its like: the answer is still to come (RFC 9110, 15.2). */
export function isInterim(status: number): boolean {
  return status < 200 && status !== 101;
}

/** How the end of a message is found. What speaks against the head goes to `violations`. */
export function framingOf(
  head: HttpHead,
  method: string | undefined,
  offset: number,
  violations: FrameViolation[],
): Framing {
  const { start } = head;
  const isBare =
    start.kind === 'response' &&
    (start.status < 200 || start.status === 204 || start.status === 304 || method === 'HEAD');
  if (isBare) return { kind: 'none' };
  const coding = headerOf(head, 'Transfer-Encoding');
  const stated = headerOf(head, 'Content-Length');
  if (coding !== undefined) {
    // Both at once is how requests are smuggled (RFC 9112, 6.1).
    if (stated !== undefined)
      violations.push({ offset, rule: 'http-framing', detail: 'both Content-Length and Transfer-Encoding are given' });
    return /\bchunked\s*$/i.test(coding) ? { kind: 'chunked' } : { kind: 'until-close' };
  }
  if (stated === undefined) return start.kind === 'request' ? { kind: 'none' } : { kind: 'until-close' };
  const values = new Set(stated.split(',').map((value) => value.trim()));
  const [length] = values;
  if (values.size !== 1 || length === undefined || !/^\d{1,15}$/.test(length)) {
    violations.push({ offset, rule: 'http-content-length', detail: `"${stated.slice(0, 40)}" is no length` });
    return start.kind === 'request' ? { kind: 'none' } : { kind: 'until-close' };
  }
  return length === '0' ? { kind: 'none' } : { kind: 'length', length: Number(length) };
}
