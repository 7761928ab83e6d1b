import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { projectRoot } from '../../base/project-root.js';
import { type Annotations, readAnnotations } from './annotations.js';
import { writeFolder } from './folder-writer.js';
import { readSchema } from './read-schema.js';

export interface ImportOptions {
  /** Schema files, or folders of which every `.xsd` is taken. */
  readonly xsd: readonly string[];
  /** Name of the message set. */
  readonly name: string;
  /** Folder of the definitions; decides the paths of their imports. */
  readonly out: string;
  /** Annotations file; without it `annotations.yaml` of the output folder is taken when it is there. */
  readonly annotations?: string;
}

/**
 * Turns XML Schema files into definitions in the notation, in memory: file name -> text.
 *
 * @throws {PlumblineError} MESSAGES-010 to MESSAGES-017
 */
export function importSchema(options: ImportOptions): ReadonlyMap<string, string> {
  const beside = join(options.out, 'annotations.yaml');
  const file = options.annotations ?? (existsSync(beside) ? beside : undefined);
  const annotations: Annotations = file === undefined ? {} : readAnnotations(file);
  const specifier = (path: string): string => {
    const steps = relative(resolve(options.out), join(projectRoot(), path)).replaceAll('\\', '/');
    return steps.startsWith('.') ? steps : `./${steps}`;
  };
  return writeFolder(readSchema(options.xsd), {
    name: options.name,
    annotations,
    annotationsPlace: file ?? 'annotations',
    notation: specifier('src/wire/exi/notation.js'),
    definitions: specifier('src/messages/definitions.js'),
  });
}
