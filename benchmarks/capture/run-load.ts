import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { systemClock } from '../../src/base/clock.js';
import { mustRun } from '../../src/bench/process/run-command.js';
import { type CaptureCounters, parseCaptureCounters } from '../../src/probes/capture/capture-statistics.js';
import { startEvidenceCapture } from '../../src/probes/capture/evidence-capture.js';
import { readCaptureFile } from '../../src/probes/capture/read-capture-file.js';

export interface Load {
  readonly name: string;
  /** Bytes of a frame without its check sequence. */
  readonly frameBytes: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** `product`: the evidence capture of a run; the others with their own defaults. */
export type Captor = 'product' | 'tcpdump' | 'dumpcap';

export interface LoadResult {
  /** Frames that the generator sent and the medium carried. */
  readonly delivered: number;
  /** Frames that the medium refused or dropped before the interface: no capture can see them. */
  readonly notDelivered: number;
  /** Reached rate over the wanted one. */
  readonly rateReached: number;
  /** Packets that the file holds. */
  readonly written: number;
  /** Losses that the capture tells. */
  readonly told: number;
  /** `delivered - written - told`: lost in silence. */
  readonly unaccounted: number;
}

interface Sent {
  readonly sent: number;
  readonly refused: number;
  readonly seconds: number;
}

interface Stopped {
  readonly counters: CaptureCounters;
  readonly lost: number;
}

export const sender = { namespace: 'load', device: 'load0' } as const;
export const watcher = { namespace: 'watch', device: 'watch0' } as const;
/** Only the generator's packets: the kernel's own chatter on a fresh link is none of the load. */
const filter = 'udp port 9';
/** Longest time after which the tools' blocks go to the tool by themselves (1 s in tcpdump), with room, ms. */
const settleMs = 1500;

/** One load against one way to capture. */
export async function runLoad(flood: string, load: Load, captor: Captor, file: string): Promise<LoadResult> {
  const stop = captor === 'product' ? await product(file) : await bare(captor, file);
  const before = await carried();
  const argv = [flood, sender.device, load.frameBytes, load.perSecond, load.seconds].map(String);
  const { sent, refused, seconds } = JSON.parse(await mustRun(inside(sender.namespace, argv))) as Sent;
  const after = await carried();
  const { lost } = await stop();
  let written = 0;
  for await (const items of readCaptureFile(file)) for (const { kind } of items) if (kind === 'packet') written++;
  await rm(file);
  const dropped = after.dropped - before.dropped;
  const delivered = sent - dropped;
  return {
    delivered,
    notDelivered: refused + dropped,
    rateReached: sent / seconds / load.perSecond,
    written,
    told: lost,
    unaccounted: delivered - written - lost,
  };
}

export function inside(namespace: string, argv: readonly string[]): readonly string[] {
  return ['ip', 'netns', 'exec', namespace, ...argv];
}

/** What the sender's device took on, and what of it it dropped on the way to its peer. */
async function carried(): Promise<{ readonly dropped: number }> {
  const path = `/sys/class/net/${sender.device}/statistics/tx_dropped`;
  return { dropped: Number(await mustRun(inside(sender.namespace, ['cat', path]))) };
}

async function product(file: string): Promise<() => Promise<Stopped>> {
  const enter = ['ip', 'netns', 'exec', watcher.namespace];
  const capture = await startEvidenceCapture({ interface: watcher.device, enter, file, filter, clock: systemClock });
  return async () => {
    const { counters, lost = 0 } = await capture.stop();
    return { counters, lost };
  };
}

async function bare(tool: 'tcpdump' | 'dumpcap', file: string): Promise<() => Promise<Stopped>> {
  const root = process.getuid?.() === 0 && tool === 'tcpdump' ? ['-Z', 'root'] : [];
  const filtered = tool === 'tcpdump' ? [filter] : ['-f', filter];
  const argv = [tool, '-i', watcher.device, ...root, '-w', file, ...filtered];
  const [program = '', ...rest] = inside(watcher.namespace, argv);
  const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  const words: string[] = [];
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      words.push(line);
      if (/listening on|^File: /.test(line)) resolve();
    });
    void closed.then(() => reject(new Error(words.join(' | '))));
  });
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    child.kill('SIGINT');
    await closed;
    const counters = parseCaptureCounters(words);
    const { droppedByKernel = 0, droppedByInterface = 0, droppedByTool = 0 } = counters;
    return { counters, lost: droppedByKernel + droppedByInterface + droppedByTool };
  };
}
