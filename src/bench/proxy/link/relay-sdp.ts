import type { RemoteInfo } from 'node:dgram';
import { PlumblineError } from '../../../base/errors.js';
import { type Endpoint, endpointOf, splitZone } from '../../../transport/endpoint.js';
import { ipv6AddressesOf } from '../../../transport/interfaces.js';
import { plainTlsCause } from '../../../transport/tls-cause.js';
import { bindUdp6, closeUdp, sendDatagram } from '../../../transport/udp-socket.js';
import { sdpMulticast } from '../../../wire/sdp.js';

export interface RelaySdpOptions {
  /** Interface to the vehicle. */
  readonly interface: string;
  /** UDP port, 15118 in the field; 0: the kernel chooses. */
  readonly port: number;
  /** The datagram that answers one of the vehicle's, whatever it is; undefined: silence. */
  answer(raw: Uint8Array, from: Endpoint): Promise<Uint8Array | undefined>;
  onError(error: Error): void;
}

export interface SdpRelay {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Takes in every SDP datagram of the vehicle, correct or not, and answers when the real station has.
 * @throws TRANSPORT-007 the interface cannot be used, TRANSPORT-008 the port is taken
 */
export async function relaySdp(options: RelaySdpOptions): Promise<SdpRelay> {
  const addresses = ipv6AddressesOf(options.interface);
  const socket = await bindUdp6('::', options.port);
  try {
    socket.addMembership(sdpMulticast, `::%${options.interface}`);
  } catch (cause) {
    await closeUdp(socket);
    throw new PlumblineError('TRANSPORT-007', {
      place: options.interface,
      detail: plainTlsCause(cause as Error),
      cause,
    });
  }
  socket.on('error', (error) => options.onError(error));
  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    const { address, scope } = splitZone(from.address);
    // Of the other interface's datagrams those of the proxy itself come here too: they are never answered.
    if (scope !== undefined && scope !== options.interface && !addresses.includes(address)) return;
    void options.answer(new Uint8Array(bytes), endpointOf(from.address, from.port, options.interface)).then(
      async (datagram) => {
        if (datagram === undefined) return;
        const error = await sendDatagram(socket, datagram, from.port, from.address);
        if (error !== undefined) options.onError(error);
      },
      (error: unknown) => options.onError(error as Error),
    );
  });
  return { port: socket.address().port, close: () => closeUdp(socket) };
}
