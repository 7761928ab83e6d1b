import { join } from 'node:path';
import type { PlumblineError } from '../../base/errors.js';
import type { Measured } from '../measured.js';
import { endedWell, errorTold, probeArgv, type SpawnHere } from '../probe-process.js';
import { analyseLoss, type LossResult } from './analyse-loss.js';
import { lossMeasurements } from './loss-measurement.js';
import { type LossPlanInput, lossPlan } from './loss-plan.js';
import { type ReflectorRecord, readReflectorRecord, readSenderRecord, type SenderRecord } from './loss-records.js';

export interface LossProbe {
  readonly plan: LossPlanInput;
  /** Runs a program at the near end of the path. */
  readonly near: SpawnHere;
  /** Runs a program at the far end; absent when a reflector (RFC 8762) runs there already. */
  readonly far?: SpawnHere;
  /** Address, with zone where it is link-local, that the reflector binds to; default all addresses of the far end. */
  readonly farBind?: string;
  /** Folder for the two records, which are the evidence; it exists. */
  readonly folder: string;
  /** How evidence is named in the record, relative to the run folder; default the file's path. */
  readonly evidenceName?: (file: string) => string;
  readonly onProgress?: (sent: number, of: number) => void;
}

export interface LossMeasured {
  readonly result: LossResult;
  /** The two ends' records: with the times of a capture (`captureTimes`) they can be set against each other again. */
  readonly sender: SenderRecord;
  readonly reflector: ReflectorRecord | undefined;
  /** One measurement a direction, for the judge. */
  readonly measurements: readonly Measured[];
  /** The records written, absolute paths. */
  readonly files: readonly string[];
}

/**
 * Measures packet loss on a path, both directions told apart: reflector up at the far end, probes from the near end, both
 * in processes of their own, then the two records are set against each other.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-051 when nothing reflects, PROBES-052 when a process fails, PROBES-053 for a bad record
 */
export async function measureLoss(probe: LossProbe): Promise<LossMeasured> {
  const plan = lossPlan(probe.plan);
  const name = `loss-${plan.path.replaceAll(/[^\w]+/g, '-')}-${plan.ssid}`;
  const senderFile = join(probe.folder, `${name}-sender.json`);
  const reflectorFile = join(probe.folder, `${name}-reflector.json`);
  const reflector = await probe.far?.(
    probeArgv('./reflector-main.js', import.meta.url, {
      bind: probe.farBind ?? (plan.host.includes(':') ? '::' : '0.0.0.0'),
      port: String(plan.port),
      out: reflectorFile,
    }),
    { name: `${name}-reflector`, ready: /^ready \d+/ },
  );
  let failure: PlumblineError | undefined;
  try {
    const sender = await probe.near(
      probeArgv('./sender-main.js', import.meta.url, { plan: JSON.stringify(plan), out: senderFile }),
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
  } finally {
    await reflector?.stop();
  }
  const files = reflector === undefined ? [senderFile] : [senderFile, reflectorFile];
  const record = readSenderRecord(senderFile);
  const reflected = reflector === undefined ? undefined : readReflectorRecord(reflectorFile);
  const result = analyseLoss(record, reflected);
  const evidence = files.map((file) => probe.evidenceName?.(file) ?? file);
  return {
    result,
    sender: record,
    reflector: reflected,
    measurements: lossMeasurements(result, evidence, record.startedAt),
    files,
  };
}
