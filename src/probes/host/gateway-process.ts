import { type HostText, type Inspect, output, script } from './host-text.js';

/** The gateway's process on its host, as /proc shows it. */
export interface GatewayProcessFacts {
  readonly pid: number;
  readonly command: string;
  /** Effective user. */
  readonly uid: number;
  /** Names of the effective capabilities, `net_admin`, without `CAP_`. */
  readonly effective: readonly string[];
  readonly noNewPrivileges: boolean;
  /** Root of a user namespace, which is not root of the machine. */
  readonly insideUserNamespace: boolean;
  /** What it does that asks for a capability, from its open sockets and its scheduling. */
  readonly needs: readonly CapabilityNeed[];
}

export interface CapabilityNeed {
  readonly capability: string;
  readonly because: string;
}

/** Bits of CapEff in their order (linux/capability.h). */
export const capabilityBits = (
  'chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable net_bind_service ' +
  'net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin ' +
  'sys_boot sys_nice sys_resource sys_time sys_tty_config mknod lease audit_write audit_control setfcap mac_override ' +
  'mac_admin syslog wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore'
).split(' ');

/** Names of the bits of a hexadecimal mask; bits that have no name yet are `bit 41`. */
export function capabilityNames(mask: string): readonly string[] {
  if (!/^[0-9a-f]+$/i.test(mask)) return [];
  const bits = BigInt(`0x${mask}`);
  const names: string[] = [];
  for (let bit = 0; bit < 64; bit++) if ((bits >> BigInt(bit)) & 1n) names.push(capabilityBits[bit] ?? `bit ${bit}`);
  return names;
}

/** The process that holds UDP 15118, which is the one that answers SDP, out of `ss -H -l -u -n -p`. */
export function sdpProcess(ss: string): number | undefined {
  for (const line of ss.split('\n')) {
    const local = line.trim().split(/\s+/)[3];
    const pid = /pid=(\d+)/.exec(line)?.[1];
    if (local?.endsWith(':15118') === true && pid !== undefined) return Number(pid);
  }
  return undefined;
}

/** What the open sockets of a process ask for, out of `ss -H -a -n -p -0 -w -t -u`. */
export function needsOf(ss: string, pid: number, firstFreePort: number): readonly CapabilityNeed[] {
  const needs = new Map<string, string>();
  for (const line of ss.split('\n')) {
    if (!line.includes(`pid=${pid},`)) continue;
    const words = line.trim().split(/\s+/);
    const kind = words[0] ?? '';
    if (kind === 'p_raw' || kind === 'p_dgr')
      needs.set('net_raw', `a packet socket on ${words[4] ?? 'an interface'} (SLAC)`);
    else if (kind === 'raw') needs.set('net_raw', 'a raw socket');
    const state = words[1] ?? '';
    const port = Number(/:(\d+)$/.exec(words[4] ?? '')?.[1]);
    const listens = (kind === 'tcp' && state === 'LISTEN') || kind === 'udp';
    if (listens && port > 0 && port < firstFreePort)
      needs.set('net_bind_service', `it listens on ${kind} port ${port}`);
  }
  return [...needs].map(([capability, because]) => ({ capability, because }));
}

/**
 * Inspects the gateway's process.
 * @param pid process id on that host, where the bench knows it; else the holder of UDP 15118 is taken
 * @returns a sentence where it cannot be found or read
 */
export async function gatewayProcess(run: Inspect, pid?: number): Promise<GatewayProcessFacts | string> {
  const found = pid ?? (await findByPort(run));
  if (typeof found === 'string') return found;
  const status = await script(
    run,
    'cat "/proc/$1/status"; echo; tr "\\0" " " < "/proc/$1/cmdline"; echo; cat "/proc/$1/uid_map"',
    String(found),
  );
  if (status.kind === 'missing') return `process ${found}: ${status.why}`;
  const [fields = '', command = '', map = ''] = sections(status.text);
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(fields)?.[1];
  const mask = field('CapEff');
  const uid = Number(field('Uid')?.split(/\s+/)[1]);
  if (mask === undefined || Number.isNaN(uid)) return `/proc/${found}/status names no capabilities`;
  const sockets = await output(run, ['ss', '-H', '-a', '-n', '-p', '-0', '-w', '-t', '-u']);
  // Root may do all that it needs, seen or not. Of anybody else nothing follows from sockets that cannot be seen.
  const why = sockets.kind === 'missing' ? sockets.why : `ss shows none of process ${found} (seeing them needs root)`;
  const seen = sockets.kind === 'text' && sockets.text.includes(`pid=${found},`);
  if (!seen && uid !== 0) return `what the gateway needs is not known: ${why}`;
  const first = await script(run, 'cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || echo 1024');
  return {
    pid: found,
    command: command.trim(),
    uid,
    effective: capabilityNames(mask),
    noNewPrivileges: field('NoNewPrivs') === '1',
    insideUserNamespace: !/^\s*0\s+0\s+4294967295\s*$/.test(map),
    needs: sockets.kind === 'text' ? needsOf(sockets.text, found, firstFreePort(first)) : [],
  };
}

/** Of a host that does not tell, or tells something else, what Linux begins with. */
function firstFreePort(found: HostText): number {
  return found.kind === 'text' && /^\d+$/.test(found.text.trim()) ? Number(found.text) : 1024;
}

async function findByPort(run: Inspect): Promise<number | string> {
  const listed = await output(run, ['ss', '-H', '-l', '-u', '-n', '-p']);
  if (listed.kind === 'missing') return listed.why;
  return sdpProcess(listed.text) ?? 'no process is seen to hold UDP 15118 (seeing it needs root)';
}

function sections(text: string): readonly string[] {
  const at = text.indexOf('\n\n');
  const [command = '', ...map] = text.slice(at + 2).split('\n');
  return [text.slice(0, at), command, map.join('\n').trim()];
}
