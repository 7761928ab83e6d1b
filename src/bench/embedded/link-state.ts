import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import { commandEnvironment, mustRun } from '../process/run-command.js';
import type { Link } from './topology.js';
import { wireDevices } from './topology.js';

interface LinkRow {
  readonly ifname: string;
  readonly operstate?: string;
  readonly linkinfo?: { readonly info_slave_data?: { readonly state?: string } };
}

interface Wanted {
  readonly namespace: string;
  readonly device: string;
  /** A bridge port must also forward. */
  readonly port: boolean;
}

/**
 * Resolves when every end of the links has a carrier and every bridge port forwards: before that, frames vanish. Follows
 * the kernel's own link events; nothing is polled.
 * @throws PlumblineError BENCH-006 when that does not happen within `timeoutMs`
 */
export async function waitForLinks(links: readonly Link[], timeoutMs = 5000): Promise<void> {
  const wanted = links.flatMap((link): Wanted[] => {
    const ends = [link.station, link.other].map((end) => ({
      namespace: end.namespace,
      device: end.device,
      port: false,
    }));
    const { station, other } = wireDevices(link.role);
    const ports = [station, other].map((device) => ({ namespace: 'wire', device, port: true }));
    return link.damageable ? [...ends, ...ports] : ends;
  });
  const byNamespace = new Map<string, Wanted[]>();
  for (const want of wanted) byNamespace.set(want.namespace, [...(byNamespace.get(want.namespace) ?? []), want]);
  await Promise.all([...byNamespace].map(([namespace, wants]) => waitInNamespace(namespace, wants, timeoutMs)));
}

function waitInNamespace(namespace: string, wants: readonly Wanted[], timeoutMs: number): Promise<void> {
  // The monitor starts before the first look, so that no event falls between them.
  const monitor = spawn('ip', ['-n', namespace, 'monitor', 'link'], {
    env: commandEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let timer: NodeJS.Timeout | undefined;
  return new Promise<void>((resolve, reject) => {
    let missing: readonly Wanted[] = wants;
    let looking = false;
    let again = false;
    timer = setTimeout(() => {
      const names = missing.map((want) => want.device).join(', ');
      reject(
        new PlumblineError('BENCH-006', { place: namespace, detail: `no carrier on ${names} after ${timeoutMs} ms` }),
      );
    }, timeoutMs);
    const look = async (): Promise<void> => {
      again = true;
      if (looking) return;
      looking = true;
      try {
        while (again) {
          again = false;
          missing = await notReady(namespace, wants);
          if (missing.length === 0) resolve();
        }
      } catch (error) {
        reject(error);
      } finally {
        looking = false;
      }
    };
    monitor.once('spawn', () => void look());
    monitor.once('error', (cause) => reject(new PlumblineError('BENCH-002', { place: 'ip', cause })));
    createInterface({ input: monitor.stdout }).on('line', () => void look());
  }).finally(() => {
    clearTimeout(timer);
    monitor.kill('SIGKILL');
  });
}

async function notReady(namespace: string, wants: readonly Wanted[]): Promise<readonly Wanted[]> {
  const rows = JSON.parse(await mustRun(['ip', '-n', namespace, '-j', '-d', 'link', 'show'])) as readonly LinkRow[];
  return wants.filter((want) => {
    const row = rows.find((candidate) => candidate.ifname === want.device);
    if (row?.operstate !== 'UP') return true;
    return want.port && row.linkinfo?.info_slave_data?.state !== 'forwarding';
  });
}
