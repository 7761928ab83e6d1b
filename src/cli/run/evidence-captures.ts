import { existsSync } from 'node:fs';
import { systemClock } from '../../base/clock.js';
import type { Bench } from '../../bench/bench.js';
import { type EvidenceCapture, startEvidenceCapture } from '../../probes/capture/evidence-capture.js';
import type { Recorder } from '../../record/events.js';
import type { EvidenceRegistry } from '../../record/evidence.js';
import { isoTime } from '../../record/iso-time.js';

interface Running {
  readonly name: string;
  readonly role: string;
  readonly capture: EvidenceCapture;
  readonly from: string;
}

/** The captures that run from the first to the last case, one for each interface of the bench. */
export class EvidenceCaptures {
  readonly #running: Running[] = [];

  constructor(
    private readonly evidence: EvidenceRegistry,
    private readonly recorder: Recorder,
  ) {}

  /** Starts them all. @throws PlumblineError PROBES-003 to PROBES-008 when one cannot run: no run without evidence */
  async start(bench: Bench): Promise<void> {
    for (const { role, name, namespace } of Object.values(bench.interfaces)) {
      const capture = await startEvidenceCapture({
        interface: name,
        file: this.evidence.pathFor(`${name}.pcap`),
        ...(namespace === undefined ? {} : { enter: ['ip', 'netns', 'exec', namespace] }),
      });
      this.#running.push({ name, role, capture, from: isoTime(systemClock.wallNs()) });
      this.recorder.record({
        type: 'instrument',
        id: `capture-${name}`,
        name: `${capture.argv[0] === 'ip' ? 'tcpdump' : (capture.argv[0] ?? 'capture')} on ${name} (${role})`,
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
        await this.evidence.adopt(`${name}.pcap`, {
          kind: 'capture',
          description: `all packets on ${name} (${role}), nanosecond time stamps`,
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
}
