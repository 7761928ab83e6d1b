import type { Sep2Request } from './exchange.js';

/** A request as it goes on the wire (RFC 9112, 3). */
export function writeRequest(request: Sep2Request, host: string): Uint8Array {
  const { method, path, body } = request;
  const xml = 'application/sep+xml';
  const headers = new Map<string, readonly [string, string]>();
  const set = (name: string, value: string) => headers.set(name.toLowerCase(), [name, value]);
  set('Host', host);
  set('Accept', request.accept ?? xml);
  if (body !== undefined) {
    set('Content-Type', request.contentType ?? xml);
    set('Content-Length', String(body.length));
  } else if (method === 'PUT' || method === 'POST') set('Content-Length', '0');
  for (const [name, value] of Object.entries(request.headers ?? {})) set(name, value);
  const lines = [...headers.values()].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines}\r\n`, 'latin1');
  return body === undefined ? head : Buffer.concat([head, body]);
}
