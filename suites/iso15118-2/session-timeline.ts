import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { TimelineRow } from '../../src/record/events.js';
import type { RoundTrip } from './wire-times.js';

/** Puts exchanges and their capture times together; neighbours with the same request and answer become one row. */
export function timelineRows(
  exchanges: readonly Exchange[],
  times: readonly RoundTrip[],
  timerOf: (exchange: Exchange) => string = () => 'V2G_EVCC_Msg_Timeout',
): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  const start = times[0]?.requestNs ?? 0n;
  for (const [index, exchange] of exchanges.entries()) {
    const time = times[index];
    if (time === undefined) break;
    const request = exchange.sent.message ?? 'bytes';
    const response = exchange.answer?.message ?? exchange.outcome;
    const elapsedMs = Number(time.responseNs - time.requestNs) / 1e6;
    const last = rows.at(-1);
    if (last?.request === request && last.response === response && last.responseCode === exchange.responseCode) {
      rows[rows.length - 1] = { ...last, count: last.count + 1, slowestMs: Math.max(last.slowestMs, elapsedMs) };
      continue;
    }
    rows.push({
      request,
      response,
      ...(exchange.responseCode === undefined ? {} : { responseCode: exchange.responseCode }),
      count: 1,
      atMs: Number(time.requestNs - start) / 1e6,
      slowestMs: elapsedMs,
      timerMs: exchange.timeoutMs,
      timer: timerOf(exchange),
    });
  }
  return rows;
}
