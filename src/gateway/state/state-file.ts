import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { PlumblineError } from '../../base/errors.js';
import { emptyState, type GatewayState } from './gateway-state.js';
import { stateSchema } from './state-schema.js';

const isState = new Ajv2020({ allErrors: true }).compile<GatewayState>(stateSchema);

/**
 * Reads the state; a file that does not exist is the state of a gateway that was never started.
 * @throws GATEWAY-030 there is a file and it is not what this gateway wrote
 */
export function readState(file: string): GatewayState {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState;
    throw new PlumblineError('GATEWAY-030', { place: file, detail: (error as Error).message, cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PlumblineError('GATEWAY-030', { place: file, detail: (error as Error).message, cause: error });
  }
  if (isState(value)) return value;
  const first = isState.errors?.[0];
  throw new PlumblineError('GATEWAY-030', {
    place: file,
    detail: `${first?.instancePath ?? ''} ${first?.message ?? ''}`.trim(),
  });
}

/**
 * Replaces the state file: written beside it, synced, renamed over it, and the folder synced, so that a crash leaves the
 * old state or the new one and never half of one. Synchronous, so that nothing is answered before it is on disk.
 * @throws GATEWAY-031
 */
export function writeState(file: string, state: GatewayState): void {
  const temporary = `${file}.new`;
  try {
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeSync(handle, `${JSON.stringify(state, null, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    const folder = openSync(dirname(file), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    throw new PlumblineError('GATEWAY-031', { place: file, detail: (error as Error).message, cause: error });
  }
}
