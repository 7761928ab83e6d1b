// Process of its own at the near end of a path: `node path-mtu-main.js --plan JSON --out FILE`. Writes a PathMtuRecord.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../base/clock.js';
import { openIcmpSocket } from '../loss/icmp-socket.js';
import { tellError } from '../probe-process.js';
import { findPathMtu } from './find-path-mtu.js';
import { leastMtu, type PathMtuPlan, type PathMtuRecord, pathMtuPlan } from './path-mtu-plan.js';

const { values } = parseArgs({ options: { plan: { type: 'string' }, out: { type: 'string' } } });
try {
  const plan = pathMtuPlan(JSON.parse(values.plan ?? '{}') as PathMtuPlan);
  const startedAt = new Date().toISOString();
  const link = linkOf(plan.interface);
  const largest = plan.largest ?? link.mtu ?? leastMtu;
  const socket = await openIcmpSocket();
  const found = await findPathMtu(plan, largest, socket, systemClock, process.pid & 0xffff);
  const record: PathMtuRecord = {
    kind: 'path-mtu',
    plan,
    startedAt,
    interfaceMtu: link.mtu,
    driverMtu: link.max,
    linkKind: link.kind,
    ...found,
  };
  writeFileSync(values.out ?? '/dev/stdout', `${JSON.stringify(record)}\n`);
} catch (error) {
  tellError(error);
}
// All is said and written: an open socket must not keep the process.
process.exit();

/** What the kernel says of an interface. */
function linkOf(name: string): { mtu: number | undefined; max: number | undefined; kind: string | undefined } {
  try {
    const text = execFileSync('ip', ['-d', '-j', 'link', 'show', 'dev', name], { encoding: 'utf8', stdio: 'pipe' });
    const [link] = JSON.parse(text) as {
      readonly mtu?: number;
      readonly max_mtu?: number;
      readonly linkinfo?: { readonly info_kind?: string };
    }[];
    return { mtu: link?.mtu, max: link?.max_mtu, kind: link?.linkinfo?.info_kind };
  } catch {
    // Without iproute2 the MTU alone is in sysfs.
    try {
      const mtu = Number(readFileSync(`/sys/class/net/${name}/mtu`, 'utf8'));
      return { mtu, max: undefined, kind: undefined };
    } catch {
      return { mtu: undefined, max: undefined, kind: undefined };
    }
  }
}
