import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import { type RawPort, startRawPort } from '../../transport/raw/start-raw-port.js';
import { slacCounts } from '../../transport/slac/slac-timers.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { SlacConfig } from '../config/slac-config.js';
import type { ControlPilot } from '../evse/control-pilot.js';
import type { SessionEnd } from '../evse/evse.js';
import type { Faults } from '../faults/faults.js';
import type { GatewayLog } from '../log/gateway-log.js';
import { PilotBoard } from './pilot-board.js';
import { PilotSequence } from './pilot-sequence.js';
import { steady } from './pilot-signal.js';
import { SlacStation } from './slac-station.js';
import type { SlacStationOptions } from './slac-station-options.js';

export interface OpenSlacOptions {
  readonly config: GatewayConfig;
  readonly pilot: ControlPilot;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: GatewayLog;
  readonly faults: Faults;
}

/** The longest that a timer of Node runs, ms: 24 days. */
const forever = 2 ** 31 - 1;

/** The matching of a gateway that runs. */
export interface GatewaySlac {
  status(): Readonly<Record<string, string>>;
  /** The connection of a vehicle is closed: leaves the network, sleeps, or matches anew. */
  sessionOver(how: SessionEnd): void;
  /** A customer was authorised at the charger. */
  authorised(): void;
  close(): Promise<void>;
}

/**
 * Opens the modem's interface, gives the modem its keys and answers matchings from then on. A pilot that is not observed
 * counts as plugged. A modem that is silent is logged and waited for: the gateway serves its other interfaces meanwhile.
 * @throws PlumblineError TRANSPORT-070 to -073, GATEWAY-023
 */
export async function openSlac(options: OpenSlacOptions): Promise<GatewaySlac | undefined> {
  const { config, pilot, clock, random, log, faults } = options;
  const { slac } = config;
  if (slac === undefined) return undefined;
  const name = slac.interface ?? config.interfaces.vehicle;
  const port: RawPort = await startRawPort({
    interface: name,
    onFrame: (frame) => station.receive(frame),
    onLost: (detail) => log.event('slac-lost', { detail }),
  });
  const { pilot_board } = config.evse;
  let sequence: PilotSequence | undefined;
  const station: SlacStation = new SlacStation({
    ...stationOptions(slac, pilot.observed),
    mac: port.mac,
    clock,
    random,
    faults,
    ...(pilot_board === undefined ? {} : { reopens: 'by-pilot' as const }),
    send: (frame) => port.send(frame),
    onEvent: (event) => {
      const { kind, ...facts } = event;
      log.event('slac', { step: kind, ...facts });
      sequence?.tell(event);
    },
  });
  pilot.onChange((state) => {
    station.pilotChanged(state);
    sequence?.vehicle(state);
  });
  const board =
    pilot_board === undefined
      ? undefined
      : await PilotBoard.open(
          pilot_board,
          (state) => pilot.report(state),
          (detail) => log.event('slac-lost', { detail: `control pilot: ${detail}` }),
        );
  if (board !== undefined) {
    sequence = new PilotSequence({
      clock,
      kind: config.limits.dc === undefined ? 'ac' : 'dc',
      settings: slac.pilot,
      faults,
      matching: station,
      drive: (signal) => {
        log.event('slac', { step: 'pilot', ...signal });
        board.drive(signal);
      },
    });
    // What a gateway before it left on the line holds no longer (IEC 61851-1: X1 until there is something to say).
    board.drive(steady);
    if (pilot.state !== undefined) sequence.vehicle(pilot.state);
  }
  const keys = station.start();
  // Nobody sees a vehicle come before the modem has its keys; where nobody sees it at all, it is there.
  void keys.then(() => station.pilotChanged(pilot.state ?? 'B'));
  return {
    status: () => ({ interface: name, phase: station.phase, nid: station.keys.nid }),
    sessionOver(how) {
      if (how === 'failing') return sequence?.sessionFailing();
      sequence?.sessionOver(how);
      void station.sessionOver(how);
    },
    authorised: () => sequence?.authorised(),
    async close() {
      sequence?.close();
      board?.close();
      station.close();
      await port.close();
    },
  };
}

function stationOptions(slac: SlacConfig, observed: boolean): Partial<SlacStationOptions> {
  const level = slac.amplitude_map_level;
  return {
    validation: slac.validation,
    identifiers: slac.identifiers,
    timers: {
      // Without a pilot nobody knows when a vehicle was plugged in: the time for a matching does not run out then.
      TT_EVSE_SLAC_init: observed ? slac.init_s * 1000 : forever,
      TT_EVSE_match_session: slac.match_session_s * 1000,
    },
    ...(slac.evse_id === undefined ? {} : { evseId: slac.evse_id }),
    ...(level === undefined ? {} : { amplitudeMap: new Array<number>(slacCounts.groups).fill(level) }),
  };
}
