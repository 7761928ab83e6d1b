import type { Clock } from '../../base/clock.js';
import type { LossPlan } from './loss-plan.js';
import type { SendingTrouble } from './loss-records.js';
import type { OpenProbePort, PortEvents, ProbePort } from './probe-port.js';

/** What the operating system says when an interface, its address or its route is not there. */
const gone = new Set(['ENODEV', 'ENXIO', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EHOSTUNREACH', 'EINVAL']);
/** The module for raw sockets gives no codes, only words. */
const goneWords = /no such device|unreachable|network is down|cannot assign|invalid argument/i;
const retryMs = 100;

interface OpenTrouble {
  readonly from: bigint;
  readonly code: string;
  probes: number;
}

/** Holds the port open over a run: when its interface vanishes it tries for a new port until one sends again. */
export class PortKeeper {
  #port: ProbePort | undefined;
  #trouble: OpenTrouble | undefined;
  #cancelRetry: (() => void) | undefined;
  #closed = false;
  readonly #troubles: SendingTrouble[] = [];
  readonly #plan: LossPlan;
  readonly #clock: Clock;
  readonly #open: OpenProbePort;
  readonly #events: PortEvents;

  private constructor(plan: LossPlan, clock: Clock, open: OpenProbePort, events: PortEvents) {
    this.#plan = plan;
    this.#clock = clock;
    this.#open = open;
    this.#events = events;
  }

  /** @throws PlumblineError what the port throws: at the start a missing interface is a mistake in the plan */
  static async open(plan: LossPlan, clock: Clock, open: OpenProbePort, events: PortEvents): Promise<PortKeeper> {
    const keeper = new PortKeeper(plan, clock, open, events);
    keeper.#port = await open(plan, clock, events);
    return keeper;
  }

  /** @param refused called when the probe did not leave, with the reason */
  send(sequence: number, wallNs: bigint, refused: (reason: string) => void): void {
    if (this.#port === undefined) {
      if (this.#trouble !== undefined) this.#trouble.probes++;
      refused(`${this.#trouble?.code ?? 'ENODEV'}: the interface is gone`);
      return;
    }
    const port = this.#port;
    port.send(sequence, wallNs, (error) => {
      if (error === undefined) {
        this.#end();
        return;
      }
      const code = error.code ?? error.message;
      // An earlier "port unreachable" comes back as the error of this send, which then has not left.
      if (code === 'ECONNREFUSED') this.#events.onRefused(error.message);
      else if (gone.has(code) || goneWords.test(error.message)) this.#lose(port, code);
      refused(`${code}: ${error.message}`);
    });
  }

  /** Ends everything; the troubles of the run. */
  close(): readonly SendingTrouble[] {
    this.#closed = true;
    this.#cancelRetry?.();
    this.#port?.close();
    if (this.#trouble !== undefined) this.#troubles.push(this.#trouble);
    this.#trouble = undefined;
    return this.#troubles;
  }

  #lose(port: ProbePort, code: string): void {
    this.#trouble ??= { from: this.#clock.monotonicNs(), code, probes: 0 };
    this.#trouble.probes++;
    if (this.#port !== port || this.#closed) return;
    this.#port = undefined;
    port.close();
    this.#retry();
  }

  #retry(): void {
    this.#cancelRetry = this.#clock.after(retryMs, () => {
      this.#open(this.#plan, this.#clock, this.#events).then(
        (port) => {
          if (this.#closed) port.close();
          // The trouble ends only with a probe that really left: a socket opens on an interface without a route too.
          else this.#port = port;
        },
        () => {
          if (!this.#closed) this.#retry();
        },
      );
    });
  }

  #end(): void {
    if (this.#trouble === undefined) return;
    this.#troubles.push({ ...this.#trouble, until: this.#clock.monotonicNs() });
    this.#trouble = undefined;
  }
}
