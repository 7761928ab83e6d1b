import { createHash } from 'node:crypto';

/** SHA-256 over SessionID and vehicle certificate, upper-case hexadecimal: how a vehicle is known again (V2G20-2630). */
export function vehicleHash(sessionId: Uint8Array, certificate: Uint8Array): string {
  return createHash('sha256').update(sessionId).update(certificate).digest('hex').toUpperCase();
}
