import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import type { BenchProcess } from '../../bench/process/bench-process.js';
import { dissectPacket } from '../../wire/net/dissect-packet.js';
import { IpReassembly } from '../../wire/net/ip-reassembly.js';
import { readCaptureFile } from '../capture/read-capture-file.js';
import { type KernelCapture, startKernelCapture } from '../loss/kernel-capture.js';
import { isMulticast } from '../loss/loss-plan.js';
import type { Measured } from '../measured.js';
import { probeArgv, type SpawnHere } from '../probe-process.js';
import { analyseCongestion, type CongestionResult } from './analyse-congestion.js';
import { announcementKey, decodeAnnouncement } from './announcement.js';
import { congestionMeasurements } from './congestion-measurement.js';
import { type CongestionPlan, type CongestionPlanInput, congestionPlan } from './congestion-plan.js';
import type { AnnouncerRecord, ListenerRecord } from './congestion-records.js';

export interface CongestionProbe {
  readonly plan: CongestionPlanInput;
  /** One for each node that vehicles announce from; they are shared out among them. */
  readonly nodes: readonly SpawnHere[];
  readonly listener: SpawnHere;
  /** Interfaces to capture at for the kernel's times; only with one node, on this machine. */
  readonly capture?: { readonly node: string; readonly listener: string };
  /** What this bench cannot show, for the report. */
  readonly caveats?: readonly string[];
  readonly folder: string;
  readonly evidenceName?: (file: string) => string;
}

export interface CongestionMeasured {
  readonly result: CongestionResult;
  readonly measurements: readonly Measured[];
  readonly files: readonly string[];
}

/**
 * Lets more and more simulated vehicles announce at once and measures what arrives.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-052 when a process ends early, PROBES-053 for a bad record
 */
export async function measureCongestion(probe: CongestionProbe): Promise<CongestionMeasured> {
  const plan = congestionPlan(probe.plan);
  const startedAt = new Date().toISOString();
  const mode: 'multicast' | 'unicast' = isMulticast(plan.host) ? 'multicast' : 'unicast';
  const name = `congestion-${mode}`;
  const file = (what: string) => join(probe.folder, `${name}-${what}`);
  const listener = await probe.listener(
    probeArgv('./listener-main.js', import.meta.url, { port: String(plan.port), out: file('listener.json') }),
    { name: `${name}-listener`, ready: /^ready/ },
  );
  const announcers: Announcer[] = [];
  const captures: KernelCapture[] = [];
  try {
    const { capture } = probe;
    const [only] = probe.nodes;
    if (capture !== undefined && only !== undefined && probe.nodes.length === 1) {
      const end = (what: string, spawn: SpawnHere, at: string) =>
        startKernelCapture({
          spawn,
          interface: at,
          port: plan.port,
          file: file(`${what}.pcap`),
          name: `${name}-${what}`,
        });
      captures.push(
        ...(await Promise.all([end('node', only, capture.node), end('listener', probe.listener, capture.listener)])),
      );
    }
    for (const [index, spawn] of probe.nodes.entries())
      announcers.push(await startAnnouncer(spawn, plan, index, probe.nodes.length, file(`node-${index}.json`), name));
    for (const level of plan.levels) await Promise.all(announcers.map((announcer) => announcer.run(level)));
    await Promise.all(announcers.map((announcer) => announcer.end()));
  } finally {
    await Promise.all(announcers.map(({ child }) => child.stop()));
    await Promise.all(captures.map((one) => one.stop()));
    await listener.stop();
  }
  const [near, far] = captures;
  const kernel =
    near === undefined || far === undefined
      ? undefined
      : { sent: await timesIn(near.file, plan.port), received: await timesIn(far.file, plan.port) };
  const records = announcers.map(({ out }) => readJson(out) as AnnouncerRecord);
  const result = analyseCongestion(plan, records, readJson(file('listener.json')) as ListenerRecord, kernel);
  const files = [file('listener.json'), ...announcers.map(({ out }) => out), ...captures.map((one) => one.file)];
  const evidence = files.map((one) => probe.evidenceName?.(one) ?? one);
  const context = { plan, mode, nodes: probe.nodes.length, caveats: probe.caveats ?? [], evidence, takenAt: startedAt };
  return { result, measurements: congestionMeasurements(result, context), files };
}

interface Announcer {
  readonly child: BenchProcess;
  readonly out: string;
  /** Runs the rounds of a level. */
  run(level: number): Promise<void>;
  end(): Promise<void>;
}

async function startAnnouncer(
  spawn: SpawnHere,
  plan: CongestionPlan,
  index: number,
  nodes: number,
  out: string,
  name: string,
): Promise<Announcer> {
  let done: ((level: number) => void) | undefined;
  const child = await spawn(
    probeArgv('./announcer-main.js', import.meta.url, {
      plan: JSON.stringify(plan),
      first: String(index + 1),
      step: String(nodes),
      out,
    }),
    {
      name: `${name}-node-${index}`,
      ready: /^ready/,
      stdin: 'pipe',
      onLine: (line) => {
        const level = /^done (\d+)$/.exec(line)?.[1];
        if (level !== undefined) done?.(Number(level));
      },
    },
  );
  const early = child.ended.then(({ code, signal }) => {
    throw new PlumblineError('PROBES-052', {
      place: child.name,
      detail: `ended early, ${signal ?? `exit code ${code}`}`,
    });
  });
  early.catch(() => undefined);
  return {
    child,
    out,
    run(level) {
      const finished = new Promise<void>((resolve) => {
        done = (which) => {
          if (which === level) resolve();
        };
      });
      child.write(`go ${level}\n`);
      return Promise.race([finished, early]);
    },
    async end() {
      child.write('end\n');
      await child.ended;
    },
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new PlumblineError('PROBES-053', { place: file, cause });
  }
}

/** When each announcement passed an interface; its first packet counts. */
async function timesIn(file: string, port: number): Promise<ReadonlyMap<number, bigint>> {
  const times = new Map<number, bigint>();
  const reassembly = new IpReassembly();
  for await (const items of readCaptureFile(file)) {
    for (const item of items) {
      if (item.kind !== 'packet' || item.timestampNs === undefined) continue;
      const { transport } = dissectPacket(item.linkType, item.data, reassembly, item.timestampNs);
      if (transport?.kind !== 'udp' || transport.destinationPort !== port) continue;
      const announcement = decodeAnnouncement(transport.payload);
      if (announcement === undefined) continue;
      const key = announcementKey(announcement);
      if (!times.has(key)) times.set(key, item.timestampNs);
    }
  }
  return times;
}
