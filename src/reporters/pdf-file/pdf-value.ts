/** What a PDF file is made of (ISO 32000-1 clause 7.3). */
export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly raw: string }
  | { readonly kind: 'string'; readonly bytes: Buffer; readonly hex: boolean }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'dictionary'; readonly entries: ReadonlyMap<string, PdfValue> }
  | { readonly kind: 'reference'; readonly number: number; readonly generation: number };

export type PdfDictionary = Extract<PdfValue, { readonly kind: 'dictionary' }>;
export type PdfReference = Extract<PdfValue, { readonly kind: 'reference' }>;

/** An object as it stands in the file: its value, its stream where it has one, and its place. */
export interface PdfObject {
  readonly number: number;
  readonly value: PdfValue;
  /** Raw bytes of the stream, filters not undone. */
  readonly stream?: Buffer;
  readonly start: number;
  readonly end: number;
}

export const nameValue = (value: string): PdfValue => ({ kind: 'name', value });
export const numberValue = (value: number): PdfValue => ({ kind: 'number', value, raw: String(value) });
export const textValue = (text: string): PdfValue => ({ kind: 'string', bytes: encodeText(text), hex: false });
export const referenceValue = (number: number): PdfReference => ({ kind: 'reference', number, generation: 0 });
export const arrayValue = (items: readonly PdfValue[]): PdfValue => ({ kind: 'array', items });
export const dictionaryValue = (entries: Readonly<Record<string, PdfValue>>): PdfDictionary => ({
  kind: 'dictionary',
  entries: new Map(Object.entries(entries)),
});

/** Text string: PDFDocEncoding where it is ASCII, else UTF-16BE with its mark (clause 7.9.2.2). */
function encodeText(text: string): Buffer {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(text)) return Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
}

/** The text of a text string. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
  return bytes.toString('latin1');
}

/** Writes a value in PDF syntax. */
export function writeValue(value: PdfValue): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.raw;
    case 'string':
      return value.hex ? `<${value.bytes.toString('hex')}>` : literal(value.bytes);
    case 'name':
      return `/${[...Buffer.from(value.value, 'latin1')].map(nameByte).join('')}`;
    case 'array':
      return `[${value.items.map(writeValue).join(' ')}]`;
    case 'dictionary':
      return `<<\n${[...value.entries].map(([key, entry]) => `${writeValue(nameValue(key))} ${writeValue(entry)}`).join('\n')}\n>>`;
    case 'reference':
      return `${value.number} ${value.generation} R`;
  }
}

function literal(bytes: Buffer): string {
  const parts = [...bytes].map((byte) => {
    if (byte === 0x28 || byte === 0x29 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte);
  });
  return `(${parts.join('')})`;
}

function nameByte(byte: number): string {
  const regular = byte > 0x20 && byte < 0x7f && !'()<>[]{}/%#'.includes(String.fromCharCode(byte));
  return regular ? String.fromCharCode(byte) : `#${byte.toString(16).padStart(2, '0')}`;
}
