/** Response.status (IEEE 2030.5-2018, table 27). */
const responseStatus: Readonly<Record<number, string>> = {
  1: 'event received',
  2: 'event started',
  3: 'event completed',
  4: 'user opted out',
  5: 'user opted in',
  6: 'event cancelled',
  7: 'event superseded',
  8: 'partially completed with opt-out',
  9: 'partially completed with opt-in',
  10: 'completed, no participation',
  11: 'acknowledged',
  12: 'cannot be displayed',
  13: 'aborted by an alternate server',
  14: 'aborted by an alternate program',
  252: 'rejected: control parameter not applicable',
  253: 'rejected: invalid or incomplete',
  254: 'rejected: already expired',
};

/** EventStatus.currentStatus (IEEE 2030.5-2018, 10.2.3). */
const eventStatus: Readonly<Record<number, string>> = {
  0: 'scheduled',
  1: 'active',
  2: 'cancelled',
  3: 'cancelled with randomisation',
  4: 'superseded',
};

type Fields = Readonly<Record<string, unknown>>;

/** What matters of a resource to somebody who follows controls, one sentence each; empty for everything else. */
export function gridWords(resource: string | undefined, value: unknown): readonly string[] {
  if (!isFields(value)) return [];
  switch (resource) {
    case 'DERControl':
      return [controlWords(value)];
    case 'DERControlList':
      return [listWords('controls', value), ...listOf(value['DERControl']).map(controlWords)];
    case 'DefaultDERControl':
      return [`default control: ${baseWords(value['DERControlBase'])}`];
    case 'Notification':
      return notificationWords(value);
    case 'DERStatus':
      return [statusWords(value)];
    default:
      // Every kind of Response has these two.
      if ('subject' in value && 'endDeviceLFDI' in value) return [responseWords(value)];
      return 'all' in value ? [listWords('entries', value)] : [];
  }
}

function controlWords(control: Fields): string {
  const status = isFields(control['EventStatus']) ? plain(control['EventStatus']['currentStatus']) : undefined;
  const interval = isFields(control['interval']) ? control['interval'] : {};
  const word = typeof status === 'number' ? (eventStatus[status] ?? `status ${status}`) : 'without status';
  const start = plain(interval['start']);
  const duration = plain(interval['duration']);
  const when = start === undefined ? '' : `, from ${instant(start)} for ${String(duration)} s`;
  return `control ${text(plain(control['mRID']))}: ${baseWords(control['DERControlBase'])}; ${word}${when}`;
}

function baseWords(base: unknown): string {
  if (!isFields(base)) return 'nothing';
  const words = Object.entries(base)
    .filter(([name]) => name !== 'xsi:type')
    .map(([name, value]) => `${name} ${quantity(value)}`);
  return words.length === 0 ? 'nothing' : words.join(', ');
}

function responseWords(response: Fields): string {
  const status = plain(response['status']);
  const word = typeof status === 'number' ? (responseStatus[status] ?? 'a status of its own') : 'without status';
  return `response ${String(status ?? '-')} (${word}) to ${text(plain(response['subject']))} by ${text(plain(response['endDeviceLFDI']))}`;
}

function notificationWords(notification: Fields): string[] {
  const about = text(plain(notification['subscribedResource']));
  const resource = notification['Resource'];
  const type = isFields(resource) ? text(plain(resource['xsi:type'])) : '';
  const inner = isFields(resource) && type !== '' ? gridWords(type.replace(/^.*:/, ''), resource) : [];
  return [`notification about ${about}${type === '' ? '' : ` with ${type}`}`, ...inner];
}

function statusWords(status: Fields): string {
  const value = (name: string) => (isFields(status[name]) ? plain(status[name]['value']) : undefined);
  const known = ['genConnectStatus', 'operationalModeStatus', 'inverterStatus']
    .map((name) => [name, value(name)] as const)
    .filter(([, found]) => found !== undefined);
  return known.map(([name, found]) => `${name} ${text(found)}`).join(', ');
}

function listWords(what: string, list: Fields): string {
  return `${String(plain(list['results']) ?? '?')} of ${String(plain(list['all']) ?? '?')} ${what}`;
}

/** `{ value: 50, multiplier: 2 }` is 50e2; simple content with something beside it names its value. */
function quantity(value: unknown): string {
  if (!isFields(value)) return text(value);
  const amount = plain(value['value']);
  const multiplier = plain(value['multiplier']);
  if (amount === undefined)
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${text(plain(inner))}`)
      .join(' ');
  return multiplier === undefined || multiplier === 0 ? text(amount) : `${text(amount)}e${text(multiplier)}`;
}

function plain(value: unknown): unknown {
  return isFields(value) && 'value' in value ? value['value'] : value;
}

function text(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex').toUpperCase();
  return value === undefined ? '?' : String(value);
}

function instant(seconds: unknown): string {
  const number = Number(seconds);
  // The largest Date; a control may name any 64-bit number.
  if (!Number.isFinite(number) || Math.abs(number) > 8.64e12) return String(seconds);
  return new Date(number * 1000).toISOString().replace('.000Z', 'Z');
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && !Array.isArray(value);
}
