import { readFileSync } from 'node:fs';

/** CPU time of a machine since its start, in ticks over all cores. */
export interface MachineCpu {
  readonly total: number;
  readonly idle: number;
  /** Taken by the hypervisor for others. */
  readonly steal: number;
}

/** Shares of the machine's CPU time between two readings, 0..1. */
export interface MachineUse {
  readonly busy: number;
  readonly steal: number;
}

/** First line of /proc/stat: user nice system idle iowait irq softirq steal (proc(5)). `undefined` for other text. */
export function parseMachineCpu(text: string): MachineCpu | undefined {
  const match = /^cpu\s+([\d ]+)/.exec(text);
  const ticks = match?.[1]?.trim().split(/\s+/).map(Number) ?? [];
  if (ticks.length < 8) return undefined;
  const [, , , idle = 0, iowait = 0, , , steal = 0] = ticks;
  // guest and guest_nice, the ninth and tenth, are within user and nice already.
  return { total: ticks.slice(0, 8).reduce((sum, one) => sum + one, 0), idle: idle + iowait, steal };
}

/** The machine of the harness. */
export function readMachineCpu(): MachineCpu | undefined {
  try {
    return parseMachineCpu(readFileSync('/proc/stat', 'utf8'));
  } catch {
    return undefined;
  }
}

export function machineUse(before: MachineCpu | undefined, after: MachineCpu | undefined): MachineUse | undefined {
  if (before === undefined || after === undefined || after.total <= before.total) return undefined;
  const total = after.total - before.total;
  return { busy: 1 - (after.idle - before.idle) / total, steal: (after.steal - before.steal) / total };
}
