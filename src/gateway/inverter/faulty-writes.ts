import type { Clock } from '../../base/clock.js';
import type { ModbusClient } from '../../transport/modbus/modbus-client.js';
import type { ModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import type { Faults } from '../faults/faults.js';
import type { ControlPoints, RegisterBlock } from './control-points.js';

/** Seconds that `revert-timer-fail-open` gives the inverter; written again while the gateway lives. */
export const revertSeconds = 3;

/**
 * The writes of the gateway to the inverter as seeded faults spoil them; without faults they go through as they are. `wrong
 * sign` and the revert times are made where the values are, here is what concerns the write itself.
 */
export class FaultyWrites {
  readonly #client: ModbusClient;
  readonly #faults: Faults;
  readonly #clock: Clock;
  #repeat: (() => void) | undefined;
  #believes = false;
  #last = new Map<number, RegisterBlock>();

  constructor(client: ModbusClient, faults: Faults, clock: Clock) {
    this.#client = client;
    this.#faults = faults;
    this.#clock = clock;
  }

  async write(block: RegisterBlock, points: ControlPoints): Promise<ModbusOutcome<undefined>> {
    const written = await this.#client.writeRegisters(...(await this.#widened(block, points)));
    if (this.#faults.has('revert-timer-fail-open')) this.#keepAlive(block);
    this.#believes = written.kind === 'exception' && this.#faults.has('ignore-modbus-exception');
    if (written.kind === 'exception' && this.#believes) {
      return { kind: 'ok', value: undefined, at: written.at };
    }
    return written;
  }

  /** `ignore-modbus-exception`: the last write was refused and is taken for done all the same. */
  get believes(): boolean {
    return this.#believes;
  }

  close(): void {
    this.#repeat?.();
    this.#repeat = undefined;
  }

  /** `write-read-only`: everything up to the scale factor of the limit goes along. */
  async #widened(block: RegisterBlock, points: ControlPoints): Promise<readonly [number, readonly number[]]> {
    const own = [block.address, block.values] as const;
    const end = points.limitScale;
    if (!this.#faults.has('write-read-only') || end < block.address || end - block.address > 100) return own;
    const read = await this.#client.readHoldingRegisters(block.address, end - block.address + 1);
    if (read.kind !== 'ok') return own;
    return [block.address, [...block.values, ...read.value.slice(block.values.length)]];
  }

  /** A live gateway renews the timers before they run out; a dead one does not, and the inverter goes to full power. */
  #keepAlive(block: RegisterBlock): void {
    this.#last.set(block.address, block);
    if (this.#repeat !== undefined) return;
    const again = () => {
      this.#repeat = this.#clock.after((revertSeconds * 1000) / 3, () => {
        void Promise.all(
          [...this.#last.values()].map(({ address, values }) => this.#client.writeRegisters(address, values)),
        )
          .catch(() => undefined)
          .then(() => {
            if (this.#repeat !== undefined) again();
          });
      });
    };
    again();
  }
}
