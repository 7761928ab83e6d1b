import { PlumblineError } from '../base/errors.js';
import type { RandomSource } from '../base/random.js';

/** Ports that an SECC may announce, both ends included (ISO 15118-2, table 6). */
const firstPort = 49_152;
const lastPort = 65_535;
const attempts = 32;

/**
 * Opens something on a port of the dynamic range that nobody has. The kernel's own choice (port 0) is not used: its
 * range begins below the one that an SECC may announce.
 * @param open is called with ports until one is free
 * @param first tried before the random ones, as by a station that comes back
 * @throws what `open` throws, unless it is TRANSPORT-008 for a port in use and another one can be tried
 */
export async function onDynamicPort<T>(
  random: RandomSource,
  open: (port: number) => Promise<T>,
  first?: number,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const port = attempt === 1 && first !== undefined ? first : firstPort + (number32(random) % portCount);
    try {
      return await open(port);
    } catch (error) {
      const taken = error instanceof PlumblineError && error.detail?.includes('EADDRINUSE') === true;
      if (!taken || attempt === attempts) throw error;
    }
  }
}

const portCount = lastPort - firstPort + 1;

function number32(random: RandomSource): number {
  const bytes = Uint8Array.from(random(4));
  return new DataView(bytes.buffer).getUint32(0);
}
