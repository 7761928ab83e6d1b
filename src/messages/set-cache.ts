import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { MessageSet } from '../wire/exi/notation.js';

// The definitions are spread over some 150 modules, and loading a module costs more than what is in it. So the build
// ends with writing all sets, as objects, to one file a standard, which is read in their stead. It is a cache and nothing
// else: it is bound to the very compilation that it was made from, and whoever finds it missing, foreign or damaged loads
// the modules.
const compilation = new URL('../../.tsbuildinfo', import.meta.url);

/** The files: those of ISO 15118 are read by every command, those of IEEE 2030.5 only where it is spoken. */
const cacheFiles = {
  iso15118: new URL('../../message-sets.cache', import.meta.url),
  sep2: new URL('../../sep2-sets.cache', import.meta.url),
} as const;
export type CachedStandard = keyof typeof cacheFiles;

/** What tells one compilation from another; undefined: this is no compiler's output folder. */
function compilationKey(): string | undefined {
  try {
    const { mtimeNs, size } = statSync(compilation, { bigint: true });
    return `${mtimeNs}-${size}`;
  } catch {
    return undefined;
  }
}

interface Contents {
  readonly key: string;
  /** Each set (of IEEE 2030.5: all of them, which share their types) on its own, so that only those asked for are made. */
  readonly sets: Readonly<Record<string, Uint8Array>>;
}

/** Reads a set by its name. */
export type SetReader = (name: string) => MessageSet | Readonly<Record<string, MessageSet>>;

/** The sets of this compilation; undefined: they are not in the cache. */
export function readSetCache(standard: CachedStandard = 'iso15118'): SetReader | undefined {
  try {
    const { key, sets } = deserialize(readFileSync(cacheFiles[standard])) as Contents;
    if (key !== compilationKey()) return undefined;
    return (name) => deserialize(sets[name] as Uint8Array) as ReturnType<SetReader>;
  } catch {
    return undefined;
  }
}

/** Writes the caches; the last step of a build. Throws errors of the file system. */
export async function writeSetCache(): Promise<void> {
  const key = compilationKey();
  const { setModules } = await import('./set-modules.js');
  const { sep2Modules } = await import('./sep2/sep2-modules.js');
  // A compiler at work beside us may have exchanged modules while they were loaded.
  if (key === undefined || key !== compilationKey()) return;
  write('iso15118', key, Object.fromEntries(Object.entries(setModules).map(([name, set]) => [name, serialize(set)])));
  write('sep2', key, Object.fromEntries(Object.entries(sep2Modules).map(([name, sets]) => [name, serialize(sets)])));
}

function write(standard: CachedStandard, key: string, sets: Contents['sets']): void {
  const temporary = new URL(`${cacheFiles[standard].href}.${process.pid}`);
  writeFileSync(temporary, serialize({ key, sets } satisfies Contents));
  renameSync(temporary, cacheFiles[standard]);
}
