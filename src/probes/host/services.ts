import type { Measured } from '../measured.js';
import { type Inspect, output, script } from './host-text.js';

/** Services of a node as systemd sees them. */
export interface ServiceFacts {
  /** Units that have failed. */
  readonly failed: readonly string[];
  /** ActiveState of the units asked for: `active`, `inactive`, `failed`. */
  readonly states: Readonly<Record<string, string>>;
  /** Why systemd could not be asked. */
  readonly missing?: string;
}

/** Asks systemd for failed units, and for the state of some. */
export async function serviceFacts(run: Inspect, units: readonly string[]): Promise<ServiceFacts> {
  const failed = await output(run, ['systemctl', 'list-units', '--failed', '--no-legend', '--plain', '--no-pager']);
  if (failed.kind === 'missing') return { failed: [], states: {}, missing: failed.why };
  const states: Record<string, string> = {};
  for (const unit of units) {
    // is-active ends with 3 for a unit that is not; the word on its output is what counts.
    const state = await script(run, 'systemctl is-active "$1" 2>/dev/null; true', unit);
    if (state.kind === 'text') states[unit] = state.text.trim() || 'unknown';
  }
  return { failed: failed.text.split('\n').flatMap((line) => line.trim().split(/\s+/)[0] || []), states };
}

/** olsrd2 on a node, where it is used. */
export interface Olsrd2Facts {
  readonly running: boolean;
  /** Neighbours that NHDP sees as symmetric, by their link-local address. */
  readonly neighbours: readonly string[];
  readonly findings: readonly string[];
}

/** Reads `nhdpinfo jsonraw neighbor` of olsrd2's telnet plugin. */
export function parseNhdp(text: string): readonly string[] | undefined {
  try {
    const { neighbor } = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as {
      readonly neighbor?: readonly Readonly<Record<string, unknown>>[];
    };
    if (!Array.isArray(neighbor)) return undefined;
    return (
      neighbor
        // One of which nothing is said may be heard one way alone.
        .filter((one) => String(one['neighbor_symmetric']) === 'true')
        .map((one) => String(one['neighbor_originator'] ?? one['neighbor_addr'] ?? ''))
        .filter((address) => address !== '' && address !== '-')
    );
  } catch {
    return undefined;
  }
}

/** Looks for olsrd2 and asks it for its neighbours (telnet plugin, port 2009). */
export async function olsrd2Facts(run: Inspect): Promise<Olsrd2Facts> {
  const found = await script(run, 'pgrep -x olsrd2 >/dev/null && echo running; true');
  if (found.kind === 'missing') return { running: false, neighbours: [], findings: [found.why] };
  if (found.text.trim() !== 'running') return { running: false, neighbours: [], findings: [] };
  const ask = 'printf "/nhdpinfo jsonraw neighbor\\n/quit\\n" | timeout 3 nc localhost 2009';
  const answer = await script(run, ask);
  if (answer.kind === 'missing') {
    return {
      running: true,
      neighbours: [],
      findings: [`olsrd2 runs, but its telnet plugin does not answer: ${answer.why}`],
    };
  }
  const neighbours = parseNhdp(answer.text);
  return neighbours === undefined
    ? {
        running: true,
        neighbours: [],
        findings: [`olsrd2 answered with no list of neighbours: ${answer.text.slice(0, 60)}`],
      }
    : { running: true, neighbours, findings: [] };
}

/** `mesh-routing` with what olsrd2 does: it routes above layer 2, and counts where neither 802.11s nor batman-adv forwards. */
export function withOlsrd2(routing: Measured, { running, neighbours, findings }: Olsrd2Facts): Measured {
  if (!running) return routing;
  const said = `olsrd2 runs, with ${neighbours.length} symmetric neighbours`;
  const caveats = [...(routing.caveats ?? []), said, ...findings];
  const forwards = routing.value === 'none' && neighbours.length > 0;
  return { ...routing, caveats, ...(forwards ? { value: 'olsrd2' } : {}) };
}
