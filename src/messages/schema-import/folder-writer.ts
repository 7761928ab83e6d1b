import { PlumblineError } from '../../base/errors.js';
import type { Annotations, Use } from './annotations.js';
import { checkAnnotatedNames } from './check-annotations.js';
import { type Component, componentsOf, elementId, typeId } from './component-graph.js';
import { camelCase, isTaken, kebabCase, nameConstants, nameNamespaces } from './constant-names.js';
import { writeDefinition } from './definition-writer.js';
import { type PlannedFile, planFiles, redefinitionsFile } from './file-plan.js';
import type { SchemaModel } from './schema-model.js';
import { compareNames, printComment, printImport, printStatement, quote, type Source } from './source-printer.js';
import { membersOf } from './substitution.js';
import type { Words } from './words.js';

export interface FolderOptions {
  /** Name of the message set: `iso2`, `iso20.ac`. */
  readonly name: string;
  readonly annotations: Annotations;
  /** The annotations file, for error messages. */
  readonly annotationsPlace: string;
  /** Module specifier of the EXI notation, as seen from the folder. */
  readonly notation: string;
  /** Module specifier of `src/messages/definitions.js`, as seen from the folder. */
  readonly definitions: string;
}

/** First line of every file; the importer overwrites only files that begin with it. */
export const madeBy = '// Made by `plumbline schema import`.';

/**
 * Writes a schema as a folder of definitions: file name -> text. The same schema and annotations give the same text.
 *
 * @throws {PlumblineError} MESSAGES-016 (construct unknown to the notation), MESSAGES-017 (annotations)
 */
export function writeFolder(model: SchemaModel, options: FolderOptions): ReadonlyMap<string, string> {
  const writer = new FolderWriter(model, options);
  return writer.write();
}

class FolderWriter {
  private readonly model: SchemaModel;
  private readonly options: FolderOptions;
  private readonly own: readonly Component[];
  private readonly constants: ReadonlyMap<string, string>;
  private readonly namespaces: ReadonlyMap<string, string>;
  private readonly uses: Readonly<Record<string, Use>>;
  private readonly fileOf = new Map<string, string>();

  constructor(model: SchemaModel, options: FolderOptions) {
    this.model = model;
    this.options = options;
    this.uses = options.annotations.uses ?? {};
    const all = componentsOf(model);
    this.own = all.filter(({ kind, name }) => kind === 'redefinition' || this.uses[name.ns] === undefined);
    // Each folder names its constants without knowledge of the folders that use it.
    const constants = new Map(nameConstants(this.own));
    for (const folder of new Set(Object.values(this.uses).map((use) => use.folder))) {
      const theirs = all.filter(({ kind, name }) => kind !== 'redefinition' && this.uses[name.ns]?.folder === folder);
      for (const [id, constant] of nameConstants(theirs)) constants.set(id, constant);
    }
    this.constants = constants;
    const namespaces = model.namespaces.filter((uri) => this.uses[uri] === undefined);
    this.namespaces = nameNamespaces(namespaces, camelCase(options.name), options.annotations.namespaces);
    this.checkUsed(all);
    checkAnnotatedNames(options.annotations, this.own, model, options.annotationsPlace);
  }

  /** A choice in a used folder is written already, so nothing here can join it any more. */
  private checkUsed(all: readonly Component[]): void {
    const ours = new Map(this.own.map((component) => [component.id, component]));
    for (const { kind, name, uses } of all) {
      if (kind === 'redefinition' || this.uses[name.ns] === undefined) continue;
      const joined = uses.map((id) => ours.get(id)).find((component) => component !== undefined);
      if (joined === undefined) continue;
      const detail = `${joined.name.local} joins a substitution group that ${name.local} of ${name.ns} has in its content`;
      throw new PlumblineError('MESSAGES-016', {
        place: joined.place,
        detail,
        cure: 'leave that namespace out of `uses`, so that its definitions are written again',
      });
    }
  }

  write(): ReadonlyMap<string, string> {
    const { annotations, annotationsPlace } = this.options;
    const plan = planFiles(this.own, annotations, annotationsPlace);
    for (const { name, components } of plan) for (const { id } of components) this.fileOf.set(id, name);
    const texts = new Map<string, string>();
    for (const file of plan) texts.set(`${file.name}.ts`, this.definitions(file));
    texts.set('namespaces.ts', this.namespaceFile());
    const set = `${kebabCase(this.options.name)}.ts`;
    for (const name of [set, 'index.ts']) {
      if (!texts.has(name)) continue;
      const detail = `files: ${name} is the importer's own name`;
      throw new PlumblineError('MESSAGES-017', { place: annotationsPlace, detail });
    }
    texts.set(set, this.setFile(plan));
    const modules = [...plan.map((file) => `./${file.name}.js`), `./${kebabCase(this.options.name)}.js`];
    const lines = modules.sort(compareNames).map((module) => `export * from ${quote(module)};`);
    texts.set('index.ts', `${this.head()}\n${lines.join('\n')}\n`);
    return texts;
  }

  private head(): string {
    const title = this.options.annotations.title ?? this.options.name;
    return `${madeBy} Schema: ${title}. Do not edit: change annotations.yaml, or the importer.`;
  }

  private definitions(file: PlannedFile): string {
    const imports = new Map<string, Set<string>>();
    const words = this.words(file.name, imports);
    const bodies = file.components.map((component) => writeDefinition(words, component, this.options.annotations));
    return `${this.head()}\n${printImports(imports)}\n\n${bodies.join('\n\n')}\n`;
  }

  private words(file: string, imports: Map<string, Set<string>>): Words {
    const use = (module: string, name: string): string => {
      const names = imports.get(module) ?? new Set();
      imports.set(module, names.add(name));
      return name;
    };
    const component = (id: string, uri: string): string => {
      const constant = this.constants.get(id);
      if (constant === undefined) throw new Error(`${id} has no constant`);
      const folder = this.uses[uri]?.folder;
      if (folder !== undefined) return use(`${folder}/index.js`, constant);
      const where = this.fileOf.get(id);
      return where === file ? constant : use(`./${where}.js`, constant);
    };
    const units = this.options.annotations.units ?? {};
    return {
      model: this.model,
      namespace: (uri) => {
        const other = this.uses[uri];
        if (other?.namespace !== undefined) return use(`${other.folder}/namespaces.js`, other.namespace);
        return use('./namespaces.js', this.namespaces.get(uri) ?? 'target');
      },
      constant: (id) => this.constants.get(id) ?? '',
      type: (name) => component(typeId(name), name.ns),
      element: (name) => component(elementId(name), name.ns),
      notation: (name) => use(this.options.notation, name),
      members: (head) => membersOf(this.model, head),
      unit: (owner, field) => units[`${owner}.${field}`] ?? units[field],
    };
  }

  private namespaceFile(): string {
    const statements = [...this.namespaces].map(([uri, constant]) => {
      const forms = this.model.forms.get(uri);
      const qualified = quote('qualified');
      const object: (readonly [string, string])[] = [];
      if (forms?.elementsQualified === true) object.push(['elements', qualified]);
      if (forms?.attributesQualified === true) object.push(['attributes', qualified]);
      const args: Source[] = [quote(uri), ...(object.length === 0 ? [] : [{ object }])];
      return printStatement(`export const ${constant} = `, { call: 'namespace', args });
    });
    const imports = printImport(['namespace'], this.options.notation);
    return `${this.head()}\n${imports}\n\n${statements.join('\n')}\n`;
  }

  private setFile(plan: readonly PlannedFile[]): string {
    const { annotations, name, notation } = this.options;
    const constant = camelCase(name);
    const sets = new Map(Object.values(this.uses).map((use) => [use.folder, use.set]));
    const others = [constant, ...this.namespaces.values(), ...sets.values()];
    const modules = plan
      .filter((file) => file.name !== redefinitionsFile)
      .map((file) => ({ file: file.name, word: moduleWord(file.name, others) }));
    const imports = new Map<string, Set<string>>([[notation, new Set(['messageSet'])]]);
    imports.set(this.options.definitions, new Set(['definitionsIn']));
    for (const uri of this.namespaces.keys()) this.words('', imports).namespace(uri);
    for (const [folder, set] of sets) imports.set(`${folder}/index.js`, new Set([set]));
    for (const { file, word } of modules) imports.set(`./${file}.js`, new Set([`* as ${word}`]));
    const redefines = plan.some((file) => file.name === redefinitionsFile);
    if (redefines) imports.set(`./${redefinitionsFile}.js`, new Set([`* as ${redefinitionsFile}`]));
    const parts: (readonly [string, Source])[] = [
      ['namespaces', { array: [...this.namespaces.values()] }],
      ...(redefines
        ? [['redefinitions', { call: 'Object.values', args: [redefinitionsFile] }] as readonly [string, Source]]
        : []),
      ...(sets.size === 0 ? [] : [['imports', { array: [...sets.values()] }] as const]),
      ...(annotations.envelope === undefined
        ? []
        : [['envelope', { array: annotations.envelope.map(quote) }] as const]),
    ];
    const all: Source = { call: '...definitionsIn', args: modules.map(({ word }) => word) };
    const set = printStatement(`export const ${constant} = `, {
      call: 'messageSet',
      args: [quote(name), { object: [...parts, all] }],
    });
    const comment = printComment(`Every global element and named type of ${annotations.title ?? name}.`);
    return `${this.head()}\n${printImports(imports)}\n\n${comment}\n${set}\n`;
  }
}

/** The name of a file's module inside the set file. */
function moduleWord(file: string, others: readonly string[]): string {
  const word = camelCase(file);
  return others.includes(word) || isTaken(word) ? `${word}Definitions` : word;
}

function printImports(imports: ReadonlyMap<string, ReadonlySet<string>>): string {
  return [...imports]
    .filter(([, names]) => names.size > 0)
    .sort(([a], [b]) => compareNames(a, b))
    .map(([module, names]) => printImport([...names], module))
    .join('\n');
}
