/**
 * A small TypeScript printer. It lays expressions out as the project's formatter does (120 columns, two spaces, trailing
 * commas), so that definitions can be written on machines without it and stay unchanged by it.
 */
export type Source =
  | string
  | { readonly call: string; readonly args: readonly Source[] }
  | { readonly array: readonly Source[] }
  | { readonly object: readonly Property[] };

/** A key with its value, or a spread expression. */
export type Property = readonly [key: string, value: Source] | Source;

const width = 120;

/** A single-quoted string literal. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/** `head` + expression + `tail`, for example a constant with its semicolon. */
export function printStatement(head: string, source: Source, tail = ';'): string {
  return head + print(source, '', head.length, tail.length) + tail;
}

function flat(source: Source): string {
  if (typeof source === 'string') return source;
  if ('call' in source) return `${source.call}(${source.args.map(flat).join(', ')})`;
  if ('array' in source) return `[${source.array.map(flat).join(', ')}]`;
  if (source.object.length === 0) return '{}';
  return `{ ${source.object.map((property) => (isPair(property) ? `${property[0]}: ${flat(property[1])}` : flat(property))).join(', ')} }`;
}

function isPair(property: Property): property is readonly [key: string, value: Source] {
  return Array.isArray(property);
}

/** @param column where the expression starts; `after` is what must still fit behind it on its last line */
function print(source: Source, indent: string, column: number, after: number): string {
  const oneLine = flat(source);
  if (typeof source === 'string' || column + oneLine.length + after <= width) return oneLine;
  if (!('call' in source)) return broken(source, indent);
  const last = source.args.at(-1);
  const before = source.args.slice(0, -1);
  if (last !== undefined && isHuggable(last, before.at(-1))) {
    const start = `${source.call}(${before.map((arg) => `${flat(arg)}, `).join('')}`;
    // The bracket that opens the last argument must still fit.
    if (column + start.length + 1 <= width) return `${start}${broken(last, indent)})`;
  }
  return `${source.call}(${block(source.args, indent)}${indent})`;
}

function isHuggable(last: Source, penultimate: Source | undefined): last is Exclude<Source, string> {
  if (typeof last === 'string' || 'call' in last) return false;
  if ('array' in last ? last.array.length === 0 : last.object.length === 0) return false;
  if (penultimate === undefined || typeof penultimate === 'string' || 'call' in penultimate) return true;
  return 'array' in last !== 'array' in penultimate;
}

function broken(source: Exclude<Source, string>, indent: string): string {
  if ('call' in source) return `${source.call}(${block(source.args, indent)}${indent})`;
  if ('array' in source) return `[${block(source.array, indent)}${indent}]`;
  const inner = `${indent}  `;
  const lines = source.object.map((property) => {
    const [start, value] = isPair(property) ? [`${inner}${property[0]}: `, property[1]] : [inner, property];
    return `${start}${print(value, inner, start.length, 1)},\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function block(items: readonly Source[], indent: string): string {
  const inner = `${indent}  `;
  return `\n${items.map((item) => `${inner}${print(item, inner, inner.length, 1)},\n`).join('')}`;
}

/** A doc comment, on one line where it fits. */
export function printComment(text: string): string {
  if (text.length + 7 <= width) return `/** ${text} */`;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 4 > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return ['/**', ...[...lines, line].map((part) => ` * ${part}`), ' */'].join('\n');
}

/** An import of values, its names in the formatter's order. */
export function printImport(names: readonly string[], from: string): string {
  const [first] = names;
  if (first?.startsWith('* as ')) return `import ${first} from ${quote(from)};`;
  const onlyTypes = names.every((name) => name.startsWith('type '));
  const keyword = onlyTypes ? 'import type' : 'import';
  const sorted = names.map((name) => (onlyTypes ? name.slice('type '.length) : name)).sort(compareNames);
  const oneLine = `${keyword} { ${sorted.join(', ')} } from ${quote(from)};`;
  if (oneLine.length <= width) return oneLine;
  return `${keyword} {\n${sorted.map((name) => `  ${name},\n`).join('')}} from ${quote(from)};`;
}

/** The order of names and modules in imports: letter by letter, capitals before small ones, numbers by value. */
export function compareNames(a: string, b: string): number {
  const parts = (text: string) => text.replace(/^type |\.js$/g, '').match(/\d+|\D/g) ?? [];
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const x = left[i] as string;
    const y = right[i] as string;
    if (x === y) continue;
    if (/\d/.test(x) && /\d/.test(y)) return Number(x) - Number(y);
    const [foldedX, foldedY] = [x.toLowerCase(), y.toLowerCase()];
    if (foldedX !== foldedY) return foldedX < foldedY ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}
