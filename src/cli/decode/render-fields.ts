import { physicalText } from '../../probes/session-reader/physical-text.js';

/** One line of a rendered value: depth and text. */
export interface FieldLine {
  readonly depth: number;
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;

const maxWidth = 96;
const shownBytes = 24;

/** Plain integers that count seconds. */
const secondsFields = new Set([
  'start',
  'duration',
  'DepartureTime',
  'NotificationMaxDelay',
  'ChargingProfileEntryStart',
]);

/**
 * Renders a message body compactly: scalars and physical values of one level share lines, structures follow indented.
 * @param before the body of the last message of the same name: what is equal is left out; undefined prints all
 */
export function renderFields(body: unknown, before?: unknown): FieldLine[] {
  const lines: FieldLine[] = [];
  if (isFields(body)) renderLevel(body, isFields(before) ? before : undefined, 0, lines);
  return lines;
}

function renderLevel(fields: Fields, before: Fields | undefined, depth: number, lines: FieldLine[]): void {
  const simple: string[] = [];
  const nested: [string, unknown, unknown][] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (before !== undefined && sameValue(value, before[name])) continue;
    const text = scalarText(name, value);
    if (text === undefined) nested.push([name, value, before?.[name]]);
    else simple.push(text);
  }
  for (const gone of Object.keys(before ?? {})) if (!(gone in fields)) simple.push(`${gone} (no longer there)`);
  lines.push(...wrapped(simple, depth));
  for (const [name, value, earlier] of nested) renderNested(name, value, earlier, depth, lines);
}

function renderNested(name: string, value: unknown, earlier: unknown, depth: number, lines: FieldLine[]): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      const previous = Array.isArray(earlier) ? earlier[index] : undefined;
      if (previous !== undefined && sameValue(entry, previous)) continue;
      const label = value.length > 1 ? `${name} ${index + 1}` : name;
      const text = scalarText(label, entry);
      if (text !== undefined) lines.push({ depth, text });
      else renderNested(label, entry, previous, depth, lines);
    }
    return;
  }
  if (!isFields(value)) return;
  const inner: FieldLine[] = [];
  renderLevel(value, isFields(earlier) ? earlier : undefined, 0, inner);
  const [only] = inner;
  if (inner.length === 1 && only !== undefined && name.length + only.text.length < maxWidth - 2 * depth) {
    lines.push({ depth, text: `${name}: ${only.text}` });
    return;
  }
  lines.push({ depth, text: inner.length === 0 ? `${name} (empty)` : `${name}:` });
  lines.push(...inner.map((line) => ({ depth: line.depth + depth + 1, text: line.text })));
}

/** `name value` for what fits on a line; undefined for structures and lists of them. */
function scalarText(name: string, value: unknown): string | undefined {
  if (value === null || value === undefined) return `${name} (empty)`;
  if (typeof value === 'string') return value === '' ? `${name} ""` : `${name} ${value}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `${name} ${unitOfScalar(name, value)}`;
  if (typeof value === 'boolean') return `${name} ${value ? 'yes' : 'no'}`;
  if (value instanceof Uint8Array) return `${name} ${bytesText(value)}`;
  if (Array.isArray(value)) {
    if (value.length === 0 || !value.every((entry) => typeof entry !== 'object')) return undefined;
    return `${name} ${value.join(', ')}`;
  }
  const physical = physicalText(name, value);
  return physical === undefined ? undefined : `${name} ${physical}`;
}

function unitOfScalar(name: string, value: number | bigint): string {
  if (/SOC$/i.test(name)) return `${value} %`;
  if (secondsFields.has(name)) return `${value} s`;
  if (/^(TimeStamp|EVSETimeStamp|DateTimeNow)$/.test(name) && value > 1_000_000_000 && value < 100_000_000_000) {
    return `${new Date(Number(value) * 1000).toISOString().slice(0, 19)}Z`;
  }
  return String(value);
}

function bytesText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.subarray(0, shownBytes)).toString('hex').toUpperCase();
  return bytes.length > shownBytes ? `${hex}... (${bytes.length} bytes)` : hex;
}

function wrapped(parts: readonly string[], depth: number): FieldLine[] {
  const lines: FieldLine[] = [];
  let text = '';
  for (const part of parts) {
    const longer = text === '' ? part : `${text}, ${part}`;
    if (text !== '' && longer.length > maxWidth - 2 * depth) {
      lines.push({ depth, text: `${text},` });
      text = part;
    } else text = longer;
  }
  if (text !== '') lines.push({ depth, text });
  return lines;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => sameValue(entry, b[index]));
  }
  if (!isFields(a) || !isFields(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => sameValue(a[name], b[name]));
}
