import type { VehicleDoubt } from '../../src/peers/vehicle/vehicle-doubt.js';
import { type LinkState, linkStateOf } from '../../src/transport/link-state.js';
import { acknowledges, dropsRequests } from './dropped-request.js';
import { type Knock, StationKnock } from './station-knock.js';
import { wallNs } from './wall-time.js';
import type { SignOfLife, Wire, WireSegment } from './wire-watch.js';

/** How far the process's idea of wall time may be from the kernel's, ns. */
const clockTolerance = 500_000n;
/** How long an acknowledgement or a FIN may take to show in the capture, ms. */
const captureLagMs = 1000;
/** How often a station that has said nothing is asked for a sign of life, and the pause after each, ms. */
const knocks = 4;
const knockPauseMs = 500;

const lostText = 'the request did not arrive: the SECC is on the link, and its TCP has not acknowledged it';

/** Who is to blame for what the SECC did not do. */
export type Blame =
  /** The link, or it cannot be told: nobody. `text`: the cause to print. */
  | { readonly kind: 'link'; readonly text: string }
  /** The SECC. `text`: what shows that its host was there. */
  | { readonly kind: 'station'; readonly text: string };

/**
 * Says from the capture whether something that the SECC did not do can be laid at its door. A station that is on the link
 * acknowledges what reaches it, ends connections by FIN or RST, and answers neighbour discovery: one whose host does, and
 * that says nothing, hangs or drops what it gets. Where none of this is to be seen the cause is the link, or cannot be told
 * from it.
 */
export class LinkWitness {
  readonly #wire: Wire;
  readonly #knock: Knock;
  readonly #name: string;
  readonly #stateOf: (name: string) => Promise<LinkState>;
  #secc: string | undefined;
  #state: LinkState = 'unknown';

  /** @param interfaceName the vehicle's interface, by which a silent station is asked for a sign of life */
  constructor(
    wire: Wire,
    interfaceName: string,
    knock: Knock = new StationKnock(interfaceName),
    stateOf: (name: string) => Promise<LinkState> = linkStateOf,
  ) {
    this.#wire = wire;
    this.#name = interfaceName;
    this.#knock = knock;
    this.#stateOf = stateOf;
  }

  close(): Promise<void> {
    return this.#knock.close();
  }

  /** Settles a doubt. `station`: the capture shows that it was there, and did as it seems. */
  async blame(doubt: VehicleDoubt): Promise<Blame> {
    const secc = doubt.secc ?? this.#wire.newestSecc;
    if (secc !== undefined) this.#secc = withoutZone(secc);
    const since = wallNs(doubt.since);
    // The link may have died after what was asked had arrived: who is blamed must be there now.
    const now = wallNs(process.hrtime.bigint());
    switch (doubt.kind) {
      case 'unanswered':
        return this.#unanswered(doubt, since, now);
      case 'ended':
        return this.#ended(doubt, since);
      case 'unconnected':
        return this.#unconnected(since, now);
      case 'silent':
        return this.#silent(now);
      case 'undiscovered':
        return this.#silent(this.#secc === undefined ? since : now);
    }
  }

  /** A request that its TCP acknowledged has arrived; one that it acknowledges never, while its host is there, was dropped. */
  async #unanswered({ localPort }: VehicleDoubt, since: bigint, now: bigint): Promise<Blame> {
    const acknowledged = () => (hasAnswered(this.#segments(localPort), since - clockTolerance) ? true : undefined);
    const hasArrived = (await this.#wire.until(acknowledged, captureLagMs)) === true;
    const sign = await this.#sign(now);
    if (sign === undefined) return this.#link();
    if (hasArrived) return this.#station(sign, 'its TCP has acknowledged the request');
    const segments = () => this.#segments(localPort).filter(({ ns }) => ns >= since - clockTolerance);
    const dropped = await dropsRequests(this.#wire, segments, () => this.#hears());
    if (dropped === undefined) return { kind: 'link', text: lostText };
    return this.#station(sign, `it drops what it gets: ${dropped}`);
  }

  /** TCP may be there, and what TLS says over it may be lost. */
  async #unconnected(since: bigint, now: bigint): Promise<Blame> {
    const sign = await this.#sign(now);
    if (sign === undefined) return this.#link();
    const segments = this.#segments(this.#wire.newestPort);
    const spoke = segments.some(
      ({ ns, direction, payloadBytes }) => direction === 'sent' && payloadBytes > 0 && ns >= since,
    );
    return spoke && !hasAnswered(segments, since) ? { kind: 'link', text: lostText } : this.#station(sign);
  }

  async #silent(since: bigint): Promise<Blame> {
    const sign = await this.#sign(since);
    return sign === undefined ? this.#link() : this.#station(sign);
  }

  async #ended({ localPort, detail }: VehicleDoubt, since: bigint): Promise<Blame> {
    const isEnd = ({ direction, fin, rst }: WireSegment) => direction === 'received' && (fin || rst);
    const look = () => this.#segments(localPort).find(isEnd);
    const end = await this.#wire.until(look, captureLagMs);
    if (end !== undefined) return { kind: 'station', text: `the capture shows its ${end.rst ? 'RST' : 'FIN'}` };
    if ((await this.#sign(since)) === undefined) return this.#link();
    const text = `the connection ended (${detail ?? 'no cause known'}), and the capture shows no FIN or RST of the SECC`;
    return { kind: 'link', text };
  }

  #segments(localPort: number | undefined): readonly WireSegment[] {
    return localPort === undefined ? [] : this.#wire.segments(localPort);
  }

  /** What has been heard of the SECC since then; where it was silent it is asked for a sign of life. */
  async #sign(since: bigint): Promise<SignOfLife | undefined> {
    const heard = () => {
      const sign = this.#wire.heard(this.#secc);
      return sign !== undefined && sign.ns >= since + clockTolerance ? sign : undefined;
    };
    for (let count = 0; count < knocks; count++) {
      const known = heard();
      if (known !== undefined) return known;
      this.#state = await this.#stateOf(this.#name);
      if (this.#secc !== undefined) await this.#knock.knock(this.#secc, this.#wire.macOf(this.#secc));
      const sign = await this.#wire.until(heard, knockPauseMs);
      if (sign !== undefined) return sign;
      // Nobody can answer over a link without a carrier, and what comes once it is back says nothing about before.
      if (this.#state === 'down' || this.#state === 'no-carrier') return undefined;
    }
    return undefined;
  }

  /** Asks once by neighbour discovery; whether anything was heard from then on. */
  async #hears(): Promise<boolean> {
    const secc = this.#secc;
    if (secc === undefined) return false;
    const asked = wallNs(process.hrtime.bigint());
    if (!(await this.#knock.solicit(secc))) return false;
    const heard = () => ((this.#wire.heard(secc)?.ns ?? -1n) >= asked ? true : undefined);
    return (await this.#wire.until(heard, knockPauseMs)) === true;
  }

  #station(sign: SignOfLife, more?: string): Blame {
    const who = this.#secc === undefined ? 'a host of the link' : `the host of the SECC (${this.#secc})`;
    const beside = more === undefined ? '' : `; ${more}`;
    return { kind: 'station', text: `the link is there: the capture shows ${sign.what} of ${who}${beside}` };
  }

  #link(): Blame {
    const who = this.#secc === undefined ? 'any other station' : `the SECC (${this.#secc})`;
    const text = `the link: the capture shows nothing of ${who} any more, no acknowledgement and no neighbour discovery`;
    return { kind: 'link', text: `${text}${stateTexts[this.#state](this.#name)}` };
  }
}

const stateTexts: Readonly<Record<LinkState, (name: string) => string>> = {
  up: (name) => `; ${name} has a carrier`,
  'no-carrier': (name) => `; ${name} has no carrier`,
  down: (name) => `; ${name} is down`,
  unknown: () => '',
};

/** Whether the SECC has acknowledged the newest request; by the order of the capture. */
function hasAnswered(segments: readonly WireSegment[], notBefore: bigint): boolean {
  const request = segments.findLastIndex(({ direction, payloadBytes }) => direction === 'sent' && payloadBytes > 0);
  if (request === -1 || segments[request]!.ns < notBefore) return false;
  return segments.slice(request + 1).some((segment) => acknowledges(segment, segments[request]!));
}

function withoutZone(address: string): string {
  return address.split('%')[0] ?? address;
}
