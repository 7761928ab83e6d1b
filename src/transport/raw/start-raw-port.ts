import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, PlumblineError } from '../../base/errors.js';

/** HomePlug management messages. */
export const homeplugFilter = 'ether proto 0x88e1';

export interface RawPortOptions {
  readonly interface: string;
  /** pcap-filter expression; default {@link homeplugFilter}. */
  readonly filter?: string;
  /** Words that enter a namespace: `['ip', 'netns', 'exec', 'station']`. */
  readonly enter?: readonly string[];
  readonly onFrame: (frame: Uint8Array) => void;
  /** Told once when the port is gone without having been closed: the interface vanished, the process was killed. */
  readonly onLost?: (detail: string) => void;
  /** Told for each frame that the interface did not take, as one that is down. */
  readonly onUnsent?: (detail: string) => void;
}

/** Raw Ethernet frames (not those that it sends itself) through a child process, which the native module may crash without harm to this one. */
export interface RawPort {
  /** Address of the interface; a locally administered one where it cannot be read. */
  readonly mac: string;
  /** Ethernet frame without its check sequence. Lost silently once the port is gone, as on a wire. */
  send(frame: Uint8Array): void;
  close(): Promise<void>;
}

const main = fileURLToPath(new URL('./raw-port-main.js', import.meta.url));

/**
 * Opens a raw port and waits until it receives.
 * @throws PlumblineError TRANSPORT-070 to -073
 */
export async function startRawPort(options: RawPortOptions): Promise<RawPort> {
  const inner = [process.execPath, main, options.interface, options.filter ?? homeplugFilter];
  const argv = ['--pdeathsig', 'KILL', '--', ...(options.enter ?? []), ...inner];
  const child = spawn('setpriv', argv, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined);
  let closing = false;
  let ready = false;
  let mac = '';
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) {
        mac = line.slice('ready '.length);
        ready = true;
        resolve();
      } else if (line.startsWith('refused ')) reject(refusal(options.interface, line.slice('refused '.length)));
      else if (line.startsWith('failed ')) options.onUnsent?.(line.slice('failed '.length));
      else options.onFrame(new Uint8Array(Buffer.from(line, 'hex')));
    });
    void ended.then((detail) => {
      reject(new PlumblineError('TRANSPORT-071', { place: options.interface, detail }));
      if (ready && !closing) options.onLost?.(`the port on ${options.interface} is gone (${detail})`);
    });
  });
  return {
    mac,
    send: (frame) => void child.stdin.write(`${Buffer.from(frame).toString('hex')}\n`),
    async close() {
      closing = true;
      child.stdin.end();
      await ended;
    },
  };
}

function refusal(place: string, text: string): PlumblineError {
  const { code, detail } = JSON.parse(text) as { readonly code: ErrorCode; readonly detail?: string };
  return new PlumblineError(code, { place, ...(detail === undefined ? {} : { detail }) });
}
