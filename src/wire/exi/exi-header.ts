import type { BitReader } from './bit-reader.js';
import { type BitWriter, codePoints } from './bit-writer.js';
import { bitsFor } from './grammar/datatype.js';
import type { StreamProfile } from './stream-profile.js';

/** EXI header without options: distinguishing bits, no options, final version 1 (W3C EXI 1.0 section 5). */
export const plainHeader = 0x80;
const headerWithOptions = 0xa0;
const cookie = [0x24, 0x45, 0x58, 0x49];

/** What the header of a stream says. */
export interface HeaderReading {
  /** What differs from the profile although the stream can be read, or all that can be said when it cannot. */
  readonly problems: readonly string[];
  /** False: what follows is coded in a way that this decoder does not know. */
  readonly readable: boolean;
  /** Whether strings may be references into the value table. */
  readonly valueTable: boolean;
}

/** Writes the header of a profile: with a schemaId, the options document that holds it and nothing else. */
export function writeHeader(writer: BitWriter, { schemaId }: StreamProfile): void {
  if (schemaId === undefined) {
    writer.bits(8, plainHeader);
    return;
  }
  writer.bits(8, headerWithOptions);
  // The options are a strict document of their own schema: header (1 bit), common (2), schemaId (2), its text (1).
  writer.bits(6, 0b001100);
  const points = codePoints(schemaId);
  writer.unsigned(points.length + 2);
  writer.characters(points);
  // Neither strict nor anything behind common.
  writer.bits(1, 1);
}

/** Reads a header and holds it against the profile. Failures of the reader stay in the reader. */
export function readHeader(reader: BitReader, profile: StreamProfile): HeaderReading {
  if (profile.schemaId === undefined) {
    const octet = reader.bits(8);
    const hex = octet.toString(16).padStart(2, '0');
    const problems = octet === plainHeader ? [] : [`0x${hex} instead of 0x80`];
    // The stream may still make sense behind a wrong header, so decoding goes on.
    return { problems, readable: true, valueTable: profile.valueTable };
  }
  if (cookie.every((octet, index) => reader.bytes[index] === octet)) reader.octets(4);
  const mark = reader.bits(2);
  const hasOptions = reader.bits(1) === 1;
  const preview = reader.bits(1) === 1;
  const version = reader.bits(4);
  if (mark !== 2) return unreadable('the first two bits are not those of EXI');
  if (preview || version !== 0) return unreadable('a version of EXI other than 1');
  if (!hasOptions) {
    return { problems: [`no options, schemaId ${profile.schemaId} is expected`], readable: true, valueTable: true };
  }
  const options = readOptions(reader);
  if (options.unknown !== undefined) return unreadable(`the option ${options.unknown}`);
  const problems =
    options.schemaId === profile.schemaId
      ? []
      : [`schemaId ${options.schemaId ?? '(none)'} instead of ${profile.schemaId}`];
  if (options.valuePartitionCapacity === undefined) return { problems, readable: true, valueTable: profile.valueTable };
  if (options.valuePartitionCapacity !== 0) return unreadable('a bounded value table');
  return { problems: [...problems, 'valuePartitionCapacity 0'], readable: true, valueTable: false };
}

function unreadable(problem: string): HeaderReading {
  return { problems: [problem], readable: false, valueTable: false };
}

interface Options {
  schemaId?: string;
  valuePartitionCapacity?: number;
  /** An option that changes the coding in a way that is not implemented. */
  unknown?: string;
}

/** Reads the options document (section 5.4 and appendix C): strict, schema-informed, bit-packed. */
function readOptions(reader: BitReader): Options {
  const options: Options = {};
  const refuse = (name: string) => () => {
    options.unknown ??= name;
  };
  // The only root of that schema is header; the other code is any other root.
  if (reader.bits(1) !== 0) return { unknown: 'document (no header)' };
  sequence(reader, options, [
    ['lesscommon', () => lessCommon(reader, options, refuse)],
    ['common', () => common(reader, options, refuse)],
    ['strict', refuse('strict')],
  ]);
  return options;
}

type Child = readonly [name: string, read: () => void];
type Refuse = (name: string) => () => void;

/** Optional children in their order; codes count what may still come, the end last. */
function sequence(reader: BitReader, options: Options, children: readonly Child[], wildcards = 0): void {
  let next = 0;
  let extra = wildcards;
  while (options.unknown === undefined && reader.failure === undefined) {
    const left = children.length - next;
    const code = reader.bits(bitsFor(left + extra + 1));
    if (code >= left + extra) return;
    const child = children[next + code];
    if (child === undefined) {
      options.unknown = 'user-defined meta-data';
      return;
    }
    next += code + 1;
    extra = 0;
    child[1]();
  }
}

function common(reader: BitReader, options: Options, refuse: Refuse): void {
  sequence(reader, options, [
    ['compression', refuse('compression')],
    ['fragment', refuse('fragment')],
    [
      'schemaId',
      () => {
        // The element may be nil, so its text has an escape before it.
        if (reader.bits(1) !== 0) options.unknown = 'schemaId without value';
        else options.schemaId = reader.characters(reader.length(8, 2));
      },
    ],
  ]);
}

function lessCommon(reader: BitReader, options: Options, refuse: Refuse): void {
  const uncommon: readonly Child[] = [
    ['alignment', refuse('alignment')],
    ['selfContained', refuse('selfContained')],
    // A bound on what enters the table is met by keeping the strings short; nothing else can be done about it here.
    ['valueMaxLength', refuse('valueMaxLength')],
    [
      'valuePartitionCapacity',
      () => {
        options.valuePartitionCapacity = Number(reader.unsigned());
      },
    ],
    ['datatypeRepresentationMap', refuse('datatypeRepresentationMap')],
  ];
  sequence(reader, options, [
    ['uncommon', () => sequence(reader, options, uncommon, 1)],
    ['preserve', refuse('preserve')],
    ['blockSize', refuse('blockSize')],
  ]);
}
