import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/base/project-root.js';
import type { SchemaName } from '../../src/messages/sets.js';

/** A line of a file of vectors. */
export interface Vector {
  readonly schema: SchemaName;
  readonly message: string;
  readonly variant: string;
  readonly exi: string;
  readonly json: unknown;
}

export function readVectorFile<V = Vector>(file: string): readonly V[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as V);
}

/** The project's own vectors, all sets. */
export function fixtureVectors(): readonly Vector[] {
  const folder = join(projectRoot(), 'fixtures/vectors');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readVectorFile(join(folder, name)));
}

export function toHex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}

export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}
