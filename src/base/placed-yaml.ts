import { type Document, isMap, LineCounter, parseDocument } from 'yaml';

/** Where in a text something stands; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML text with the places of its parts. */
export interface PlacedYaml {
  readonly value: unknown;
  /** The first mistake, where the text is no YAML: `value` then means nothing. */
  readonly mistake: { readonly place: Place; readonly detail: string } | undefined;
  /** Of the value at a path, or of the key `key` below it. What is missing has no place: the nearest part stands for it. */
  place(path: readonly string[], key?: string): Place;
}

/** Reads a YAML text. Never throws. */
export function readPlacedYaml(text: string): PlacedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const nodeAt = (path: readonly string[]): unknown =>
    path.length === 0 ? document.contents : document.getIn(path.map(indexOrKey), true);
  const keyBelow = (path: readonly string[], key: string): number | undefined => {
    const node = nodeAt(path);
    return isMap(node) ? startOf(node.items.find((item) => String(item.key) === key)?.key) : undefined;
  };
  const [error] = document.errors;
  const read = error === undefined ? contentOf(document) : { detail: error.message };
  return {
    value: 'value' in read ? read.value : undefined,
    mistake: 'value' in read ? undefined : { place: at(error?.pos[0] ?? 0), detail: read.detail },
    place: (path, key) => {
      const ofKey = key === undefined ? undefined : keyBelow(path, key);
      if (ofKey !== undefined) return at(ofKey);
      for (let depth = path.length; depth >= 0; depth--) {
        const offset = startOf(nodeAt(path.slice(0, depth)));
        if (offset !== undefined) return at(offset);
      }
      return { line: 1, column: 1 };
    },
  };
}

/** `file:line:column`. */
export function placeText(file: string, { line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** The parts of a JSON pointer (RFC 6901): `/evse/id` -> `evse`, `id`. */
export function pointerParts(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Aliases without an anchor, and too many of them, come to light only here. */
function contentOf(document: Document): { readonly value: unknown } | { readonly detail: string } {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    return { detail: error instanceof Error ? error.message : String(error) };
  }
}

function startOf(node: unknown): number | undefined {
  return (node as { readonly range?: readonly number[] } | null | undefined)?.range?.[0];
}

function indexOrKey(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}
