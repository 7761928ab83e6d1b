import { PlumblineError } from '../../../base/errors.js';
import type { RpcHandler } from '../../rpc/rpc-server.js';
import type { RunningProxy } from '../proxy.js';
import { parseScript } from '../script/load-script.js';
import { transparentScript } from '../script/proxy-script.js';

/** Longest that one call waits for an event, ms. */
const longestWaitMs = 60_000;

/**
 * The commands of the proxy's control socket: `rules` (a script as text), `clear`, `recorded` (events after a number),
 * `statistics`, `release` (a hold by its name), `state`. @throws PlumblineError BENCH-033, BENCH-034 to the caller
 */
export function proxyService(proxy: RunningProxy): RpcHandler {
  return async (method, params) => {
    const given = params as Readonly<Record<string, unknown>>;
    switch (method) {
      case 'rules': {
        const script = parseScript(String(given['script'] ?? ''), String(given['file'] ?? 'script'));
        proxy.use(script);
        return { rules: script.rules.map(({ name }) => name) };
      }
      case 'clear':
        proxy.use(transparentScript);
        return { rules: [] };
      case 'recorded': {
        const timeoutMs = Math.min(longestWaitMs, Number(given['timeoutMs'] ?? 0));
        const events = await proxy.record.after(Number(given['after'] ?? 0), timeoutMs);
        return { events };
      }
      case 'statistics':
        return proxy.record.statistics();
      case 'release': {
        const name = String(given['hold'] ?? '');
        const released = proxy.holds.release(name);
        if (released > 0) return { released };
        const waiting = proxy.holds.names.join(', ') || 'none';
        throw new PlumblineError('BENCH-034', {
          place: name,
          detail: `nothing waits under this name; waiting: ${waiting}`,
        });
      }
      case 'state':
        return { ports: proxy.ports, holds: proxy.holds.names };
      default: {
        const detail = 'there are rules, clear, recorded, statistics, release, state';
        throw new PlumblineError('BENCH-034', { place: method, detail });
      }
    }
  };
}
