import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { PlumblineError } from '../../base/errors.js';
import type { LogConfig } from '../config/gateway-config.js';
import { type EventName, eventTable } from './event-table.js';

/** Facts that go with an event; bigints are written as strings. */
export type EventFacts = Readonly<Record<string, string | number | boolean | bigint | undefined | readonly unknown[]>>;

/** The gateway's log: only events of the table, so that every string in the journal can be looked up. */
export interface GatewayLog {
  event(name: EventName, facts?: EventFacts): void;
  /** Returns once everything is written. */
  flush(): Promise<void>;
}

/**
 * JSON lines by pino: `level` as its word, `time` in ISO 8601, `event` (the name), `msg` (the event string) and the facts.
 * systemd's journal takes them from stdout as they are.
 * @throws GATEWAY-041 the log file cannot be opened
 */
export function openLog(config: LogConfig, stream?: DestinationStream): GatewayLog {
  const sink = stream ?? openDestination(config);
  const logger: Logger = pino(
    {
      level: config.level,
      base: { service: 'plumbline-gateway', pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    sink,
  );
  return {
    event(name, facts = {}) {
      const { level, text } = eventTable[name];
      const entries = Object.entries(facts).map(([key, value]) => [
        key,
        typeof value === 'bigint' ? `${value}` : value,
      ]);
      logger[level]({ event: name, ...Object.fromEntries(entries) }, text);
    },
    flush: () =>
      new Promise((resolve) => {
        logger.flush(() => resolve());
      }),
  };
}

function openDestination(config: LogConfig): DestinationStream {
  try {
    const sink = destination({ dest: config.file ?? 1, sync: true, append: true, mkdir: false });
    // Nobody reads any more, or the disk is full: the gateway goes on without a log rather than without control.
    sink.on('error', () => undefined);
    return sink;
  } catch (error) {
    throw new PlumblineError('GATEWAY-041', {
      place: config.file ?? 'stdout',
      detail: (error as Error).message,
      cause: error,
    });
  }
}
