import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { type ErrorCode, type ErrorDetails, PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';
import { loadBenchFile } from '../file/load-bench-file.js';
import { needsPrivateNamespaces } from '../open-bench.js';
import { prepareBench } from '../prepare-bench.js';
import { privateCommand } from '../private-namespaces.js';
import { isSameProcess, killTree, processStat } from '../process/process-tree.js';
import { commandEnvironment, runCommand } from '../process/run-command.js';
import { RpcClient } from '../rpc/rpc-client.js';
import type { StatusRow } from './bench-status.js';
import { execThrough } from './exec-client.js';
import {
  type KeeperPaths,
  type KeeperRecord,
  keeperPaths,
  type NamedProcess,
  readKeeperRecord,
  writeKeeperRecord,
} from './keeper-record.js';

/** A bench that is up, or the remains of one. */
export type KeptBench =
  | { readonly kind: 'none' }
  | { readonly kind: 'up'; readonly record: KeeperRecord; readonly paths: KeeperPaths }
  /** Its keeper is gone (killed, machine restarted); the kernel has taken the namespaces with it. */
  | { readonly kind: 'stale'; readonly record: KeeperRecord; readonly paths: KeeperPaths };

/** Looks for a kept bench of this user. */
export function findKeptBench(): KeptBench {
  const paths = keeperPaths();
  const record = readKeeperRecord(paths.record);
  if (record === undefined) return { kind: 'none' };
  const alive = isSameProcess(record.outer.pid, record.outer.startTime);
  return { kind: alive ? 'up' : 'stale', record, paths };
}

/**
 * Brings a bench up and leaves it to a keeper process. `gateway` starts the gateway too, with the named configuration
 * (`''`: the first).
 * @throws PlumblineError BENCH-015 when one is up, BENCH-001 when namespaces are refused, or what the bring-up threw
 */
export async function keepBench(file: string, gateway: string | undefined): Promise<KeeperRecord> {
  const found = findKeptBench();
  if (found.kind === 'up') {
    throw new PlumblineError('BENCH-015', { detail: `${found.record.benchName}, since ${found.record.since}` });
  }
  const loaded = loadBenchFile(file);
  await prepareBench(loaded.config, (text) => console.error(text));
  const paths = keeperPaths();
  const main = join(projectRoot(), 'dist/src/bench/keeper/main.js');
  const words = [resolve(file), join(paths.folder, 'bench'), paths.socket, paths.execSocket];
  const program = [process.execPath, main, ...words, ...(gateway === undefined ? [] : [gateway])];
  rmSync(join(paths.folder, 'bench'), { recursive: true, force: true });
  const [command = '', ...rest] = needsPrivateNamespaces(loaded) ? privateCommand(program) : program;
  const log = openSync(paths.log, 'w', 0o600);
  const child = spawn(command, rest, {
    env: commandEnvironment(),
    detached: true,
    stdio: ['ignore', log, log, 'pipe'],
  });
  await untilReady(child, paths);
  const record: KeeperRecord = {
    version: 1,
    benchName: loaded.config.name,
    file: loaded.file,
    since: new Date().toISOString(),
    outer: nameProcess(child.pid!),
    init: needsPrivateNamespaces(loaded) ? nameProcess(firstChild(child.pid!)) : undefined,
  };
  writeKeeperRecord(paths.record, record);
  child.unref();
  return record;
}

interface KeeperMessage {
  readonly event: 'ready' | 'failed';
  readonly error?: ErrorDetails & { readonly code: ErrorCode };
}

function untilReady(child: ChildProcess, paths: KeeperPaths): Promise<void> {
  const pipe = child.stdio[3] as Readable;
  let text = '';
  return new Promise((done, reject) => {
    const settle = () => {
      pipe.destroy();
      child.removeAllListeners();
      const line = text.split('\n')[0] ?? '';
      const message = line === '' ? undefined : (JSON.parse(line) as KeeperMessage);
      if (message?.event === 'ready') return done();
      if (message?.error !== undefined) return reject(new PlumblineError(message.error.code, message.error));
      const last = readFileSync(paths.log, 'utf8').trim().split('\n').slice(-2).join(' | ');
      reject(new PlumblineError('BENCH-001', { detail: last || 'the keeper ended without a word' }));
    };
    child.once('error', (cause) => reject(new PlumblineError('BENCH-002', { place: 'unshare', cause })));
    child.once('exit', settle);
    pipe.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) settle();
    });
  });
}

function nameProcess(pid: number): NamedProcess {
  return { pid, startTime: processStat(pid)?.startTime ?? '' };
}

function firstChild(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

/** The rows of `bench status`. @throws PlumblineError BENCH-014 when none is up */
export async function statusOfKeptBench(): Promise<{
  readonly record: KeeperRecord;
  readonly rows: readonly StatusRow[];
}> {
  const found = mustBeUp();
  const rpc = new RpcClient(found.paths.socket);
  try {
    return { record: found.record, rows: (await rpc.call('status')) as readonly StatusRow[] };
  } finally {
    await rpc.close();
  }
}

/**
 * Runs a command in a namespace of the kept bench, with this terminal, and resolves to its exit code.
 * @throws PlumblineError BENCH-009 no such namespace, BENCH-014 no bench
 */
export function execInKeptBench(namespace: string, argv: readonly string[]): Promise<number> {
  const { record, paths } = mustBeUp();
  if (record.init === undefined) throw new PlumblineError('BENCH-009', { detail: 'this bench has no namespaces' });
  return execThrough(paths.execSocket, namespace, argv);
}

/** Takes the kept bench down; with none, or after its keeper was killed, only clears what is left. Idempotent. */
export async function dropKeptBench(patienceMs = 8000): Promise<'was down' | 'stopped' | 'killed' | 'cleared'> {
  const found = findKeptBench();
  if (found.kind === 'none') return 'was down';
  const { record, paths } = found;
  let how: 'stopped' | 'killed' | 'cleared' = 'cleared';
  if (found.kind === 'up') {
    how = (await askDown(paths.socket, patienceMs)) ? 'stopped' : 'killed';
    // Named by pid and start time: a stranger with the same pid is left alone.
    if (isSameProcess(record.outer.pid, record.outer.startTime)) {
      if (how === 'killed') killTree(record.outer.pid);
      await runCommand(['tail', `--pid=${record.outer.pid}`, '-f', '/dev/null'], { timeoutMs: patienceMs });
    }
  }
  for (const path of [paths.record, paths.socket, paths.execSocket, join(paths.folder, 'bench')]) {
    rmSync(path, { recursive: true, force: true });
  }
  return how;
}

/** Asks the keeper to end and waits for its socket to close, which the kernel does however it ends. */
function askDown(socket: string, patienceMs: number): Promise<boolean> {
  return new Promise((done) => {
    const connection = connect(socket, () =>
      connection.write(`${JSON.stringify({ id: 1, method: 'down', params: {} })}\n`),
    );
    const timer = setTimeout(() => {
      connection.destroy();
      done(false);
    }, patienceMs);
    let refused = false;
    connection.on('error', () => {
      refused = true;
    });
    connection.resume();
    connection.once('close', () => {
      clearTimeout(timer);
      done(!refused);
    });
  });
}

function mustBeUp(): Extract<KeptBench, { kind: 'up' }> {
  const found = findKeptBench();
  if (found.kind === 'up') return found;
  const detail = found.kind === 'stale' ? `the one of ${found.record.since} was killed` : undefined;
  throw new PlumblineError('BENCH-014', detail === undefined ? {} : { detail });
}
