import { PlumblineError } from '../base/errors.js';

type RawSocketModule = typeof import('@neuralegion/raw-socket');
export type RawSocket = ReturnType<RawSocketModule['createSocket']>;

/**
 * A raw IPv6 socket of this process's network namespace. It hears every message of the protocol that reaches the node.
 * @param protocol number of the next header, 0..255
 * @param bufferSize bytes of its receive buffer
 * @throws PlumblineError PROBES-010 package missing, PROBES-011 no right
 */
export async function openRawSocket(protocol: number, bufferSize?: number): Promise<RawSocket> {
  const raw = await loadRawSocket();
  try {
    const socket = raw.createSocket({
      protocol,
      addressFamily: raw.AddressFamily.IPv6,
      ...(bufferSize === undefined ? {} : { bufferSize }),
    });
    // A socket error without a listener would end the process; failed sends are told by their callback.
    socket.on('error', () => undefined);
    return socket;
  } catch (cause) {
    throw new PlumblineError('PROBES-011', { detail: cause instanceof Error ? cause.message : String(cause), cause });
  }
}

async function loadRawSocket(): Promise<RawSocketModule> {
  try {
    const loaded = (await import('@neuralegion/raw-socket')) as RawSocketModule & {
      readonly default?: RawSocketModule;
    };
    return loaded.default ?? loaded;
  } catch (cause) {
    const detail = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new PlumblineError('PROBES-010', { detail, cause });
  }
}
