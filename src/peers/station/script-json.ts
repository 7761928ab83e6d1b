import { PlumblineError } from '../../base/errors.js';
import type { SeccScript } from './secc-script.js';

/** A script on the command line of its process. */
export function scriptText(script: SeccScript): string {
  return JSON.stringify(script);
}

/** The script of a command line. @throws PEERS-036 when it is none */
export function readScript(text: string): SeccScript {
  let value: Partial<SeccScript> | undefined;
  try {
    value = JSON.parse(text) as Partial<SeccScript>;
  } catch {
    value = undefined;
  }
  const isScript = typeof value?.interface === 'string' && (value.energy === 'ac' || value.energy === 'dc');
  if (!isScript) throw new PlumblineError('PEERS-036', { detail: 'a script names interface and energy' });
  return value as SeccScript;
}
