/**
 * The simulated multimeter as its own process: `main.js OPTIONS` with the options as JSON. Prints one JSON line with
 * `"event":"ready"` when its raw socket and its control socket listen.
 */
import { systemClock } from '../../../base/clock.js';
import { listenScpi } from '../../../transport/scpi/scpi-server.js';
import type { MeterQuantity } from '../../capabilities/multimeter.js';
import type { MultimeterConfig } from '../../file/bench-config.js';
import { serveRpc } from '../../rpc/rpc-server.js';
import { SeededRandom } from '../seeded-random.js';
import { SimulatedMultimeter } from './simulated-multimeter.js';

export interface MultimeterProcessOptions {
  readonly host: string;
  readonly port: number;
  readonly controlSocket: string;
  readonly config: MultimeterConfig;
}

const { host, port, controlSocket, config } = JSON.parse(process.argv[2] ?? '{}') as MultimeterProcessOptions;
const dialect = config.dialect ?? 'scpi';
const multimeter = new SimulatedMultimeter(
  {
    dialect,
    values: {
      // 12 V: the pilot line with nothing plugged in (IEC 61851-1, state A).
      'dc-volts': config.dc_volts ?? 12,
      'ac-volts': config.ac_volts ?? 230,
      'dc-amperes': config.dc_amperes ?? 0,
      'ac-amperes': config.ac_amperes ?? 0,
    },
    noisePercent: config.noise_percent ?? 0.01,
    apertureMs: config.aperture_ms ?? 20,
  },
  systemClock,
  new SeededRandom(config.seed ?? 1),
);
const terminator = dialect === 'fluke' ? '\r\n' : '\n';
const server = await listenScpi({ host, port, instrument: multimeter, terminator });
const control = await serveRpc(controlSocket, async (method, params) => {
  if (method !== 'set') throw new Error(`the multimeter has no method ${method}`);
  return multimeter.set(params as Partial<Record<MeterQuantity, number>>);
});
process.once('SIGTERM', async () => {
  await Promise.all([server.close(), control.close()]);
});
console.log(JSON.stringify({ event: 'ready', port: server.port }));
