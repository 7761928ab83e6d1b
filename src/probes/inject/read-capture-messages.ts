import { PlumblineError } from '../../base/errors.js';
import { decodeMessage } from '../../messages/codec.js';
import { formatMac } from '../../wire/net/addresses.js';
import { etherTypes } from '../../wire/net/link-layer.js';
import { linkTypes } from '../../wire/pcap/capture-item.js';
import type { KeyLog } from '../../wire/tls/key-log.js';
import { readCaptureFile } from '../capture/read-capture-file.js';
import { SessionReader } from '../session-reader/session-reader.js';
import type { InjectedMessage } from './injected-message.js';

/**
 * The vehicle's messages of one session of a capture, decrypted where the key log or the capture has the secrets.
 * @param session number of the session, from 1; undefined: the first with messages
 * @throws PlumblineError PROBES-001, PROBES-002, PROBES-021 where the capture has no such messages
 */
export async function messagesOfCapture(
  file: string,
  keyLog: KeyLog,
  session: number | undefined,
): Promise<InjectedMessage[]> {
  const reader = new SessionReader({ decode: (schema, bytes) => decodeMessage(schema, bytes), keyLog });
  const messages: InjectedMessage[] = [];
  let wanted = session;
  let startNs: bigint | undefined;
  const take = (events: ReturnType<SessionReader['push']>): void => {
    for (const event of events) {
      if (event.kind !== 'message' || event.from !== 'vehicle') continue;
      wanted ??= event.session;
      if (event.session !== wanted) continue;
      startNs ??= event.last.timestampNs;
      const { payloadType, exi: payload, schema, message } = event;
      const sinceNs = event.last.timestampNs - startNs;
      messages.push({
        number: messages.length + 1,
        payloadType,
        payload,
        schema,
        message,
        frame: undefined,
        sinceNs,
      });
    }
  };
  for await (const items of readCaptureFile(file)) for (const item of items) take(reader.push(item));
  take(reader.end());
  if (messages.length === 0) {
    const detail =
      session === undefined ? 'no readable message of a vehicle' : `session ${session} has no readable message`;
    throw new PlumblineError('PROBES-021', { place: file, detail });
  }
  return messages;
}

/** A recorded Ethernet frame and when it came, nanoseconds since the first one. */
export interface InjectedFrame {
  readonly bytes: Uint8Array;
  readonly sinceNs: bigint;
}

const largestCount = 100_000;

/**
 * HomePlug frames of one sender of a capture.
 * @param source MAC address in text; undefined: who sent the first of them
 * @throws PlumblineError PROBES-001, PROBES-002, PROBES-021 where it has none
 */
export async function framesOfCapture(file: string, source: string | undefined): Promise<InjectedFrame[]> {
  const frames: InjectedFrame[] = [];
  let wanted = source?.toLowerCase();
  let startNs: bigint | undefined;
  for await (const items of readCaptureFile(file)) {
    for (const item of items) {
      if (item.kind !== 'packet' || item.linkType !== linkTypes.ethernet || item.data.length < 14) continue;
      if (((item.data[12]! << 8) | item.data[13]!) !== etherTypes.homeplugAv || frames.length >= largestCount) continue;
      const from = formatMac(item.data.subarray(6, 12));
      wanted ??= from;
      if (from !== wanted) continue;
      const at = item.timestampNs ?? 0n;
      startNs ??= at;
      frames.push({ bytes: item.data.slice(), sinceNs: at - startNs });
    }
  }
  if (frames.length === 0) {
    const whose = source === undefined ? '' : ` of ${source}`;
    throw new PlumblineError('PROBES-021', { place: file, detail: `no HomePlug frame${whose}` });
  }
  return frames;
}
