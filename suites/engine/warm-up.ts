import type { Bench } from '../../src/bench/bench.js';
import { openVehicle } from '../../src/peers/vehicle/vehicle.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';
import type { Variant } from './variant.js';

const attempts = 3;

/**
 * Drives whole sessions until one succeeds where the gateway runs on an emulated machine (the mesh VM). There a program
 * that has just started is a hundred times slower than a while later, because its code is first interpreted and every
 * translation of it is itself emulated: CurrentDemandRes, due within 250 ms, comes late once and never again. What these
 * sessions show is not judged; that they were, is in the record. Elsewhere this does nothing.
 */
export async function warmUp(
  bench: Bench,
  variant: Variant,
  { tls, log }: { readonly tls: TlsClientOptions | undefined; readonly log: (text: string) => void },
): Promise<void> {
  const mesh = bench.interfaces['mesh'];
  if (bench.facts.driver !== 'vm' || mesh === undefined || variant.gateway === undefined) return;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const vehicle = openVehicle({
      interface: mesh.name,
      security: variant.security,
      energy: variant.mode === 'AC' ? 'ac' : 'dc',
      protocol: variant.protocol ?? 'iso2',
      loops: 3,
      ...(tls === undefined ? {} : { tls }),
    });
    const drive = await vehicle.driveTo('stopped').finally(() => vehicle.close());
    const end = drive.reached ? 'ended well' : `ended in the state ${drive.state}: ${drive.failure?.text ?? ''}`;
    log(`warm-up of the emulated gateway, session ${attempt}: ${end}`);
    if (drive.reached) return;
  }
}
