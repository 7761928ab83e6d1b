import { closeSync, openSync, writeSync } from 'node:fs';
import { foreignTraffic } from './foreign-traffic.js';
import { type RecordedSession, recordedSessions } from './recorded-session.js';

export interface GrownCapture {
  readonly bytes: number;
  readonly packets: number;
  readonly sessions: number;
  /** Bytes of the sessions' packets. */
  readonly sessionBytes: number;
}

export interface GrowOptions {
  /** Bytes that the file shall have at least. */
  readonly bytes: number;
  /** Share of the file's bytes that is charging sessions, 0..1; the rest is the traffic of a site. */
  readonly sessionShare: number;
  /** Sessions that go on at the same time, 1..65,535. */
  readonly atOnce: number;
}

interface Player {
  readonly session: RecordedSession;
  readonly vehicle: number;
  readonly startNs: number;
  next: number;
}

const startSeconds = 1_795_478_400;
const flushBytes = 1 << 20;

/**
 * Writes a capture of any length (pcap, nanoseconds) from the recorded sessions: `atOnce` of them at a time, each copy with
 * addresses of its own, in the order of time, with other traffic between them. The same options give the same bytes.
 */
export function growCapture(file: string, options: GrowOptions): GrownCapture {
  const recorded = recordedSessions();
  const foreign = foreignTraffic();
  const out = new CaptureFile(file);
  let sessions = 0;
  let sessionBytes = 0;
  const fresh = (startNs: number): Player => {
    const vehicle = sessions++;
    return { session: recorded[vehicle % recorded.length]!, vehicle, startNs, next: 0 };
  };
  // Spread over the first ten seconds, so that they are not in step.
  const players = Array.from({ length: options.atOnce }, (_, i) => fresh((i * 1e10) / options.atOnce));
  while (out.bytes < options.bytes || players.length > 0) {
    const player = players.reduce((first, one) => (dueNs(one) < dueNs(first) ? one : first));
    const { session, vehicle, startNs } = player;
    const { data, addresses } = session.packets[player.next]!;
    const nowNs = dueNs(player);
    const at = out.record(nowNs, data);
    for (const address of addresses) number(out.buffer, at + address, vehicle);
    sessionBytes += data.length + 16;
    while (options.sessionShare < 1 && out.bytes < options.bytes && sessionBytes > options.sessionShare * out.bytes) {
      out.record(nowNs, foreign.next().value);
    }
    player.next++;
    if (player.next < session.packets.length) continue;
    const goesOn = out.bytes < options.bytes;
    players.splice(players.indexOf(player), 1, ...(goesOn ? [fresh(startNs + session.lengthNs + 1e9)] : []));
  }
  const { bytes, packets } = out.close();
  return { bytes, packets, sessions, sessionBytes };
}

function dueNs({ session, startNs, next }: Player): number {
  return startNs + session.packets[next]!.sinceNs;
}

/** Makes an address that of vehicle (or station) number `vehicle`: its bytes 2 to 5 are 0 in every link-local address. */
function number(bytes: Buffer, at: number, vehicle: number): void {
  bytes.writeUInt32BE(vehicle, at + 2);
}

class CaptureFile {
  readonly buffer = Buffer.alloc(flushBytes + 70_000);
  bytes = 0;
  packets = 0;
  readonly #descriptor: number;
  #used = 0;

  constructor(file: string) {
    this.#descriptor = openSync(file, 'w');
    const header = [0xa1b23c4d, 0x0004_0002, 0, 0, 262_144, 1];
    for (const word of header) this.#used = this.buffer.writeUInt32LE(word, this.#used);
    this.bytes = this.#used;
  }

  /** Appends a packet; returns where its data stands in `buffer`, until the next call. */
  record(sinceNs: number, data: Uint8Array): number {
    if (this.#used > flushBytes) this.#flush();
    const { buffer } = this;
    let at = this.#used;
    at = buffer.writeUInt32LE(startSeconds + Math.floor(sinceNs / 1e9), at);
    at = buffer.writeUInt32LE(Math.floor(sinceNs % 1e9), at);
    at = buffer.writeUInt32LE(data.length, at);
    at = buffer.writeUInt32LE(data.length, at);
    buffer.set(data, at);
    this.#used = at + data.length;
    this.bytes += 16 + data.length;
    this.packets++;
    return at;
  }

  close(): { readonly bytes: number; readonly packets: number } {
    this.#flush();
    closeSync(this.#descriptor);
    return { bytes: this.bytes, packets: this.packets };
  }

  #flush(): void {
    writeSync(this.#descriptor, this.buffer, 0, this.#used);
    this.#used = 0;
  }
}
