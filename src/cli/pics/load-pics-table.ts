import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../base/project-root.js';
import type { PicsEntry, PicsTable } from '../../judge/pics/pics-table.js';
import type { PicsValue } from '../../judge/pics/pics-values.js';

interface TableLine {
  readonly type?: 'boolean' | 'number';
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly default?: PicsValue;
  readonly optional?: boolean;
  readonly by?: 'project';
  readonly ask?: string;
  readonly learn?: string;
  readonly meaning: string;
}

/** Where the table of PICS and PIXIT lies. */
export const picsTableFile = join(projectRoot(), 'suites', 'profiles', 'pics-table.yaml');

/** Reads the table that comes with plumbline. @throws Error for a slip in it, which a test finds */
export function loadPicsTable(file: string = picsTableFile): PicsTable {
  const lines = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, TableLine>>;
  return new Map(
    Object.entries(lines).map(([name, line]): [string, PicsEntry] => {
      const type = line.values === undefined ? line.type : 'choice';
      if (type === undefined) throw new Error(`${file}: ${name} has neither a type nor values`);
      if (line.default === undefined && line.optional !== true)
        throw new Error(`${file}: ${name} has no default and is not optional`);
      const { by, optional, type: _type, ...rest } = line;
      return [name, { name, type, optional: optional === true, byProject: by === 'project', ...rest }];
    }),
  );
}
