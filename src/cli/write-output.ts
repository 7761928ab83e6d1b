import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PlumblineError } from '../base/errors.js';

/**
 * Makes sure that a file can be written later on: nobody should answer questions, or run a campaign, for a file that then
 * has no place. @throws PlumblineError CLI-023
 */
export function assertWritable(file: string): void {
  try {
    accessSync(dirname(file), constants.X_OK | (existsSync(file) ? 0 : constants.W_OK));
    if (existsSync(file)) writeFileSync(file, '', { flag: 'a' });
  } catch (cause) {
    throw refusal(file, cause);
  }
}

/** Writes a file that the user has asked for. @throws PlumblineError CLI-023 */
export function writeOutput(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (cause) {
    throw refusal(file, cause);
  }
}

function refusal(file: string, cause: unknown): PlumblineError {
  return new PlumblineError('CLI-023', { place: file, detail: (cause as Error).message, cause });
}
