import type { IncomingMessage } from 'node:http';

/** A request body: octets, too many of them, or an end in the middle. */
export type BodyRead =
  | { readonly kind: 'body'; readonly octets: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken' };

/** Reads a body up to a limit; what is over it is not read. */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyRead> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > limit) settle({ kind: 'too-large' });
    };
    const onEnd = (): void => settle({ kind: 'body', octets: new Uint8Array(Buffer.concat(chunks)) });
    const onClose = (): void => settle({ kind: 'broken' });
    const settle = (read: BodyRead): void => {
      request.off('data', onData);
      request.off('end', onEnd);
      request.off('close', onClose);
      if (read.kind === 'too-large') request.pause();
      resolve(read);
    };
    request.on('data', onData);
    request.once('end', onEnd);
    request.once('close', onClose);
    request.once('error', () => undefined);
  });
}
