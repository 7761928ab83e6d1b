import type { ServerResponse } from 'node:http';
import type { Behaviour } from '../control-types.js';
import type { Reply } from './reply.js';

/** Sends a reply as HTTP means it. */
export function sendReply(response: ServerResponse, reply: Reply, isHead: boolean): void {
  response.statusCode = reply.status;
  if (reply.contentType !== undefined && reply.body.length > 0) response.setHeader('Content-Type', reply.contentType);
  if (reply.location !== undefined) response.setHeader('Location', reply.location);
  if (reply.allow !== undefined) response.setHeader('Allow', reply.allow);
  if (reply.status !== 204) response.setHeader('Content-Length', reply.body.length);
  if (reply.close) response.setHeader('Connection', 'close');
  response.end(isHead || reply.status === 204 ? undefined : reply.body);
}

/** Sends it in a way that breaks HTTP or the patience of the client. @returns false: this behaviour sends as usual */
export function sendWrongly(response: ServerResponse, reply: Reply, behaviour: Behaviour): boolean {
  const { socket } = response;
  switch (behaviour.kind) {
    case 'truncated':
      // A chunk header of all and half of the octets: Content-Length is right, the body never ends.
      socket?.write(head(reply, reply.body.length));
      socket?.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => socket.destroy());
      return true;
    case 'not-http':
      socket?.write('220 this is no HTTP\r\n\r\n', () => socket.destroy());
      return true;
    case 'idle-close':
      response.once('finish', () => setImmediate(() => socket?.end()));
      return false;
    case 'slow-body':
      slowly(response, reply, behaviour.delayMs ?? 10_000);
      return true;
    default:
      return false;
  }
}

function head(reply: Reply, length: number): string {
  const type = reply.contentType === undefined ? '' : `Content-Type: ${reply.contentType}\r\n`;
  return `HTTP/1.1 ${reply.status} OK\r\n${type}Content-Length: ${length}\r\n\r\n`;
}

function slowly(response: ServerResponse, reply: Reply, wholeMs: number): void {
  response.statusCode = reply.status;
  if (reply.contentType !== undefined) response.setHeader('Content-Type', reply.contentType);
  let sent = 0;
  const started = Date.now();
  const timer = setInterval(() => {
    // Event loops are late: what is due by now goes out at once.
    const due = Math.min(reply.body.length, Math.ceil((reply.body.length * (Date.now() - started)) / wholeMs));
    for (; sent < due; sent++) response.write(reply.body.subarray(sent, sent + 1));
    if (sent < reply.body.length) return;
    clearInterval(timer);
    response.end();
  }, 20);
  response.once('close', () => clearInterval(timer));
}
