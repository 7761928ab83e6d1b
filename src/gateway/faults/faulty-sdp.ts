import { correctResponse, type SdpReply } from '../../transport/sdp-server.js';
import { encodeV2gtp, payloadTypes } from '../../wire/v2gtp.js';
import type { Faults } from './faults.js';

type Announcement = Exclude<SdpReply, { readonly raw: Uint8Array }>;

const sdpPayloadOffset = 8;
const addressLength = 16;

/** What a gateway with faults of discovery says in place of a correct announcement. */
export class FaultySdp {
  readonly #faults: Faults;
  #answered = 0;
  #stopped = false;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  /** undefined: no answer. */
  spoil(correct: Announcement): SdpReply | undefined {
    const { has } = this.#faults;
    if (this.#stopped || (has('sdp-answers-once') && this.#answered > 0)) return undefined;
    this.#answered++;
    const said: Announcement = {
      address: has('sdp-global-address') ? '2001:db8::15:118' : correct.address,
      port: has('sdp-low-port') ? 15_118 : has('sdp-wrong-port') ? correct.port ^ 1 : correct.port,
      security: has('sdp-wrong-security') ? (correct.security === 'tls' ? 'none' : 'tls') : correct.security,
    };
    if (has('sdp-wrong-transport'))
      return { raw: changed(correctResponse(said), sdpPayloadOffset + addressLength + 3, 0x10) };
    if (has('sdp-wrong-payload-type')) return { raw: changed(correctResponse(said), 3, 0x00) };
    if (has('sdp-wrong-inverse-version')) return { raw: changed(correctResponse(said), 1, 0x01) };
    if (has('sdp-long-answer')) return { raw: longer(said) };
    return said;
  }

  /** A datagram that is no correct request. Returns the security that it seems to ask for where it is answered all the same. */
  takeMalformed(raw: Uint8Array): 'tls' | 'none' | undefined {
    if (this.#faults.has('sdp-ends-on-malformed')) this.#stopped = true;
    if (!this.#faults.has('sdp-any-header')) return undefined;
    return raw[sdpPayloadOffset] === 0x00 ? 'tls' : 'none';
  }
}

function changed(datagram: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = Uint8Array.from(datagram);
  copy[at] = byte;
  return copy;
}

/** Header and length are consistent; there is only more than the message has. */
function longer(said: Announcement): Uint8Array {
  const correct = correctResponse(said).subarray(sdpPayloadOffset);
  const payload = new Uint8Array(correct.length + 4);
  payload.set(correct);
  return encodeV2gtp(payloadTypes.sdpResponse, payload);
}
