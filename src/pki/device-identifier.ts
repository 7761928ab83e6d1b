import { createHash } from 'node:crypto';

/** Long and short form of a device's identity (IEEE 2030.5-2018, 6.3.2 to 6.3.4). */
export interface DeviceIdentifier {
  /** Forty upper-case hexadecimal digits. */
  readonly lfdi: string;
  /** Decimal, without leading zeros; the last digit makes the digit sum divisible by 10. */
  readonly sfdi: string;
}

/**
 * LFDI and SFDI of a certificate: leftmost 160 and 36 bits of the SHA-256 over its DER form. (Over the DER: hashing the PEM
 * file is a known mistake.)
 */
export function deviceIdentifier(der: Uint8Array): DeviceIdentifier {
  const lfdi = createHash('sha256').update(der).digest('hex').slice(0, 40).toUpperCase();
  return { lfdi, sfdi: sfdiOf(lfdi) };
}

/** SFDI that belongs to an LFDI. @param lfdi forty hexadecimal digits */
export function sfdiOf(lfdi: string): string {
  const number = Number.parseInt(lfdi.slice(0, 9), 16);
  const sum = [...String(number)].reduce((total, digit) => total + Number(digit), 0);
  return `${number}${(10 - (sum % 10)) % 10}`;
}

/** LFDI as people read it: groups of four. */
export function formatLfdi(lfdi: string): string {
  return (lfdi.match(/.{1,4}/g) ?? []).join('-');
}
