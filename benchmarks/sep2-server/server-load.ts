import { readFileSync } from 'node:fs';
import type { Sep2Request } from '../../src/transport/sep2/exchange.js';
import { createSep2Client } from '../../src/transport/sep2/sep2-client.js';
import type { Sep2Client, Sep2ClientOptions } from '../../src/transport/sep2/sep2-client-options.js';

/** What a load did, and what it cost the server. */
export interface LoadResult {
  readonly exchanges: number;
  readonly seconds: number;
  /** CPU of the server's process, s. */
  readonly cpuS: number;
  /** Times from sending to the end of the answer, ms, sorted. */
  readonly latenciesMs: readonly number[];
  readonly failures: number;
}

/** User and system time of a process, s (proc(5); the kernel counts in hundredths). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a process, MiB. */
export function residentMib(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

export interface Load {
  readonly pid: number;
  readonly options: Sep2ClientOptions;
  readonly request: Sep2Request;
  /** Requests a connection before it is closed; undefined: it stays. */
  readonly perConnection: number | undefined;
  readonly connections: number;
  readonly seconds: number;
}

/** Several gateways at once, each asking again as soon as it has its answer. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  let failures = 0;
  const clients = Array.from({ length: load.connections }, () => createSep2Client(load.options));
  if (load.perConnection === undefined) await Promise.all(clients.map((client) => client.request(load.request)));
  const cpuBefore = cpuSeconds(load.pid);
  const started = process.hrtime.bigint();
  const deadline = started + BigInt(load.seconds * 1e9);
  const one = async (client: Sep2Client) => {
    for (let count = 1; process.hrtime.bigint() < deadline; count++) {
      const sent = process.hrtime.bigint();
      try {
        const { status } = await client.request(load.request);
        if (status >= 400) failures++;
      } catch {
        failures++;
      }
      latenciesMs.push(Number(process.hrtime.bigint() - sent) / 1e6);
      if (load.perConnection !== undefined && count % load.perConnection === 0) await client.disconnect();
    }
  };
  await Promise.all(clients.map(one));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const cpuS = cpuSeconds(load.pid) - cpuBefore;
  await Promise.all(clients.map((client) => client.close()));
  latenciesMs.sort((a, b) => a - b);
  return { exchanges: latenciesMs.length, seconds, cpuS, latenciesMs, failures };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] as number;
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}
