import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect, createServer, type SecureContextOptions } from 'node:tls';
import type { StreamPiece } from '../../src/wire/net/tcp-half.js';
import { TlsConversation } from '../../src/wire/tls/conversation.js';
import type { TlsEvent, TlsSide } from '../../src/wire/tls/conversation-event.js';
import { HoldBudget } from '../../src/wire/tls/hold-budget.js';
import { KeyLog } from '../../src/wire/tls/key-log.js';

export interface RecordedChunk {
  readonly side: TlsSide;
  readonly bytes: Uint8Array;
}

export interface RecordedTls {
  /** What went over the wire, in its order. */
  readonly chunks: readonly RecordedChunk[];
  /** Key log as OpenSSL wrote it. */
  readonly keyLog: string;
  /** What the endpoints said to one another. */
  readonly said: Readonly<Record<TlsSide, string>>;
}

export interface TlsToRecord {
  readonly server: SecureContextOptions;
  readonly client: SecureContextOptions;
  readonly requestCert?: boolean;
  readonly exchanges: number;
  readonly ocsp?: Uint8Array;
}

/** Lets OpenSSL talk to itself over two pipes and records what passes. */
export async function recordTls(asked: TlsToRecord): Promise<RecordedTls> {
  const chunks: RecordedChunk[] = [];
  const [left, right] = pipePair((side, bytes) => chunks.push({ side, bytes }));
  const listener = createServer({
    ...asked.server,
    requestCert: asked.requestCert ?? false,
    rejectUnauthorized: false,
  });
  const { ocsp } = asked;
  if (ocsp !== undefined) listener.on('OCSPRequest', (_leaf, _issuer, done) => done(null, Buffer.from(ocsp)));
  listener.emit('connection', right);
  // Node takes requestOCSP here; its types do not say so.
  const options: ConnectionOptions & { requestOCSP: boolean } = {
    socket: left,
    rejectUnauthorized: false,
    requestOCSP: asked.ocsp !== undefined,
    ...asked.client,
  };
  const client = connect(options);
  const said: Record<TlsSide, string> = { client: '', server: '' };
  let keyLog = '';
  client.on('keylog', (line: Buffer) => {
    keyLog += line.toString('latin1');
  });
  await new Promise<void>((resolve, reject) => {
    listener.on('tlsClientError', reject);
    let round = 0;
    const next = (): void => {
      if (round++ === asked.exchanges) {
        client.end();
        return;
      }
      const text = `request ${round} ${'x'.repeat(round * 37)};`;
      said.client += text;
      client.write(text);
    };
    listener.on('secureConnection', (server) => {
      server.on('data', (data: Buffer) => {
        const text = `response to ${data.length} bytes;`;
        said.server += text;
        server.write(text);
      });
      server.on('end', () => server.end());
      server.on('error', reject);
    });
    client.on('data', next);
    client.on('secureConnect', next);
    client.on('close', () => resolve());
    client.on('error', reject);
  });
  return { chunks, keyLog, said };
}

/** What a conversation makes of recorded chunks, and what was inside. */
export function readTls(
  chunks: readonly RecordedChunk[],
  keyLog: string | KeyLog,
): { readonly events: readonly TlsEvent[]; readonly inside: Readonly<Record<TlsSide, string>> } {
  const log = typeof keyLog === 'string' ? new KeyLog() : keyLog;
  if (typeof keyLog === 'string') log.add(keyLog, 'file');
  const conversation = new TlsConversation(log, new HoldBudget());
  const events: TlsEvent[] = [];
  for (const [index, { side, bytes }] of chunks.entries()) {
    events.push(...conversation.push(side, pieceOf(bytes, index + 1)));
  }
  events.push(...conversation.end());
  return { events, inside: insideOf(events) };
}

export function insideOf(events: readonly TlsEvent[]): Readonly<Record<TlsSide, string>> {
  const inside: Record<TlsSide, string> = { client: '', server: '' };
  for (const event of events) {
    if (event.kind !== 'application-data') continue;
    inside[event.side] += Buffer.from(event.content ?? Buffer.from('?')).toString('latin1');
  }
  return inside;
}

export function pieceOf(bytes: Uint8Array, packet: number): StreamPiece {
  return { kind: 'data', offset: 0, bytes, origin: { number: packet, timestampNs: BigInt(packet) } };
}

function pipePair(tap: (side: TlsSide, bytes: Uint8Array) => void): readonly [Duplex, Duplex] {
  const ends: Duplex[] = [];
  const make = (index: number, side: TlsSide): Duplex =>
    new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        tap(side, new Uint8Array(chunk));
        ends[1 - index]!.push(chunk);
        done();
      },
      final: (done) => {
        ends[1 - index]!.push(null);
        done();
      },
    });
  ends.push(make(0, 'client'), make(1, 'server'));
  return [ends[0]!, ends[1]!];
}
