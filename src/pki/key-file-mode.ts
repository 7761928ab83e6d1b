import { statSync } from 'node:fs';
import { PlumblineError } from '../base/errors.js';

export interface KeyFileMode {
  readonly file: string;
  /** Permission bits, 0 to 0o7777. */
  readonly mode: number;
  /** As `ls` and chmod write it: `0600`. */
  readonly text: string;
  /** Nobody but the owner can read or write it. */
  readonly private: boolean;
  /** In plain words what is open; undefined when nothing is. */
  readonly fault?: string;
}

/**
 * Whether a private key is readable by its owner only (the deployment manual asks for 0600; 0400 is stricter and fine).
 * @throws PKI-001 the file cannot be looked at
 */
export function keyFileMode(file: string): KeyFileMode {
  const mode = modeOf(file);
  const text = mode.toString(8).padStart(4, '0');
  const open = [
    ...((mode & 0o040) !== 0 ? ['the group can read it'] : []),
    ...((mode & 0o020) !== 0 ? ['the group can write it'] : []),
    ...((mode & 0o004) !== 0 ? ['everybody can read it'] : []),
    ...((mode & 0o002) !== 0 ? ['everybody can write it'] : []),
    ...((mode & 0o111) !== 0 ? ['it is executable'] : []),
  ];
  if (open.length === 0) return { file, mode, text, private: true };
  return { file, mode, text, private: false, fault: `mode ${text}: ${open.join(', ')}; chmod 600 ${file}` };
}

function modeOf(file: string): number {
  try {
    return statSync(file).mode & 0o7777;
  } catch (error) {
    throw new PlumblineError('PKI-001', {
      place: file,
      detail: error instanceof Error ? error.message : String(error),
      cause: error,
    });
  }
}
