import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultTrial } from '../../../suites/engine/fault-trials.js';
import { pkiP521 } from '../../../suites/engine/harness.js';
import { pkiEd448 } from '../../../suites/engine/pki-ed448.js';
import { runEnvironmentVariables } from '../../../suites/engine/run-environment.js';
import type { Bench } from '../../bench/bench.js';
import { loadBenchFile } from '../../bench/file/load-bench-file.js';
import { openBench } from '../../bench/open-bench.js';
import { insidePrivateNamespaces } from '../../bench/private-namespaces.js';
import { TaskStack } from '../../bench/tasks.js';
import type { Verdict } from '../../judge/verdict.js';
import { mintLabPki } from '../../pki/lab-pki.js';
import { writeLabPki } from '../../pki/write-lab-pki.js';
import { openJournal } from '../../record/journal.js';
import { type RecorderServer, serveRecorder } from '../../record/recorder-server.js';
import { loadPics } from '../run/run-inputs.js';
import { type SeededGateway, seedGateway } from '../run/seed-gateway.js';
import { seedInverter } from '../run/seed-inverter.js';
import { type SuiteSelection, startSuites } from '../run/suite-process.js';
import { faultNames, type SeededFault } from './seeded-fault.js';

/** How a case ended under a fault. */
export interface CaseOutcome {
  readonly id: string;
  readonly project: string;
  readonly verdict: Verdict;
  readonly applicable: boolean;
  readonly reason: string;
}

export interface FaultBenchOptions {
  readonly bench: string;
  readonly specTable: string;
  readonly pics: string;
  /** What happened under each fault is kept there: `events.jsonl` of all of them, the words of the runner. */
  readonly folder: string;
  /** Faults of the gateway that are tried together, each with configurations of its own. */
  readonly together?: readonly string[];
}

/** A fault shows in the first stop, and one that has had no effect after 10 s has none within any limit of a stop that is ordered. */
const quickStops = { PIXIT_PLUMBLINE_StopTrials: 1, PIXIT_PLUMBLINE_StopTimeoutSeconds: 10 } as const;

/** One bench on which cases run again and again, each time with other faults. Nothing of it is a report. */
export class FaultBench {
  readonly #stack = new TaskStack();
  readonly #options: FaultBenchOptions;
  readonly #work: string;
  readonly #outcomes: CaseOutcome[] = [];
  #bench: Bench | undefined;
  #gateway: SeededGateway | undefined;
  #runs = 0;

  constructor(options: FaultBenchOptions) {
    this.#options = options;
    this.#work = mkdtempSync(join(insidePrivateNamespaces() ? '/run/plumbline' : tmpdir(), 'faults-'));
    mkdirSync(options.folder, { recursive: true });
  }

  /** Mints the certificates and brings the bench up. @throws PlumblineError of the bench */
  async open(): Promise<void> {
    const pki = join(this.#work, 'pki');
    await writeLabPki(await mintLabPki(), pki);
    await writeLabPki(await mintLabPki({ curve: 'P-521' }), pkiP521(pki));
    await writeLabPki(await mintLabPki({ curve: 'Ed448' }), pkiEd448(pki));
    const folder = join(this.#work, 'bench');
    mkdirSync(join(folder, 'gateway'), { recursive: true });
    cpSync(pki, join(folder, 'pki'), { recursive: true });
    cpSync(pkiP521(pki), pkiP521(join(folder, 'pki')), { recursive: true });
    cpSync(pkiEd448(pki), pkiEd448(join(folder, 'pki')), { recursive: true });
    mkdirSync(join(this.#options.folder, 'evidence'), { recursive: true });
    const pics = { ...loadPics(this.#options.pics).values, ...quickStops };
    writeFileSync(join(this.#work, 'pics.json'), JSON.stringify(pics));
    this.#gateway = seedGateway(loadBenchFile(this.#options.bench), join(this.#work, 'seeded'), this.#options.together);
    const journal = openJournal(join(this.#options.folder, 'events.jsonl'));
    const projects = new Map<string, string>();
    journal.listen((event) => {
      if (event.type === 'case-started') projects.set(event.caseId, event.project ?? '');
      if (event.type !== 'case-ended') return;
      const { caseId, verdict, applicable, reason } = event;
      const project = projects.get(caseId) ?? '';
      this.#outcomes.push({ id: caseId.split('@')[0] ?? caseId, project, verdict, applicable, reason });
    });
    let recorder: RecorderServer | undefined;
    await this.#stack.setUp([
      {
        title: 'recorder',
        setUp: async () => {
          recorder = await serveRecorder({ path: join(this.#work, 'recorder.sock'), journal });
        },
        tearDown: async () => {
          await recorder?.close();
          await journal.close();
        },
      },
      {
        title: 'bench',
        setUp: async () => {
          this.#bench = await openBench(this.#gateway!.benchFile, { folder });
        },
        tearDown: async () => this.#bench?.close(),
      },
    ]);
  }

  /** Runs cases with faults seeded (none: a clean bench) and resolves with how each ended. */
  async run(
    faults: readonly SeededFault[],
    selection: { readonly projects: readonly string[]; readonly cases: readonly string[] },
  ): Promise<readonly CaseOutcome[]> {
    await this.#prepare(faults);
    const grep = selection.cases.length === 0 ? undefined : selection.cases.map((id) => `${id} `).join('|');
    return this.#runner({ projects: selection.projects, grep }, faults, {});
  }

  /**
   * Tries many faults of the gateway in one start of the runner, each with the cases that must find it. The name of the
   * project of an outcome says under which fault it came (`faultIn`).
   */
  async runTogether(trials: readonly FaultTrial[]): Promise<readonly CaseOutcome[]> {
    await this.#prepare([]);
    const file = join(this.#work, 'trials.json');
    writeFileSync(file, JSON.stringify(trials));
    return this.#runner({ projects: [], grep: undefined }, [], { PLUMBLINE_FAULT_TRIALS: file });
  }

  /** The next start of the gateway takes the faults; the one that runs has those of before. */
  async #prepare(faults: readonly SeededFault[]): Promise<void> {
    const bench = this.#bench!;
    await bench.capability('gateway').stop('kill');
    rmSync(join(bench.folder, 'gateway', 'state.json'), { force: true });
    this.#gateway!.seed(faultNames(faults, 'gateway'));
    await seedInverter(bench, faults);
  }

  async #runner(
    selection: SuiteSelection,
    faults: readonly SeededFault[],
    more: Readonly<Record<string, string>>,
  ): Promise<readonly CaseOutcome[]> {
    const bench = this.#bench!;
    const from = this.#outcomes.length;
    const evidence = join(this.#options.folder, 'evidence', String(++this.#runs));
    mkdirSync(evidence);
    const namespace = bench.interfaces['mesh']?.namespace;
    const suites = startSuites(selection, {
      enter: namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace],
      log: join(this.#options.folder, `runner-${this.#runs}.log`),
      environment: {
        ...runEnvironmentVariables({
          recorder: join(this.#work, 'recorder.sock'),
          bench: bench.stateFile,
          specTable: this.#options.specTable,
          pics: join(this.#work, 'pics.json'),
          evidence,
          pki: join(this.#work, 'pki'),
          keylog: join(this.#work, 'tls.keylog'),
          serverFaults: faultNames(faults, 'server').join(','),
          vehicleFaults: faultNames(faults, 'vehicle').join(','),
          stopAtFailure: 'yes',
          // A fault is found by the letter of the standard.
          profile: 'strict',
        }),
        PLUMBLINE_OUTPUT: join(this.#work, 'playwright'),
        ...more,
      },
    });
    await suites.ended;
    return this.#outcomes.slice(from);
  }

  async close(): Promise<void> {
    await this.#stack.tearDown();
    rmSync(this.#work, { recursive: true, force: true });
  }
}
