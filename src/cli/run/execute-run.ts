import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pkiP521 } from '../../../suites/engine/harness.js';
import { pkiEd448 } from '../../../suites/engine/pki-ed448.js';
import { runEnvironmentVariables } from '../../../suites/engine/run-environment.js';
import { PlumblineError } from '../../base/errors.js';
import type { Bench } from '../../bench/bench.js';
import { type LoadedBenchFile, loadBenchFile } from '../../bench/file/load-bench-file.js';
import { openBench } from '../../bench/open-bench.js';
import { insidePrivateNamespaces } from '../../bench/private-namespaces.js';
import { type Task, TaskStack } from '../../bench/tasks.js';
import { picsProblems } from '../../judge/pics/pics-table.js';
import type { Ending } from '../../judge/verdict.js';
import { mintLabPki } from '../../pki/lab-pki.js';
import { writeLabPki } from '../../pki/write-lab-pki.js';
import { type RecorderServer, serveRecorder } from '../../record/recorder-server.js';
import { runFiles } from '../../record/run-folder.js';
import { loadSigner } from '../../reporters/signature/signer.js';
import { faultNames, type SeededFault } from '../faults/seeded-fault.js';
import { loadPicsTable } from '../pics/load-pics-table.js';
import { benchEvents } from './bench-events.js';
import { type EvidenceCaptureSecrets, EvidenceCaptures } from './evidence-captures.js';
import { keepDemoRoot, keepLogs, keepRunnerLog, keepSecrets } from './evidence-files.js';
import { loadExpected } from './expected-file.js';
import { type FinishedRun, finishRun } from './finish-run.js';
import { type OpenRecord, openRecord } from './open-record.js';
import { listsFor, loadRequirementLists } from './requirement-lists.js';
import { type LoadedPics, loadPics, loadSpecTable } from './run-inputs.js';
import type { RunRequest } from './run-request.js';
import { seedGateway } from './seed-gateway.js';
import { seedInverter } from './seed-inverter.js';
import { countExecutions, selectCases } from './select-cases.js';
import { startSuites } from './suite-process.js';

export interface RunOutcome extends FinishedRun {
  readonly folder: string;
}

/** How a run came to its end, for the record. */
interface RunEnd {
  ending: Ending;
  reason?: string;
}

/** Files of a run that are gone when it has ended. */
interface WorkFolder {
  readonly path: string;
  readonly pki: string;
  readonly bench: string;
  readonly keylog: string;
  readonly runnerLog: string;
}

/**
 * The whole main job: bench up, captures on, suites run, record closed, reports written and signed. What was set up is
 * taken down in reverse order, whatever happens; a run that fails half-way still gets its reports, which say so.
 * @throws PlumblineError for inputs that cannot be used, before anything is started
 */
export async function executeRun(request: RunRequest): Promise<RunOutcome> {
  const benchFile = loadBenchFile(request.bench);
  const specTable = loadSpecTable(request.specTable);
  const pics = withTrials(checkedPics(request.pics), request.trials);
  const expected = request.expected === undefined ? undefined : loadExpected(request.expected);
  const work = makeWorkFolder();
  try {
    // The runner lists the cases on one core while keys are made on another.
    const [cases] = await Promise.all([selectCases(request), mintPkis(work)]);
    const signer =
      request.signing === undefined
        ? loadSigner(join(work.pki, 'report-signing.key.pem'), join(work.pki, 'report-signing.chain.pem'), {
            demo: true,
          })
        : loadSigner(request.signing.key, request.signing.chain);
    const plannedCases = countExecutions(cases);
    const requirements = listsFor(loadRequirementLists(), cases);
    const record = openRecord({ request, benchFile, specTable, pics, signer, plannedCases, requirements, expected });
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    if (signer.demo) await keepDemoRoot(record.evidence, work.pki);
    const end = await withBench(request, seededBench(benchFile, request, work), record, work, pics.values);
    delay.disable();
    const eventLoopDelayMs = { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
    record.journal.append({ type: 'run-ended', ...end, eventLoopDelayMs });
    return { folder: record.folder, ...(await finishRun(record)) };
  } finally {
    rmSync(work.path, { recursive: true, force: true });
  }
}

async function mintPkis(work: WorkFolder): Promise<void> {
  await writeLabPki(await mintLabPki(), work.pki);
  // ISO 15118-20 asks for P-521, and for Ed448 where a station is set to it.
  await writeLabPki(await mintLabPki({ curve: 'P-521' }), pkiP521(work.pki));
  await writeLabPki(await mintLabPki({ curve: 'Ed448' }), pkiEd448(work.pki));
}

/** The bench file with the faults of the request in the configurations of its gateway. */
function seededBench(benchFile: LoadedBenchFile, { faults }: RunRequest, work: WorkFolder): LoadedBenchFile {
  const names = faultNames(faults, 'gateway');
  if (names.length === 0) return benchFile;
  const seeded = seedGateway(benchFile, join(work.path, 'seeded'));
  seeded.seed(names);
  return seeded.benchFile;
}

/** A slip in a name would leave a case without its value, and nobody would notice. @throws PlumblineError SUITES-002 */
function checkedPics(file: string): LoadedPics {
  const pics = loadPics(file);
  const problems = picsProblems(pics.values, loadPicsTable());
  if (problems.length > 0)
    throw new PlumblineError('SUITES-002', { place: file, detail: `\n  ${problems.join('\n  ')}` });
  return pics;
}

function withTrials(pics: LoadedPics, trials: number | undefined): LoadedPics {
  return trials === undefined ? pics : { ...pics, values: { ...pics.values, PIXIT_PLUMBLINE_StopTrials: trials } };
}

function makeWorkFolder(): WorkFolder {
  // Inside private namespaces it lies in their memory: after a kill no key is left either.
  const path = mkdtempSync(join(insidePrivateNamespaces() ? '/run/plumbline' : tmpdir(), 'plumbline-'));
  const bench = join(path, 'bench');
  mkdirSync(join(bench, 'gateway'), { recursive: true });
  return { path, bench, pki: join(path, 'pki'), keylog: join(path, 'tls.keylog'), runnerLog: join(path, 'runner.log') };
}

async function withBench(
  request: RunRequest,
  benchFile: LoadedBenchFile,
  record: OpenRecord,
  work: WorkFolder,
  pics: object,
): Promise<RunEnd> {
  const end: RunEnd = { ending: 'finished' };
  const stack = new TaskStack();
  const setUp: { bench?: Bench } = {};
  const socket = join(work.path, 'recorder.sock');
  const stopper = onSignals((signal) => {
    end.ending = 'stopped';
    end.reason = `stopped by ${signal}`;
  });
  try {
    await stack.setUp([
      recorderTask(record, socket),
      benchTask(benchFile, { record, work, faults: request.faults }, (bench) => {
        setUp.bench = bench;
      }),
      captureTask(record, { keylog: work.keylog, withhold: request.withholdSecrets }, () => setUp.bench!),
    ]);
    await runSuites(request, record, setUp.bench!, { work, socket, pics, stopper });
  } catch (error) {
    end.ending = 'aborted';
    end.reason = error instanceof Error ? error.message : String(error);
    record.warn(
      error instanceof PlumblineError ? error.toString() : end.reason,
      error instanceof PlumblineError ? error.code : undefined,
    );
  } finally {
    stopper.release();
    for (const { title, error } of await stack.tearDown()) record.warn(`taking down ${title}: ${String(error)}`);
  }
  await keepLogs(record.evidence, join(work.bench, 'logs'));
  await keepRunnerLog(record.evidence, work.runnerLog);
  await keepSecrets(record.evidence, work.keylog, request.withholdSecrets);
  return end;
}

function recorderTask({ journal }: OpenRecord, path: string): Task {
  let server: RecorderServer | undefined;
  return {
    title: 'recorder',
    setUp: async () => {
      server = await serveRecorder({ path, journal });
    },
    tearDown: async () => server?.close(),
  };
}

function benchTask(
  file: LoadedBenchFile,
  { record, work, faults }: { record: OpenRecord; work: WorkFolder; faults: readonly SeededFault[] },
  give: (bench: Bench) => void,
): Task {
  let bench: Bench | undefined;
  return {
    title: 'bench',
    setUp: async () => {
      // Minted beforehand, because the report's signing key is needed before the bench is up; the bench takes it from here.
      cpSync(work.pki, join(work.bench, 'pki'), { recursive: true });
      cpSync(pkiP521(work.pki), pkiP521(join(work.bench, 'pki')), { recursive: true });
      cpSync(pkiEd448(work.pki), pkiEd448(join(work.bench, 'pki')), { recursive: true });
      bench = await openBench(file, {
        folder: work.bench,
        writable: [join(record.folder, runFiles.evidence)],
        onStep: (text) => record.journal.append({ type: 'log', source: 'bench', level: 'info', text }),
      });
      for (const event of benchEvents(bench)) record.journal.append(event);
      if (faults.length > 0) await seedInverter(bench, faults);
      give(bench);
    },
    tearDown: async () => bench?.close(),
  };
}

function captureTask(record: OpenRecord, secrets: EvidenceCaptureSecrets, bench: () => Bench): Task {
  const captures = new EvidenceCaptures(record.evidence, record.journal, secrets);
  return { title: 'captures', setUp: () => captures.start(bench()), tearDown: () => captures.stop() };
}

interface SuiteSurroundings {
  readonly work: WorkFolder;
  readonly socket: string;
  readonly pics: object;
  readonly stopper: Stopper;
}

async function runSuites(
  request: RunRequest,
  record: OpenRecord,
  bench: Bench,
  around: SuiteSurroundings,
): Promise<void> {
  const { work, socket, pics, stopper } = around;
  const picsFile = join(work.path, 'pics.json');
  writeFileSync(picsFile, JSON.stringify(pics));
  // The vehicle's end of the mesh is where the cases run.
  const namespace = bench.interfaces['mesh']?.namespace;
  const suites = startSuites(request, {
    enter: namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace],
    log: work.runnerLog,
    environment: {
      ...runEnvironmentVariables({
        recorder: socket,
        bench: bench.stateFile,
        specTable: request.specTable,
        pics: picsFile,
        evidence: join(record.folder, runFiles.evidence),
        pki: work.pki,
        keylog: work.keylog,
        serverFaults: faultNames(request.faults, 'server').join(','),
        vehicleFaults: faultNames(request.faults, 'vehicle').join(','),
        stopAtFailure: '',
        profile: request.profile,
      }),
      PLUMBLINE_OUTPUT: join(work.path, 'playwright'),
    },
  });
  stopper.onStop(() => suites.interrupt());
  await suites.ended;
  const fault = bench.fault();
  if (fault !== undefined) record.warn(`the bench broke at ${fault.at}: ${fault.cause}`, 'BENCH-011');
}

interface Stopper {
  onStop(action: () => void): void;
  release(): void;
}

/** Turns the first SIGINT or SIGTERM into an orderly end of the run. */
function onSignals(told: (signal: string) => void): Stopper {
  const actions: (() => void)[] = [];
  const listener = (signal: NodeJS.Signals) => {
    told(signal);
    for (const action of actions) action();
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return {
    onStop: (action) => actions.push(action),
    release: () => {
      process.off('SIGINT', listener);
      process.off('SIGTERM', listener);
    },
  };
}
