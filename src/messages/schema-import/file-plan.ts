import { PlumblineError } from '../../base/errors.js';
import type { Annotations } from './annotations.js';
import type { Component } from './component-graph.js';
import { kebabCase } from './constant-names.js';

/** Where redefinitions stand: they are no definitions of the set's own, and the set lists them apart. */
export const redefinitionsFile = 'redefinitions';

/** A file of definitions; its components stand in an order in which each is defined before it is used. */
export interface PlannedFile {
  readonly name: string;
  readonly components: readonly Component[];
}

/**
 * Decides which constant stands in which file. The annotations come first; a request and its response share a file;
 * what only one file uses stands in that file; what holds messages, such as a body, is in `envelope`; the rest is in
 * `datatypes`.
 *
 * @param components those to be written, without those of used folders
 * @throws {PlumblineError} MESSAGES-016 for types that contain themselves, MESSAGES-017 for a plan that cannot work
 */
export function planFiles(
  components: readonly Component[],
  annotations: Annotations,
  place: string,
): readonly PlannedFile[] {
  const ordered = definitionsFirst(components);
  const fileOf = new Map<string, string>();
  for (const [file, names] of Object.entries(annotations.files ?? {})) {
    for (const name of names) {
      const found = components.filter((component) => component.name.local === name);
      if (found.length === 0) {
        throw new PlumblineError('MESSAGES-017', { place, detail: `files.${file}: the schema has no ${name}` });
      }
      for (const component of found) fileOf.set(component.id, file);
    }
  }
  for (const { id, kind } of components) if (kind === 'redefinition') fileOf.set(id, redefinitionsFile);
  for (const component of components) {
    const message = messageName(component);
    if (message !== undefined && !fileOf.has(component.id)) fileOf.set(component.id, kebabCase(message));
  }
  const users = usersOf(components);
  const holders = holdersOfMessages(ordered);
  for (const { id } of [...ordered].reverse()) {
    if (fileOf.has(id)) continue;
    const owners = new Set((users.get(id) ?? []).map((user) => fileOf.get(user)));
    const [only] = owners;
    const shared = holders.has(id) ? 'envelope' : 'datatypes';
    const own = owners.size === 1 && only !== undefined && only !== redefinitionsFile;
    fileOf.set(id, own ? only : shared);
  }
  const files = new Map<string, Component[]>();
  for (const component of ordered) {
    const file = fileOf.get(component.id) as string;
    const others = files.get(file);
    if (others === undefined) files.set(file, [component]);
    else others.push(component);
  }
  checkCycles(files, fileOf, place);
  return [...files].map(([name, list]) => ({ name, components: list })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `SessionSetup` for the elements SessionSetupReq and SessionSetupRes. */
function messageName({ kind, name }: Component): string | undefined {
  return kind === 'element' ? /^(.+)Re[qs]$/.exec(name.local)?.[1] : undefined;
}

/** The components in whose content a request or response can stand. */
function holdersOfMessages(ordered: readonly Component[]): ReadonlySet<string> {
  const holding = new Set<string>();
  const messages = new Set(ordered.filter((component) => messageName(component) !== undefined).map(({ id }) => id));
  for (const { id, uses } of ordered) {
    if (!messages.has(id) && uses.some((used) => messages.has(used) || holding.has(used))) holding.add(id);
  }
  return holding;
}

function usersOf(components: readonly Component[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const component of components) {
    for (const used of component.uses) {
      const list = users.get(used);
      if (list === undefined) users.set(used, [component.id]);
      else list.push(component.id);
    }
  }
  return users;
}

/** The components in an order in which each stands after those that it uses. */
function definitionsFirst(components: readonly Component[]): readonly Component[] {
  const byId = new Map(components.map((component) => [component.id, component]));
  const ordered: Component[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (component: Component): void => {
    const seen = state.get(component.id);
    if (seen === 'done') return;
    if (seen === 'open') {
      const detail = `${component.id} contains itself`;
      throw new PlumblineError('MESSAGES-016', { place: component.place, detail });
    }
    state.set(component.id, 'open');
    for (const used of component.uses) {
      const next = byId.get(used);
      if (next !== undefined) visit(next);
    }
    state.set(component.id, 'done');
    ordered.push(component);
  };
  for (const component of components) visit(component);
  return ordered;
}

/** Constants are built when their file is loaded, so files must not use each other in a circle. */
function checkCycles(
  files: ReadonlyMap<string, readonly Component[]>,
  fileOf: ReadonlyMap<string, string>,
  place: string,
): void {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      const circle = [...trail.slice(trail.indexOf(`${file}:`)), `${file}`].join(' ');
      throw new PlumblineError('MESSAGES-017', { place, detail: `files that use each other: ${circle}` });
    }
    state.set(file, 'open');
    for (const component of files.get(file) ?? []) {
      for (const used of component.uses) {
        const target = fileOf.get(used);
        if (target === undefined || target === file) continue;
        visit(target, [...trail, `${file}:`, `${component.name.local} ->`, `${used.split('}').at(-1)} in`]);
      }
    }
    state.set(file, 'done');
  };
  for (const file of files.keys()) visit(file, []);
}
