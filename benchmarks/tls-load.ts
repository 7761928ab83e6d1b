// npm run benchmark -- tls-load [PACED] [ROUNDS] [SECONDS]: our vehicles beside `openssl s_time` against the same
// `openssl s_server`, in turns, for TLS 1.3 and 1.2 with P-256 and P-521; then servers of known speed, whose capacity must
// lie in the interval that is stated. 0 leaves a part out. Ends with `ratio R` and `covered C of N`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { besideSTime } from './tls-load/beside-s-time.js';
import { knownSpeeds } from './tls-load/known-speeds.js';

const [paced = 40, rounds = 3, seconds = 2] = process.argv.slice(2).map(Number);
/** What the generator must reach of s_time. */
const leastRatio = 0.9;
/** Share of intervals that must hold the truth, and of servers for which one must be stated. */
const leastCovered = 0.93;
const leastClaimed = 0.9;

const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
try {
  const ratios = rounds === 0 ? [] : await besideSTime(rounds, seconds, folder);
  const { covered, claimed } = await knownSpeeds(paced, folder);
  for (const { kind, ratio } of ratios) console.log(`ratio ${kind.name} ${ratio.toFixed(2)}`);
  console.log(`${paced - claimed} of ${paced} refused: no knee, or the generator short of a core`);
  console.log(`covered ${covered} of ${claimed}`);
  const fast = ratios.every(({ ratio }) => ratio >= leastRatio);
  process.exitCode = fast && covered >= leastCovered * claimed && claimed >= leastClaimed * paced ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
