import { type Document, isMap, type LineCounter } from 'yaml';

/** Where in a YAML text something stands; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The parts of a JSON pointer (RFC 6901): `/evse/id` -> `evse`, `id`. */
export function pointerParts(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * Maps a path in the value to line and column in the text. `key` points at the key itself in place of its value. Where
 * the path does not exist, the deepest part that does is taken.
 */
export function placeOf(document: Document, counter: LineCounter, path: readonly string[], key = false): Place {
  for (let depth = path.length; depth >= 0; depth--) {
    const part = path.slice(0, depth);
    const offset = key && depth === path.length ? keyOffset(document, part) : valueOffset(document, part);
    if (offset !== undefined) {
      const { line, col } = counter.linePos(offset);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

function valueOffset(document: Document, path: readonly string[]): number | undefined {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path.map(indexOrKey), true);
  return rangeStart(node);
}

function keyOffset(document: Document, path: readonly string[]): number | undefined {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const parentPath = path.slice(0, -1);
  const parent: unknown =
    parentPath.length === 0 ? document.contents : document.getIn(parentPath.map(indexOrKey), true);
  if (!isMap(parent)) return valueOffset(document, path);
  const pair = parent.items.find((item) => String(item.key) === last);
  return pair === undefined ? undefined : rangeStart(pair.key);
}

function rangeStart(node: unknown): number | undefined {
  const range = (node as { range?: readonly number[] } | null | undefined)?.range;
  return range?.[0];
}

function indexOrKey(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}
