import { PlumblineError } from '../base/errors.js';
import type { EncodeFault, FaultKind } from '../wire/exi/encode/faults.js';

/** How each fault is written on a command line or in a table of cases, and what it does. */
export const faultNotation: Readonly<Record<FaultKind, { readonly form: string; readonly describe: string }>> = {
  header: { form: 'header=0x81', describe: 'another first octet than 0x80' },
  truncate: { form: 'truncate=12', describe: 'only the first 12 octets; -2 drops the last two' },
  trailing: { form: 'trailing=0000', describe: 'octets (hex) behind the end' },
  'enumeration-code': { form: 'enumeration-code:PATH=31', describe: 'a code without a word' },
  value: { form: 'value:PATH=200', describe: 'an integer outside its bounds' },
  length: { form: 'length:PATH=900', describe: 'a string or binary of this length' },
  'claimed-length': { form: 'claimed-length:PATH=5', describe: 'a length prefix that lies' },
  missing: { form: 'missing:PATH', describe: 'the element or attribute is left out' },
  repeated: { form: 'repeated:PATH=3', describe: 'the element three times (default 2)' },
  order: { form: 'order:PATH=SIBLING', describe: 'the element before its elder sibling' },
  'event-code': { form: 'event-code:PATH=3', describe: 'the event code that starts the element' },
  undeclared: { form: 'undeclared:PATH=NAME,TEXT', describe: 'an unknown first child of the element' },
};

/** Reads `KIND`, `KIND=VALUE`, `KIND:PATH` or `KIND:PATH=VALUE`. Throws MESSAGES-005. */
export function parseFault(text: string): EncodeFault {
  const match = /^([a-z-]+)(?::([^=]+))?(?:=(.*))?$/.exec(text);
  const kind = match?.[1];
  if (kind === undefined || !Object.hasOwn(faultNotation, kind)) {
    throw new PlumblineError('MESSAGES-005', { detail: `${text}: no such kind` });
  }
  return build(kind as FaultKind, match?.[2], match?.[3], text);
}

function build(kind: FaultKind, path: string | undefined, value: string | undefined, text: string): EncodeFault {
  const wrong = (what: string): PlumblineError =>
    new PlumblineError('MESSAGES-005', { detail: `${text}: ${what}, as in ${faultNotation[kind].form}` });
  const number = (): number => {
    const parsed = value === undefined || value === '' ? Number.NaN : Number(value);
    if (!Number.isSafeInteger(parsed)) throw wrong('an integer is expected');
    return parsed;
  };
  const place = (): string => {
    if (path === undefined) throw wrong('a path is expected');
    return path;
  };
  switch (kind) {
    case 'header':
      return { kind, byte: number() & 0xff };
    case 'truncate':
      return { kind, octets: number() };
    case 'trailing':
      if (value === undefined || !/^([0-9a-fA-F]{2})+$/.test(value)) throw wrong('hex octets are expected');
      return { kind, octets: new Uint8Array(Buffer.from(value, 'hex')) };
    case 'enumeration-code':
    case 'event-code':
      return { kind, path: place(), code: number() };
    case 'value':
      if (value === undefined || !/^-?\d+$/.test(value)) throw wrong('an integer is expected');
      return { kind, path: place(), value: Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value) };
    case 'length':
    case 'claimed-length':
      if (number() < 0) throw wrong('a length is expected');
      return { kind, path: place(), length: number() };
    case 'missing':
      return { kind, path: place() };
    case 'repeated':
      return { kind, path: place(), times: value === undefined ? 2 : number() };
    case 'order':
      if (value === undefined) throw wrong('the elder sibling is expected');
      return { kind, path: place(), before: value };
    case 'undeclared': {
      const [name = '', ...words] = (value ?? '').split(',');
      if (name === '') throw wrong('the name of an element is expected');
      return { kind, path: place(), name, text: words.join(',') };
    }
  }
}
