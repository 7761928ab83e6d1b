import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Evcc } from './evcc.js';

/** Sessions whose ids are compared: a bit of an honest generator keeps its value in all of them once in 32768 times. */
export const idSessions = 16;
/** Bits of 64 that must be seen to change: far more than 32 random bits have, far less than chance takes away. */
export const leastBits = 52;
/** The first start of a station differs from all that follow: it has no state yet. */
const starts = 3;
/** Octets of a challenge: 128 bits ([V2G2-825], [V2G20-698]). */
const challengeOctets = 16;

/**
 * Values of one length that were drawn one after the other, held against what chance leaves of an honest generator: none
 * twice, no octet that stands still, no count. Whatever passes may still have little entropy: only a review shows that.
 * @param name of one value, in the words of the finding: `challenge`
 */
export function observeDrawn(run: CaseRun, name: string, values: readonly Buffer[]): void {
  const texts = values.map((one) => one.toString('hex'));
  run.observe(new Set(texts).size === texts.length, {
    text: `no ${name} comes twice`,
    expected: `${texts.length} different ones`,
    observed: `${new Set(texts).size} different ones of ${texts.length}`,
  });
  const octets = Math.min(...values.map(({ length }) => length));
  const stuck = Array.from({ length: octets }, (_, at) => at).filter(
    (at) => new Set(values.map((bytes) => bytes[at])).size === 1,
  );
  run.observe(stuck.length === 0, {
    text: 'no octet keeps its value',
    expected: `none of ${octets}`,
    observed: stuck.length === 0 ? 'none' : `octet ${stuck.join(', ')}`,
  });
  const steps = texts.slice(1).map((text, index) => BigInt(`0x0${text}`) - BigInt(`0x0${texts[index]}`));
  run.observe(new Set(steps).size > 1, {
    text: `one ${name} does not follow from the other by counting`,
    observed: new Set(steps).size > 1 ? 'differences that differ' : `always ${steps[0]}`,
  });
}

/** Opens a session as a vehicle that comes anew, and returns its id. */
export async function openedId(evcc: Evcc): Promise<Buffer> {
  const drive = await evcc.driveTo('session-open');
  evcc.run.require(drive.reached, { text: 'the session opens', observed: drive.failure?.text ?? drive.state });
  return Buffer.from(evcc.vehicle.sessionId);
}

/** The ids of `idSessions` sessions that are opened one after the other; enough of their bits must change. */
export async function observeIdBits(evcc: Evcc): Promise<readonly Buffer[]> {
  const ids: Buffer[] = [];
  for (let count = 0; count < idSessions; count++) {
    ids.push(await openedId(evcc));
    await evcc.vehicle.rejoin(new Uint8Array(8));
  }
  const bits = changedBits(ids);
  evcc.run.observe(bits >= leastBits, {
    text: 'the bits of the SessionID change from session to session',
    expected: `at least ${leastBits} of 64`,
    observed: `${bits}`,
    field: 'SessionID',
  });
  return ids;
}

/**
 * Draws values before and after the SECC is started anew, and looks that none comes again. Inconclusive where the bench
 * cannot start the SECC.
 * @param draw values of some sessions, hexadecimal, at least one; leaves the vehicle before a new session
 */
export async function observeOverStarts(evcc: Evcc, draw: () => Promise<readonly string[]>): Promise<void> {
  const { harness, run } = evcc;
  const { variant, bench } = harness;
  run.step('preamble', 'Given an SECC that can be started anew');
  if (!bench.offers('gateway') || variant.gateway === undefined) {
    run.inconclusive('the bench cannot start the SECC anew');
    return;
  }
  const gateway = bench.capability('gateway');
  evcc.when('When sessions are opened before and after a start');
  const values: string[] = [];
  for (let round = 0; round < starts; round++) {
    if (round > 0) {
      await evcc.leave();
      await gateway.stop('term');
      await gateway.start(variant.gateway);
      await evcc.vehicle.rejoin(new Uint8Array(8));
    }
    values.push(...(await draw()));
  }
  const again = values.filter((value, index) => values.indexOf(value) !== index);
  run.observe(again.length === 0 && values.length >= starts, {
    text: 'nothing comes again',
    expected: `${values.length} different values`,
    observed: again.length === 0 ? `${values.length} different values` : `${again.join(', ')} again`,
  });
}

/** The challenge of an answer, which must have 128 bits; empty where there is none. */
export function observeChallenge(evcc: Evcc, exchange: Exchange, challenge: unknown): Buffer {
  const bytes = challenge instanceof Uint8Array ? Buffer.from(challenge) : Buffer.alloc(0);
  evcc.run.observe(bytes.length === challengeOctets, {
    text: 'the challenge has 128 bits',
    expected: `${challengeOctets} octets`,
    observed: `${bytes.length} octets`,
    field: 'GenChallenge',
    ...evcc.at(exchange),
  });
  return bytes;
}

/** How many bits of eight octets have had both values in the course of these. */
function changedBits(values: readonly Buffer[]): number {
  const [first, ...others] = values.map((bytes) => bytes.readBigUInt64BE());
  const changed = others.reduce((bits, value) => bits | (value ^ (first ?? 0n)), 0n);
  return changed.toString(2).replaceAll('0', '').length;
}
