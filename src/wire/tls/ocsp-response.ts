/** An OCSP response (RFC 6960, 4.2), as far as a reader of a handshake needs it. Its signature is not checked here. */
export interface OcspResponse {
  /** `successful`, or why there is no answer. */
  readonly status: string;
  readonly answers: readonly OcspAnswer[];
}

export interface OcspAnswer {
  /** Serial number of the certificate, upper-case hexadecimal. */
  readonly serial: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | undefined;
  readonly thisUpdate: Date | undefined;
  readonly nextUpdate: Date | undefined;
}

interface Element {
  readonly tag: number;
  readonly body: Uint8Array;
}

const statuses = ['successful', 'malformedRequest', 'internalError', 'tryLater', '(4)', 'sigRequired', 'unauthorized'];
const tags = { sequence: 0x30, octets: 0x04, integer: 0x02, enumerated: 0x0a, time: 0x18, zero: 0xa0, one: 0xa1 };
const certificateStatus: Readonly<Record<number, OcspAnswer['status']>> = {
  128: 'good',
  161: 'revoked',
  130: 'unknown',
};
const maxAnswers = 64;

/** Reads a DER response; undefined where it is none. Never throws. */
export function readOcspResponse(der: Uint8Array): OcspResponse | undefined {
  const [code, wrapped] = childrenOf(elementsOf(der)?.[0], tags.sequence) ?? [];
  if (code?.tag !== tags.enumerated || code.body.length !== 1) return undefined;
  const status = statuses[code.body[0]!] ?? `status ${code.body[0]}`;
  const octets = childrenOf(childrenOf(wrapped, tags.zero)?.[0], tags.sequence)?.[1];
  if (octets?.tag !== tags.octets) return { status, answers: [] };
  const basic = childrenOf(elementsOf(octets.body)?.[0], tags.sequence)?.[0];
  const list = childrenOf(basic, tags.sequence)?.findLast((element) => element.tag === tags.sequence);
  const answers = (childrenOf(list, tags.sequence) ?? []).slice(0, maxAnswers).map(readAnswer);
  return { status, answers: answers.filter((answer) => answer !== undefined) };
}

function readAnswer(element: Element): OcspAnswer | undefined {
  const [id, state, thisUpdate, ...rest] = childrenOf(element, tags.sequence) ?? [];
  const serial = childrenOf(id, tags.sequence)?.find(({ tag }) => tag === tags.integer);
  const status = state === undefined ? undefined : certificateStatus[state.tag];
  if (serial === undefined || state === undefined || status === undefined) return undefined;
  const next = rest.find(({ tag }) => tag === tags.zero);
  return {
    serial: Buffer.from(serial.body).toString('hex').toUpperCase(),
    status,
    revokedAt: status === 'revoked' ? timeOf(childrenOf(state, tags.one)?.[0]) : undefined,
    thisUpdate: timeOf(thisUpdate),
    nextUpdate: timeOf(childrenOf(next, tags.zero)?.[0]),
  };
}

function timeOf(element: Element | undefined): Date | undefined {
  if (element?.tag !== tags.time) return undefined;
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(Buffer.from(element.body).toString('latin1'));
  if (found === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function childrenOf(element: Element | undefined, tag: number): readonly Element[] | undefined {
  return element?.tag === tag ? elementsOf(element.body) : undefined;
}

/** The DER elements that follow one another; undefined where one breaks off. */
function elementsOf(bytes: Uint8Array): readonly Element[] | undefined {
  const elements: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at]!;
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length > 0x80) {
      const width = length & 0x7f;
      if (width > 3) return undefined;
      length = 0;
      for (let digit = 0; digit < width; digit++) length = length * 256 + (bytes[at++] ?? 0);
    } else if (length === 0x80) return undefined;
    if (at + length > bytes.length) return undefined;
    elements.push({ tag, body: bytes.subarray(at, at + length) });
    at += length;
  }
  return elements;
}
