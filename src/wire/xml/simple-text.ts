import type { SimpleType } from '../exi/notation/simple-types.js';
import type { ExiValue } from '../exi/notation/values.js';
import type { XmlRule } from './xml-findings.js';

/** A rule that a text or value breaks, or undefined. */
export interface TextProblem {
  readonly rule: XmlRule;
  readonly detail: string;
}

export interface ReadText {
  /** Of the type where the text is one of its values, else the text itself, so that nothing is lost. */
  readonly value: ExiValue;
  readonly problem: TextProblem | undefined;
}

/** Reads the lexical form of a simple type (XML Schema part 2). Never throws. */
export function readText(type: SimpleType, text: string): ReadText {
  switch (type.representation) {
    case 'boolean':
      return readBoolean(text.trim());
    case 'integer':
      return readInteger(type, text.trim());
    case 'hexBinary':
      return readHex(type, text.trim());
    case 'base64Binary':
      return readBase64(type, text.replaceAll(/[ \t\r\n]/g, ''));
    case 'enumeration': {
      const known = type.values?.includes(text) === true;
      return { value: text, problem: known ? undefined : wrong(`${quoted(text)} is not one of the words`) };
    }
    case 'string': {
      // Only xs:string keeps its white space.
      const value = type.name === 'anyURI' ? text.trim() : text;
      return { value, problem: checkLength(type, characters(value), 'characters') };
    }
  }
}

/** The canonical lexical form of a value; a string stands for itself. */
export function writeText(type: SimpleType, value: ExiValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return type.representation === 'base64Binary' ? base64(value) : hex(value);
  return String(value);
}

/** The rule that a value breaks before it is written, or undefined. */
export function checkValue(type: SimpleType, value: ExiValue): TextProblem | undefined {
  switch (type.representation) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrong('true or false is expected');
    case 'integer':
      if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) {
        return checkRange(type, value);
      }
      return wrong('an integer is expected');
    case 'hexBinary':
    case 'base64Binary':
      if (!(value instanceof Uint8Array)) return wrong('octets are expected');
      return checkLength(type, value.length, 'octets');
    case 'enumeration':
      if (typeof value === 'string' && type.values?.includes(value) === true) return undefined;
      return wrong(`one of ${type.values?.join(', ')} is expected`);
    case 'string':
      if (typeof value !== 'string') return wrong('a string is expected');
      return checkLength(type, characters(value), 'characters');
  }
}

function wrong(detail: string): TextProblem {
  return { rule: 'value-type', detail };
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function readBoolean(text: string): ReadText {
  if (text === 'true' || text === '1') return { value: true, problem: undefined };
  if (text === 'false' || text === '0') return { value: false, problem: undefined };
  return { value: text, problem: wrong(`${quoted(text)} is not true or false`) };
}

const decimal = /^[+-]?[0-9]{1,1000}$/;

function readInteger(type: SimpleType, text: string): ReadText {
  if (!decimal.test(text)) return { value: text, problem: wrong(`${quoted(text)} is not an integer`) };
  const number = Number(text);
  const value = Number.isSafeInteger(number) ? (number === 0 ? 0 : number) : BigInt(text.replace(/^\+/, ''));
  return { value, problem: checkRange(type, value) };
}

function readHex(type: SimpleType, text: string): ReadText {
  const octets = text.length >> 1;
  const value = new Uint8Array(octets);
  for (let i = 0; i < octets; i++) {
    const high = nibble(text.charCodeAt(2 * i));
    const low = nibble(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return { value: text, problem: wrong(`${quoted(text)} is not hexadecimal`) };
    value[i] = (high << 4) | low;
  }
  if (text.length % 2 === 0) return { value, problem: checkLength(type, octets, 'octets') };
  const digits = nibble(text.charCodeAt(text.length - 1)) >= 0;
  const detail = digits ? `${text.length} hexadecimal digits, an odd count` : `${quoted(text)} is not hexadecimal`;
  return { value: text, problem: wrong(detail) };
}

function nibble(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}

function readBase64(type: SimpleType, text: string): ReadText {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    return { value: text, problem: wrong(`${quoted(text)} is not base64`) };
  }
  const value = new Uint8Array(Buffer.from(text, 'base64'));
  return { value, problem: checkLength(type, value.length, 'octets') };
}

function checkRange({ facets }: SimpleType, value: number | bigint): TextProblem | undefined {
  const { minInclusive: min, maxInclusive: max } = facets;
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return undefined;
  const detail = `${value} is not within ${min ?? '-infinity'} to ${max ?? 'infinity'}`;
  return { rule: 'value-out-of-range', detail };
}

function checkLength({ facets }: SimpleType, length: number, unit: string): TextProblem | undefined {
  const min = facets.length ?? facets.minLength ?? 0;
  const max = facets.length ?? facets.maxLength ?? Number.POSITIVE_INFINITY;
  if (length >= min && length <= max) return undefined;
  return { rule: 'length-out-of-range', detail: `${length} ${unit} are not within ${min} to ${max}` };
}

/** Characters as XML Schema counts them: code points. */
function characters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) count--;
  }
  return count;
}

const hexDigits = '0123456789ABCDEF';

function hex(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += `${hexDigits[octet >> 4]}${hexDigits[octet & 15]}`;
  return text;
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('base64');
}
