import type { Wire, WireSegment } from '../engine/wire-watch.js';

/** A first flight with one certificate is longer, and an alert far shorter, octets. */
const flightBytes = 300;
/** How long the capture may lag behind the sockets, ms. */
const captureLagMs = 3000;

/**
 * Whether the vehicle had the SECC's certificates when it ended its newest connection, by the capture: a handshake that ends
 * before, whoever ended it, refuses none.
 */
export async function turnedAway(wire: Pick<Wire, 'until' | 'segments' | 'newestPort'>): Promise<boolean> {
  const look = () => {
    const port = wire.newestPort;
    return port !== undefined && wentAfterFlight(wire.segments(port)) ? true : undefined;
  };
  return (await wire.until(look, captureLagMs)) === true;
}

/** An alert, FIN or RST of the vehicle, or more of its handshake, after so much of the SECC. */
export function wentAfterFlight(segments: readonly WireSegment[]): boolean {
  let received = 0;
  for (const { direction, payloadBytes, fin, rst } of segments) {
    if (direction === 'received') received += payloadBytes;
    else if (received >= flightBytes && (payloadBytes > 0 || fin || rst)) return true;
  }
  return false;
}
