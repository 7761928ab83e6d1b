import { PlumblineError } from '../base/errors.js';
import { splitZone } from './endpoint.js';

/** Sixteen bytes as RFC 5952 writes them: lower case, the longest run of zeros shortened. */
export function formatIpv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const text = groups.map((group) => group.toString(16));
  if (best.start < 0) return text.join(':');
  return `${text.slice(0, best.start).join(':')}::${text.slice(best.start + best.length).join(':')}`;
}

/** The sixteen bytes of an IPv6 literal; a zone is left out. @throws TRANSPORT-008 it is no IPv6 literal */
export function parseIpv6(literal: string): Uint8Array {
  const { address } = splitZone(literal);
  const halves = address.split('::');
  const left = groupsOf(halves[0]);
  const right = groupsOf(halves[1]);
  const missing = 8 - left.length - right.length;
  const groups = halves.length === 2 && missing >= 1 ? [...left, ...Array(missing).fill(0), ...right] : left;
  const valid =
    groups.length === 8 && groups.every((group) => Number.isInteger(group) && group >= 0 && group <= 0xffff);
  if (halves.length > 2 || !valid) {
    throw new PlumblineError('TRANSPORT-008', { place: literal, detail: 'this is no IPv6 address' });
  }
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

function groupsOf(text: string | undefined): number[] {
  if (text === undefined || text === '') return [];
  return text.split(':').map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN));
}
