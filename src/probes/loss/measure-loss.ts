import { join } from 'node:path';
import type { PlumblineError } from '../../base/errors.js';
import type { Measured } from '../measured.js';
import { endedWell, errorTold, probeArgv, type SpawnHere } from '../probe-process.js';
import { analyseLoss, type LossResult } from './analyse-loss.js';
import { analyseMulticast, type MulticastLoss } from './analyse-multicast.js';
import { captureTimes } from './capture-times.js';
import { type KernelCapture, startKernelCapture } from './kernel-capture.js';
import { lossMeasurements } from './loss-measurement.js';
import { isMulticast, type LossPlan, type LossPlanInput, lossPlan } from './loss-plan.js';
import { type ReflectorRecord, readReflectorRecord, readSenderRecord, type SenderRecord } from './loss-records.js';

export interface LossProbe {
  readonly plan: LossPlanInput;
  /** Runs a program at the near end of the path. */
  readonly near: SpawnHere;
  /** Runs a program at the far end; absent when a reflector (RFC 8762) runs there already, or for ICMPv6. */
  readonly far?: SpawnHere;
  /** Address, with zone where it is link-local, that the reflector binds to; default all addresses of the far end. */
  readonly farBind?: string;
  /**
   * Interfaces to capture at, for the kernel's times of every probe; `far` only where both ends are on this machine, so
   * that their stamps are of one clock.
   */
  readonly capture?: { readonly near: string; readonly far?: string };
  /** Folder for the records, which are the evidence; it exists. */
  readonly folder: string;
  /** How evidence is named in the record, relative to the run folder; default the file's path. */
  readonly evidenceName?: (file: string) => string;
  readonly onProgress?: (sent: number, of: number) => void;
}

export interface LossMeasured {
  readonly result: LossResult;
  /** With a group as target: what each of its members answered; `result` is about all answers together then. */
  readonly multicast?: MulticastLoss;
  /** The two ends' records: with the times of a capture (`captureTimes`) they can be set against each other again. */
  readonly sender: SenderRecord;
  readonly reflector: ReflectorRecord | undefined;
  /** One measurement a direction, for the judge. */
  readonly measurements: readonly Measured[];
  /** Records and captures written, absolute paths. */
  readonly files: readonly string[];
}

/**
 * Measures packet loss on a path, both directions told apart: reflector up at the far end, probes from the near end, both
 * in processes of their own, then the two records are set against each other.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-051 when nothing reflects, PROBES-052 when a process fails,
 * PROBES-053 for a bad record, PROBES-008 when a capture does not start, PROBES-010 and -011 for ICMPv6
 */
export async function measureLoss(probe: LossProbe): Promise<LossMeasured> {
  const plan = lossPlan(probe.plan);
  const name = `loss-${plan.path.replaceAll(/[^\w]+/g, '-')}-${plan.ssid}`;
  const file = (what: string) => join(probe.folder, `${name}-${what}`);
  const reflectorFile = file('reflector.json');
  const captures: KernelCapture[] = [];
  const reflector =
    plan.protocol === 'stamp'
      ? await probe.far?.(
          probeArgv('./reflector-main.js', import.meta.url, {
            bind: probe.farBind ?? (plan.host.includes(':') ? '::' : '0.0.0.0'),
            port: String(plan.port),
            out: reflectorFile,
          }),
          { name: `${name}-reflector`, ready: /^ready \d+/ },
        )
      : undefined;
  try {
    captures.push(...(await startCaptures(probe, plan, name, file)));
    await sendFrom(probe, plan, name, file('sender.json'), reflector === undefined);
  } finally {
    await Promise.all(captures.map((capture) => capture.stop()));
    await reflector?.stop();
  }
  const files = [
    file('sender.json'),
    ...(reflector === undefined ? [] : [reflectorFile]),
    ...captures.map((capture) => capture.file),
  ];
  const sender = readSenderRecord(file('sender.json'));
  const reflected = reflector === undefined ? undefined : readReflectorRecord(reflectorFile);
  const [near, far] = captures;
  const times = near === undefined ? undefined : await captureTimes(near.file, plan, far?.file);
  const result = analyseLoss(sender, reflected, times);
  const evidence = files.map((one) => probe.evidenceName?.(one) ?? one);
  return {
    result,
    ...(isMulticast(plan.host) ? { multicast: analyseMulticast(sender, reflected) } : {}),
    sender,
    reflector: reflected,
    measurements: lossMeasurements(result, evidence, sender.startedAt),
    files,
  };
}

async function startCaptures(
  probe: LossProbe,
  plan: LossPlan,
  name: string,
  file: (what: string) => string,
): Promise<readonly KernelCapture[]> {
  if (probe.capture === undefined || plan.protocol !== 'stamp' || isMulticast(plan.host)) return [];
  const { near, far } = probe.capture;
  const ends = [
    { spawn: probe.near, interface: near, what: 'near' },
    ...(far === undefined || probe.far === undefined ? [] : [{ spawn: probe.far, interface: far, what: 'far' }]),
  ];
  return Promise.all(
    ends.map(({ what, ...end }) =>
      startKernelCapture({ ...end, port: plan.port, file: file(`${what}.pcap`), name: `${name}-${what}-capture` }),
    ),
  );
}

async function sendFrom(probe: LossProbe, plan: LossPlan, name: string, out: string, alone: boolean): Promise<void> {
  let failure: PlumblineError | undefined;
  const sender = await probe.near(
    probeArgv('./sender-main.js', import.meta.url, {
      plan: JSON.stringify(plan),
      out,
      alone: alone ? 'yes' : 'no',
    }),
    {
      name: `${name}-sender`,
      onLine: (line) => {
        failure ??= errorTold(line);
        const sent = /^sent (\d+)$/.exec(line)?.[1];
        if (sent !== undefined) probe.onProgress?.(Number(sent), plan.count);
      },
    },
  );
  await endedWell(sender, () => failure);
}
