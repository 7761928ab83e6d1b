import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { executionId } from '../record/case-id.js';
import type { NewEvent } from '../record/events.js';
import { connectRecorder, type RecorderClient } from '../record/recorder-socket.js';

interface CaseFacts {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly area: string;
  readonly requirements: readonly string[];
}

function annotation(source: { annotations: readonly { type: string; description?: string }[] }, type: string) {
  return source.annotations.find((candidate) => candidate.type === type)?.description;
}

/**
 * Playwright Test schedules and isolates the cases; what they say goes to the record from the workers themselves. This
 * reporter adds what only the runner knows: a worker that died or never started, a case that was interrupted. Its five
 * statuses cannot carry our verdict, so it never derives one from them.
 */
export default class PlaywrightAdapter implements Reporter {
  #recorder: RecorderClient | undefined;
  readonly #ready: Promise<void>;

  constructor() {
    const path = process.env.PLUMBLINE_RECORDER;
    if (path === undefined) throw new Error('PLUMBLINE_RECORDER is not set: start the suites with plumbline run');
    this.#ready = connectRecorder(path).then((recorder) => {
      this.#recorder = recorder;
    });
  }

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    const count = suite.allTests().length;
    this.#record({ type: 'log', source: 'runner', level: 'info', text: `${count} cases selected` });
  }

  onError(error: TestError): void {
    const text = error.message ?? error.value ?? 'the test runner failed without a message';
    this.#record({ type: 'warning', text: `test runner: ${text}`, mark: 'anomaly', code: 'CLI-003' });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (annotation(result, 'verdict') !== undefined) return;
    const described = annotation(test, 'case');
    if (described === undefined) return;
    const facts = JSON.parse(described) as CaseFacts;
    const project = test.parent.project()?.name ?? '';
    const caseId = executionId(facts.id, project, result.retry);
    // The worker that should have closed the case is gone: without this the case would be missing from the record.
    if (annotation(result, 'started') === undefined) {
      this.#record({ type: 'case-started', caseId, catalogueId: facts.id, project, ...pick(facts) });
    }
    const message = result.error?.message ?? `the runner ended it as ${result.status}`;
    this.#record({
      type: 'case-ended',
      caseId,
      verdict: 'error',
      ending: result.status === 'timedOut' ? 'timed-out' : result.status === 'interrupted' ? 'stopped' : 'aborted',
      applicable: true,
      reason: stripColour(message).split('\n')[0] ?? 'no reason given',
      durationMs: result.duration,
    });
  }

  async onEnd(result: FullResult): Promise<void> {
    await this.#ready;
    this.#record({ type: 'log', source: 'runner', level: 'info', text: `runner ended: ${result.status}` });
    await this.#recorder?.flush();
    await this.#recorder?.close();
  }

  #record(event: NewEvent): void {
    if (this.#recorder !== undefined) this.#recorder.record(event);
    else void this.#ready.then(() => this.#recorder?.record(event));
  }
}

function pick({ title, purpose, area, requirements }: CaseFacts) {
  return { title, purpose, area, requirements };
}

function stripColour(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with the escape character
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
