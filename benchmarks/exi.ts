import { decodeMessage, encodeMessage } from '../src/messages/codec.js';
import { setCodec } from '../src/messages/set-codecs.js';
import { schemaNames } from '../src/messages/sets.js';
import { type BenchmarkMessage, benchmarkMessages, type OthersTimes } from './exi/messages.js';
import { kept, microseconds } from './exi/stopwatch.js';
import { figuresSource, publishedCalibration, type Ratio, ratioOf, targetFor, verdictOn } from './exi/target.js';

/**
 * `npm run benchmark -- exi`: microseconds to decode and encode a message, warm, beside what others need, and whether the
 * target against libcbv2g is met. Absolute figures move by a factor of two from day to day: a calibration loop says how
 * fast this machine is today, theirs are scaled by it, and the ratios are what counts.
 */
async function main(): Promise<void> {
  const asJson = process.argv.includes('--json');
  const before = calibrate();
  const measured = benchmarkMessages.map(measure);
  // The machine may have changed its speed meanwhile.
  const calibration = (before + calibrate()) / 2;
  const results = measured.map((result) => ({ ...result, ...againstOthers(result, calibration) }));
  if (asJson) {
    console.log(JSON.stringify({ calibration, publishedCalibration, source: figuresSource, results }, undefined, 2));
    return;
  }
  console.log('EXI, microseconds a message, warm, CPU time (d = decode, e = encode)');
  console.log('ratios: ours / theirs, scaled to the speed of this machine today; below 1 is faster\n');
  console.log(
    `${'message'.padEnd(38)}octets      d      e   libcbv2g d / e   target  outcome${' '.repeat(16)}EXIficient d / e  TypeScript d / e`,
  );
  for (const result of results) console.log(formatRow(result));
  const judged = results.filter(({ outcome }) => outcome !== undefined);
  const met = judged.filter(({ outcome }) => outcome === 'met').length;
  console.log(`\ntarget against libcbv2g met for ${met} of ${judged.length} messages that it has a figure for`);
  console.log(
    `calibration: ${calibration.toFixed(2)} us for 46 octets read bit field by bit field (${publishedCalibration.toFixed(2)} where theirs were measured)`,
  );
  console.log(`figures of others: ${figuresSource}`);
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

interface Compared extends Result {
  readonly ratios: Readonly<Record<'libcbv2g' | 'exificient' | 'typescript', Ratio | undefined>>;
  readonly target: string | undefined;
  readonly outcome: string | undefined;
}

function againstOthers(result: Result, calibration: number): Pick<Compared, 'ratios' | 'target' | 'outcome'> {
  const against = (their: OthersTimes | undefined) => their && ratioOf(result, their, calibration);
  const libcbv2g = against(result.libcbv2g);
  return {
    ratios: { libcbv2g, exificient: against(result.exificient), typescript: against(result.typescript) },
    target: libcbv2g && targetFor(result.octets).text,
    outcome: libcbv2g && verdictOn(libcbv2g, result.octets),
  };
}

function formatRow({ name, schema, octets, decode, encode, ratios, target, outcome }: Compared): string {
  const times = `${decode.toFixed(2).padStart(7)}${encode.toFixed(2).padStart(7)}`;
  const judged = `${(target ?? '-').padStart(9)}  ${(outcome ?? '-').padEnd(23)}`;
  const others = `${pair(ratios.exificient).padStart(16)}${pair(ratios.typescript).padStart(18)}`;
  return `${`${schema} ${name}`.padEnd(38)}${String(octets).padStart(6)}${times}${pair(ratios.libcbv2g).padStart(17)}${judged}${others}`;
}

function pair(ratio: Ratio | undefined): string {
  return ratio === undefined ? '-' : `${ratio.decode.toFixed(2)} / ${ratio.encode.toFixed(2)}`;
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
