import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { descendants, isSameProcess, processStat } from '../../src/bench/process/process-tree.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command, start } from './run-support/command-line.js';
import { latestResults, untilEvent } from './run-support/record-events.js';

const kinds = ['net', 'mnt', 'pid'] as const;

interface Running {
  readonly pid: number;
  readonly startTime: string;
}

/**
 * The namespaces of a run, held open: the kernel gives the number of a namespace out again once nothing holds it, and a run
 * that starts beside this one would then look like what is left of it.
 */
class HeldNamespaces {
  readonly #open = new Map<string, number>();

  /** Takes hold of those of a process, without those that this process lives in itself. */
  hold(pid: number): void {
    const own = new Set(namespacesOf('self'));
    for (const kind of kinds) {
      const file = openNamespace(pid, kind);
      if (file === undefined) continue;
      // By the descriptor: what it names cannot become another namespace meanwhile.
      const name = readlinkSync(`/proc/self/fd/${file}`);
      if (own.has(name) || this.#open.has(name)) closeSync(file);
      else this.#open.set(name, file);
    }
  }

  get names(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Every process of the machine that lives in one of them, with its words. */
  inhabitants(): readonly string[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const inside = pids.filter((pid) => namespacesOf(pid).some((name) => this.#open.has(name)));
    return inside.map((pid) => `${pid} ${wordsOf(pid)}`);
  }

  release(): void {
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
  }
}

function openNamespace(pid: number, kind: string): number | undefined {
  try {
    return openSync(`/proc/${pid}/ns/${kind}`, 'r');
  } catch {
    return undefined;
  }
}

function namespacesOf(pid: string): readonly string[] {
  return kinds.flatMap((kind) => {
    try {
      return [readlinkSync(`/proc/${pid}/ns/${kind}`)];
    } catch {
      return [];
    }
  });
}

function wordsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

const tree = (pid: number): readonly Running[] =>
  [pid, ...descendants(pid)].map((each) => ({ pid: each, startTime: processStat(each)?.startTime ?? '' }));

/** What a run could leave on the machine itself. */
const outside = (temporary: string) => ({
  devices: readdirSync('/sys/class/net').sort(),
  netns: existsSync('/run/netns') ? readdirSync('/run/netns').sort() : [],
  // Playwright keeps a cache of compiled files there; keys and sockets would be ours.
  temporary: readdirSync(temporary).filter((name) => !name.startsWith('playwright-transform-cache')),
});

interface Folders {
  readonly reports: string;
  /** What the run is told to use for temporary files. */
  readonly temporary: string;
}

interface HalfWay {
  readonly run: ChildProcess;
  readonly processes: readonly Running[];
  readonly namespaces: HeldNamespaces;
}

/** A run that waits for timers of the SECC, at the moment when its first case has begun. */
async function halfWay({ reports, temporary }: Folders): Promise<HalfWay> {
  const selection = [
    '--project',
    'iso15118-2-dc-tcp',
    '--grep',
    'SessionSetup_003|Authorization_008|ServiceDiscovery_004',
  ];
  const run = start(['run', ...selection, '--reports', reports, '--quiet'], { env: { TMPDIR: temporary } });
  try {
    await untilEvent(reports, (event) => event.type === 'case-started');
  } catch (error) {
    run.kill('SIGKILL');
    throw error;
  }
  const processes = tree(run.pid!);
  const namespaces = new HeldNamespaces();
  for (const { pid } of processes) namespaces.hold(pid);
  return { run, processes, namespaces };
}

function assertGone({ processes, namespaces }: HalfWay): void {
  // The command line, unshare, process 1, the program inside, gateway, inverter, two captures, runner, worker.
  assert.ok(processes.length >= 10, `processes: ${processes.length}`);
  for (const { pid, startTime } of processes) {
    spawnSync('tail', [`--pid=${pid}`, '-s', '0.05', '-f', '/dev/null'], { timeout: 5000 });
    assert.ok(!isSameProcess(pid, startTime), `process ${pid} is left`);
  }
  try {
    assert.ok(namespaces.names.length >= 3, `namespaces: ${namespaces.names.join(' ')}`);
    assert.deepEqual(namespaces.inhabitants(), []);
  } finally {
    namespaces.release();
  }
}

describe('a run that is ended half-way', { concurrency: true }, () => {
  const made: string[] = [];
  const newFolders = (): Folders => {
    const [reports, temporary] = [makeTemporaryFolder(), makeTemporaryFolder()];
    made.push(reports, temporary);
    return { reports, temporary };
  };
  after(() => {
    for (const folder of made) rmSync(folder, { recursive: true });
  });

  it('by SIGKILL leaves no process, no namespace, no key, and a record that says INCOMPLETE', async () => {
    const folders = newFolders();
    const { reports, temporary } = folders;
    const before = outside(temporary);
    const begun = await halfWay(folders);
    const { run } = begun;
    const ended = once(run, 'exit');
    run.kill('SIGKILL');
    await ended;
    assertGone(begun);
    assert.deepEqual(outside(temporary), before);
    const verified = await command(['verify', join(reports, 'latest')]);
    assert.equal(verified.code, 2, verified.stdout);
    assert.match(verified.stdout, /holds +journal chain.*INCOMPLETE/);
    const remade = await command(['report', join(reports, 'latest')]);
    assert.equal(remade.code, 3, remade.stderr);
    assert.match(remade.stdout, /INCOMPLETE/);
    const { run: summary, verdict, cases } = latestResults(reports);
    assert.deepEqual([summary.complete, verdict], [false, 'error']);
    assert.match(cases.at(-1)?.reason ?? '', /record stops before this case ended/);
  });

  it('by SIGINT ends in an orderly way, with reports that say that it was stopped', async () => {
    const folders = newFolders();
    const { reports, temporary } = folders;
    const before = outside(temporary);
    const begun = await halfWay(folders);
    const { run } = begun;
    const ended = once(run, 'exit');
    run.kill('SIGINT');
    const [code] = (await ended) as [number | null];
    assert.equal(code, 3);
    assertGone(begun);
    assert.deepEqual(outside(temporary), before);
    const { run: summary, verdict, verdictReason } = latestResults(reports);
    assert.deepEqual([summary.complete, summary.ending, verdict], [true, 'stopped', 'error']);
    assert.match(verdictReason, /stopped by SIGINT/);
    const root = join(reports, 'latest', 'evidence', 'demo-report-root.pem');
    assert.equal((await command(['verify', join(reports, 'latest'), '--trust', root])).code, 0);
  });
});
