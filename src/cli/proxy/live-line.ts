import type { RecordedEvent } from '../../bench/proxy/record/proxy-event.js';
import type { ProxyStatistics } from '../../bench/proxy/record/proxy-record.js';
import { printable } from '../decode/printable.js';

/** What is shown of an event while the proxy runs. */
export function liveLine(event: RecordedEvent): readonly string[] {
  const time = event.at.slice(11, 23);
  const line = (text: string) => `${time}  ${printable(text)}`;
  switch (event.event) {
    case 'ready': {
      const tls = event.tlsPort === undefined ? `TLS ${event.opaquePort} (passes unread)` : `TLS ${event.tlsPort}`;
      const rules = event.rules.length === 0 ? 'no rules: nothing is changed' : `rules: ${event.rules.join(', ')}`;
      return [line(`ready  TCP ${event.plainPort}, ${tls}, SDP ${event.sdpPort ?? 'off'}`), line(`       ${rules}`)];
    }
    case 'sdp':
      return [line(`sdp    ${event.vehicle}: ${event.text}`)];
    case 'connected': {
      const { tls } = event;
      const secured = tls === undefined ? '' : `, ${tls.vehicle} | ${tls.station}`;
      const unread = event.unread === true ? ', TLS passes unread' : secured;
      return [line(`#${event.connection}     ${event.vehicle} <-> ${event.station}${unread}`)];
    }
    case 'message': {
      const arrow = event.direction === 'from-vehicle' ? '->' : '<-';
      const held = event.heldMs === undefined ? 'dropped' : `${event.heldMs.toFixed(1)} ms`;
      const name = event.message ?? `${event.bytes.length / 2} bytes`;
      const unread = event.unread === undefined ? '' : `  unread: ${event.unread}`;
      return [
        line(`#${event.connection}  ${arrow} ${name.padEnd(28)} ${held.padStart(10)}${unread}`),
        ...event.did.map(({ rule, what }) => line(`       ${rule}: ${what}`)),
        ...event.failed.map(({ rule, why }) => line(`       ${rule}: not done, ${why}`)),
      ];
    }
    case 'ended':
      return [line(`#${event.connection}     ended by ${event.by}: ${event.how} ${event.detail ?? ''}`.trimEnd())];
    case 'rules':
      return [line(`rules  ${event.rules.join(', ') || 'none'}`)];
    case 'waiting':
      return [line(`#${event.connection}     waits for: release ${event.hold}`)];
    case 'problem':
      return [line(`!      ${event.place}: ${event.text}`)];
  }
}

/** The figures at the end. */
export function endLines(statistics: ProxyStatistics): readonly string[] {
  const { connections, messages, unchanged, unread, latency, rules } = statistics;
  const ms = (value: number | undefined) => `${(value ?? 0).toFixed(2)} ms`;
  const { n, medianMs, p95Ms, p99Ms, maxMs } = latency;
  return [
    `${connections} connections, ${messages} messages, ${unchanged} passed unchanged, ${unread} unread`,
    ...(n === 0
      ? []
      : [
          `added latency of ${n} messages without a rule: median ${ms(medianMs)}, 95 % ${ms(p95Ms)}, 99 % ${ms(p99Ms)}, most ${ms(maxMs)}`,
        ]),
    ...rules.map(({ rule, done, failed }) =>
      done + failed === 0 ? `${rule}: NEVER MET` : `${rule}: done ${done}${failed === 0 ? '' : `, not done ${failed}`}`,
    ),
  ];
}
