/**
 * The simulated power line as its own process: `main.js OPTIONS` with the options as JSON. Has a raw Ethernet port on each
 * interface that it is given, the end of the line to which a host is connected. Prints one JSON line with `"event":"ready"`.
 */
import { systemClock } from '../../../base/clock.js';
import { PlumblineError } from '../../../base/errors.js';
import { openRawEthernet, type RawEthernetPort } from '../../../transport/raw/raw-ethernet.js';
import { serveRpc } from '../../rpc/rpc-server.js';
import { SeededRandom } from '../seeded-random.js';
import { defaultModem, type ModemSettings } from './modem-settings.js';
import { PowerLine } from './power-line.js';

export interface PowerLineProcessOptions {
  readonly stations: readonly { readonly interface: string; readonly modem?: Partial<ModemSettings> }[];
  readonly carriesData?: boolean;
  readonly controlSocket: string;
  readonly seed?: number;
}

const options = JSON.parse(process.argv[2] ?? '{}') as PowerLineProcessOptions;
const carriesData = options.carriesData ?? false;
const ports: RawEthernetPort[] = [];
try {
  const line = new PowerLine(
    { modems: options.stations.map(({ modem }, index) => ({ ...defaultModem(index), ...modem })), carriesData },
    systemClock,
    new SeededRandom(options.seed ?? 1),
    (station, frame) => trySend(ports[station], frame),
  );
  for (const [index, station] of options.stations.entries()) {
    const port = await openRawEthernet({
      interface: station.interface,
      filter: carriesData ? '' : 'ether proto 0x88e1',
      skipOwn: true,
      onFrame: (frame) => line.receive(index, frame),
    });
    ports.push(port);
  }
  const control = await serveRpc(options.controlSocket, async (method, params) => {
    const { station, settings } = params as { readonly station: number; readonly settings?: Partial<ModemSettings> };
    if (method === 'set') return line.modem(station).set(settings ?? {});
    if (method === 'settings') return line.modem(station).settings;
    if (method === 'counts') return line.counts;
    throw new Error(`the power line has no method ${method}`);
  });
  process.once('SIGTERM', () => {
    for (const port of ports) port.close();
    void control.close().then(() => process.exit(0));
  });
  console.log(JSON.stringify({ event: 'ready', stations: options.stations.length }));
} catch (error) {
  console.error(error instanceof PlumblineError ? error.toString() : error);
  // At once: the native module crashes when it tidies up a handle that did not open.
  process.exit(3);
}

/** An interface that is down loses the frame, as a pulled plug does. */
function trySend(port: RawEthernetPort | undefined, frame: Uint8Array): void {
  try {
    port?.send(frame);
  } catch (error) {
    console.error(error instanceof PlumblineError ? error.message : error);
  }
}
