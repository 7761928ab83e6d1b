import { createScpiClient, type ScpiClient } from '../../transport/scpi/scpi-client.js';
import { describeScpiOutcome } from '../../transport/scpi/scpi-outcome.js';
import { parseIdentity, parseScpiError, parseScpiNumber } from '../../transport/scpi/scpi-values.js';
import type { Reading } from '../capabilities/measuring.js';
import type { InstrumentIdentity, MeterQuantity, Multimeter } from '../capabilities/multimeter.js';
import { expandedUncertainty } from './expanded-uncertainty.js';

/**
 * Where the makes differ: the port of the raw socket, and what an instrument must be told before it measures. `fluke` is
 * the 8845A family, from memory: check it against the instrument's manual.
 */
export const scpiDialects = {
  scpi: { port: 5025, greeting: ['*CLS'] },
  fluke: { port: 3490, greeting: ['SYST:REM', '*CLS'] },
} as const satisfies Readonly<Record<string, { readonly port: number; readonly greeting: readonly string[] }>>;
export type ScpiDialect = keyof typeof scpiDialects;

export interface ScpiMultimeterOptions {
  readonly host: string;
  readonly port: number | undefined;
  readonly dialect: ScpiDialect;
  readonly timeoutMs: number;
  readonly instrument: string;
  readonly uncertainty: Multimeter['uncertainty'];
  readonly samplingSeconds: number;
  readonly calibrationDue: string | undefined;
}

/** The function of the instrument for each quantity. */
const functions: Readonly<Record<MeterQuantity, string>> = {
  'dc-volts': 'VOLT:DC',
  'ac-volts': 'VOLT:AC',
  'dc-amperes': 'CURR:DC',
  'ac-amperes': 'CURR:AC',
};

/**
 * Driver `scpi-multimeter`: a multimeter on the LAN. The first reading of a quantity is taken with MEASure, which sets the
 * instrument up; further ones with READ?, which is faster because nothing is set up again.
 */
export class ScpiMultimeter implements Multimeter {
  readonly driver = 'scpi-multimeter';
  readonly instrument: string;
  readonly description: string;
  readonly uncertainty: Multimeter['uncertainty'];
  readonly samplingSeconds: number;
  readonly calibrationDue?: string;
  readonly #client: ScpiClient;
  #setUpFor: MeterQuantity | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ScpiMultimeterOptions) {
    const dialect = scpiDialects[options.dialect];
    const port = options.port ?? dialect.port;
    this.instrument = options.instrument;
    this.description = `${options.instrument} at ${options.host}:${port}`;
    this.uncertainty = options.uncertainty;
    this.samplingSeconds = options.samplingSeconds;
    if (options.calibrationDue !== undefined) this.calibrationDue = options.calibrationDue;
    const { host, timeoutMs } = options;
    this.#client = createScpiClient({ host, port, timeoutMs, greeting: dialect.greeting });
  }

  async identify(): Promise<InstrumentIdentity | string> {
    const answer = await this.#client.query('*IDN?');
    return answer.kind === 'ok' ? parseIdentity(answer.value) : describeScpiOutcome(answer);
  }

  /** One reading after the other: READ? measures whatever was set up last. */
  read(quantity: MeterQuantity): Promise<Reading> {
    const reading = this.#last.then(() => this.#read(quantity));
    this.#last = reading;
    return reading;
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #read(quantity: MeterQuantity): Promise<Reading> {
    const kind = quantity.endsWith('volts') ? 'volts' : 'amperes';
    const uncertainty = this.uncertainty[kind];
    if (uncertainty === undefined) {
      return { kind: 'unavailable', detail: `the bench file gives no uncertainty of ${kind}` };
    }
    const again = this.#setUpFor === quantity;
    this.#setUpFor = undefined;
    const answer = await this.#client.query(again ? 'READ?' : `MEAS:${functions[quantity]}?`);
    if (answer.kind !== 'ok') return { kind: 'unavailable', detail: await this.#explain(answer) };
    const number = parseScpiNumber(answer.value);
    switch (number.kind) {
      case 'number': {
        this.#setUpFor = quantity;
        return { kind: 'value', value: number.value, at: answer.at, U: expandedUncertainty(uncertainty, number.value) };
      }
      case 'overload':
        return { kind: 'unavailable', detail: 'overload: the value is beyond the range of the instrument' };
      case 'not-a-number':
        return { kind: 'unavailable', detail: 'the instrument has no number (9.91E37)' };
      case 'foreign':
        return { kind: 'unavailable', detail: `the answer is no number: ${number.text.slice(0, 60)}` };
    }
  }

  /** An instrument that does not understand a query stays silent: its error queue says why. */
  async #explain(answer: Parameters<typeof describeScpiOutcome>[0]): Promise<string> {
    const detail = describeScpiOutcome(answer);
    if (answer.kind !== 'timeout') return detail;
    // The greeting of the new connection would clear the queue, so it is asked without one.
    const queue = await this.#client.queryAfterBreak('SYST:ERR?');
    const error = queue.kind === 'ok' ? parseScpiError(queue.value) : undefined;
    if (error === undefined || error.code === 0) return detail;
    return `${detail}; the instrument says ${error.code}, ${error.text}`;
  }
}
