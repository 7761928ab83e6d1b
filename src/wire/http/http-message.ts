import type { PacketOrigin } from '../net/tcp-half.js';
import type { FrameViolation } from '../v2gtp.js';

export interface HttpHeader {
  /** As on the wire. */
  readonly name: string;
  readonly value: string;
}

/** What the first line says. */
export type HttpStart =
  | { readonly kind: 'request'; readonly method: string; readonly target: string; readonly version: string }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string; readonly version: string };

/** One message of HTTP/1.x (RFC 9112) with the packets that brought it. */
export type HttpMessage = HttpStart & {
  readonly headers: readonly HttpHeader[];
  /** Transfer codings taken off; empty where there is none. At most `keptBodyBytes`. */
  readonly body: Uint8Array;
  /** Bytes of the body as sent, those not kept and those that the capture misses too. */
  readonly bodyLength: number;
  /** Bytes of head and body on the wire. */
  readonly wireLength: number;
  /** False: the stream ended, or bytes are missing, before the message was whole. */
  readonly complete: boolean;
  /** Packet with the first byte. */
  readonly first: PacketOrigin;
  /** Packet with the last byte: from here on the other side can know the whole. */
  readonly last: PacketOrigin;
  readonly violations: readonly FrameViolation[];
};

/** Bytes that are no HTTP message. */
export interface HttpBroken {
  readonly kind: 'broken';
  /** The first ones, at most 64. */
  readonly bytes: Uint8Array;
  readonly first: PacketOrigin;
  readonly last: PacketOrigin;
  readonly violations: readonly FrameViolation[];
}

export type HttpItem = HttpMessage | HttpBroken;

/** Value of a header, names compared without case; several are joined with a comma (RFC 9110, 5.3). */
export function headerOf({ headers }: { readonly headers: readonly HttpHeader[] }, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter((header) => header.name.toLowerCase() === wanted).map(({ value }) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

const methods = ['GET ', 'HEAD ', 'POST ', 'PUT ', 'DELETE ', 'OPTIONS ', 'PATCH ', 'CONNECT ', 'TRACE '] as const;

/** Whether bytes begin, as far as they go, like HTTP/1.x. */
export function looksLikeHttp(bytes: Uint8Array): boolean {
  if (bytes.length < 3) return false;
  const text = String.fromCharCode(...bytes.subarray(0, 8));
  return [...methods, 'HTTP/1.'].some((word) => word.startsWith(text) || text.startsWith(word));
}

/** A field name is a token (RFC 9110, 5.6.2). */
const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const requestLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) (\S+) (HTTP\/1\.\d)$/;
const statusLine = /^(HTTP\/1\.\d) (\d{3})(?: (.*))?$/;

export interface HttpHead {
  readonly start: HttpStart;
  readonly headers: readonly HttpHeader[];
  readonly violations: readonly FrameViolation[];
}

/** Reads start line and header fields, without the empty line. `undefined`: the first line is none of HTTP/1.x. */
export function parseHttpHead(text: string, offset: number): HttpHead | undefined {
  const violations: FrameViolation[] = [];
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (/[^\r]\n/.test(`${text}\n`.slice(0, -1)))
    violations.push({ offset, rule: 'http-line-end', detail: 'a line ends with LF alone' });
  const start = startOf(lines[0] ?? '');
  if (start === undefined) return undefined;
  const headers: HttpHeader[] = [];
  for (const line of lines.slice(1)) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon));
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      headers[headers.length - 1] = { name: last.name, value: `${last.value} ${line.trim()}` };
      violations.push({ offset, rule: 'http-folded-header', detail: `${last.name} goes on in a second line` });
    } else if (tokenPattern.test(name)) headers.push({ name, value: line.slice(colon + 1).trim() });
    else violations.push({ offset, rule: 'http-header', detail: `"${line.slice(0, 60)}" is no header field` });
  }
  return { start, headers, violations };
}

function startOf(line: string): HttpStart | undefined {
  const request = requestLine.exec(line);
  if (request !== null) return { kind: 'request', method: request[1]!, target: request[2]!, version: request[3]! };
  const response = statusLine.exec(line);
  if (response === null) return undefined;
  return { kind: 'response', version: response[1]!, status: Number(response[2]), reason: response[3] ?? '' };
}
