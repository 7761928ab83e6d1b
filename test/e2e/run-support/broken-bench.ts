import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/base/project-root.js';

/** Writes a bench file: the embedded bench with a program of ours (in this folder) in place of the gateway. */
export function benchWith(program: string, mode: string, folder: string): string {
  const suites = join(projectRoot(), 'suites');
  const words = [process.execPath, join(import.meta.dirname, `${program}.js`), mode];
  const file = join(folder, `bench-${mode.replace('@', '-')}.yaml`);
  const text = readFileSync(join(suites, 'bench.embedded.yaml'), 'utf8')
    .replace(/command: .*/, `command: [${words.map((word) => JSON.stringify(word)).join(', ')}, '{config}']`)
    .replace(/: (gateway\.[\w.-]+\.yaml)/g, `: ${suites}/$1`);
  writeFileSync(file, text);
  return file;
}
