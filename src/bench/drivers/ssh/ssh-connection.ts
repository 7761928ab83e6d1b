import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlumblineError } from '../../../base/errors.js';
import { killTree } from '../../process/process-tree.js';
import { commandEnvironment } from '../../process/run-command.js';
import { connectFailure } from './ssh-failure.js';
import { masterCommand, type SshOptions } from './ssh-options.js';

/** Longest name of a Unix socket (sockaddr_un), less what ssh appends while it makes one. */
const longestSocket = 108 - 18;
const greeting = 'plumbline-hello';
/**
 * What the shared connection itself runs: it greets, says whether the node's `timeout` can be used, and then reads what
 * never comes. When this program ends, however it ends, its end of the pipe closes, `cat` ends, and the connection goes.
 */
const hello = `exec sh -c '(timeout -s KILL 5 true) >/dev/null 2>&1 && t=yes || t=no; echo ${greeting} $t; exec cat >/dev/null'`;

/** Puts argv where ssh is to run: a namespace of the embedded bench, or nothing before it. */
export type Place = (argv: readonly string[]) => readonly string[];

/** One connection to a node that many commands share (ControlMaster of OpenSSH). */
export class SshConnection {
  readonly socket: string;
  readonly pid: number;
  /** The node has a `timeout` that can end commands which this side has given up. */
  readonly hasTimeout: boolean;
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #words: () => string;

  private constructor(child: ChildProcess, folder: string, hasTimeout: boolean, words: () => string) {
    this.#child = child;
    this.#folder = folder;
    this.#words = words;
    this.socket = join(folder, 's');
    this.pid = child.pid!;
    this.hasTimeout = hasTimeout;
    this.ended = new Promise((resolve) => {
      if (!this.alive) resolve();
      else child.once('exit', () => resolve());
    });
    // A worker whose work is done must not be kept alive by it; the pipe closes with the worker.
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr])
      (stream as { unref?: () => void } | null)?.unref?.();
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The last that ssh said. */
  get words(): string {
    return this.#words();
  }

  /**
   * Connects. @throws PlumblineError BENCH-002 no ssh here, BENCH-025 unreachable, BENCH-026 host key unknown, BENCH-027
   * host key changed, BENCH-028 refused
   */
  static async open(options: SshOptions, place: Place): Promise<SshConnection> {
    const folder = mkdtempSync(join(shortFolder(), 'plumbline-ssh-'));
    const [program = 'ssh', ...args] = place(masterCommand(options, join(folder, 's'), hello));
    const child = spawn(program, args, { env: commandEnvironment({ LC_ALL: 'C' }), stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin?.on('error', () => undefined);
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-4000);
    });
    try {
      const hasTimeout = await greeted(child, options, () => stderr);
      return new SshConnection(child, folder, hasTimeout, () => stderr.trim().split('\n').at(-1) ?? '');
    } catch (error) {
      if (child.pid !== undefined) killTree(child.pid);
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Ends the connection by its process id, and what it left behind. */
  async close(): Promise<void> {
    if (this.alive) {
      this.#child.ref();
      killTree(this.pid);
      await this.ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Resolves with the node's word about `timeout` once it has greeted; a banner before that is passed over. */
function greeted(child: ChildProcess, options: SshOptions, stderr: () => string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    // ssh bounds only the TCP connection itself: a node that accepts and then says nothing is bounded here.
    const timer = setTimeout(
      () => reject(connectFailure(options, `${stderr()}\nno session within ${2 * options.connectTimeoutS} s`)),
      2 * options.connectTimeoutS * 1000,
    );
    const settle = (what: () => void) => {
      clearTimeout(timer);
      what();
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(-8000);
      const said = new RegExp(`${greeting} (yes|no)\\n`).exec(stdout)?.[1];
      if (said !== undefined) settle(() => resolve(said === 'yes'));
    });
    child.once('error', (cause) =>
      settle(() => reject(new PlumblineError('BENCH-002', { place: 'ssh', detail: cause.message, cause }))),
    );
    // A login shell that lets nobody in (nologin) says so on its standard output.
    child.once('close', () => settle(() => reject(connectFailure(options, stderr().trim() || stdout))));
  });
}

function shortFolder(): string {
  const folder = tmpdir();
  return folder.length + '/plumbline-ssh-XXXXXX/s'.length <= longestSocket ? folder : '/tmp';
}
