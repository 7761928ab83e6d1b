import { execFile } from 'node:child_process';

/** What the kernel says of a link. */
export type LinkState = 'up' | 'no-carrier' | 'down' | 'unknown';

const patienceMs = 2000;

/** State of an interface of this network namespace, by iproute2; `unknown` where it cannot be asked, or the driver does not tell. */
export function linkStateOf(name: string): Promise<LinkState> {
  return new Promise((resolve) => {
    execFile('ip', ['-j', 'link', 'show', 'dev', name], { timeout: patienceMs }, (_error, stdout) =>
      resolve(parseLinkState(stdout)),
    );
  });
}

/** Reads the output of `ip -j link show dev NAME`. */
export function parseLinkState(text: string): LinkState {
  const [link] = listOf(text);
  if (link === undefined) return 'unknown';
  const flags = link.flags ?? [];
  if (!flags.includes('UP')) return 'down';
  if (flags.includes('NO-CARRIER') || link.operstate === 'LOWERLAYERDOWN') return 'no-carrier';
  return flags.includes('LOWER_UP') ? 'up' : 'unknown';
}

interface Link {
  readonly flags?: readonly string[];
  readonly operstate?: string;
}

function listOf(text: string): readonly Link[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? (list as readonly Link[]) : [];
  } catch {
    // Nothing was printed: there is no such interface, or no iproute2.
    return [];
  }
}
