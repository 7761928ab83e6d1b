import { networkInterfaces } from 'node:os';
import { isLinkLocal } from '../../src/transport/endpoint.js';
import { type RawPort, startRawPort } from '../../src/transport/raw/start-raw-port.js';
import { bindUdp6, closeUdp, sendDatagram } from '../../src/transport/udp-socket.js';
import { parseIpv6, parseMac } from '../../src/wire/net/addresses.js';
import {
  echoRequestFrame,
  type Icmpv6Endpoints,
  neighbourSolicitationFrame,
} from '../../src/wire/net/icmpv6-request.js';

/** The discard service: nobody serves it, so that the host itself answers, with ICMPv6. */
const discardPort = 9;
/** No frame that comes is of interest: the capture sees the answers. */
const nothing = 'ether proto 0xffff';

/** Asks a host for a sign of life; what answers is its kernel, whatever runs on it. */
export interface Knock {
  /** In every way there is. @param mac hardware address that it was last seen with */
  knock(address: string, mac: string | undefined): Promise<void>;
  /** By neighbour discovery alone, so that one answer comes to one question. False: it cannot be asked. */
  solicit(address: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Knocks in three ways: a Neighbor Solicitation, which every host answers that is on the link, firewall or not; an ICMPv6
 * Echo Request; and a datagram to the discard port. The solicitation is sent as a raw frame: the kernel sends one by itself
 * only where it has forgotten the neighbour. Without the right to raw frames the datagram is what is left.
 */
export class StationKnock implements Knock {
  #port: Promise<RawPort | undefined> | undefined;
  #sequence = 0;

  constructor(private readonly interfaceName: string) {}

  async knock(address: string, mac: string | undefined): Promise<void> {
    await this.solicit(address);
    await this.#echo(address, mac);
    await this.#datagram(address);
  }

  async solicit(address: string): Promise<boolean> {
    const way = await this.#way(address);
    way?.port.send(neighbourSolicitationFrame(way.endpoints));
    return way !== undefined;
  }

  async close(): Promise<void> {
    await (await this.#port)?.close();
    this.#port = undefined;
  }

  async #echo(address: string, mac: string | undefined): Promise<void> {
    const [way, targetMac] = [await this.#way(address), parseMac(mac ?? '')];
    if (targetMac === undefined) return;
    const numbers = { identifier: process.pid & 0xffff, sequence: ++this.#sequence & 0xffff };
    way?.port.send(echoRequestFrame(way.endpoints, targetMac, numbers));
  }

  async #way(address: string): Promise<{ readonly port: RawPort; readonly endpoints: Icmpv6Endpoints } | undefined> {
    const [target, own] = [parseIpv6(address), linkLocalOf(this.interfaceName)];
    if (target === undefined || own === undefined) return undefined;
    this.#port ??= this.#open();
    const port = await this.#port;
    return port === undefined ? undefined : { port, endpoints: { ...own, target } };
  }

  async #open(): Promise<RawPort | undefined> {
    try {
      return await startRawPort({
        interface: this.interfaceName,
        filter: nothing,
        onFrame: () => undefined,
        onLost: () => {
          this.#port = undefined;
        },
      });
    } catch {
      // No right to raw frames: the datagram is left, and the capture shows whatever it brings.
      return undefined;
    }
  }

  async #datagram(address: string): Promise<void> {
    try {
      const socket = await bindUdp6('::', 0);
      // The kernel refuses where the link is down: then nothing is heard, and that is the answer.
      await sendDatagram(socket, Uint8Array.of(0), discardPort, `${address}%${this.interfaceName}`);
      await closeUdp(socket);
    } catch {
      // No socket, no sign of life: the caller reports that nothing was heard.
    }
  }
}

/** The interface's own two addresses; undefined where it lies elsewhere, or is down. */
function linkLocalOf(name: string): { readonly ownMac: Uint8Array; readonly ownAddress: Uint8Array } | undefined {
  const entry = (networkInterfaces()[name] ?? []).find(({ address }) => isLinkLocal(address));
  const [ownMac, ownAddress] = [parseMac(entry?.mac ?? ''), parseIpv6(entry?.address ?? '')];
  return ownMac === undefined || ownAddress === undefined ? undefined : { ownMac, ownAddress };
}
