/** Methods of IEEE 2030.5 (5.5). */
export type Sep2Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

export interface Sep2Request {
  readonly method: Sep2Method;
  /** Path with query, as it goes on the request line: `/edev?s=0&l=10`. */
  readonly path: string;
  readonly body?: Uint8Array;
  /** Media type of the body; default `application/sep+xml`. */
  readonly contentType?: string;
  /** Media types that are taken back; default `application/sep+xml`. */
  readonly accept?: string;
  /** More headers, or others instead of the usual ones (names in any case). */
  readonly headers?: Readonly<Record<string, string>>;
  /** Limit from sending to the end of the answer, ms. Default: the client's. */
  readonly timeoutMs?: number;
}

/** When an exchange happened, monotonic ns (event loop: for logs and budgets; verdicts come from captures). */
export interface ExchangeTimes {
  /** The request was handed to the socket. */
  readonly sentAt: bigint;
  /** The first octet of the answer was read. */
  readonly firstByteAt: bigint;
  /** The last octet of the answer was read. */
  readonly endAt: bigint;
}

export interface Sep2Response extends ExchangeTimes {
  readonly status: number;
  readonly reason: string;
  /** Names in lower case; of repeated headers all values, joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** 1 for the first connection of the client, 2 for the next one. */
  readonly connectionId: number;
  /** Exchanges on this connection before this one. */
  readonly exchangesBefore: number;
  /** The server closed an idle connection under the request, and it was sent again on a new one. */
  readonly retried: boolean;
  /** Octets of plain HTTP, both ways: request line, headers, body. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
}
