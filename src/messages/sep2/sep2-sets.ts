import type { MessageSet } from '../../wire/exi/notation.js';
import { readSetCache } from '../set-cache.js';

/** The sets of IEEE 2030.5. They share their types, so they are made together, and only where they are imported. */
export interface Sep2Sets {
  readonly sep2: MessageSet;
  readonly csipAus12: MessageSet;
  readonly csipAus13: MessageSet;
}

export const sep2Sets: Sep2Sets = await loadSets();

async function loadSets(): Promise<Sep2Sets> {
  const cached = readSetCache('sep2')?.('all');
  return (cached as Sep2Sets | undefined) ?? (await import('./sep2-modules.js')).sep2Modules;
}
