import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { PlumblineError } from '../../base/errors.js';

/** What a schema cannot say and a reader wants to know, kept beside the definitions and merged at every import. */
export interface Annotations {
  /** Name of the standard, for the head of each file. */
  readonly title?: string;
  /** Namespace -> where its definitions stand already; they are used instead of being written again. */
  readonly uses?: Readonly<Record<string, Use>>;
  /** Namespace -> name of its constant, where the last word of the URI says too little. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** Names from the root to the element whose only child is the message, such as V2G_Message, Body. */
  readonly envelope?: readonly string[];
  /** File name without extension -> names of elements and types that stand in it; what only they use follows them. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  /** Name of an element or type -> what stands above its constant. */
  readonly notes?: Readonly<Record<string, Note>>;
  /** `Field` or `Type.Field` -> unit of its number. */
  readonly units?: Readonly<Record<string, string>>;
}

export interface Use {
  /** Folder with an index.ts, relative to the output folder. */
  readonly folder: string;
  /** Name of the constant of its message set. */
  readonly set: string;
  /** Name of the constant of the namespace, needed where types of it are redefined. */
  readonly namespace?: string;
}

export interface Note {
  readonly clause?: string;
  readonly about?: string;
}

const texts = { type: 'object', additionalProperties: { type: 'string', minLength: 1 } };
const form = {
  type: 'object',
  additionalProperties: false,
  properties: {
    title: { type: 'string' },
    uses: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['folder', 'set'],
        properties: {
          folder: { type: 'string' },
          set: { type: 'string', pattern: '^[a-zA-Z][a-zA-Z0-9]*$' },
          namespace: { type: 'string', pattern: '^[a-zA-Z][a-zA-Z0-9]*$' },
        },
      },
    },
    namespaces: { type: 'object', additionalProperties: { type: 'string', pattern: '^[a-z][a-zA-Z0-9]*$' } },
    envelope: { type: 'array', items: { type: 'string' } },
    files: {
      type: 'object',
      propertyNames: { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
      additionalProperties: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    },
    notes: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { clause: { type: 'string' }, about: { type: 'string' } },
      },
    },
    units: texts,
  },
};

/**
 * Reads an annotations file.
 *
 * @throws {PlumblineError} MESSAGES-017 with file and line
 */
export function readAnnotations(file: string): Annotations {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('MESSAGES-017', { place: file, detail: (cause as Error).message, cause });
  }
  return parseAnnotations(text, file);
}

/** As {@link readAnnotations}, from text; `file` is only named in errors. */
export function parseAnnotations(text: string, file: string): Annotations {
  const lines = new LineCounter();
  // The failsafe schema keeps a clause such as 4.10 a text.
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe' });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const broken = document.errors[0];
  if (broken !== undefined) {
    const detail = broken.message.split('\n')[0] ?? broken.code;
    throw new PlumblineError('MESSAGES-017', { place: place(broken.pos[0]), detail });
  }
  const value: unknown = document.toJS() ?? {};
  const validate = new Ajv2020({ allErrors: false }).compile<Annotations>(form);
  if (validate(value)) return value;
  const error = validate.errors?.[0];
  const path = (error?.instancePath ?? '').split('/').slice(1);
  const unescaped = path.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const subject = error?.propertyName ?? error?.params['additionalProperty'];
  const node = unescaped.length === 0 ? document.contents : document.getIn(unescaped, true);
  const key = isMap(node)
    ? node.items.find((pair) => isScalar(pair.key) && pair.key.value === subject)?.key
    : undefined;
  const wrong = key ?? node;
  const offset = isNode(wrong) ? (wrong.range?.[0] ?? 0) : 0;
  const detail = `${unescaped.join('.') || 'the file'} ${error?.message ?? 'is wrong'}${subject === undefined ? '' : ` (${subject})`}`;
  throw new PlumblineError('MESSAGES-017', { place: place(offset), detail });
}
