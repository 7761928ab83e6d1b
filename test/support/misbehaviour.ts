import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { encodeV2gtp, payloadTypes, v2gtpHeaderLength } from '../../src/wire/v2gtp.js';

/** What an SECC does in place of a right answer, which is given as the frame that it would have been. */
export type Misbehave = (vehicle: Socket, answer: Uint8Array) => void;

/** Beyond every message timer of ISO 15118-2, ms. */
const lateMs = 6000;

/** Writes for ever, as fast as the vehicle reads. */
function flood(vehicle: Socket, answer: Uint8Array): void {
  while (!vehicle.destroyed && vehicle.writable) if (!vehicle.write(answer)) break;
  vehicle.once('drain', () => flood(vehicle, answer));
}

/** One byte a second. */
function drip(vehicle: Socket, answer: Uint8Array): void {
  let next = 0;
  const timer = setInterval(() => {
    if (vehicle.destroyed || !vehicle.writable || next >= answer.length) clearInterval(timer);
    else vehicle.write(answer.subarray(next, ++next));
  }, 1000);
}

function late(vehicle: Socket, answer: Uint8Array): void {
  const timer = setTimeout(() => vehicle.writable && vehicle.write(answer), lateMs);
  vehicle.once('close', () => clearTimeout(timer));
}

const body = (answer: Uint8Array) => answer.subarray(v2gtpHeaderLength);

/** Ways to misbehave in bytes and time; the connection stays. */
export const misbehaviours = {
  hang: () => undefined,
  flood,
  garbage: (vehicle) => vehicle.write(encodeV2gtp(payloadTypes.exi, randomBytes(60))),
  half: (vehicle, answer) => vehicle.write(answer.subarray(0, Math.ceil(answer.length / 2))),
  late,
  huge: (vehicle, answer) => vehicle.write(encodeV2gtp(payloadTypes.exi, body(answer), { length: 0xffff_fff0 })),
  drip,
  type: (vehicle, answer) => vehicle.write(encodeV2gtp(payloadTypes.sdpResponse, body(answer))),
  twice: (vehicle, answer) => {
    vehicle.write(answer);
    vehicle.write(answer);
  },
} as const satisfies Readonly<Record<string, Misbehave>>;

export type Misbehaviour = keyof typeof misbehaviours;
