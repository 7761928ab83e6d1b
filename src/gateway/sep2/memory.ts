import { readFileSync } from 'node:fs';
import { type DeskMemory, emptyDesk } from './control/desk-options.js';
import type { PendingResponse } from './report/response-queue.js';

/** What the utility client knows across a restart: a control that runs goes on, a response that waits is posted. */
export interface Sep2Memory {
  readonly version: 1;
  readonly desk: DeskMemory;
  readonly responses: readonly PendingResponse[];
  /** Server minus this machine, s. */
  readonly offsetS: number | undefined;
}

export const emptyMemory: Sep2Memory = { version: 1, desk: emptyDesk, responses: [], offsetS: undefined };

/**
 * Reads the file. One that is not there, or not what this client wrote, is no memory: then the fallback of
 * `on_server_loss` holds until the server has been read.
 * @param onBroken told why the file was not believed
 */
export function readMemory(file: string, onBroken: (detail: string) => void): Sep2Memory {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onBroken((error as Error).message);
    return emptyMemory;
  }
  try {
    const value = JSON.parse(text) as Partial<Sep2Memory>;
    const { desk, responses } = value;
    const whole =
      value.version === 1 &&
      Array.isArray(responses) &&
      Array.isArray(desk?.events) &&
      Array.isArray(desk.started) &&
      Array.isArray(desk.programs) &&
      desk.events.every(({ event, draw }) => typeof event.mRID === 'string' && typeof draw.startS === 'number');
    if (whole) return { ...emptyMemory, ...value, desk: { ...emptyDesk, ...desk }, responses } as Sep2Memory;
    onBroken('not a memory of this version');
  } catch (error) {
    onBroken((error as Error).message);
  }
  return emptyMemory;
}
