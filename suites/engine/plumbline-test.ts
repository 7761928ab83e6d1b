import { test as base, type TestInfo } from '@playwright/test';
import type { Ending } from '../../src/judge/verdict.js';
import { executionId } from '../../src/record/case-id.js';
import { isCollected } from './case-collector.js';
import { type CaseDefinition, tagsOf } from './case-definition.js';
import { CaseRun, CaseStopped } from './case-run.js';
import { type Harness, openHarness } from './harness.js';
import type { Variant } from './variant.js';
import type { Wire } from './wire-watch.js';

interface WorkerFixtures {
  readonly variant: Variant;
  readonly harness: Harness;
}

interface CaseFixtures {
  readonly run: CaseRun;
}

const openHarnessMs = 300_000;
/** How long the capture may lag behind the sockets, ms. */
const captureLagMs = 3000;
const noVariant: Variant = { mode: 'none', security: 'none', pics: {}, gateway: 'default' };

/** How a case ended when Playwright ended it. */
const endings: Readonly<Record<string, Ending>> = { timedOut: 'timed-out', interrupted: 'stopped' };

function definitionOf(info: TestInfo): CaseDefinition {
  const text = info.annotations.find((annotation) => annotation.type === 'case')?.description;
  if (text === undefined) throw new Error(`${info.title} was not declared with declareCase`);
  return JSON.parse(text) as CaseDefinition;
}

/** Playwright Test with the fixtures of plumbline: the bench, the record, and the case that is running. */
export const plumblineTest = base.extend<CaseFixtures, WorkerFixtures>({
  variant: [noVariant, { option: true, scope: 'worker' }],
  harness: [
    async ({ variant }, use, info) => {
      const harness = await openHarness(variant, info.project.name);
      await use(harness);
      await harness.close();
    },
    // A gateway on an emulated machine takes a minute and more to start; no case waits for it on its own time.
    { scope: 'worker', timeout: openHarnessMs },
  ],
  run: async ({ harness }, use, info) => {
    const definition = definitionOf(info);
    const caseId = executionId(definition.id, info.project.name, info.retry);
    const run = new CaseRun(caseId, definition, harness.recorder, harness.specRows, harness);
    const started = process.hrtime.bigint();
    run.record({
      type: 'case-started',
      caseId,
      catalogueId: definition.id,
      title: definition.title,
      purpose: definition.purpose,
      area: definition.area,
      requirements: definition.requirements,
      clause: definition.clause,
      tags: tagsOf(definition),
      project: info.project.name,
      ...(definition.maturity === undefined ? {} : { maturity: definition.maturity }),
      ...(definition.pics === undefined ? {} : { pics: definition.pics }),
    });
    info.annotations.push({ type: 'started' });
    await use(run);
    // Runs also when Playwright gave up on the body, so that every case that began has an end in the record.
    const durationMs = Number((process.hrtime.bigint() - started) / 1_000_000n);
    if (info.status === 'timedOut') run.error(`the case did not end within ${info.timeout / 1000} s`);
    if (!run.closed) run.end(endings[info.status ?? 'passed'] ?? 'finished', durationMs);
    info.annotations.push({ type: 'verdict', description: run.verdict });
    await harness.recorder.flush();
  },
});

/** A case that did not pass, as Playwright understands it; the verdict itself is in the record. */
class NotPassed extends Error {
  constructor(run: CaseRun) {
    super(`${run.verdict}: ${run.reason}`);
    this.name = 'NotPassed';
  }
}

/** What the body of a case gets. */
export interface CaseContext {
  readonly harness: Harness;
  readonly run: CaseRun;
  readonly info: TestInfo;
}

/** How a case is declared to Playwright: its tags, and its definition as an annotation that the list and the fixtures read. */
export function caseDetails(definition: CaseDefinition) {
  return {
    tag: tagsOf(definition),
    annotation: { type: 'case', description: JSON.stringify(definition) },
  };
}

/** Declares a case to Playwright; `body` gets the harness and the run, and observes. */
export function declareCase(definition: CaseDefinition, body: (context: CaseContext) => Promise<void>): void {
  if (isCollected({ definition, body })) return;
  plumblineTest(`${definition.id} ${definition.title}`, caseDetails(definition), async ({ harness, run }, info) => {
    await carryOut(definition, { harness, run, info }, () => body({ harness, run, info }));
  });
}

/** Carries out a case where its PICS say that it applies. @throws NotPassed, so that Playwright counts it as failed */
export async function carryOut(
  definition: CaseDefinition,
  { harness, run, info }: CaseContext,
  body: () => Promise<void>,
): Promise<void> {
  const applicability = harness.applicability(definition.pics, definition.brings);
  if (applicability.kind === 'excluded') {
    run.notApplicable(applicability.reason);
    info.skip(true, applicability.reason);
    return;
  }
  if (applicability.kind === 'error') run.error(applicability.reason);
  else {
    const before = harness.wire.count;
    await runBody(run, body);
    await runBody(run, () => lookAtGateway(harness, run));
    await runBody(run, () => lookAtCapture(harness, run, before));
  }
  if (run.verdict !== 'pass') throw new NotPassed(run);
}

/** A gateway that died of a case is a finding of that case, also where its silence was what the case waited for. */
async function lookAtGateway({ bench }: Harness, run: CaseRun): Promise<void> {
  if (!bench.offers('gateway')) return;
  const gateway = bench.capability('gateway');
  // Asking a service over the network after each case would cost more than it tells.
  if (gateway.driver !== 'process') return;
  const { crash } = await gateway.state();
  if (crash === undefined) return;
  run.observe(false, { text: 'the gateway goes on running', expected: 'a running process', observed: crash });
}

/** What the vehicle says that it saw and the capture does not show, in both directions, is no evidence. */
async function lookAtCapture({ wire }: Harness, run: CaseRun, before: Wire['count']): Promise<void> {
  if (run.verdict !== 'pass' || !run.hasSpoken) return;
  const seen = () => (wire.count.sent > before.sent && wire.count.received > before.received ? true : undefined);
  if ((await wire.until(seen, captureLagMs)) === true) return;
  run.inconclusive('the capture does not show what the vehicle and the SECC said to each other in this case');
}

async function runBody(run: CaseRun, body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    if (error instanceof CaseStopped) return;
    run.error(error instanceof Error ? error.toString() : String(error));
  }
}
