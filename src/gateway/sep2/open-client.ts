import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { Sep2Config } from '../config/sep2-config.js';
import type { Evse } from '../evse/evse.js';
import type { Faults } from '../faults/faults.js';
import { GridGate } from '../grid/grid-gate.js';
import { outputLimits } from '../iso20/station-limits.js';
import type { GatewayLog } from '../log/gateway-log.js';
import type { FoundServer } from './client-options.js';
import type { Ratings } from './control/merge-controls.js';
import { locateServer } from './http/locate-server.js';
import { loadSep2Credentials, openLink, type ServerPlace } from './http/open-link.js';
import { readMemory, type Sep2Memory } from './memory.js';
import { UtilityClient } from './utility-client.js';

export interface OpenClientOptions {
  readonly config: GatewayConfig;
  readonly evse: Evse;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: GatewayLog;
  readonly faults: Faults;
}

/**
 * The utility client of a configuration with `sep2`; undefined without. Opens nothing yet.
 * @throws GATEWAY-060 certificate, key or root
 */
export function openUtilityClient(options: OpenClientOptions): UtilityClient | undefined {
  const { config, evse, clock, random, log, faults } = options;
  const { sep2 } = config;
  if (sep2 === undefined) return undefined;
  const credentials = loadSep2Credentials(sep2);
  const ratings = ratingsOf(config, sep2);
  const file = `${config.state_file}.sep2`;
  const gate = new GridGate({
    station: evse,
    clock,
    faults,
    ratedW: ratings.maxW,
    zeroIsStop: sep2.controls.zero_is_stop,
    toleranceW: sep2.controls.tolerance_w,
  });
  return new UtilityClient({
    config: sep2,
    ratings,
    gate,
    station: () => evse.stationView(),
    clock,
    random,
    log,
    faults,
    lfdi: credentials.lfdi,
    sfdi: credentials.sfdi,
    locate: async () => {
      const place = await locateServer(sep2, clock);
      return found(place, (onClosed) =>
        openLink({
          config: sep2,
          credentials,
          place,
          faults,
          clock,
          onEvent: (event) => {
            if (event.kind === 'closed') onClosed(event.by);
          },
        }),
      );
    },
    memory: readMemory(file, (detail) => log.event('state-error', { file, detail })),
    save: (memory) => saveMemory(file, memory, log),
  });
}

function found(place: ServerPlace, open: FoundServer['open']): FoundServer {
  return { uri: place.uri, open };
}

/** What percentages refer to: configured, else the larger output of the station. */
export function ratingsOf(config: GatewayConfig, sep2: Sep2Config): Ratings {
  const outputs = [outputLimits(config, 'dc'), outputLimits(config, 'ac')];
  const maxChargeW = sep2.der.max_charge_w ?? Math.max(...outputs.map(({ maxPowerW }) => maxPowerW));
  const maxDischargeW =
    sep2.der.max_discharge_w ?? Math.max(...outputs.map(({ maxDischargePowerW }) => maxDischargePowerW));
  return { maxChargeW, maxDischargeW, maxW: sep2.der.max_w ?? Math.max(maxChargeW, maxDischargeW) };
}

/** Beside the state file and renamed over it, so that a crash leaves one of both whole. */
function saveMemory(file: string, memory: Sep2Memory, log: GatewayLog): void {
  try {
    const handle = openSync(`${file}.new`, 'w', 0o600);
    try {
      writeSync(handle, `${JSON.stringify(memory)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(`${file}.new`, file);
  } catch (error) {
    // The control itself goes on; only a restart would not know of it.
    log.event('state-error', { file, detail: (error as Error).message });
  }
}
