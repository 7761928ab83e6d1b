import { connect } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Clock, systemClock } from '../../../src/base/clock.js';
import { systemRandom } from '../../../src/base/random.js';
import type { GatewayConfig } from '../../../src/gateway/config/gateway-config.js';
import { type Faults, parseFaults } from '../../../src/gateway/faults/faults.js';
import { Gateway, type GatewayReady } from '../../../src/gateway/gateway.js';
import type { Inverter } from '../../../src/gateway/inverter/inverter.js';
import { ModelledInverter } from '../../../src/gateway/inverter/modelled-inverter.js';
import { SunspecInverter } from '../../../src/gateway/inverter/sunspec-inverter.js';
import type { EventName } from '../../../src/gateway/log/event-table.js';
import { type GatewayLog, openLog } from '../../../src/gateway/log/gateway-log.js';
import { decodeMessage, encodeMessage } from '../../../src/messages/codec.js';
import { createModbusClient } from '../../../src/transport/modbus/modbus-client.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import type { SunspecDevice } from './sunspec-device.js';
import { testConfig } from './test-config.js';

export interface LogLine {
  readonly event: EventName;
  readonly msg: string;
  readonly [fact: string]: unknown;
}

/** A log that is kept in memory and can be waited on. */
export class MemoryLog implements GatewayLog {
  readonly lines: LogLine[] = [];
  readonly #inner: GatewayLog;
  readonly #waiting = new Set<() => void>();

  constructor() {
    const write = (line: string) => {
      this.lines.push(JSON.parse(line) as LogLine);
      for (const check of [...this.#waiting]) check();
    };
    this.#inner = openLog({ level: 'debug' }, { write });
  }

  event: GatewayLog['event'] = (name, facts) => this.#inner.event(name, facts);

  flush(): Promise<void> {
    return Promise.resolve();
  }

  find(name: EventName): LogLine | undefined {
    return this.lines.findLast((line) => line.event === name);
  }

  /** The first line of that name from index `from` on. */
  until(name: EventName, from = 0, ms = 30_000): Promise<LogLine> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = this.lines.slice(from).find((line) => line.event === name);
        if (found === undefined) return;
        this.#waiting.delete(check);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => reject(new Error(`no ${name} in ${ms} ms`)), ms);
      this.#waiting.add(check);
      check();
    });
  }
}

export interface RunningGateway {
  readonly gateway: Gateway;
  readonly ready: GatewayReady;
  readonly log: MemoryLog;
  readonly config: GatewayConfig;
  /** Sends one line to the control socket. */
  control(command: object): Promise<Record<string, unknown>>;
}

export interface TestGatewayOptions {
  readonly extra?: string;
  readonly replace?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** The inverter; without one the power is modelled. Closed after the gateway, at the end of the test. */
  readonly device?: SunspecDevice;
  readonly clock?: Clock;
}

/** Starts a gateway in this process; it stops when the test ends. */
export async function startGateway(t: TestContext, options: TestGatewayOptions = {}): Promise<RunningGateway> {
  const folder = options.folder ?? temporaryFolder(t);
  const socket = join(folder, 'control.sock');
  const device =
    options.device === undefined
      ? ''
      : `inverter: { host: 127.0.0.1, port: ${options.device.port}, timeout_s: 1.5, poll_s: 0.05, stop_within_s: 2, start_within_s: 2 }`;
  const config = testConfig(`control_socket: ${socket}\n${device}\n${options.extra ?? ''}`, {
    state_file: join(folder, 'state.json'),
    ...options.replace,
  });
  const log = new MemoryLog();
  const clock = options.clock ?? systemClock;
  const faults = parseFaults(config.fault);
  const gateway = new Gateway({
    config,
    reload: () => config,
    inverter: inverterOf(options.device?.port, clock, faults, config.inverter?.failsafe.after_s),
    faults,
    codec: {
      decode: (schema, bytes) => decodeMessage(schema, bytes),
      encode: (schema, value) => encodeMessage(schema, value),
    },
    clock,
    random: systemRandom,
    log,
  });
  const ready = await gateway.start();
  t.after(async () => {
    await gateway.stop('end of the test');
    await options.device?.close();
  });
  return { gateway, ready, log, config, control: (command) => control(socket, command) };
}

function inverterOf(port: number | undefined, clock: Clock, faults: Faults, failsafeS: number | undefined): Inverter {
  if (port === undefined) return new ModelledInverter(clock);
  const client = createModbusClient({
    host: '127.0.0.1',
    port,
    unitId: 1,
    timeoutMs: 1500,
    connectTimeoutMs: 5000,
    clock,
  });
  return new SunspecInverter(client, 40_000, faults, clock, failsafeS);
}

/** One line to a control socket and the line that comes back. */
export function control(path: string, command: object): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const client = connect(path, () => client.write(`${JSON.stringify(command)}\n`));
    let text = '';
    client.setEncoding('utf8');
    client.on('error', reject);
    client.on('data', (chunk: string) => {
      text += chunk;
      if (!text.includes('\n')) return;
      client.destroy();
      resolve(JSON.parse(text) as Record<string, unknown>);
    });
  });
}
