import type { Clock } from '../../../base/clock.js';
import type { ScpiInstrument } from '../../../transport/scpi/scpi-server.js';
import { type MeterQuantity, meterQuantities } from '../../capabilities/multimeter.js';
import type { SeededRandom } from '../seeded-random.js';
import { headerPattern, type ScpiCommand, splitLine } from './scpi-header.js';

export interface SimulatedMultimeterOptions {
  /**
   * `scpi`: answers end in LF and errors are signed. `fluke`: answers end in CR LF, errors without a sign, and measuring
   * must be allowed with SYSTem:REMote first (behaviour of the 8845A family, from memory; check against its manual).
   */
  readonly dialect: 'scpi' | 'fluke';
  /** V or A at the terminals. */
  readonly values: Readonly<Record<MeterQuantity, number>>;
  /** Standard deviation of a reading, % of it. */
  readonly noisePercent: number;
  /** Time that one measurement takes, ms. */
  readonly apertureMs: number;
}

interface Entry {
  readonly pattern: RegExp;
  readonly run: (command: ScpiCommand) => Promise<string | undefined> | string | undefined;
}

/** Ranges of the quantities; beyond 1.2 times the range it shows an overload. */
const ranges: Readonly<Record<MeterQuantity, number>> = {
  'dc-volts': 1000,
  'ac-volts': 750,
  'dc-amperes': 10,
  'ac-amperes': 10,
};
const nodes: Readonly<Record<MeterQuantity, string>> = {
  'dc-volts': 'VOLTage[:DC]',
  'ac-volts': 'VOLTage:AC',
  'dc-amperes': 'CURRent[:DC]',
  'ac-amperes': 'CURRent:AC',
};
const longestQueue = 20;

/** A multimeter that speaks SCPI, with an error queue and the commands that a driver needs. */
export class SimulatedMultimeter implements ScpiInstrument {
  readonly #options: SimulatedMultimeterOptions;
  readonly #clock: Clock;
  readonly #random: SeededRandom;
  readonly #values: Record<MeterQuantity, number>;
  readonly #entries: readonly Entry[];
  #errors: { readonly code: number; readonly text: string }[] = [];
  #configured: MeterQuantity = 'dc-volts';
  #remote = false;
  #fetched: string | undefined;

  constructor(options: SimulatedMultimeterOptions, clock: Clock, random: SeededRandom) {
    this.#options = options;
    this.#clock = clock;
    this.#random = random;
    this.#values = { ...options.values };
    this.#entries = this.#commands().map(([header, run]) => ({ pattern: headerPattern(header), run }));
  }

  /** What lies at the terminals from now on. */
  set(values: Partial<Readonly<Record<MeterQuantity, number>>>): void {
    for (const quantity of meterQuantities) {
      const value = values[quantity];
      if (value !== undefined) this.#values[quantity] = value;
    }
  }

  async handle(line: string): Promise<string | undefined> {
    const answers: string[] = [];
    for (const command of splitLine(line)) {
      const entry = this.#entries.find(({ pattern }) => pattern.test(command.header));
      if (entry === undefined) this.#fail(-113, 'Undefined header');
      else {
        const answer = await entry.run(command);
        if (answer !== undefined) answers.push(answer);
      }
    }
    return answers.length === 0 ? undefined : answers.join(';');
  }

  overrun(): void {
    this.#fail(-363, 'Input buffer overrun');
  }

  #commands(): readonly (readonly [string, Entry['run']])[] {
    const fluke = this.#options.dialect === 'fluke';
    return [
      ['*IDN?', () => (fluke ? 'FLUKE,8846A,SIM-0003,01/01/00-00:00' : 'plumbline,simulated multimeter,SIM-0003,1.0')],
      ['*CLS', () => this.#clear()],
      ['*RST', () => this.#reset()],
      ['*OPC?', () => '1'],
      ['SYSTem:ERRor[:NEXT]?', () => this.#nextError()],
      ['SYSTem:VERSion?', () => '1999.0'],
      ['SYSTem:REMote', () => this.#setRemote(true)],
      ['SYSTem:LOCal', () => this.#setRemote(false)],
      ['CONFigure?', () => `"${shortName(this.#configured)}"`],
      ...meterQuantities.flatMap((quantity): (readonly [string, Entry['run']])[] => [
        [`CONFigure:${nodes[quantity]}`, (command) => this.#configure(quantity, command)],
        [
          `MEASure:${nodes[quantity]}?`,
          (command) => {
            this.#configure(quantity, command);
            return this.#measure();
          },
        ],
      ]),
      ['READ?', () => this.#measure()],
      ['INITiate[:IMMediate]', () => this.#initiate()],
      ['FETCh?', () => this.#fetched ?? this.#fail(-230, 'Data corrupt or stale')],
    ];
  }

  #configure(quantity: MeterQuantity, { parameters }: ScpiCommand): undefined {
    const range = parameters[0];
    if (range !== undefined && !/^(DEF|AUTO|MIN|MAX|[+-]?[\d.]+(E[+-]?\d+)?)/i.test(range)) {
      return this.#fail(-224, 'Illegal parameter value');
    }
    if (!this.#allowed()) return undefined;
    this.#configured = quantity;
    this.#fetched = undefined;
    return undefined;
  }

  async #measure(): Promise<string | undefined> {
    if (!this.#allowed()) return undefined;
    await new Promise<void>((resolve) => this.#clock.after(this.#options.apertureMs, resolve));
    const truth = this.#values[this.#configured];
    const shown = truth * (1 + (this.#options.noisePercent / 100) * this.#random.normal());
    this.#fetched = numeric(Math.abs(shown) > 1.2 * ranges[this.#configured] ? Math.sign(shown) * 9.9e37 : shown);
    return this.#fetched;
  }

  async #initiate(): Promise<undefined> {
    await this.#measure();
    return undefined;
  }

  #allowed(): boolean {
    if (this.#options.dialect === 'scpi' || this.#remote) return true;
    this.#fail(550, 'Command not allowed in local');
    return false;
  }

  #setRemote(remote: boolean): undefined {
    this.#remote = remote;
    return undefined;
  }

  #clear(): undefined {
    this.#errors = [];
    return undefined;
  }

  #reset(): undefined {
    this.#configured = 'dc-volts';
    this.#fetched = undefined;
    return undefined;
  }

  #nextError(): string {
    const { code, text } = this.#errors.shift() ?? { code: 0, text: 'No error' };
    const sign = code >= 0 && this.#options.dialect === 'scpi' ? '+' : '';
    return `${sign}${code},"${text}"`;
  }

  /** Puts an error into the queue; a full one ends with the overflow. */
  #fail(code: number, text: string): undefined {
    if (this.#errors.length < longestQueue) this.#errors.push({ code, text });
    else this.#errors[longestQueue - 1] = { code: -350, text: 'Queue overflow' };
    return undefined;
  }
}

/** NR3 with eight digits after the point and a signed exponent of two digits: `+1.23456789E+01`. */
export function numeric(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(8).split('e');
  const power = Number(exponent);
  const sign = value < 0 || Object.is(value, -0) ? '' : '+';
  return `${sign}${mantissa}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function shortName(quantity: MeterQuantity): string {
  return { 'dc-volts': 'VOLT', 'ac-volts': 'VOLT:AC', 'dc-amperes': 'CURR', 'ac-amperes': 'CURR:AC' }[quantity];
}
