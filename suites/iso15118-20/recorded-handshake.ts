import { startLiveCapture } from '../../src/probes/capture/live-capture.js';
import { HandshakeReader, type RecordedHandshake } from '../../src/probes/handshake/handshake-reader.js';
import { KeyLog } from '../../src/wire/tls/key-log.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';

/** An emulated machine takes seconds to start a program. */
const remoteStartMs = 60_000;

/** A handshake of the vehicle as the wire shows it, opened with the vehicle's own secrets. */
export interface Recorded<T> {
  readonly handshake: RecordedHandshake;
  /** What `connect` came back with. */
  readonly outcome: T;
}

/**
 * Captures the vehicle's interface while a vehicle connects, and reads what the SECC said in the handshake. The capture of
 * the run keeps the same packets as evidence. Ends the case as inconclusive where the record does not hold all that the
 * SECC said: what is not in it may have been there.
 * @param connect connects once, and hands each line of its key log to `keylog`
 */
export async function recordHandshake<T>(
  harness: Harness,
  run: CaseRun,
  connect: (keylog: (line: string) => void) => Promise<T>,
): Promise<Recorded<T>> {
  const mesh = harness.bench.interfaces['mesh'];
  if (mesh === undefined) throw new Error('the bench has no interface in the role mesh');
  const keyLog = new KeyLog();
  const reader = new HandshakeReader(keyLog);
  const capture = await startLiveCapture({
    interface: mesh.name,
    enter: mesh.through,
    ...(mesh.through === undefined ? {} : { startTimeoutMs: remoteStartMs }),
    filter: 'ip6 proto 6',
    onPacket: (packet) => reader.take(packet),
  });
  let outcome: T;
  try {
    outcome = await connect((line) => {
      harness.keylog(line);
      keyLog.add(line, 'file');
    });
  } finally {
    // The stop waits until everything that was on the wire by now has been read.
    await capture.stop();
  }
  const all = reader.end();
  const handshake = all.findLast(({ whole }) => whole);
  if (handshake !== undefined) return { handshake, outcome };
  const newest = all.at(-1);
  const why = newest === undefined ? 'no ClientHello in it' : (newest.detail ?? 'no Finished of the SECC in it');
  return run.stop('the record of the handshake does not hold all that the SECC said', why);
}
