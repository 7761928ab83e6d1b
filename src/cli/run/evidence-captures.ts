import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { systemClock } from '../../base/clock.js';
import type { Bench } from '../../bench/bench.js';
import type { CaptureRequest } from '../../probes/capture/capture-tool.js';
import { type EvidenceCapture, type EvidenceEnd, startEvidenceCapture } from '../../probes/capture/evidence-capture.js';
import type { LossInterval } from '../../probes/capture/loss-log.js';
import { readCaptureFile } from '../../probes/capture/read-capture-file.js';
import type { RunEvent } from '../../record/events.js';
import type { EvidenceRegistry } from '../../record/evidence.js';
import { isoTime } from '../../record/iso-time.js';
import type { Journal } from '../../record/journal.js';
import { annotateCapture } from './annotate-capture.js';
import { lossWarnings } from './capture-losses.js';
import { CaseComments } from './case-comments.js';

/** An emulated machine takes seconds to start a program. */
const remoteStartMs = 60_000;

interface Running {
  readonly name: string;
  readonly role: string;
  readonly capture: EvidenceCapture;
  readonly from: string;
}

export interface EvidenceCaptureSecrets {
  /** Key log of the run's TLS sessions; it may not exist. */
  readonly keylog: string;
  /** The site keeps the secrets to itself. */
  readonly withhold: boolean;
}

/** The captures that run from the first to the last case, one for each interface of the bench. */
export class EvidenceCaptures {
  readonly #running: Running[] = [];
  readonly #cases = new CaseComments();
  readonly #told = new Set<string>();

  constructor(
    private readonly evidence: EvidenceRegistry,
    private readonly recorder: Journal,
    private readonly secrets: EvidenceCaptureSecrets,
    private readonly tuning: Pick<CaptureRequest, 'bufferKib'> & { readonly watchMs?: number } = {},
  ) {
    recorder.listen((event: RunEvent) => this.#cases.onEvent(event));
  }

  /** Starts them all. @throws PlumblineError PROBES-003 to PROBES-008 when one cannot run: no run without evidence */
  async start(bench: Bench): Promise<void> {
    for (const { role, name: device, namespace, through } of Object.values(bench.interfaces)) {
      // In another machine a device may have the name of one here.
      const name = through === undefined ? device : role;
      const capture = await startEvidenceCapture({
        interface: device,
        file: this.evidence.pathFor(`${name}.pcap`),
        clock: systemClock,
        ...this.tuning,
        // In another machine a look at the counters is a program started there.
        ...(through === undefined ? {} : { watchMs: 0 }),
        onLoss: (loss) => this.#tell(name, loss),
        ...(namespace === undefined
          ? { enter: through, ...(through && { startTimeoutMs: remoteStartMs }) }
          : { enter: ['ip', 'netns', 'exec', namespace] }),
      });
      this.#running.push({ name, role, capture, from: isoTime(systemClock.wallNs()) });
      void capture.ended.then(({ error }) => {
        if (error === undefined) return;
        const text = `${name}: the capture ended by itself: ${error.message}`;
        this.recorder.record({ type: 'log', source: 'capture', level: 'error', text });
      });
      this.recorder.record({
        type: 'instrument',
        id: `capture-${name}`,
        name: `${capture.tool} on ${name} (${role})`,
        uncertainty: 'kernel time stamps at 1 ns resolution',
      });
    }
  }

  /** Ends them, registers the files, and says what was lost, when, and in which cases. */
  async stop(): Promise<void> {
    const running = this.#running.splice(0);
    const untilNs = systemClock.wallNs();
    // Together: each waits until the kernel has handed over what had come before.
    const ends = await Promise.all(running.map(({ capture }) => capture.stop()));
    for (const [index, { name, role, capture, from }] of running.entries()) {
      const end = ends[index]!;
      const kept = await this.#keep({ name, role, capture, from }, end);
      const warnings = lossWarnings({ name, end, written: kept, untilNs }, this.#cases);
      for (const warning of warnings) this.recorder.record(warning);
      if (warnings.length > 0) continue;
      this.recorder.record({
        type: 'log',
        source: 'capture',
        level: 'info',
        text: `${name}: ${end.words.join('; ')}`,
      });
    }
  }

  /** Keeps the file of a capture; the packets in it, undefined where that is not known. */
  async #keep({ name, role, capture, from }: Running, end: EvidenceEnd): Promise<number | undefined> {
    if (!existsSync(capture.file)) return 0;
    const { file, packets } = await this.#annotate({ name, role, tool: capture.tool, lost: end.lost });
    try {
      await this.evidence.adopt(file, {
        kind: 'capture',
        description: `all packets on ${name} (${role}), nanosecond time stamps, a comment where each case begins`,
        from,
        to: isoTime(end.endedNs),
      });
    } catch (error) {
      this.#warn(`the capture on ${name} could not be registered: ${String(error)}`);
    }
    return packets;
  }

  /** Turns what the tool wrote into pcapng with names, secrets and cases; what cannot be turned stays as it is. */
  async #annotate(of: {
    readonly name: string;
    readonly role: string;
    readonly tool: string;
    readonly lost: number | undefined;
  }): Promise<{ readonly file: string; readonly packets: number | undefined }> {
    const [raw, annotated] = [`${of.name}.pcap`, `${of.name}.pcapng`];
    const { keylog, withhold } = this.secrets;
    try {
      const source = this.evidence.pathFor(raw);
      const { findings, packets } = await annotateCapture(source, this.evidence.pathFor(annotated), {
        name: of.name,
        description: `${of.role} interface of the bench`,
        application: `plumbline with ${of.tool}`,
        remarks: withhold ? ['the site withholds the TLS secrets of this run'] : [],
        comments: this.#cases.comments(),
        keyLog: withhold ? undefined : keylog,
        lost: of.lost,
      });
      await rm(source);
      for (const finding of findings) this.#warn(`the capture on ${of.name} is damaged: ${finding}`);
      return { file: annotated, packets };
    } catch (error) {
      this.#warn(`the capture on ${of.name} stays without secrets and comments: ${String(error)}`);
      return { file: raw, packets: await countPackets(this.evidence.pathFor(raw)) };
    }
  }

  /** At once and once for each capture: whoever watches the run can still do something. The whole is told at the end. */
  #tell(name: string, { where, packets }: LossInterval): void {
    if (this.#told.has(`${where} ${name}`)) return;
    this.#told.add(`${where} ${name}`);
    const what = where === 'kernel' ? 'the capture loses packets' : 'the capture is not being written';
    this.recorder.record({
      type: 'log',
      source: 'capture',
      level: 'warn',
      text: `${name}: ${what} (${packets} so far)`,
    });
  }

  #warn(text: string): void {
    this.recorder.record({ type: 'warning', mark: 'anomaly', text });
  }
}

async function countPackets(file: string): Promise<number | undefined> {
  let packets = 0;
  try {
    for await (const items of readCaptureFile(file)) packets += items.filter(({ kind }) => kind === 'packet').length;
  } catch {
    return undefined;
  }
  return packets;
}
