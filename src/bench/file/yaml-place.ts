import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { PlumblineError } from '../../base/errors.js';

/** A YAML text with the places of its parts. */
export interface PlacedYaml {
  readonly value: unknown;
  /** `file:line:column` of the value at a path; of the key where `key` names one below it. */
  place(path: readonly string[], key?: string): string;
}

/** @throws PlumblineError BENCH-004 when the text is no YAML, with the place of the first mistake */
export function parsePlacedYaml(text: string, file: string): PlacedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error !== undefined) throw new PlumblineError('BENCH-004', { place: at(error.pos[0]), detail: error.message });
  return {
    value: document.toJS() as unknown,
    place: (path, key) => at(offsetOf(document, path, key)),
  };
}

function offsetOf(document: Document.Parsed, path: readonly string[], key: string | undefined): number {
  // What is missing has no place: the nearest part that is there stands for it.
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (key !== undefined && length === path.length && isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === key);
      const range = (pair?.key as { readonly range?: readonly number[] } | undefined)?.range;
      if (range?.[0] !== undefined) return range[0];
    }
    const range = (node as { readonly range?: readonly number[] } | null | undefined)?.range;
    if (range?.[0] !== undefined) return range[0];
  }
  return 0;
}
