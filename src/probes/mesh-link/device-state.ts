import type { DeviceState, Parsed } from './observations.js';
import { Findings } from './tool-text.js';

/** Files of /sys/class/net/IF that {@link parseDeviceState} reads; `master` is a link and printed by readlink. */
export const deviceFiles = ['operstate', 'flags', 'mtu', 'address'] as const;

/**
 * What `grep -H . /sys/class/net/IF/{operstate,flags,mtu,address}` prints, with the target of `master` behind it as a line
 * `master:TARGET` where there is one.
 */
export function parseDeviceState(text: string, name: string, command: string): Parsed<DeviceState | undefined> {
  const findings = new Findings(command);
  const values = new Map<string, string>();
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const match = /^(?:.*\/)?(\w+):(.*)$/.exec(line.trim());
    if (match === null) findings.add(i + 1, line, 'is not FILE:VALUE of sysfs');
    else values.set(match[1]!, match[2]!.trim());
  }
  if (values.size === 0) return findings.with(undefined);
  const flags = Number(values.get('flags') ?? Number.NaN);
  return findings.with({
    name,
    // IFF_UP is bit 0.
    up: Number.isInteger(flags) && (flags & 1) === 1,
    operState: values.get('operstate'),
    mtu: values.has('mtu') ? Number(values.get('mtu')) : undefined,
    mac: values.get('address')?.toLowerCase(),
    master: values.get('master')?.split('/').at(-1),
  });
}
