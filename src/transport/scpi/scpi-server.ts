import type { Socket } from 'node:net';
import { listenTcp, type TcpServer } from '../listen-tcp.js';

/** An instrument behind a raw socket: one call a line, in their order; resolves to the answer, if there is one. */
export interface ScpiInstrument {
  handle(line: string): Promise<string | undefined>;
  /** A line that was too long was thrown away. */
  overrun(): void;
}

export interface ScpiServerOptions {
  /** Address to listen on. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  readonly instrument: ScpiInstrument;
  /** What ends an answer: LF, of some makes CR LF. */
  readonly terminator?: '\n' | '\r\n';
}

export type ScpiServer = TcpServer;

const longestLine = 4096;

/**
 * Serves an instrument on a raw TCP socket.
 * @throws PlumblineError BENCH-017 when the address cannot be listened on
 */
export function listenScpi(options: ScpiServerOptions): Promise<ScpiServer> {
  return listenTcp(options.host, options.port, (socket) => serve(socket, options));
}

function serve(socket: Socket, { instrument, terminator = '\n' }: ScpiServerOptions): void {
  let text = '';
  let last: Promise<void> = Promise.resolve();
  const work = async (line: string): Promise<void> => {
    const answer = await instrument.handle(line);
    if (answer !== undefined && socket.writable) socket.write(`${answer}${terminator}`);
  };
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const line = text.slice(0, end).replace(/\r$/, '');
      text = text.slice(end + 1);
      if (line.length > longestLine) instrument.overrun();
      else if (line.trim() !== '') last = last.then(() => work(line));
    }
    if (text.length <= longestLine) return;
    // No end in sight: what came so far is thrown away, the rest of the line will be no command.
    text = '';
    instrument.overrun();
  });
}
