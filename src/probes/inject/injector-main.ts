/**
 * The injector process: `node injector-main.js INTERFACE [FILTER]`. Holds the native modules away from the harness and runs
 * in the namespace in which it was started. Ends with its standard input.
 */
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import type { InjectorCommand, InjectorError, InjectorReply } from './injector-protocol.js';
import { openRawEthernet, type RawEthernetPort } from './raw-ethernet.js';
import { openRawIp, type RawIpSender } from './raw-ip.js';

const [name = '', filter] = process.argv.slice(2);
const senders = new Map<string, Promise<RawIpSender>>();

function say(reply: InjectorReply): void {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

function errorOf(error: unknown): InjectorError {
  if (error instanceof PlumblineError) return { code: error.code, place: error.place, detail: error.detail };
  return { code: 'PROBES-012', place: name, detail: error instanceof Error ? error.message : String(error) };
}

function senderOf(protocol: 'icmpv6' | 'udp'): Promise<RawIpSender> {
  const known = senders.get(protocol) ?? openRawIp(protocol);
  senders.set(protocol, known);
  return known;
}

async function carryOut(command: InjectorCommand, port: RawEthernetPort): Promise<void> {
  const bytes = new Uint8Array(Buffer.from(command.bytes, 'hex'));
  if (command.kind === 'frame') port.send(bytes);
  else await (await senderOf(command.kind)).send(bytes, command.destination);
}

try {
  const received = (frame: Uint8Array): void => say({ kind: 'received', bytes: Buffer.from(frame).toString('hex') });
  const receive = filter === undefined ? {} : { filter, onFrame: received };
  const port = await openRawEthernet({ interface: name, ...receive });
  say({ kind: 'ready' });
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as InjectorCommand;
    try {
      await carryOut(command, port);
      say({ kind: 'sent', id: command.id });
    } catch (error) {
      say({ kind: 'failed', id: command.id, error: errorOf(error) });
    }
  }
  port.close();
  for (const sender of senders.values()) (await sender).close();
} catch (error) {
  say({ kind: 'refused', error: errorOf(error) });
  // At once: the native module crashes when it tidies up a handle that did not open.
  process.exit(3);
}
