import type { Component } from './component-graph.js';

// Names of globals that a constant must not shadow, and reserved words.
const taken = new Set(
  'Object Array Map Set WeakMap WeakSet Date Error Function Number String Boolean Symbol Promise Proxy Reflect JSON Math Intl BigInt Iterator undefined NaN Infinity eval arguments any anyOf choice enumerated messageSet namespace ref restriction sequence Static StaticRoot xs await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield let static implements interface package private protected public'.split(
    ' ',
  ),
);

/** Whether a constant must not have this name: a reserved word, a global, or a word of the notation. */
export function isTaken(name: string): boolean {
  return taken.has(name);
}

/** `SessionSetupReq` for elements and types alike; an element whose name is taken gets `Element` behind it. */
export function nameConstants(components: readonly Component[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const used = new Set<string>(taken);
  // Types first: their names are what the standard's tables refer to.
  const types = components.filter((component) => component.kind === 'type');
  const elements = components.filter((component) => component.kind === 'element');
  const redefinitions = components.filter((component) => component.kind === 'redefinition');
  for (const { id, name } of redefinitions) {
    const constant = `${identifier(name.local)}Redefinition`;
    used.add(constant);
    names.set(id, constant);
  }
  for (const component of [...types, ...elements]) {
    const plain = identifier(component.name.local);
    const suffixed = `${plain}${component.kind === 'type' ? 'Type' : 'Element'}`;
    const distant = `${suffixed}Of${pascalCase(namespaceWord(component.name.ns))}`;
    let name = [plain, suffixed, distant].find((candidate) => !used.has(candidate)) ?? distant;
    for (let i = 2; used.has(name); i++) name = `${distant}${i}`;
    used.add(name);
    names.set(component.id, name);
  }
  return names;
}

function identifier(text: string): string {
  const clean = text.replaceAll(/[^\p{L}\p{N}_$]/gu, '_');
  return /^\d/.test(clean) ? `_${clean}` : clean;
}

/**
 * Constants of the namespaces: `msgBody` for urn:iso:15118:2:2013:MsgBody, unless `given` names it. `set` is the constant
 * of the message set.
 */
export function nameNamespaces(
  namespaces: readonly string[],
  set: string,
  given: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const used = new Set<string>([...taken, set, ...Object.values(given)]);
  for (const uri of namespaces) {
    const known = given[uri];
    if (known !== undefined) {
      names.set(uri, known);
      continue;
    }
    const word = camelCase(namespaceWord(uri)) || 'target';
    const plain = used.has(word) ? `${word}Namespace` : word;
    let name = plain;
    for (let i = 2; used.has(name); i++) name = `${plain}${i}`;
    used.add(name);
    names.set(uri, name);
  }
  return names;
}

function namespaceWord(uri: string): string {
  return uri.split(/[:/#]/).findLast((word) => /[a-zA-Z]/.test(word)) ?? '';
}

/** `iso20.ac` -> `iso20Ac`. */
export function camelCase(text: string): string {
  const pascal = pascalCase(text);
  // A word in capitals, such as ACDP, goes down whole.
  const head = /^[A-Z]+(?![a-z])/.exec(pascal)?.[0] ?? pascal.slice(0, 1);
  return identifier(head.toLowerCase() + pascal.slice(head.length));
}

function pascalCase(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** `AC_ChargeLoop` -> `ac-charge-loop`, `iso20.ac` -> `iso20-ac`. */
export function kebabCase(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .toLowerCase();
}
