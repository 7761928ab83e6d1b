import { PlumblineError } from '../../base/errors.js';
import type { Bench } from '../../bench/bench.js';
import type { SeededFault } from '../faults/seeded-fault.js';

/**
 * Gives the simulated inverter and its meter the faults among `faults`, in place of those before; none ends them all.
 * @throws PlumblineError CLI-020 when the bench has no inverter that could be made faulty
 */
export async function seedInverter(bench: Bench, faults: readonly SeededFault[]): Promise<void> {
  const wanted = faults.filter(({ place }) => place === 'inverter');
  const simulated =
    bench.offers('inverter-control') && bench.capability('inverter-control').driver === 'simulated-inverter';
  if (!simulated) {
    if (wanted.length === 0) return;
    throw new PlumblineError('CLI-020', {
      place: wanted[0]!.name,
      detail: 'the inverter of this bench is not simulated',
    });
  }
  await bench.capability('inverter-control').set({
    faults: wanted.map(({ name, parameters }) => ({ name, ...(parameters === undefined ? {} : { parameters }) })),
  });
}
