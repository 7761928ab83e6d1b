import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import type { GridExchangeEvent } from '../session-reader/grid-event.js';
import type { Stamp } from './stop-plan.js';

export interface ControlSought {
  /** Up to thirty-two hexadecimal digits. */
  readonly mRID: string;
  /** Status of the Response that acknowledges: 2 (started), 6 (cancelled). */
  readonly status: number;
  /** The control is sought in this state: `undefined` for any. */
  readonly currentStatus?: number;
  /** Not before this moment, ns since 1970. */
  readonly afterNs: bigint;
  /** Where the capture was taken: `eth1`. */
  readonly point: string;
}

/**
 * Delivery and acknowledgement of a control out of decrypted exchanges: the last byte of the first answer (or
 * Notification) that carries it, and the last byte of the first Response about it with the status sought.
 */
export function exchangeStamps(
  exchanges: readonly GridExchangeEvent[],
  sought: ControlSought,
): { readonly delivered?: Stamp; readonly acknowledged?: Stamp } {
  const stamp = ({ timestampNs }: PacketOrigin): Stamp => ({
    ns: timestampNs,
    clock: 'wall',
    source: 'capture',
    resolutionNs: 1,
    point: sought.point,
  });
  const late = (packet: PacketOrigin | undefined) => packet !== undefined && packet.timestampNs >= sought.afterNs;
  const polled = exchanges.filter(
    ({ responseBody, responseLast }) => late(responseLast) && carries(responseBody?.value, sought),
  );
  const noticed = exchanges.filter(
    ({ requestBody, requestLast }) =>
      late(requestLast) && isNotification(requestBody?.resource) && carries(requestBody?.value, sought),
  );
  const answered = exchanges.find(
    ({ requestBody, requestLast }) => late(requestLast) && acknowledges(requestBody?.value, sought),
  );
  const deliveries = [
    ...polled.map(({ responseLast }) => responseLast),
    ...noticed.map(({ requestLast }) => requestLast),
  ]
    .filter((packet) => packet !== undefined)
    .sort((a, b) => Number(a.timestampNs - b.timestampNs));
  return {
    ...(deliveries[0] === undefined ? {} : { delivered: stamp(deliveries[0]) }),
    ...(answered?.requestLast === undefined ? {} : { acknowledged: stamp(answered.requestLast) }),
  };
}

function isNotification(resource: string | undefined): boolean {
  return resource === 'Notification' || resource === 'NotificationList';
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether a control with the mRID, in the state sought, is anywhere in a resource. */
function carries(value: unknown, sought: ControlSought): boolean {
  if (Array.isArray(value)) return value.some((one) => carries(one, sought));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  const fields = value as Fields;
  if ('DERControlBase' in fields && sameId(fields['mRID'], sought.mRID)) {
    const status = (fields['EventStatus'] as Fields | undefined)?.['currentStatus'];
    if (sought.currentStatus === undefined || status === sought.currentStatus) return true;
  }
  return Object.values(fields).some((one) => carries(one, sought));
}

function acknowledges(value: unknown, { mRID, status }: ControlSought): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Fields;
  return fields['status'] === status && 'endDeviceLFDI' in fields && sameId(fields['subject'], mRID);
}

/** An mRID is a number of 128 bits: leading zeros make no other one. */
function sameId(value: unknown, mRID: string): boolean {
  const digits =
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : typeof value === 'string' ? value : '';
  const plain = (text: string) => text.toUpperCase().replace(/^0+/, '');
  return digits !== '' && plain(digits) === plain(mRID);
}
