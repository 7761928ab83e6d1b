import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The kernel's limit for the path of a Unix socket, octets with the zero at its end (unix(7)). */
const limit = 108;

/** Control socket of a server's folder; a folder with a long name has it in the system's temporary folder. */
export function utilitySocketPath(folder: string): string {
  const path = join(resolve(folder), 'utility.sock');
  if (Buffer.byteLength(path) < limit) return path;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 24);
  return join(tmpdir(), `plumbline-utility-${name}.sock`);
}
