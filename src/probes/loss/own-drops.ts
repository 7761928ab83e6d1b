import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Tables of the kernel that tell what sockets had no room for, by protocol. */
const tables = ['udp', 'udp6', 'raw', 'raw6', 'icmp', 'icmp6'] as const;

/**
 * Packets that reached this process' own UDP and ICMP sockets and found their queues full, since they were opened: the
 * process did not read fast enough. They arrived, and no program saw them. Undefined where the kernel does not tell (not
 * Linux).
 */
export function ownDrops(): number | undefined {
  try {
    const inodes = new Set(
      readdirSync('/proc/self/fd').flatMap((fd) => {
        const inode = /^socket:\[(\d+)\]$/.exec(linkOf(fd))?.[1];
        return inode === undefined ? [] : [inode];
      }),
    );
    return tables.reduce((sum, name) => sum + dropsIn(readFileSync(`/proc/self/net/${name}`, 'latin1'), inodes), 0);
  } catch {
    return undefined;
  }
}

function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    // The descriptor that listed the folder is gone by now.
    return '';
  }
}

/** Sum of the last column, `drops`, over the sockets with one of these inodes (proc(5), /proc/net/udp). */
export function dropsIn(table: string, inodes: ReadonlySet<string>): number {
  let sum = 0;
  for (const line of table.split('\n').slice(1)) {
    const words = line.trim().split(/\s+/);
    if (words.length >= 13 && inodes.has(words[9]!)) sum += Number(words[12]);
  }
  return sum;
}
