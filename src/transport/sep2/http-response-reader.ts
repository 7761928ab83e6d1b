/** An HTTP answer as it stood on the wire. */
export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Octets of it, framing included. */
  readonly bytes: number;
  /** The connection ends with it: `Connection: close`, HTTP/1.0, or a body that ends with the connection. */
  readonly last: boolean;
}

export interface ReaderEvents {
  /** The first octet of an answer. */
  readonly onFirstByte: () => void;
  readonly onResponse: (response: HttpResponse) => void;
  /** Nothing more can be read. */
  readonly onFault: (fault: ReaderFault) => void;
  /** Whether the answer of the moment belongs to a HEAD: it has no body whatever its headers say. */
  readonly isHead: () => boolean;
}

export interface ReaderFault {
  readonly kind: 'not-http' | 'too-large';
  readonly detail: string;
}

const maxHead = 65_536;
type State = 'head' | 'length' | 'chunk-size' | 'chunk-data' | 'trailer' | 'until-close' | 'dead';

/** Reads HTTP/1.1 answers off a connection, one after the other (RFC 9112, 6.3). What comes from the wire never throws. */
export class HttpResponseReader {
  readonly #events: ReaderEvents;
  readonly #maxBody: number;
  #rest: Buffer = Buffer.alloc(0);
  #state: State = 'head';
  #started = false;
  #head: Omit<HttpResponse, 'body' | 'bytes'> | undefined;
  #chunks: Buffer[] = [];
  #bodyBytes = 0;
  #bytes = 0;
  /** Octets of the body, or of the chunk, that are still to come. */
  #wanted = 0;

  constructor(maxBody: number, events: ReaderEvents) {
    this.#maxBody = maxBody;
    this.#events = events;
  }

  /** Whether an answer has begun and is not complete. */
  get midway(): boolean {
    return this.#started;
  }

  push(chunk: Buffer): void {
    if (this.#state === 'dead') return;
    if (!this.#started && chunk.length > 0) {
      this.#started = true;
      this.#events.onFirstByte();
    }
    this.#bytes += chunk.length;
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#step()) if (this.#isDead()) return;
  }

  /** The server sends no more. @returns whether that completed an answer */
  end(): boolean {
    if (this.#state !== 'until-close') return false;
    this.#finish();
    return true;
  }

  #isDead(): boolean {
    return this.#state === 'dead';
  }

  /** @returns whether there may be more to do with what is there */
  #step(): boolean {
    switch (this.#state) {
      case 'head':
        return this.#readHead();
      case 'length':
      case 'chunk-data':
        return this.#readCounted();
      case 'chunk-size':
        return this.#readChunkSize();
      case 'trailer':
        return this.#readTrailer();
      case 'until-close':
        this.#take(this.#rest.length);
        return false;
      case 'dead':
        return false;
    }
  }

  #readHead(): boolean {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end < 0) {
      if (this.#rest.length > 0 && !couldBeHttp(this.#rest)) {
        const start = JSON.stringify(this.#rest.subarray(0, 40).toString('latin1'));
        return this.#fail('not-http', `it starts with ${start}`);
      }
      if (this.#rest.length > maxHead) this.#fail('too-large', `headers of more than ${maxHead} octets`);
      return false;
    }
    const lines = this.#rest.subarray(0, end).toString('latin1').split('\r\n');
    this.#rest = this.#rest.subarray(end + 4);
    const match = /^HTTP\/1\.([01]) (\d{3})(?: (.*))?$/.exec(lines[0] ?? '');
    if (match === null) return this.#fail('not-http', `status line ${JSON.stringify((lines[0] ?? '').slice(0, 80))}`);
    const headers = readHeaders(lines.slice(1));
    const status = Number(match[2]);
    const connection = (headers['connection'] ?? '').toLowerCase();
    const last = connection.includes('close') || (match[1] === '0' && !connection.includes('keep-alive'));
    this.#head = { status, reason: match[3] ?? '', headers, last };
    return this.#chooseBody(status, headers);
  }

  #chooseBody(status: number, headers: Readonly<Record<string, string>>): boolean {
    if (status >= 100 && status < 200) {
      // An interim answer: the real one follows (RFC 9110, 15.2).
      this.#head = undefined;
      return this.#rest.length > 0;
    }
    if (this.#events.isHead() || status === 204 || status === 304) return this.#finish();
    if ((headers['transfer-encoding'] ?? '').toLowerCase().includes('chunked')) {
      this.#state = 'chunk-size';
      return true;
    }
    const length = headers['content-length'];
    if (length === undefined) {
      this.#head = { ...(this.#head as HttpResponse), last: true };
      this.#state = 'until-close';
      return true;
    }
    if (!/^\d+$/.test(length)) return this.#fail('not-http', `Content-Length: ${length.slice(0, 40)}`);
    this.#wanted = Number(length);
    if (this.#wanted > this.#maxBody) return this.#fail('too-large', `Content-Length: ${length}`);
    this.#state = 'length';
    return this.#wanted === 0 ? this.#finish() : true;
  }

  #readCounted(): boolean {
    const count = Math.min(this.#wanted, this.#rest.length);
    this.#wanted -= count;
    if (!this.#take(count)) return false;
    if (this.#wanted > 0) return false;
    if (this.#state === 'length') return this.#finish();
    if (this.#rest.length < 2) return false;
    this.#rest = this.#rest.subarray(2);
    this.#state = 'chunk-size';
    return true;
  }

  #readChunkSize(): boolean {
    const end = this.#rest.indexOf('\r\n');
    if (end < 0) return this.#rest.length > 1024 ? this.#fail('not-http', 'chunk size without an end') : false;
    const text = this.#rest.subarray(0, end).toString('latin1').split(';')[0] ?? '';
    if (!/^[0-9a-f]{1,8}$/i.test(text.trim())) return this.#fail('not-http', `chunk size ${JSON.stringify(text)}`);
    this.#rest = this.#rest.subarray(end + 2);
    this.#wanted = Number.parseInt(text, 16);
    this.#state = this.#wanted === 0 ? 'trailer' : 'chunk-data';
    return true;
  }

  #readTrailer(): boolean {
    const end = this.#rest.indexOf('\r\n');
    if (end < 0) return this.#rest.length > maxHead ? this.#fail('too-large', 'trailer') : false;
    this.#rest = this.#rest.subarray(end + 2);
    return end === 0 ? this.#finish() : true;
  }

  #take(count: number): boolean {
    this.#bodyBytes += count;
    if (this.#bodyBytes > this.#maxBody) return this.#fail('too-large', `more than ${this.#maxBody} octets`);
    if (count > 0) this.#chunks.push(this.#rest.subarray(0, count));
    this.#rest = this.#rest.subarray(count);
    return true;
  }

  #finish(): boolean {
    const head = this.#head as Omit<HttpResponse, 'body' | 'bytes'>;
    const body = new Uint8Array(Buffer.concat(this.#chunks));
    const bytes = this.#bytes - this.#rest.length;
    this.#state = 'head';
    this.#head = undefined;
    this.#chunks = [];
    this.#bodyBytes = 0;
    this.#bytes = this.#rest.length;
    this.#started = this.#rest.length > 0;
    this.#events.onResponse({ ...head, body, bytes });
    if (this.#started) this.#events.onFirstByte();
    return this.#rest.length > 0;
  }

  #fail(kind: ReaderFault['kind'], detail: string): false {
    this.#state = 'dead';
    this.#events.onFault({ kind, detail });
    return false;
  }
}

function couldBeHttp(start: Buffer): boolean {
  const text = start.subarray(0, 7).toString('latin1');
  return 'HTTP/1.'.startsWith(text);
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  // A server chooses these names: none of them may be a property of every object.
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}
