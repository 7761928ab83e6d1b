import { readdirSync, readFileSync } from 'node:fs';

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** Start time in clock ticks since boot: with the pid it names a process for ever. */
  readonly startTime: string;
  readonly state: string;
}

/** One line of /proc/PID/stat (proc(5)); undefined when there is no such process. */
export function processStat(pid: number): ProcessStat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command name may hold spaces and brackets: fields count from the last bracket.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0] ?? '?', parent: Number(fields[1]), startTime: fields[19] ?? '' };
}

/** True while the process with this pid is the very one that started then: a reused pid is not it. */
export function isSameProcess(pid: number, startTime: string): boolean {
  const stat = processStat(pid);
  return stat !== undefined && stat.startTime === startTime && stat.state !== 'Z';
}

/** Direct and indirect children of a process, nearest first. */
export function descendants(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = processStat(Number(name));
    if (stat === undefined) continue;
    const siblings = children.get(stat.parent);
    if (siblings === undefined) children.set(stat.parent, [stat.pid]);
    else siblings.push(stat.pid);
  }
  const found: number[] = [];
  const queue = [root];
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    const own = children.get(pid) ?? [];
    found.push(...own);
    queue.push(...own);
  }
  return found;
}

/** Sends a signal; false when the process is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** SIGKILL to a process, its group when it leads one, and everything below it. */
export function killTree(root: number): void {
  const below = descendants(root);
  signalProcess(-root, 'SIGKILL');
  for (const pid of [root, ...below]) signalProcess(pid, 'SIGKILL');
}
