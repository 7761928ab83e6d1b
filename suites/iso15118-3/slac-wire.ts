import { PlumblineError } from '../../src/base/errors.js';
import type { Bench, BenchInterface } from '../../src/bench/bench.js';
import { startLiveCapture } from '../../src/probes/capture/live-capture.js';
import { homeplugFilter, startRawPort } from '../../src/transport/raw/start-raw-port.js';
import type { MmeDefinition } from '../../src/wire/homeplug/define-mme.js';
import type { Mme } from '../../src/wire/homeplug/mme.js';
import type { MmeFields, MmeValue } from '../../src/wire/homeplug/mme-field.js';
import { decodeMmeFrame, mmeValue } from '../../src/wire/homeplug/mme-frame.js';
import { WaitingLooks } from '../engine/waiting-looks.js';

/** A management message on the wire, as the kernel stamped it. */
export interface SeenMme {
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  /** Counts all messages of the wire. */
  readonly number: number;
  readonly source: string;
  readonly destination: string;
  readonly mme: Mme;
}

/** Messages that are remembered. */
const longest = 20_000;

/** The vehicle's end of the power line: sends frames, and sees what passes with the kernel's timestamps. */
export class SlacWire {
  readonly mac: string;
  readonly #send: (frame: Uint8Array) => void;
  readonly #seen: SeenMme[] = [];
  readonly #waiters = new WaitingLooks();
  #count = 0;
  #lostSoFar: () => Promise<number | undefined> = async () => undefined;
  #lost = 0;

  private constructor(mac: string, send: (frame: Uint8Array) => void) {
    this.mac = mac;
    this.#send = send;
  }

  static readonly #open = new Map<string, Promise<SlacWire>>();

  /** The wire of a bench; opened once a worker, and closed when that ends. @throws PlumblineError of the raw port */
  static of(bench: Bench): Promise<SlacWire> {
    const line = bench.interfaces['utility'] ?? bench.interfaces['power-line'];
    if (line === undefined) throw new PlumblineError('SUITES-006', { place: bench.name });
    let wire = SlacWire.#open.get(bench.folder);
    if (wire === undefined) {
      wire = SlacWire.#start(line);
      SlacWire.#open.set(bench.folder, wire);
    }
    return wire;
  }

  static async #start(line: BenchInterface): Promise<SlacWire> {
    const enter = line.namespace === undefined ? undefined : ['ip', 'netns', 'exec', line.namespace];
    const inside = enter === undefined ? {} : { enter };
    const port = await startRawPort({ interface: line.name, ...inside, onFrame: () => undefined });
    const wire = new SlacWire(port.mac, (frame) => port.send(frame));
    const capture = await startLiveCapture({
      interface: line.name,
      ...inside,
      filter: homeplugFilter,
      onPacket: (packet) => {
        if (packet.timestampNs !== undefined) wire.#take(packet.timestampNs, packet.data);
      },
    });
    wire.#lostSoFar = () => capture.lostSoFar();
    return wire;
  }

  /** Packets that the capture lost since this was last asked; 0 where its tool cannot tell. */
  async newlyLost(): Promise<number> {
    const before = this.#lost;
    this.#lost = (await this.#lostSoFar()) ?? before;
    return this.#lost - before;
  }

  send(frame: Uint8Array): void {
    this.#send(frame);
  }

  /** Number of the newest message: what comes later has a higher one. */
  get now(): number {
    return this.#count;
  }

  /** Messages after a number, in the order of the wire. */
  after(number: number): readonly SeenMme[] {
    return this.#seen.filter((one) => one.number > number);
  }

  /** Looks again after each message until `found` finds something; undefined after `timeoutMs`. */
  until<T>(found: () => T | undefined, timeoutMs: number): Promise<T | undefined> {
    return this.#waiters.until(found, timeoutMs);
  }

  #take(ns: bigint, data: Uint8Array): void {
    const frame = decodeMmeFrame(data);
    if (frame === undefined) return;
    this.#count += 1;
    this.#seen.push({ ns, number: this.#count, ...frame });
    if (this.#seen.length > longest) this.#seen.shift();
    this.#waiters.wake();
  }
}

/** What a case needs of the power line. */
export type SlacLine = Pick<SlacWire, 'mac' | 'send' | 'now' | 'after' | 'until' | 'newlyLost'>;

/** Value of a message that was seen; undefined where it is another, or broken. */
export function mmeOf<F extends MmeFields>(seen: SeenMme, definition: MmeDefinition<F>): MmeValue<F> | undefined {
  return mmeValue(seen.mme, definition);
}
