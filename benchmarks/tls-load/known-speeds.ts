import { mintLabPki } from '../../src/pki/lab-pki.js';
import { isLowerBound } from '../../src/probes/tls-load/load-curve.js';
import { writeIdentity } from './openssl-tools.js';
import { measurePaced, type Pace } from './paced-capacity.js';

/** Servers of known speed that are measured at the same time; each uses a small part of a core. */
const lanes = 3;

/**
 * Measures servers of known speed, half of them regular and half with exponential times, from 40 to 145 handshakes a second.
 * `claimed`: intervals that were stated; `covered`: those that hold the true speed.
 */
export async function knownSpeeds(
  paced: number,
  folder: string,
): Promise<{ readonly covered: number; readonly claimed: number }> {
  const server = writeIdentity(folder, (await mintLabPki({ curve: 'P-256' })).identities.secc);
  const paces = Array.from({ length: paced }, (_, i): Pace => {
    return { perSecond: Math.round(40 * 1.07 ** (i % 20)), kind: i % 2 === 0 ? 'fixed' : 'random', seed: i + 1 };
  });
  if (paced === 0) return { covered: 0, claimed: 0 };
  console.log(`${paced} servers of known speed, closed load of 1, 8 and 16 vehicles`);
  console.log('pace      truth/s  measured/s  95 % interval     knee  limit');
  const queue = [...paces];
  let covered = 0;
  let claimed = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let pace = queue.shift(); pace !== undefined; pace = queue.shift()) {
        const plan = { load: 'closed', levels: [1, 8, 16], handshakes: 200 } as const;
        const { curve, levels } = await measurePaced(pace, server, plan, folder);
        const { capacity } = curve;
        const refused = capacity === undefined || isLowerBound(curve);
        const inside = !refused && capacity.low <= pace.perSecond && pace.perSecond <= capacity.high;
        if (!refused) claimed++;
        if (inside) covered++;
        console.log(
          [
            pace.kind.padEnd(10),
            String(pace.perSecond).padEnd(9),
            (capacity?.perSecond.toFixed(1) ?? '-').padEnd(12),
            (capacity === undefined ? '-' : `${capacity.low.toFixed(1)} - ${capacity.high.toFixed(1)}`).padEnd(18),
            String(curve.knee ?? '-').padEnd(6),
            levels.at(-1)?.bottleneck.limit ?? '-',
            refused ? '  REFUSED' : inside ? '' : '  OUTSIDE',
          ].join(''),
        );
      }
    }),
  );
  console.log('');
  return { covered, claimed };
}
