import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../base/project-root.js';

/** The generator in C, or why this machine has none. */
export type NativeHelper =
  | { readonly kind: 'there'; readonly file: string; readonly library: string }
  | { readonly kind: 'missing'; readonly reason: string };

/** What `scripts/build-native.mjs` left behind. */
interface BuildNote {
  readonly library?: string;
  readonly reason?: string;
}

/** Looks for the helper that the set-up builds. */
export function nativeHelper(folder = join(projectRoot(), 'dist', 'native')): NativeHelper {
  const file = join(folder, 'plumbline-tls-load');
  const note = readNote(join(folder, 'plumbline-tls-load.json'));
  if (existsSync(file) && note?.library !== undefined) return { kind: 'there', file, library: note.library };
  return { kind: 'missing', reason: note?.reason ?? 'it was never built: node scripts/build-native.mjs' };
}

function readNote(file: string): BuildNote | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BuildNote;
  } catch {
    return undefined;
  }
}
