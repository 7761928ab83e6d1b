import { decodeMessage, encodeMessage } from '../src/messages/codec.js';
import { setCodec } from '../src/messages/set-codecs.js';
import { schemaNames } from '../src/messages/sets.js';
import { type BenchmarkMessage, benchmarkMessages, type OthersTimes } from './exi/messages.js';
import { kept, microseconds } from './exi/stopwatch.js';

/**
 * `npm run benchmark -- exi`: microseconds to decode and encode a message, warm, beside what others need on a quiet
 * machine. Absolute figures move by a factor of two from day to day: the calibration line says how fast this machine is
 * today, and the ratios are what counts.
 */
async function main(): Promise<void> {
  const asJson = process.argv.includes('--json');
  const floor = calibrate();
  const results = benchmarkMessages.map(measure);
  if (asJson) {
    console.log(JSON.stringify({ calibration: floor, results }, undefined, 2));
    return;
  }
  console.log(
    'EXI, microseconds a message, warm, CPU time (d = decode, e = encode); ratio = ours / theirs, below 1 is faster\n',
  );
  console.log(`${'message'.padEnd(38)}octets      d      e   libcbv2g d / e  EXIficient d / e   TypeScript d / e`);
  for (const result of results) console.log(formatRow(result));
  console.log(
    `\ncalibration: ${floor.toFixed(2)} us for 46 octets read bit field by bit field (0.70 on the machine of the figures)`,
  );
  console.log(`first use: all grammars and codecs made in ${firstUse().toFixed(1)} ms`);
  if (kept === undefined) console.log('nothing measured');
}

interface Result {
  readonly name: string;
  readonly schema: string;
  readonly octets: number;
  readonly theirOctets: number;
  readonly decode: number;
  readonly encode: number;
  readonly libcbv2g: OthersTimes | undefined;
  readonly exificient: OthersTimes | undefined;
  readonly typescript: OthersTimes | undefined;
}

function measure(message: BenchmarkMessage): Result {
  const { name, schema, value, libcbv2g, exificient, typescript } = message;
  const octets = encodeMessage(schema, value);
  const decoded = decodeMessage(schema, octets);
  if (decoded.violations.length > 0) throw new Error(`${name} is not clean: ${JSON.stringify(decoded.violations)}`);
  const decode = microseconds(() => decodeMessage(schema, octets));
  const encode = microseconds(() => encodeMessage(schema, value));
  return {
    name,
    schema,
    octets: octets.length,
    theirOctets: message.octets,
    decode,
    encode,
    libcbv2g,
    exificient,
    typescript,
  };
}

function formatRow(result: Result): string {
  const { name, schema, octets, decode, encode } = result;
  const others = [result.libcbv2g, result.exificient, result.typescript].map((their) => ratio(result, their));
  const times = `${decode.toFixed(2).padStart(7)}${encode.toFixed(2).padStart(7)}`;
  return `${`${schema} ${name}`.padEnd(38)}${String(octets).padStart(6)}${times}${others.map((o) => o.padStart(17)).join('')}`;
}

/** Theirs is scaled to our message's length, which differs from the published one by a few octets. */
function ratio({ decode, encode, octets, theirOctets }: Result, their: OthersTimes | undefined): string {
  if (their === undefined) return '-';
  const scale = octets / theirOctets;
  return `${(decode / (their.decode * scale)).toFixed(2)} / ${(encode / (their.encode * scale)).toFixed(2)}`;
}

/** The floor that the performance page gives for JavaScript: the same bit reads without any grammar. */
function calibrate(): number {
  const frame = Uint8Array.from({ length: 46 }, (_, i) => (i * 37) & 0xff);
  return microseconds(() => {
    let sum = 0;
    for (let bit = 0; bit + 8 <= frame.length * 8; bit += 3) {
      const index = bit >>> 3;
      const pair = ((frame[index] as number) << 8) | (frame[index + 1] ?? 0);
      sum += (pair >>> (13 - (bit & 7))) & 7;
    }
    return sum;
  });
}

/** Time to make every grammar and codec from the definitions, as at the first message of each set. */
function firstUse(): number {
  const begun = process.hrtime.bigint();
  for (const schema of schemaNames) setCodec(schema).decode(Uint8Array.of(0x80, 0));
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

await main();
