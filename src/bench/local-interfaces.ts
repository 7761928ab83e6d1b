import { PlumblineError } from '../base/errors.js';
import type { BenchInterface } from './capabilities/bench-interface.js';
import type { BenchConfig } from './file/bench-config.js';
import { runCommand } from './process/run-command.js';

interface AddressRow {
  readonly ifname?: string;
  readonly address?: string;
  readonly flags?: readonly string[];
  readonly addr_info?: readonly { readonly family: string; readonly local: string; readonly scope: string }[];
}

/**
 * The interfaces of a real bench as they are on this machine now.
 * @throws PlumblineError BENCH-012 for one that is not there, is down, or has no IPv6 link-local address where SDP needs it
 */
export async function findLocalInterfaces(config: BenchConfig): Promise<Readonly<Record<string, BenchInterface>>> {
  const found: Record<string, BenchInterface> = {};
  for (const [role, { device, peer }] of Object.entries(config.interfaces ?? {})) {
    const shown = await runCommand(['ip', '-j', 'address', 'show', 'dev', device]);
    if (shown.code !== 0) throw new PlumblineError('BENCH-012', { place: role, detail: `${device} does not exist` });
    const row = (JSON.parse(shown.stdout) as readonly AddressRow[]).find((entry) => entry.ifname === device);
    if (row?.flags?.includes('UP') !== true || !row.flags.includes('LOWER_UP')) {
      const what = row?.flags?.includes('UP') === true ? 'has no carrier' : 'is down';
      throw new PlumblineError('BENCH-012', { place: role, detail: `${device} ${what}` });
    }
    const linkLocal = row.addr_info?.find((entry) => entry.family === 'inet6' && entry.scope === 'link');
    const any = linkLocal ?? row.addr_info?.[0];
    // The power-line interface carries management messages only and needs no address.
    if (role !== 'power-line' && linkLocal === undefined) {
      throw new PlumblineError('BENCH-012', { place: role, detail: `${device} has no IPv6 link-local address` });
    }
    found[role] = {
      role,
      name: device,
      namespace: undefined,
      address: any?.local ?? '',
      mac: row.address ?? '',
      peerAddress: peer,
      peerNamespace: undefined,
    };
  }
  return found;
}
