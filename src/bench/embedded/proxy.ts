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
  const tls = (config['tls'] as ProxyTlsChoice | 'unread' | undefined) ?? 'iso15118-2';
  const options: ProxyProcessOptions = {
    vehicleSide: proxyDevices.vehicle,
    stationSide: proxyDevices.station,
    socket: draft.proxySocket,
    record: join(draft.folder, 'logs', 'proxy.jsonl'),
    ...(tls === 'unread' ? {} : { tls, pki: join(draft.folder, 'pki') }),
    ...(script === undefined ? {} : { script: resolve(dirname(draft.file), script) }),
  };
  let running: BenchProcess | undefined;
  return [
    {
      title: 'proxy',
      setUp: async () => {
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
