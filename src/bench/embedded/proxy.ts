import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectRoot } from '../../base/project-root.js';
import type { BenchProcess } from '../process/bench-process.js';
import { spawnProcess } from '../process/spawn-process.js';
import type { ProxyTlsChoice } from '../proxy/lab-tls.js';
import type { ProxyProcessOptions } from '../proxy/main.js';
import type { BenchState } from '../state/bench-state.js';
import type { Task } from '../tasks.js';
import { inNamespace } from './network.js';
import { proxyDevices, proxyNamespace } from './topology.js';

/** The man in the middle, where the bench file has the capability `proxy`: a process in a namespace of its own. */
export function proxyTasks(draft: Omit<BenchState, 'interfaces'>): readonly Task[] {
  const config = draft.config.capabilities.proxy;
  if (config === undefined || draft.proxySocket === undefined) return [];
  const script = config['script'] as string | undefined;
  const wanted = config['tls'] as ProxyTlsChoice | 'unread' | undefined;
  let running: BenchProcess | undefined;
  return [
    {
      title: 'proxy',
      setUp: async () => {
        const options = processOptions(draft, draft.proxySocket ?? '', wanted, script);
        const main = join(projectRoot(), 'dist/src/bench/proxy/main.js');
        const argv = inNamespace(proxyNamespace, [process.execPath, main, JSON.stringify(options)]);
        const log = join(draft.folder, 'logs', 'proxy.log');
        running = await spawnProcess(argv, { name: 'proxy', log, ready: /"event":"ready"/ });
      },
      tearDown: async () => {
        await running?.stop();
      },
    },
  ];
}

/** By default the proxy ends what the folder of the bench has certificates for: a run mints those of -20 too. */
function processOptions(
  { folder, file }: Omit<BenchState, 'interfaces'>,
  socket: string,
  wanted: ProxyTlsChoice | 'unread' | undefined,
  script: string | undefined,
): ProxyProcessOptions {
  const pki20 = join(folder, 'pki-p521');
  const has20 = existsSync(join(pki20, 'pki.json'));
  const tls = wanted ?? (has20 ? 'both' : 'iso15118-2');
  return {
    vehicleSide: proxyDevices.vehicle,
    stationSide: proxyDevices.station,
    socket,
    record: join(folder, 'logs', 'proxy.jsonl'),
    ...(tls === 'unread' ? {} : { tls, pki: join(folder, 'pki'), ...(has20 ? { pki20 } : {}) }),
    ...(script === undefined ? {} : { script: resolve(dirname(file), script) }),
  };
}
