import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { placeOf, readXsd, type XsdNode } from './xsd-node.js';

/** A schema file and the namespace that its components live in. */
export interface SchemaFile {
  readonly root: XsdNode;
  readonly namespace: string;
}

/**
 * Reads the given schema files and all that they import or include, each once.
 *
 * An import is looked for beside the importing file, then by its file name among the given files and folders and in the
 * parent of the importing file's folder (publishers ship the XML Signature schema once for several editions), then by its
 * namespace among the given files.
 *
 * @param paths schema files, or folders of which every `.xsd` file is taken
 * @throws {PlumblineError} MESSAGES-010 to MESSAGES-013
 */
export function loadSchemaFiles(paths: readonly string[]): readonly SchemaFile[] {
  const given = paths.flatMap(expand);
  if (given.length === 0) throw new PlumblineError('MESSAGES-010', { detail: paths.join(', ') || 'nothing was given' });
  const folders = paths.map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  const loaded = new Map<string, SchemaFile>();

  const load = (file: string, includedInto: string | undefined): void => {
    const key = `${resolve(file)}|${includedInto ?? ''}`;
    if (loaded.has(key)) return;
    const root = readXsd(file);
    const namespace = root.attributes.get('targetNamespace') ?? includedInto ?? '';
    loaded.set(key, { root, namespace });
    for (const child of root.children) {
      if (child.name === 'override') {
        throw new PlumblineError('MESSAGES-016', { place: placeOf(child), detail: `<${child.name}>` });
      }
      if (child.name === 'redefine') load(locate(child, file, given, folders, namespace), undefined);
      else if (child.name === 'include') {
        const chameleon = root.attributes.has('targetNamespace') || includedInto !== undefined ? namespace : undefined;
        const included = locate(child, file, given, folders);
        const own = readXsd(included).attributes.has('targetNamespace');
        load(included, own ? undefined : chameleon);
      } else if (child.name === 'import') {
        load(locate(child, file, given, folders, child.attributes.get('namespace')), undefined);
      }
    }
  };
  for (const file of given) load(file, undefined);
  return [...loaded.values()];
}

function expand(path: string): readonly string[] {
  if (!existsSync(path)) throw new PlumblineError('MESSAGES-010', { place: path, detail: 'it does not exist' });
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.xsd'))
    .sort()
    .map((name) => join(path, name));
}

function locate(
  node: XsdNode,
  from: string,
  given: readonly string[],
  folders: readonly string[],
  namespace?: string,
): string {
  const location = node.attributes.get('schemaLocation');
  const others = given.filter((file) => file !== from);
  if (location === undefined) {
    const found = findByNamespace(namespace, others);
    if (found !== undefined) return found;
    throw new PlumblineError('MESSAGES-013', { place: placeOf(node), detail: `namespace ${namespace ?? '(none)'}` });
  }
  if (!/^[a-z]+:\/\//i.test(location)) {
    const beside = join(dirname(from), location);
    if (existsSync(beside)) return beside;
  }
  const name = basename(location);
  const sameName = given.find((file) => basename(file) === name);
  if (sameName !== undefined) return sameName;
  for (const folder of [...folders, join(dirname(from), '..')]) {
    const candidate = join(folder, name);
    if (existsSync(candidate)) return candidate;
  }
  // Publishers rename the files of a schema with each edition; the namespace says what is meant.
  const renamed = namespace === undefined ? undefined : findByNamespace(namespace, others);
  if (renamed !== undefined) return renamed;
  throw new PlumblineError('MESSAGES-013', { place: placeOf(node), detail: location });
}

function findByNamespace(namespace: string | undefined, given: readonly string[]): string | undefined {
  return given.find((file) => readXsd(file).attributes.get('targetNamespace') === namespace);
}
