// npm run benchmark -- fuzz-exi [FRAMES] [SEED]: random and mutated frames (default a million) over all sets, each under its
// own schema or under another one, decoded and, where a value came of it, encoded again. Exits 1 at the first exception.
import {
  decodeFragment,
  decodeMessage,
  encodeLeniently,
  jsonText,
  type SchemaName,
  schemaNames,
} from '../src/messages/codec.js';
import { hostileFrame } from '../test/support/hostile-frames.js';
import { RepeatableRandom } from '../test/support/repeatable-random.js';
import { fixtureVectors, fromHex, toHex } from '../test/support/vectors.js';

const frames = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const random = new RepeatableRandom(seed);
const vectors = fixtureVectors().map(({ schema, exi }) => ({ schema, octets: fromHex(exi) }));

interface Counts {
  clean: number;
  violated: number;
  dialect: number;
  encoded: number;
}

const counts: Counts = { clean: 0, violated: 0, dialect: 0, encoded: 0 };

function tryFrame(schema: SchemaName, frame: Uint8Array): void {
  const { value, violations, dialect } = decodeMessage(schema, frame);
  counts[violations.length === 0 ? 'clean' : 'violated'] += 1;
  if (dialect !== undefined) counts.dialect += 1;
  if (violations.some(({ bitOffset }) => bitOffset < 0 || bitOffset > frame.length * 8)) throw new Error('no such bit');
  if (value !== undefined) {
    jsonText(schema, value);
    if (encodeLeniently(schema, value).bytes !== undefined) counts.encoded += 1;
  }
  decodeFragment(schema, frame);
}

function cpuMs(schema: SchemaName, frame: Uint8Array): number {
  const start = process.cpuUsage();
  tryFrame(schema, frame);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

// Code is generated at first use: not what the longest frame should show.
for (const { schema, octets } of vectors) tryFrame(schema, octets);
Object.assign(counts, { clean: 0, violated: 0, dialect: 0, encoded: 0 });

let longest = { ms: 0, schema: '', frame: '' };
const begun = process.cpuUsage();
for (let i = 0; i < frames; i++) {
  const vector = random.pick(vectors);
  const frame = hostileFrame(random, vector.octets);
  const schema = random.next() < 0.7 ? vector.schema : random.pick(schemaNames);
  try {
    let ms = cpuMs(schema, frame);
    // A collection of garbage may fall on any frame: what is slow by itself is slow again.
    for (let again = 0; again < 3 && ms > longest.ms; again++) ms = Math.min(ms, cpuMs(schema, frame));
    if (ms > longest.ms) longest = { ms, schema, frame: toHex(frame) };
  } catch (error) {
    console.error(`frame ${i} of seed ${seed}: ${schema} ${toHex(frame)}`);
    throw error;
  }
}
const { user, system } = process.cpuUsage(begun);
const perSecond = (frames * 1e6) / (user + system);
console.log(`${frames} frames (seed ${seed}), ${perSecond.toFixed(0)} a second of CPU time, exceptions 0`);
console.log(
  `decoded, repetitions included: ${counts.clean} clean, ${counts.violated} with violations, ${counts.dialect} in a dialect, ${counts.encoded} encoded again`,
);
console.log(`longest ${longest.ms.toFixed(1)} ms of CPU time: ${longest.schema} ${longest.frame.slice(0, 120)}`);
