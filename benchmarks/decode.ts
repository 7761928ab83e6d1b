// npm run benchmark -- decode [LARGEST_MB] [ROUNDS] [RATE_MB]: `plumbline decode` beside tshark on the same capture of many
// charging sessions, in turns; then memory on captures of 20 MB, 200 MB and so on up to LARGEST_MB (2000) of sessions and
// other traffic. The captures are made here, the same every time, and deleted. Ends with `ratio R` and `memory`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../test/support/find-program.js';
import { type GrownCapture, growCapture } from './decode/grown-capture.js';
import { recordedKeyLog } from './decode/recorded-session.js';
import { type TimedRun, timedCommand } from './decode/timed-command.js';

const [largestMb = 2000, rounds = 3, rateMb = 20] = process.argv.slice(2).map(Number);
/** Share of charging sessions in the captures for memory: a site's link carries other things too. */
const sessionShare = 0.05;
/** A capture ten times as long may take this much more memory: the collector's whim, not the capture's length. */
const flat = 1.25;

const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
const capture = join(folder, 'grown.pcap');
const keyLog = join(folder, 'grown.keylog');
const program = (name: string): readonly string[] => [
  process.execPath,
  fileURLToPath(new URL(`./decode/${name}.js`, import.meta.url)),
];
const ours = (...options: string[]) => [...program('decode-main'), 'decode', capture, ...options];

try {
  writeFileSync(keyLog, recordedKeyLog());
  const ratio = await besideTshark();
  const isFlat = await memory();
  if (ratio !== undefined) console.log(`ratio ${ratio.toFixed(2)} (CPU time of tshark over ours, all fields as text)`);
  console.log(`memory ${isFlat ? 'flat' : 'NOT FLAT'}`);
  process.exitCode = isFlat && (ratio ?? 1) >= 0.8 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function besideTshark(): Promise<number | undefined> {
  const grown = growCapture(capture, { bytes: rateMb * 1e6, sessionShare: 1, atOnce: 20 });
  console.log(`${rateMb} MB, ${grown.packets} packets, ${grown.sessions} charging sessions, 6 in 13 of them encrypted`);
  const tshark = findProgram('tshark');
  if (tshark === undefined) console.log('NO TSHARK HERE (apt-get install tshark): our figures stand alone');
  const peer = (...options: string[]) =>
    tshark === undefined ? undefined : [tshark, '-r', capture, '-o', `tls.keylog_file:${keyLog}`, ...options];
  const kinds = [
    { what: 'a line each', ours: ours('--keylog', keyLog), theirs: peer() },
    { what: 'all fields', ours: ours('--keylog', keyLog, '--full'), theirs: peer('-V') },
    { what: 'JSON', ours: ours('--keylog', keyLog, '--json'), theirs: peer('-T', 'json') },
  ];
  console.log('output        program     MB/s    packets/s  CPU s   CPU of tshark / ours');
  let ratio: number | undefined;
  for (const kind of kinds) {
    const own: TimedRun[] = [];
    const other: TimedRun[] = [];
    for (let round = 0; round < rounds; round++) {
      own.push(await timedCommand(kind.ours));
      if (kind.theirs !== undefined) other.push(await timedCommand(kind.theirs));
    }
    const mine = median(own);
    print(kind.what, 'plumbline', mine, grown);
    if (other.length === 0) continue;
    const theirs = median(other);
    const share = theirs.cpuSeconds / mine.cpuSeconds;
    print(kind.what, 'tshark', theirs, grown, share);
    if (kind.what === 'all fields') ratio = share;
  }
  console.log('');
  return ratio;
}

async function memory(): Promise<boolean> {
  console.log(
    `sessions among other traffic (${100 * sessionShare} % of the bytes), decoded as text and as JSON; and the way of evidence`,
  );
  console.log('MB      packets    sessions  what      MB/s    max RSS MiB');
  const most = new Map<string, number[]>();
  for (let mb = 20; mb <= largestMb; mb *= 10) {
    const grown = growCapture(capture, { bytes: mb * 1e6, sessionShare, atOnce: 20 });
    const target = join(folder, 'evidence.pcapng');
    const kinds = [
      { what: 'text', argv: ours('--keylog', keyLog) },
      { what: 'JSON', argv: ours('--keylog', keyLog, '--json') },
      { what: 'evidence', argv: [...program('annotate-main'), capture, target, keyLog] },
    ];
    for (const { what, argv } of kinds) {
      const { wallSeconds, maxRssMib = Number.NaN } = await timedCommand(argv);
      most.set(what, [...(most.get(what) ?? []), maxRssMib]);
      const head = [String(mb).padEnd(8), String(grown.packets).padEnd(11), String(grown.sessions).padEnd(10)];
      const rate = (grown.bytes / 1e6 / wallSeconds).toFixed(1).padEnd(8);
      console.log([...head, what.padEnd(10), rate, maxRssMib.toFixed(0)].join(''));
    }
    rmSync(target, { force: true });
  }
  console.log('');
  // What is held grows up to its bounds in the first megabytes; from 200 MB on it must stay.
  return [...most.values()].every((list) => {
    const [first, ...later] = list.length > 2 ? list.slice(1) : list;
    return later.every((one) => one <= flat * first!);
  });
}

function median(list: readonly TimedRun[]): TimedRun {
  return [...list].sort((a, b) => a.cpuSeconds - b.cpuSeconds)[Math.floor(list.length / 2)]!;
}

function print(what: string, who: string, run: TimedRun, grown: GrownCapture, share?: number): void {
  const figures = [
    (grown.bytes / 1e6 / run.wallSeconds).toFixed(1).padEnd(8),
    (grown.packets / run.wallSeconds).toFixed(0).padEnd(11),
    run.cpuSeconds.toFixed(2).padEnd(8),
    share === undefined ? '' : share.toFixed(2),
  ];
  console.log([what.padEnd(14), who.padEnd(12), ...figures].join(''));
}
