import type { Wire, WireSegment } from './wire-watch.js';

/** Signs of life that are asked for before a retransmission, and as many after it. */
const signs = 2;
/** Transmissions of the request that nobody acknowledged, at least. */
const transmissions = 4;
/** TCP sends again after 0.2 s, then 0.4, 0.8, 1.6 and 3.2 s: the next one comes within this time, ms. */
const againMs = 8000;
/** Any link carries an IPv6 packet of 1280 bytes (RFC 8200, 5): this is what of it is left for TCP's payload and options. */
const mostBytes = 1200;

/**
 * Whether the SECC's host drops the request, which TCP has sent time and again, while it answers all that asks for a sign of
 * life. A link that loses a share p of its packets would lose four transmissions and none of eight packets of neighbour
 * discovery with p^4 (1-p)^8, at most once in 2,000; and it carries what is no longer than 1280 bytes.
 * @param segments of the connection since the request, in the order of the capture
 * @param hears asks once for a sign of life, and tells whether it came
 * @returns what shows it, in words; undefined: it cannot be told from a loss of the link
 */
export async function dropsRequests(
  wire: Pick<Wire, 'until'>,
  segments: () => readonly WireSegment[],
  hears: () => Promise<boolean>,
): Promise<string | undefined> {
  const sent = () => segments().filter(({ direction, payloadBytes }) => direction === 'sent' && payloadBytes > 0);
  const isSilent = () => {
    const [first] = sent();
    return first !== undefined && !segments().some((segment) => acknowledges(segment, first));
  };
  const isShort = () => sent().every(({ payloadBytes }) => payloadBytes <= mostBytes);
  if (!isSilent() || !isShort() || !(await allHeard(hears))) return undefined;
  // Once more, between signs of life: the link was there all the time.
  const before = sent().length;
  const again = await wire.until(() => (!isSilent() ? false : sent().length > before ? true : undefined), againMs);
  if (again !== true || !(await allHeard(hears))) return undefined;
  if (!isSilent() || sent().length < transmissions) return undefined;
  return `TCP has sent the request ${sent().length} times and got no acknowledgement, and its host answered all ${2 * signs} times that it was asked for a sign of life, before and after`;
}

/**
 * Whether a segment of the SECC shows that one of the vehicle has arrived. One that is sent again for want of an
 * acknowledgement of its own does not: its number says up to where the SECC has got.
 */
export function acknowledges(received: WireSegment, sent: WireSegment): boolean {
  if (received.direction !== 'received' || received.ns < sent.ns) return false;
  if (received.upTo === undefined || sent.upTo === undefined) return true;
  // Sequence numbers wrap at 2^32.
  return ((received.upTo - sent.upTo) | 0) >= 0;
}

async function allHeard(hears: () => Promise<boolean>): Promise<boolean> {
  for (let count = 0; count < signs; count++) if (!(await hears())) return false;
  return true;
}
