import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import { type RawPort, startRawPort } from '../../transport/raw/start-raw-port.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { ControlPilot } from '../evse/control-pilot.js';
import type { GatewayLog } from '../log/gateway-log.js';
import { SlacStation } from './slac-station.js';

export interface OpenSlacOptions {
  readonly config: GatewayConfig;
  readonly pilot: ControlPilot;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: GatewayLog;
}

/** The longest that a timer of Node runs, ms: 24 days. */
const forever = 2 ** 31 - 1;

/** The matching of a gateway that runs. */
export interface GatewaySlac {
  status(): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Opens the modem's interface, gives the modem its keys and answers matchings from then on. A pilot that is not observed
 * counts as plugged. A modem that is silent is logged and waited for: the gateway serves its other interfaces meanwhile.
 * @throws PlumblineError TRANSPORT-070 to -073
 */
export async function openSlac({
  config,
  pilot,
  clock,
  random,
  log,
}: OpenSlacOptions): Promise<GatewaySlac | undefined> {
  const { slac } = config;
  if (slac === undefined) return undefined;
  const name = slac.interface ?? config.interfaces.vehicle;
  const port: RawPort = await startRawPort({
    interface: name,
    onFrame: (frame) => station.receive(frame),
    onLost: (detail) => log.event('slac-lost', { detail }),
  });
  const station: SlacStation = new SlacStation({
    mac: port.mac,
    clock,
    random,
    send: (frame) => port.send(frame),
    onEvent: ({ kind, ...facts }) => log.event('slac', { step: kind, ...facts }),
    validation: slac.validation,
    identifiers: slac.identifiers,
    // Without a pilot nobody knows when a vehicle was plugged in: the time for a matching does not run out then.
    ...(pilot.observed ? {} : { timers: { TT_EVSE_SLAC_init: forever } }),
    ...(slac.evse_id === undefined ? {} : { evseId: slac.evse_id }),
  });
  pilot.onChange((state) => station.pilotChanged(state));
  void station.start().then(() => station.pilotChanged(pilot.state ?? 'B'));
  return {
    status: () => ({ interface: name, phase: station.phase, nid: station.keys.nid }),
    async close() {
      station.close();
      await port.close();
    },
  };
}
