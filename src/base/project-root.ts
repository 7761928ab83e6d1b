import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of the folder that holds plumbline's own package.json, whether the caller runs from the sources or
 * from the compiled tree.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('plumbline is not inside a folder with a package.json');
    folder = parent;
  }
  return folder;
}
