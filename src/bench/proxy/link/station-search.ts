import type { Clock } from '../../../base/clock.js';
import { addressBytes, type Endpoint, formatEndpoint } from '../../../transport/endpoint.js';
import { discoverSecc } from '../../../transport/sdp-client.js';
import { readSdpRequest } from '../../../transport/sdp-datagram.js';
import { correctResponse } from '../../../transport/sdp-server.js';
import type { SdpSecurity } from '../../../wire/sdp.js';
import { v2gtpHeaderLength } from '../../../wire/v2gtp.js';
import type { ProxyRecord } from '../record/proxy-record.js';

/** How long the station may take to answer one request, ms; the vehicle asks again after 250 (ISO 15118-2, 7.10.1). */
const patienceMs = 2000;

export interface StationSearchOptions {
  /** Interface to the station. */
  readonly interface: string;
  /** Default ff02::1 port 15118. */
  readonly destination?: { readonly address: string; readonly port: number };
  /** Where the station is, in place of SDP. */
  readonly secc?: Endpoint;
  /** Own address towards the vehicle. */
  readonly address: string;
  /** Own port towards the vehicle for a security; undefined: not offered. */
  readonly port: (security: SdpSecurity) => number | undefined;
  readonly clock: Clock;
  readonly record: ProxyRecord;
}

/** Asks for the real station in the vehicle's own words, and answers in the station's own with another address and port. */
export class StationSearch {
  readonly #options: StationSearchOptions;
  readonly #found = new Map<SdpSecurity, Endpoint>();

  constructor(options: StationSearchOptions) {
    this.#options = options;
  }

  /** The answer to a datagram of the vehicle; undefined: the station is silent, and so is the proxy. */
  async answer(raw: Uint8Array, from: Endpoint): Promise<Uint8Array | undefined> {
    const { record, interface: name, destination, clock, secc } = this.#options;
    const vehicle = formatEndpoint(from);
    const request = hex(raw);
    if (secc !== undefined) return this.#own(raw, vehicle);
    const outcome = await discoverSecc({
      interface: name,
      security: 'none',
      rawRequest: raw,
      attempts: 1,
      intervalMs: patienceMs,
      clock,
      ...(destination === undefined ? {} : { destination }),
    });
    const answer = outcome.answers.find(({ usable }) => usable) ?? outcome.answers[0];
    if (answer === undefined) {
      record.append({ event: 'sdp', vehicle, request, text: `no station answers on ${name}` });
      return undefined;
    }
    const station = outcome.secc;
    const port = station === undefined ? undefined : this.#options.port(station.security);
    if (!answer.usable || station === undefined || port === undefined) {
      const why = answer.usable ? `the proxy offers nothing for ${station?.security}` : answer.violations.join('; ');
      record.append({ event: 'sdp', vehicle, request, answer: hex(answer.raw), text: `passed on as it is: ${why}` });
      return answer.raw;
    }
    this.#found.set(station.security, station);
    const answered = answer.raw.slice();
    answered.set(addressBytes(this.#options.address), v2gtpHeaderLength);
    new DataView(answered.buffer).setUint16(v2gtpHeaderLength + 16, port);
    const text = `station at ${formatEndpoint(station)}, ${station.security}; the vehicle is sent to port ${port}`;
    record.append({ event: 'sdp', vehicle, request, answer: hex(answer.raw), answered: hex(answered), text });
    return answered;
  }

  /** Where a vehicle's connection goes on to; searches where no vehicle has asked before. undefined: nobody is there. */
  async station(security: SdpSecurity): Promise<Endpoint | undefined> {
    const { secc, interface: name, destination, clock } = this.#options;
    const known = secc ?? this.#found.get(security);
    if (known !== undefined) return known;
    const sdp = { interface: name, security, attempts: 8, clock };
    const outcome = await discoverSecc({ ...sdp, ...(destination === undefined ? {} : { destination }) });
    return outcome.secc;
  }

  /** With a station whose address was given, the proxy answers for it. */
  #own(raw: Uint8Array, vehicle: string): Uint8Array | undefined {
    const { value, violations } = readSdpRequest(raw);
    const asked = value?.security;
    const wanted = asked === 'tls' || asked === 'none' ? asked : undefined;
    const security = wanted === undefined || this.#options.port(wanted) === undefined ? 'none' : wanted;
    const port = this.#options.port(security);
    const { record } = this.#options;
    if (violations.length > 0 || wanted === undefined || port === undefined) {
      const text = `not answered: ${violations.join('; ') || 'nothing to offer'}`;
      record.append({ event: 'sdp', vehicle, request: hex(raw), text });
      return undefined;
    }
    const answered = correctResponse({ address: this.#options.address, port, security });
    const text = `answered for the station: port ${port}, ${security}`;
    record.append({ event: 'sdp', vehicle, request: hex(raw), answered: hex(answered), text });
    return answered;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
