import { readFileSync } from 'node:fs';

/**
 * Identity of this boot of this machine. Two processes with the same one share CLOCK_MONOTONIC, also across network
 * namespaces, so times between them need no synchronised clocks. An unknown identity is never equal to another.
 */
export function bootId(read: (file: string) => string = (file) => readFileSync(file, 'utf8')): string {
  try {
    // A time namespace shifts the monotonic clock: processes in different ones must not be compared.
    return `${read('/proc/sys/kernel/random/boot_id').trim()} ${read('/proc/self/timens_offsets').trim().replaceAll(/\s+/g, ' ')}`;
  } catch {
    return `unknown ${process.pid} ${process.hrtime.bigint()}`;
  }
}
