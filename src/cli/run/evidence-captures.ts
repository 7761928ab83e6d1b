import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { systemClock } from '../../base/clock.js';
import type { Bench } from '../../bench/bench.js';
import { type EvidenceCapture, startEvidenceCapture } from '../../probes/capture/evidence-capture.js';
import type { RunEvent } from '../../record/events.js';
import type { EvidenceRegistry } from '../../record/evidence.js';
import { isoTime } from '../../record/iso-time.js';
import type { Journal } from '../../record/journal.js';
import { annotateCapture } from './annotate-capture.js';
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

  constructor(
    private readonly evidence: EvidenceRegistry,
    private readonly recorder: Journal,
    private readonly secrets: EvidenceCaptureSecrets,
  ) {
    recorder.listen((event: RunEvent) => this.#cases.onEvent(event));
  }

  /** Starts them all. @throws PlumblineError PROBES-003 to PROBES-008 when one cannot run: no run without evidence */
  async start(bench: Bench): Promise<void> {
    for (const { role, name, namespace, through } of Object.values(bench.interfaces)) {
      const capture = await startEvidenceCapture({
        interface: name,
        file: this.evidence.pathFor(`${name}.pcap`),
        ...(namespace === undefined
          ? { enter: through, ...(through && { startTimeoutMs: remoteStartMs }) }
          : { enter: ['ip', 'netns', 'exec', namespace] }),
      });
      this.#running.push({ name, role, capture, from: isoTime(systemClock.wallNs()) });
      this.recorder.record({
        type: 'instrument',
        id: `capture-${name}`,
        name: `${capture.tool} on ${name} (${role})`,
        uncertainty: 'kernel time stamps at 1 ns resolution',
      });
    }
  }

  /** Ends them, registers the files, and says what was lost. */
  async stop(): Promise<void> {
    for (const { name, role, capture, from } of this.#running.splice(0)) {
      const end = await capture.stop().catch((error: unknown) => {
        this.recorder.record({
          type: 'warning',
          mark: 'anomaly',
          text: `the capture on ${name} ended early: ${String(error)}`,
        });
        return undefined;
      });
      if (existsSync(capture.file)) {
        const tool = capture.argv.find((word) => word === 'tcpdump' || word === 'dumpcap') ?? 'capture';
        const file = await this.#annotate({ name, role, tool, lost: end?.lost });
        await this.evidence.adopt(file, {
          kind: 'capture',
          description: `all packets on ${name} (${role}), nanosecond time stamps, a comment where each case begins`,
          from,
          to: isoTime(systemClock.wallNs()),
        });
      }
      if (end === undefined) continue;
      const lost = end.lost === undefined ? 'an unknown number of' : String(end.lost);
      if (end.lost === 0) {
        this.recorder.record({
          type: 'log',
          source: 'capture',
          level: 'info',
          text: `${name}: ${end.words.join('; ')}`,
        });
      } else {
        this.recorder.record({ type: 'warning', mark: 'anomaly', text: `the capture on ${name} lost ${lost} packets` });
      }
    }
  }

  /** Turns what the tool wrote into pcapng with names, secrets and cases; what cannot be turned stays as it is. */
  async #annotate(of: {
    readonly name: string;
    readonly role: string;
    readonly tool: string;
    readonly lost: number | undefined;
  }): Promise<string> {
    const [raw, annotated] = [`${of.name}.pcap`, `${of.name}.pcapng`];
    const { keylog, withhold } = this.secrets;
    try {
      const source = this.evidence.pathFor(raw);
      const { findings } = await annotateCapture(source, this.evidence.pathFor(annotated), {
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
      return annotated;
    } catch (error) {
      this.#warn(`the capture on ${of.name} stays without secrets and comments: ${String(error)}`);
      return raw;
    }
  }

  #warn(text: string): void {
    this.recorder.record({ type: 'warning', mark: 'anomaly', text });
  }
}
