import { wallNs } from '../engine/wall-time.js';
import type { Wire, WireSegment } from '../engine/wire-watch.js';

/** Kernel times of a request and its answer, ns since 1970. */
export interface RoundTrip {
  /** Last segment of the request. */
  readonly requestNs: bigint;
  /** Last segment of the answer. */
  readonly responseNs: bigint;
}

/** How far the process's idea of wall time may be from the kernel's, ns. */
const clockTolerance = 500_000n;
/** How long the capture may lag behind the sockets, ms. */
const captureLagMs = 3000;

/** Finds the moments of one vehicle's messages in the capture. */
export class WireTimes {
  constructor(private readonly watch: Wire) {}

  /**
   * When the newest request of a connection left and its answer arrived; undefined when the capture does not show both.
   * Requests and answers alternate on a connection, so the last burst from the SECC answers the burst before it, in
   * plain TCP and in TLS alike.
   * @param askedMonotonicNs a moment before the request was written and after the answer before it, by this process's clock
   */
  roundTrip(localPort: number, askedMonotonicNs: bigint): Promise<RoundTrip | undefined> {
    const askedWall = wallNs(askedMonotonicNs);
    return this.watch.until(
      () => newestRoundTrip(this.watch.segments(localPort), askedWall - clockTolerance),
      captureLagMs,
    );
  }

  /**
   * The last `count` round trips of a connection, oldest first; undefined when the capture shows fewer. What goes before
   * them is the TLS handshake.
   */
  roundTrips(localPort: number, count: number): Promise<readonly RoundTrip[] | undefined> {
    return this.watch.until(() => {
      const all = allRoundTrips(this.watch.segments(localPort));
      return all.length < count ? undefined : all.slice(-count);
    }, captureLagMs);
  }

  /** When the SECC ended a connection by FIN or RST, ns since 1970; undefined when the capture has no such end. */
  endOf(localPort: number | undefined): Promise<bigint | undefined> {
    if (localPort === undefined) return Promise.resolve(undefined);
    return this.watch.until(
      () =>
        this.watch.segments(localPort).find(({ direction, fin, rst }) => direction === 'received' && (fin || rst))?.ns,
      captureLagMs,
    );
  }

  /** Time from the SECC's last message (or the handshake's end) to its FIN or RST, ns; undefined when the capture has no such end. */
  silenceBeforeEnd(localPort: number | undefined): Promise<bigint | undefined> {
    if (localPort === undefined) return Promise.resolve(undefined);
    return this.watch.until(() => silenceOf(this.watch.segments(localPort)), captureLagMs);
  }
}

function newestRoundTrip(segments: readonly WireSegment[], notBefore: bigint): RoundTrip | undefined {
  const withPayload = segments.filter(({ payloadBytes }) => payloadBytes > 0);
  const response = withPayload.at(-1);
  if (response === undefined || response.direction !== 'received') return undefined;
  const request = withPayload.findLast(({ direction }) => direction === 'sent');
  if (request === undefined || request.ns < notBefore) return undefined;
  return { requestNs: request.ns, responseNs: response.ns };
}

/** Every round trip in these segments of one connection, oldest first; over TLS those of the handshake too. */
export function allRoundTrips(segments: readonly WireSegment[]): readonly RoundTrip[] {
  const found: RoundTrip[] = [];
  let request: WireSegment | undefined;
  let response: WireSegment | undefined;
  const close = () => {
    if (request !== undefined && response !== undefined) found.push({ requestNs: request.ns, responseNs: response.ns });
  };
  for (const segment of segments) {
    if (segment.payloadBytes === 0) continue;
    if (segment.direction === 'received') response = segment;
    else {
      if (response !== undefined) close();
      if (response !== undefined) response = undefined;
      request = segment;
    }
  }
  close();
  return found;
}

function silenceOf(segments: readonly WireSegment[]): bigint | undefined {
  const end = segments.find(({ direction, fin, rst }) => direction === 'received' && (fin || rst));
  if (end === undefined) return undefined;
  // A TLS close_notify belongs to the end, not to the talk before it: it leaves together with the FIN.
  const before = segments.filter(({ ns, payloadBytes }) => payloadBytes > 0 && end.ns - ns > 50_000_000n).at(-1);
  const start = before ?? segments[0];
  return start === undefined ? undefined : end.ns - start.ns;
}
