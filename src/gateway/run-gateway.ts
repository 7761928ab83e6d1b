import { resolve } from 'node:path';
import { systemClock } from '../base/clock.js';
import { systemRandom } from '../base/random.js';
import { decodeMessage, encodeMessage } from '../messages/codec.js';
import { createModbusClient } from '../transport/modbus/modbus-client.js';
import type { GatewayConfig, ProtocolName } from './config/gateway-config.js';
import { loadConfig } from './config/load-config.js';
import { type Faults, parseFaults } from './faults/faults.js';
import { Gateway, type GatewayReady } from './gateway.js';
import type { Inverter } from './inverter/inverter.js';
import { ModelledInverter } from './inverter/modelled-inverter.js';
import { SunspecInverter } from './inverter/sunspec-inverter.js';
import { type GatewayLog, openLog } from './log/gateway-log.js';
import { loadSep2Credentials } from './sep2/http/open-link.js';
import type { CodecPort, GatewaySchema } from './server/codec-port.js';
import { loadPortSecurity } from './server/port-security.js';
import { vehicleAddress } from './server/vehicle-interface.js';
import { readState } from './state/state-file.js';

const codec: CodecPort = {
  decode: (schema, bytes) => decodeMessage(schema, bytes),
  encode: (schema, value) => encodeMessage(schema, value),
};

/**
 * Checks a configuration as a start would, without opening a socket or touching the inverter.
 * @throws GATEWAY-001 to GATEWAY-030
 */
export function checkGateway(file: string): GatewayConfig {
  const config = loadConfig(file);
  loadPortSecurity(config, new Date());
  vehicleAddress(config.interfaces);
  readState(config.state_file);
  if (config.sep2 !== undefined) loadSep2Credentials(config.sep2);
  return config;
}

/**
 * Runs the gateway until SIGTERM or SIGINT; SIGHUP applies the configuration file again. Resolves with the exit code: 0,
 * or 3 when the inverter could not be seen to stop.
 * @param seeded names of faults beside those of the configuration
 * @throws what keeps it from starting, GATEWAY-050
 */
export async function runGateway(file: string, seeded: readonly string[] = []): Promise<0 | 3> {
  const path = resolve(file);
  const config = loadConfig(path);
  const faults = parseFaults([...config.fault, ...seeded]);
  const log = openLog(config.log);
  warmUp(config);
  const gateway = new Gateway({
    config,
    reload: () => loadConfig(path),
    inverter: openInverter(config, faults),
    faults,
    codec,
    clock: systemClock,
    random: systemRandom,
    log,
  });
  const ended = signals(() => gateway.reload());
  const crashed = crash(log);
  announce(await gateway.start(), config);
  const reason = await Promise.race([ended, crashed]);
  const stopped = await gateway.stop(reason);
  await log.flush();
  return stopped && reason !== crashReason ? 0 : 3;
}

function openInverter(config: GatewayConfig, faults: Faults): Inverter {
  const inverter = config.inverter;
  if (inverter === undefined) return new ModelledInverter(systemClock);
  const timeoutMs = inverter.timeout_s * 1000;
  const client = createModbusClient({
    host: inverter.host,
    port: inverter.port,
    unitId: inverter.unit,
    timeoutMs,
    connectTimeoutMs: timeoutMs,
    clock: systemClock,
  });
  return new SunspecInverter(client, inverter.base_register, faults, systemClock, inverter.failsafe.after_s);
}

/** Grammars are built on first use: better now than within the 2 s that a vehicle waits. */
function warmUp(config: GatewayConfig): void {
  for (const schema of ['sap', ...config.protocols.flatMap((name) => schemasOf[name])] as const) {
    codec.decode(schema, new Uint8Array([0x80]));
  }
}

const schemasOf: Readonly<Record<ProtocolName, readonly GatewaySchema[]>> = {
  'iso15118-20-dc': ['iso20.cm', 'iso20.dc'],
  'iso15118-20-ac': ['iso20.cm', 'iso20.ac'],
  'iso15118-2': ['iso2'],
  din70121: ['din'],
};

function signals(onReload: () => unknown): Promise<string> {
  return new Promise((done) => {
    process.on('SIGHUP', onReload);
    // A second signal must not cut the stop short: the handlers stay.
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => done(name));
  });
}

const crashReason = 'internal error';

/** An error that nobody caught ends the process, but not before the power is off. */
function crash(log: GatewayLog): Promise<string> {
  return new Promise((done) => {
    for (const name of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(name, (error: unknown) => {
        const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
        log.event('handler-error', { detail });
        done(crashReason);
      });
    }
  });
}

/** The line that a harness waits for; on stdout also where the log goes elsewhere or is quieter. */
function announce(ready: GatewayReady, { log }: GatewayConfig): void {
  const logged = log.file === undefined && ['trace', 'debug', 'info'].includes(log.level);
  if (!logged)
    process.stdout.write(`${JSON.stringify({ event: 'ready', msg: 'ready', pid: process.pid, ...ready })}\n`);
}
