import { createWriteStream, type WriteStream } from 'node:fs';
import type { BadRequest } from '../../../transport/sep2/sep2-listener.js';
import { toJson } from '../control/json-form.js';
import type { RecordedRequest, RequestFilter } from '../request-record.js';

/** Newest requests that are kept in memory; the file has all of them. */
const kept = 200_000;

interface Waiter {
  readonly fits: (request: RecordedRequest) => boolean;
  readonly resolve: (request: RecordedRequest) => void;
}

/** Every request, in memory for tests and in `requests.jsonl` for people and evidence. */
export class RequestLog {
  readonly #requests: RecordedRequest[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #file: WriteStream | undefined;
  readonly #onRequest: ((request: RecordedRequest) => void) | undefined;
  #seq = 0;

  /** @param file undefined: memory alone */
  constructor(file: string | undefined, onRequest?: (request: RecordedRequest) => void) {
    this.#onRequest = onRequest;
    this.#file = file === undefined ? undefined : createWriteStream(file, { flags: 'a', mode: 0o600 });
    // A full disk must not end the server: memory still has them.
    this.#file?.on('error', () => undefined);
  }

  /** Sequence number of the newest request. */
  get mark(): number {
    return this.#seq;
  }

  next(): number {
    return ++this.#seq;
  }

  add(request: RecordedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > kept) this.#requests.splice(0, kept / 10);
    this.#file?.write(`${toJson(request)}\n`);
    this.#onRequest?.(request);
    for (const waiter of this.#waiters) {
      if (!waiter.fits(request)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(request);
    }
  }

  /** Octets that never became a request: refused before anybody asked for a resource. */
  addBad({ atNs, client, status, reason }: BadRequest): void {
    this.add({
      seq: this.next(),
      method: '?',
      path: '?',
      query: '',
      status,
      receivedAtNs: atNs,
      bodyAtNs: undefined,
      answeredAtNs: atNs,
      requestBytes: 0,
      responseBytes: 0,
      lfdi: client.lfdi,
      connection: client.connection,
      requestsBefore: 0,
      accept: undefined,
      contentType: undefined,
      answerType: undefined,
      resource: undefined,
      sent: undefined,
      body: undefined,
      violations: [],
      behaviour: undefined,
      refusal: reason,
      delivered: [],
    });
  }

  all(filter: RequestFilter = {}): readonly RecordedRequest[] {
    return this.#requests.filter(filterOf(filter)).sort((a, b) => a.seq - b.seq);
  }

  /** The first one that fits and is newer than `filter.after` (default: than now). */
  wait(filter: RequestFilter, cancelled: Promise<void>): Promise<RecordedRequest | undefined> {
    const fits = filterOf({ ...filter, after: filter.after ?? this.#seq });
    const found = this.#requests.filter(fits).sort((a, b) => a.seq - b.seq)[0];
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve) => {
      const waiter: Waiter = { fits, resolve };
      this.#waiters.add(waiter);
      void cancelled.then(() => {
        this.#waiters.delete(waiter);
        resolve(undefined);
      });
    });
  }

  close(): Promise<void> {
    const file = this.#file;
    return file === undefined ? Promise.resolve() : new Promise((resolve) => file.end(() => resolve()));
  }
}

function filterOf(filter: RequestFilter): (request: RecordedRequest) => boolean {
  const path = filter.path === undefined ? undefined : new RegExp(filter.path);
  const lfdi = filter.lfdi?.toUpperCase();
  const delivered = filter.delivered?.toUpperCase();
  return (request) =>
    (filter.method === undefined || request.method === filter.method) &&
    (path === undefined || path.test(request.path)) &&
    (filter.resource === undefined || request.resource === filter.resource) &&
    (filter.sent === undefined || request.sent === filter.sent) &&
    (filter.status === undefined || request.status === filter.status) &&
    (lfdi === undefined || request.lfdi === lfdi) &&
    (filter.after === undefined || request.seq > filter.after) &&
    (delivered === undefined || request.delivered.includes(delivered));
}
