import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PlumblineError } from '../../base/errors.js';
import type { InjectorCommand, InjectorError, InjectorReply } from './injector-protocol.js';

export interface InjectorOptions {
  readonly interface: string;
  /** Words that enter a namespace: `['ip', 'netns', 'exec', 'vehicle']`. */
  readonly enter?: readonly string[];
  /** pcap-filter expression of the frames to receive; default none. */
  readonly filter?: string;
  /** Called for each received frame. No timestamps: evidence comes from an evidence capture. */
  readonly onFrame?: (frame: Uint8Array) => void;
}

/** Raw packets from a child process. All sends reject with PlumblineError PROBES-005, -010, -011 or -012. */
export interface Injector {
  /** A whole Ethernet frame without its check sequence; below 60 bytes it is padded. */
  sendFrame(frame: Uint8Array): Promise<void>;
  /** Bytes after the IPv6 header; the kernel fills in the checksum of ICMPv6. */
  sendIp(protocol: 'icmpv6' | 'udp', bytes: Uint8Array, destination: string): Promise<void>;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: () => void;
  readonly reject: (error: PlumblineError) => void;
}

const main = fileURLToPath(new URL('./injector-main.js', import.meta.url));

/**
 * Starts an injector on an interface and waits until it is open.
 * @throws PlumblineError PROBES-005 no such interface, -007 bad filter, -009 package missing, -011 no right
 */
export async function startInjector(options: InjectorOptions): Promise<Injector> {
  const child = spawnInjector(options);
  const pending = new Map<number, Pending>();
  let next = 0;
  let end: PlumblineError | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      const detail = `the injector ended (${signal ?? `exit code ${code}`}): did the interface go away?`;
      end = new PlumblineError('PROBES-012', { place: options.interface, detail });
      for (const { reject } of pending.values()) reject(end);
      pending.clear();
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', (cause) => reject(new PlumblineError('PROBES-012', { place: options.interface, cause })));
    void ended.then(() => reject(end));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const reply = JSON.parse(line) as InjectorReply;
      if (reply.kind === 'ready') resolve();
      else if (reply.kind === 'refused') reject(errorFrom(reply.error));
      else if (reply.kind === 'received') options.onFrame?.(new Uint8Array(Buffer.from(reply.bytes, 'hex')));
      else settle(pending, reply);
    });
  });
  const send = (command: InjectorCommand): Promise<void> =>
    new Promise((resolve, reject) => {
      if (end !== undefined) {
        reject(end);
        return;
      }
      pending.set(command.id, { resolve, reject });
      child.stdin!.write(`${JSON.stringify(command)}\n`);
    });
  return {
    sendFrame: (frame) => send({ id: next++, kind: 'frame', bytes: hex(frame) }),
    sendIp: (kind, bytes, destination) => send({ id: next++, kind, bytes: hex(bytes), destination }),
    async close() {
      child.stdin!.end();
      await ended;
    },
  };
}

function spawnInjector(options: InjectorOptions): ChildProcess {
  const argv = [
    'setpriv',
    '--pdeathsig',
    'KILL',
    '--',
    ...(options.enter ?? []),
    process.execPath,
    main,
    options.interface,
  ];
  if (options.filter !== undefined) argv.push(options.filter);
  const [program = '', ...rest] = argv;
  // libpcap's remarks about addresses on standard error say nothing to a user.
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined);
  return child;
}

function settle(pending: Map<number, Pending>, reply: Extract<InjectorReply, { readonly id: number }>): void {
  const waiting = pending.get(reply.id);
  pending.delete(reply.id);
  if (reply.kind === 'sent') waiting?.resolve();
  else waiting?.reject(errorFrom(reply.error));
}

function errorFrom({ code, place, detail }: InjectorError): PlumblineError {
  return new PlumblineError(code, {
    ...(place === undefined ? {} : { place }),
    ...(detail === undefined ? {} : { detail }),
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
