import type { Handshake, RoundRecord } from '../../../src/probes/tls-load/handshake-record.js';

/** Handshakes and rounds as processes would have recorded them. */
export function ok(
  totalMs: number,
  startMs = 0,
  over: { dueMs?: number; confirmed?: boolean; resumed?: boolean } = {},
) {
  const { dueMs = startMs, confirmed = true, resumed = false } = over;
  const one: Handshake = {
    vehicle: 0,
    dueMs,
    startMs,
    totalMs,
    outcome: 'ok',
    version: 'TLSv1.2',
    confirmed,
    resumed,
  };
  return one;
}

export function bad(code: string, cause: string, own = false): Handshake {
  return { vehicle: 0, dueMs: 0, startMs: 0, totalMs: 1, outcome: 'failed', code, cause, own };
}

export function round(
  handshakes: readonly Handshake[],
  cpuSeconds = 0.1,
  wallSeconds = 1,
  over: { p99?: number; cpuWaitSeconds?: number } = {},
): RoundRecord {
  const { p99 = 1, cpuWaitSeconds = 0 } = over;
  return { handshakes, loopDelayMs: { p50: 0, p99, max: p99 }, cpuSeconds, wallSeconds, cpuWaitSeconds };
}
