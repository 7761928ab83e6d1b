import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
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
  readonly namespaces: readonly string[];
}

function namespacesOf(pid: number): readonly string[] {
  return kinds.flatMap((kind) => {
    try {
      return [readlinkSync(`/proc/${pid}/ns/${kind}`)];
    } catch {
      return [];
    }
  });
}

function tree(pid: number): readonly Running[] {
  return [pid, ...descendants(pid)].map((each) => ({
    pid: each,
    startTime: processStat(each)?.startTime ?? '',
    namespaces: namespacesOf(each),
  }));
}

/** Every process of the machine that lives in one of these namespaces. */
function inhabitants(namespaces: ReadonlySet<string>): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => namespacesOf(pid).some((name) => namespaces.has(name)));
}

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

/** A run that waits for timers of the SECC, at the moment when its first case has begun. */
async function halfWay({
  reports,
  temporary,
}: Folders): Promise<{ readonly run: ChildProcess; readonly processes: readonly Running[] }> {
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
  return { run, processes: tree(run.pid!) };
}

function assertGone(processes: readonly Running[]): void {
  // The command line, unshare, process 1, the program inside, gateway, inverter, two captures, runner, worker.
  assert.ok(processes.length >= 10, `processes: ${processes.length}`);
  for (const { pid, startTime } of processes) {
    spawnSync('tail', [`--pid=${pid}`, '-s', '0.05', '-f', '/dev/null'], { timeout: 5000 });
    assert.ok(!isSameProcess(pid, startTime), `process ${pid} is left`);
  }
  const own = new Set(namespacesOf(process.pid));
  const theirs = new Set(processes.flatMap(({ namespaces }) => namespaces).filter((name) => !own.has(name)));
  assert.ok(theirs.size >= 3, `namespaces: ${[...theirs].join(' ')}`);
  assert.deepEqual(inhabitants(theirs), []);
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
    const { run, processes } = await halfWay(folders);
    const ended = once(run, 'exit');
    run.kill('SIGKILL');
    await ended;
    assertGone(processes);
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
    const { run, processes } = await halfWay(folders);
    const ended = once(run, 'exit');
    run.kill('SIGINT');
    const [code] = (await ended) as [number | null];
    assert.equal(code, 3);
    assertGone(processes);
    assert.deepEqual(outside(temporary), before);
    const { run: summary, verdict, verdictReason } = latestResults(reports);
    assert.deepEqual([summary.complete, summary.ending, verdict], [true, 'stopped', 'error']);
    assert.match(verdictReason, /stopped by SIGINT/);
    const root = join(reports, 'latest', 'evidence', 'demo-report-root.pem');
    assert.equal((await command(['verify', join(reports, 'latest'), '--trust', root])).code, 0);
  });
});
