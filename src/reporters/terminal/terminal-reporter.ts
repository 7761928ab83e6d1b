import { type Clock, systemClock } from '../../base/clock.js';
import type { CaseEnded, CaseStarted, Judged, Observed } from '../../record/events.js';
import type { SealedEvent } from '../../record/journal-line.js';
import { duration } from '../format.js';
import type { FinishedRun, Reporter } from '../reporter.js';
import { shownVerdict } from '../verdict-style.js';
import { abilitiesOf, cut, harmless, indented, Paint, type TerminalAbilities, type TerminalStream } from './ansi.js';
import { LiveArea } from './live-area.js';
import { summaryLines } from './summary.js';

export interface TerminalOptions {
  readonly stream: TerminalStream;
  readonly environment: NodeJS.ProcessEnv;
  readonly clock?: Clock;
}

interface Running {
  readonly started: CaseStarted;
  readonly notable: (Observed | Judged)[];
  step: string;
  exchanges: number;
}

/** Shows the run as it happens: a line for each finished case, the running step below, the tables at the end. */
export function terminalReporter(options: TerminalOptions): Reporter {
  return new TerminalReporter(options);
}

class TerminalReporter implements Reporter {
  readonly name = 'terminal';
  readonly #abilities: TerminalAbilities;
  readonly #paint: Paint;
  readonly #live: LiveArea;
  readonly #clock: Clock;
  readonly #stream: TerminalStream;
  readonly #running = new Map<string, Running>();
  #planned = 0;
  #done = 0;
  #bad = 0;
  #startedNs: bigint;
  #area = '';

  constructor({ stream, environment, clock = systemClock }: TerminalOptions) {
    this.#stream = stream;
    this.#clock = clock;
    this.#startedNs = clock.monotonicNs();
    this.#abilities = abilitiesOf(stream, environment);
    this.#paint = new Paint(this.#abilities);
    this.#live = new LiveArea(stream, this.#abilities.live, clock, () => this.#status());
  }

  onEvent(event: SealedEvent): void {
    switch (event.type) {
      case 'run-started':
        this.#planned = event.plannedCases ?? 0;
        this.#startedNs = this.#clock.monotonicNs();
        this.#print('', this.#paint.bold(harmless(event.title)), this.#paint.dim(`run ${event.runId}`), '');
        break;
      case 'case-started':
        this.#running.set(event.caseId, { started: event, notable: [], step: '', exchanges: 0 });
        break;
      case 'step':
        this.#update(event.caseId, (running) => {
          running.step = event.title;
        });
        break;
      case 'exchange':
        this.#update(event.caseId, (running) => {
          running.exchanges += 1;
        });
        break;
      case 'observation':
        // What held on the way to the starting state says nothing about the case.
        if (event.verdict !== 'none') this.#update(event.caseId, (running) => running.notable.push(event));
        break;
      case 'judgement':
        this.#update(event.caseId, (running) => running.notable.push(event));
        break;
      case 'case-ended':
        this.#ended(event);
        break;
      case 'warning':
        this.#print(`  ${this.#paint.like('inconc', event.mark ?? 'warning')} ${harmless(event.text)}`);
        break;
      case 'run-ended':
        this.#live.stop();
        break;
      default:
    }
    this.#live.draw();
  }

  onEnd({ results, folder }: FinishedRun): void {
    this.#live.stop();
    this.#print(...summaryLines(results, folder, this.#paint, this.#abilities));
  }

  #update(caseId: string | undefined, change: (running: Running) => void): void {
    const running = caseId === undefined ? undefined : this.#running.get(caseId);
    if (running !== undefined) change(running);
  }

  #ended(event: CaseEnded): void {
    const running = this.#running.get(event.caseId);
    this.#running.delete(event.caseId);
    this.#done += 1;
    const verdict = shownVerdict(event);
    if (event.applicable && event.verdict !== 'pass') this.#bad += 1;
    const lines: string[] = [];
    if (running !== undefined && running.started.area !== this.#area) {
      this.#area = running.started.area;
      lines.push(this.#paint.bold(harmless(this.#area)));
    }
    const time = duration(event.durationMs).padStart(9);
    const title = harmless(`${running?.started.catalogueId ?? event.caseId}  ${running?.started.title ?? ''}`);
    const room = this.#abilities.width - 30;
    lines.push(`  ${this.#paint.verdict(verdict, 14)} ${cut(title, room).padEnd(room)} ${this.#paint.dim(time)}`);
    const { width } = this.#abilities;
    if (verdict !== 'pass') {
      lines.push(...indented(event.reason, 19, width).map((line) => this.#paint.like(verdict, line)));
    }
    for (const sub of running?.notable ?? []) {
      const line = subResult(sub);
      if (line !== undefined && (verdict === 'pass' || !event.reason.includes(line.text))) {
        const [first = '', ...rest] = indented(line.text, 21, width).map((part) => this.#paint.dim(part.trimStart()));
        lines.push(`${' '.repeat(19)}${this.#paint.icon(line.verdict)} ${first}`);
        lines.push(...rest.map((part) => `${' '.repeat(21)}${part}`));
      }
    }
    this.#print(...lines);
  }

  #print(...lines: readonly string[]): void {
    this.#live.erase();
    for (const line of lines) this.#stream.write(`${line}\n`);
  }

  /** The lines below the last case: progress, and what each running case is doing. */
  #status(): readonly string[] {
    const { width, unicode } = this.#abilities;
    const elapsed = duration(Number((this.#clock.monotonicNs() - this.#startedNs) / 1_000_000_000n) * 1000);
    const total = Math.max(this.#planned, this.#done + this.#running.size);
    const cells = 24;
    const full = total === 0 ? 0 : Math.round((cells * this.#done) / total);
    const bar = (unicode ? '━' : '=').repeat(full) + this.#paint.dim((unicode ? '─' : '-').repeat(cells - full));
    const bad = this.#bad === 0 ? '' : `, ${this.#paint.like('fail', `${this.#bad} not passed`)}`;
    const lines = [`  ${bar} ${this.#done} of ${total}${bad}  ${this.#paint.dim(elapsed)}`];
    for (const running of [...this.#running.values()].slice(0, 3)) {
      const doing = running.step === '' ? running.started.title : running.step;
      const messages = running.exchanges === 0 ? '' : ` (${running.exchanges} messages)`;
      const text = harmless(`${running.started.caseId}: ${doing}${messages}`);
      lines.push(`  ${unicode ? '▸' : '>'} ${this.#paint.dim(cut(text, width - 6))}`);
    }
    return lines;
  }
}

/** Measured values are always worth a line; observations only when they are not a pass. */
function subResult(event: Observed | Judged): { verdict: Observed['verdict']; text: string } | undefined {
  if (event.type === 'observation') {
    if (event.verdict === 'pass') return undefined;
    const seen = event.observed === undefined ? '' : ` (observed: ${event.observed})`;
    return { verdict: event.verdict, text: `${event.text}${seen}` };
  }
  const { judgement } = event;
  return { verdict: judgement.verdict, text: judgement.reason };
}
