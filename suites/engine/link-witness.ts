import type { VehicleDoubt } from '../../src/peers/vehicle/vehicle-doubt.js';
import { bindUdp6, closeUdp, sendDatagram } from '../../src/transport/udp-socket.js';
import { wallNs } from './wall-time.js';
import type { Wire, WireSegment } from './wire-watch.js';

/** How far the process's idea of wall time may be from the kernel's, ns. */
const clockTolerance = 500_000n;
/** How long an acknowledgement or a FIN may take to show in the capture, ms. */
const captureLagMs = 1000;
/** Datagrams to a station that has said nothing, and the pause after each, ms. */
const knocks = 4;
const knockPauseMs = 500;
/** The discard service: nobody serves it, so that the host itself answers, by neighbour discovery or with ICMPv6. */
const discardPort = 9;

const lostText = 'the request did not arrive: the SECC is on the link, and its TCP has not acknowledged it';

/** Sends one datagram that the station's own kernel answers, whatever runs on it. */
export type Knock = (address: string) => Promise<void>;

/**
 * Says from the capture whether something that the SECC did not do can be laid at its door. A station that is on the link
 * acknowledges what reaches it, ends connections by FIN or RST, and answers neighbour discovery. Where none of this is to be
 * seen the cause is the link, or cannot be told from it.
 */
export class LinkWitness {
  readonly #wire: Wire;
  readonly #knock: Knock;
  #secc: string | undefined;

  /** @param interfaceName the vehicle's interface, by which a silent station is asked for a sign of life */
  constructor(wire: Wire, interfaceName: string, knock: Knock = (address) => knockAt(address, interfaceName)) {
    this.#wire = wire;
    this.#knock = knock;
  }

  /** Why the SECC cannot be blamed, as a cause to print; undefined: the capture shows that it was there, and did as it seems. */
  async objection(doubt: VehicleDoubt): Promise<string | undefined> {
    if (doubt.secc !== undefined) this.#secc = withoutZone(doubt.secc);
    const since = wallNs(doubt.since);
    // The link may have died after what was asked had arrived: who is blamed must be there now.
    const now = wallNs(process.hrtime.bigint());
    switch (doubt.kind) {
      case 'unanswered':
        return this.#unanswered(doubt, since, now);
      case 'ended':
        return this.#ended(doubt, since);
      case 'unconnected':
        // TCP may be there, and what TLS says over it may be lost.
        return (await this.#isThere(now)) ? this.#unheard(since) : this.#linkText();
      case 'silent':
        return (await this.#isThere(now)) ? undefined : this.#linkText();
      case 'undiscovered':
        return (await this.#isThere(this.#secc === undefined ? since : now)) ? undefined : this.#linkText();
    }
  }

  /** A request that its TCP acknowledged has arrived. */
  async #unanswered({ localPort }: VehicleDoubt, since: bigint, now: bigint): Promise<string | undefined> {
    const acknowledged = () => (hasAnswered(this.#segments(localPort), since - clockTolerance) ? true : undefined);
    const hasArrived = (await this.#wire.until(acknowledged, captureLagMs)) === true;
    if (!(await this.#isThere(now))) return this.#linkText();
    return hasArrived ? undefined : lostText;
  }

  #unheard(since: bigint): string | undefined {
    const segments = this.#segments(this.#wire.newestPort);
    const spoke = segments.some(
      ({ ns, direction, payloadBytes }) => direction === 'sent' && payloadBytes > 0 && ns >= since,
    );
    return spoke && !hasAnswered(segments, since) ? lostText : undefined;
  }

  async #ended({ localPort, detail }: VehicleDoubt, since: bigint): Promise<string | undefined> {
    const isEnd = ({ direction, fin, rst }: WireSegment) => direction === 'received' && (fin || rst);
    const look = () => (this.#segments(localPort).some(isEnd) ? true : undefined);
    if ((await this.#wire.until(look, captureLagMs)) === true) return undefined;
    if (!(await this.#isThere(since))) return this.#linkText();
    return `the connection ended (${detail ?? 'no cause known'}), and the capture shows no FIN or RST of the SECC`;
  }

  #segments(localPort: number | undefined): readonly WireSegment[] {
    return localPort === undefined ? [] : this.#wire.segments(localPort);
  }

  /** Whether anything has been heard of the SECC since then; where it was silent it is asked for a sign of life. */
  async #isThere(since: bigint): Promise<boolean> {
    const heard = () => ((this.#wire.heard(this.#secc) ?? -1n) >= since + clockTolerance ? true : undefined);
    for (let count = 0; count < knocks; count++) {
      if (heard() === true) return true;
      if (this.#secc !== undefined) await this.#knock(this.#secc);
      if ((await this.#wire.until(heard, knockPauseMs)) === true) return true;
    }
    return false;
  }

  #linkText(): string {
    const who = this.#secc === undefined ? 'any other station' : `the SECC (${this.#secc})`;
    return `the link: the capture shows nothing of ${who} any more, no acknowledgement and no neighbour discovery`;
  }
}

/** Whether the SECC has sent anything, an acknowledgement at least, after the newest request; by the order of the capture. */
function hasAnswered(segments: readonly WireSegment[], notBefore: bigint): boolean {
  const request = segments.findLastIndex(({ direction, payloadBytes }) => direction === 'sent' && payloadBytes > 0);
  if (request === -1 || segments[request]!.ns < notBefore) return false;
  return segments.slice(request + 1).some(({ direction }) => direction === 'received');
}

function withoutZone(address: string): string {
  return address.split('%')[0] ?? address;
}

async function knockAt(address: string, interfaceName: string): Promise<void> {
  try {
    const socket = await bindUdp6('::', 0);
    // The kernel refuses where the link is down: then nothing is heard, and that is the answer.
    await sendDatagram(socket, Uint8Array.of(0), discardPort, `${address}%${interfaceName}`);
    await closeUdp(socket);
  } catch {
    // No socket, no sign of life: the caller reports that nothing was heard.
  }
}
