import { PlumblineError } from '../../base/errors.js';
import type { SessionEvent } from '../../probes/session-reader/session-event.js';
import { gridPacket } from './grid-lines.js';

interface Bound {
  readonly by: 'seconds' | 'packet';
  readonly value: number;
}

export interface FilterArguments {
  readonly session: number | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Chooses which events are shown; the account of a session always is, unless another session was asked for. */
export class EventFilter {
  readonly #session: number | undefined;
  readonly #from: Bound | undefined;
  readonly #to: Bound | undefined;
  #firstNs: bigint | undefined;

  /** @throws PlumblineError CLI-001 for a bound that is neither seconds nor a packet number */
  constructor(given: FilterArguments) {
    this.#session = given.session;
    this.#from = boundOf('--from', given.from);
    this.#to = boundOf('--to', given.to);
  }

  /** To be told the time of the first packet, before its events. */
  origin(firstNs: bigint): void {
    this.#firstNs = firstNs;
  }

  accepts(event: SessionEvent): boolean {
    const session = 'session' in event ? event.session : undefined;
    const isGrid = event.kind === 'grid-connection' || event.kind === 'grid-exchange' || event.kind === 'modbus-write';
    const ofTraffic = 'session' in event || event.kind === 'mme' || event.kind === 'sdp' || isGrid;
    if (this.#session !== undefined && ofTraffic && session !== this.#session) return false;
    const packet = isGrid
      ? gridPacket(event)
      : event.kind === 'message'
        ? event.last
        : 'packet' in event
          ? event.packet
          : undefined;
    if (packet === undefined) return true;
    const seconds = Number(packet.timestampNs - (this.#firstNs ?? packet.timestampNs)) / 1e9;
    const position = (bound: Bound): number => (bound.by === 'packet' ? packet.number : seconds);
    if (this.#from !== undefined && position(this.#from) < this.#from.value) return false;
    return this.#to === undefined || position(this.#to) <= this.#to.value;
  }
}

function boundOf(option: string, text: string | undefined): Bound | undefined {
  if (text === undefined) return undefined;
  const found = /^(#?)(\d+(?:\.\d+)?)$/.exec(text);
  if (found === null) {
    throw new PlumblineError('CLI-001', { detail: `${option} takes seconds (12.5) or a packet (#120), not "${text}"` });
  }
  return { by: found[1] === '#' ? 'packet' : 'seconds', value: Number(found[2]) };
}
