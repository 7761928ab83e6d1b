import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { SpecRow } from './spec-row.js';
import { rowProblems } from './spec-row-problem.js';
import { specTableSchema } from './spec-table-schema.js';

/** A spec table, or everything that is wrong with it: each problem begins with `line L, column C: `. */
export type SpecTable =
  | { readonly kind: 'table'; readonly title: string; readonly version: string; readonly rows: readonly SpecRow[] }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

type Path = readonly (string | number)[];

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(specTableSchema);

/** Confidence of a row that states none: one-sided 95 % (design of the sign-off rules). */
const defaultConfidence = 0.95;

/**
 * Reads a spec table from the text of its YAML file. Never throws: a table that cannot be used is returned as the list
 * of its problems, each with line and column, so that a caller can print them behind the file's name.
 */
export function parseSpecTable(text: string): SpecTable {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `line ${line}, column ${col}: `;
  };
  if (document.errors.length > 0)
    return { kind: 'problems', problems: document.errors.map((e) => `${at(e.pos[0])}${e.message}`) };
  const content: unknown = document.toJS();
  const place = (path: Path) => at(offsetOf(document, path));
  if (!validate(content))
    return { kind: 'problems', problems: describe(validate.errors ?? [], content, document, place) };

  const table = content as {
    title: string;
    version: string;
    rows: (Omit<SpecRow, 'confidence'> & { confidence?: number })[];
  };
  const rows: readonly SpecRow[] = table.rows.map((row) => ({
    ...row,
    confidence: row.confidence ?? defaultConfidence,
  }));
  const problems: string[] = [];
  const first = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const earlier = first.get(row.id);
    if (earlier === undefined) first.set(row.id, index);
    else problems.push(`${place(['rows', index, 'id'])}row id "${row.id}" is taken (row ${earlier + 1})`);
    for (const { field, problem } of rowProblems(row))
      problems.push(`${place(['rows', index, field])}row "${row.id}", ${field}: ${problem}`);
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'table', title: table.title, version: table.version, rows };
}

/** One sentence for each schema error; the branches of a union are told as one. */
function describe(
  errors: readonly ErrorObject[],
  content: unknown,
  document: Document,
  place: (path: Path) => string,
): string[] {
  const sentences = errors
    .filter(({ schemaPath }) => !schemaPath.includes('/anyOf/'))
    .map((error) => {
      const path = pathOf(error.instancePath);
      const row = rowName(content, path);
      const field = path.slice(2).join('.');
      const where = `${row}${field === '' ? '' : `${row === '' ? '' : ', '}${field}`}`;
      const prefix = where === '' ? '' : `${where}: `;
      switch (error.keyword) {
        case 'additionalProperties': {
          const name = String(error.params['additionalProperty']);
          return `${at(document, [...path, name], place, path)}${prefix}"${name}" is not a field of the table`;
        }
        case 'required':
          return `${place(path)}${prefix}"${error.params['missingProperty']}" is missing`;
        case 'enum':
          return `${place(path)}${prefix}must be one of ${(error.params['allowedValues'] as unknown[]).join(' ')}`;
        case 'anyOf':
          return `${place(path)}${prefix}must be a number, a text, true or false, [low, high] or a list of texts`;
        default:
          return `${place(path)}${prefix}${error.message ?? error.keyword}`;
      }
    });
  return [...new Set(sentences)];
}

function at(document: Document, key: Path, place: (path: Path) => string, fallback: Path): string {
  return document.hasIn(key) ? place(key) : place(fallback);
}

function pathOf(instancePath: string): Path {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function rowName(content: unknown, path: Path): string {
  const [rows, index] = path;
  if (rows !== 'rows' || typeof index !== 'number') return path.length > 0 ? path.join('.') : '';
  const list = (content as { rows?: readonly { id?: unknown }[] }).rows;
  const id = list?.[index]?.id;
  return typeof id === 'string' ? `row "${id}"` : `row ${index + 1}`;
}

/** Offset of the key at the path, or of the nearest thing above it that exists. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? (length === 1 ? document.contents : undefined);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
      if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] | null } | undefined;
    if (node?.range) return node.range[0]!;
  }
  return 0;
}
