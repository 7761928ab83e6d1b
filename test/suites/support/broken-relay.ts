import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Misbehave, type Misbehaviour, misbehaviours } from '../../support/misbehaviour.js';
import { RelayWire } from './relay-wire.js';

/**
 * How the way between vehicle and SECC breaks. `unanswered`: the SECC acknowledges and says nothing more; `dead`: nothing is
 * acknowledged, as with an unplugged cable; `lost`: the SECC is alive, and what the vehicle sends does not arrive;
 * `fin`, `reset`: the SECC ends the connection, and every later one; `garbage`: it answers random bytes; `stale`: it answers
 * what it answered before; `blind`: nothing is broken but the capture, which shows nothing; `refused`: there is no SECC; and
 * all ways to misbehave of test/support/misbehaviour.ts.
 */
export const breakKinds = [
  'unanswered',
  'dead',
  'lost',
  'fin',
  'reset',
  'garbage',
  'stale',
  'blind',
  'refused',
] as const;
export type BreakKind = (typeof breakKinds)[number] | Misbehaviour;

export interface BreakPlan {
  readonly kind: BreakKind;
  /** The vehicle's word, counted from 1 over all connections, that is no longer answered as it should be. */
  readonly at: number;
  /** Bytes of garbage. */
  readonly garbage: Uint8Array;
  /** Called once, at the moment of the break. */
  readonly onBreak: () => void;
}

/** A relay of bytes between a vehicle and a correct SECC that breaks by plan, and knows what a capture would show. */
export class BrokenRelay {
  readonly wire = new RelayWire();
  readonly #server: Server;
  readonly #upstream: number;
  readonly #sockets = new Set<Socket>();
  #plan: BreakPlan | undefined;
  #words = 0;
  #broken = false;

  private constructor(upstream: number) {
    this.#upstream = upstream;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (vehicle) => this.#serve(vehicle));
  }

  static async start(upstream: number): Promise<BrokenRelay> {
    const relay = new BrokenRelay(upstream);
    await new Promise<void>((resolve) => relay.#server.listen(0, '::1', resolve));
    return relay;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get broken(): boolean {
    return this.#broken;
  }

  /** Begins a case. */
  begin(plan: BreakPlan): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#plan = plan;
    this.#words = 0;
    this.#broken = false;
    this.wire.blind = plan.kind === 'blind';
    if (plan.kind === 'blind' || plan.kind === 'refused') this.#break();
  }

  /** A sign of life of the SECC's host, where it has one. */
  knock(): void {
    if (!this.#broken || this.#plan?.kind !== 'dead') this.wire.hear();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #break(): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#plan?.onBreak();
  }

  /** How the answers are spoilt at present. */
  get #spoils(): Misbehave | undefined {
    const ways: Readonly<Record<string, Misbehave>> = misbehaviours;
    return this.#broken && this.#plan !== undefined ? ways[this.#plan.kind] : undefined;
  }

  /** Whether bytes go on to the other side as they are. */
  get #passes(): boolean {
    return !this.#broken || this.#plan?.kind === 'blind';
  }

  #serve(vehicle: Socket): void {
    const port = vehicle.remotePort ?? 0;
    const { wire } = this;
    wire.open(port);
    this.#keep(vehicle);
    if (this.#broken && ['fin', 'reset', 'refused'].includes(this.#plan?.kind ?? '')) {
      wire.put(port, 'received', 0, 'rst');
      vehicle.resetAndDestroy();
      return;
    }
    const secc = connect({ host: '::1', port: this.#upstream, allowHalfOpen: true, noDelay: true });
    this.#keep(secc);
    let spoke: 'vehicle' | 'secc' = 'secc';
    let last = Buffer.alloc(0);
    vehicle.on('data', (chunk) => {
      const begins = spoke === 'secc';
      spoke = 'vehicle';
      if (begins && ++this.#words === this.#plan?.at) this.#break();
      // One whose answers are spoilt is asked all the same.
      if (!this.#passes && this.#spoils === undefined)
        return this.#misbehave(vehicle, port, chunk, begins ? last : undefined);
      wire.put(port, 'sent', chunk.length);
      wire.put(port, 'received', 0);
      secc.write(chunk);
    });
    secc.on('data', (chunk) => {
      if (this.#spoils !== undefined) {
        if (spoke === 'vehicle') wire.put(port, 'received', chunk.length);
        spoke = 'secc';
        return this.#spoils(vehicle, chunk);
      }
      if (!this.#passes) return;
      last = spoke === 'vehicle' ? chunk : Buffer.concat([last, chunk]);
      spoke = 'secc';
      wire.put(port, 'received', chunk.length);
      vehicle.write(chunk);
    });
    secc.on('end', () => {
      if (!this.#passes) return void secc.destroy();
      wire.put(port, 'received', 0, 'fin');
      vehicle.end();
    });
    vehicle.on('end', () => secc.end());
    vehicle.on('close', () => secc.destroy());
    secc.on('close', () => {
      if (!this.#broken && !vehicle.writableEnded && !vehicle.destroyed) {
        wire.put(port, 'received', 0, 'rst');
        vehicle.resetAndDestroy();
      }
    });
  }

  #misbehave(vehicle: Socket, port: number, chunk: Buffer, last: Buffer | undefined): void {
    const { wire } = this;
    const answer = (bytes: Uint8Array) => {
      wire.put(port, 'received', bytes.length);
      vehicle.write(bytes);
    };
    // Seen at the vehicle's end of the cable, whether it arrives or not.
    wire.put(port, 'sent', chunk.length);
    const kind = this.#plan?.kind;
    if (kind === 'dead' || kind === 'lost') return;
    wire.put(port, 'received', 0);
    if (kind === 'fin' || kind === 'reset') {
      wire.put(port, 'received', 0, kind === 'fin' ? 'fin' : 'rst');
      if (kind === 'fin') vehicle.end();
      else vehicle.resetAndDestroy();
    } else if (kind === 'garbage') answer(this.#plan?.garbage ?? new Uint8Array());
    else if (kind === 'stale' && last !== undefined && last.length > 0) answer(last);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
