import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { PlumblineError } from '../base/errors.js';
import { commandEnvironment, runCommand, signalNumber } from './process/run-command.js';

/** Exists only in the mount namespace that {@link reenter} makes: unlike a variable it cannot leak out of it. */
const marker = '/run/plumbline/private';

/**
 * The shell that is process 1 of the private namespaces. It gives the namespaces a /run of their own and then waits in
 * the foreground, where it also reaps every orphan; when the program ends it ends, and the kernel kills the rest.
 */
const init = `
mount -t tmpfs -o mode=0755 tmpfs /run && mkdir -p /run/netns /run/plumbline && : > ${marker} && ip link set dev lo up || exit 3
"$@"
exit $?`;

const forwarded = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/** True when this process runs in namespaces that {@link reenter} made. */
export function insidePrivateNamespaces(): boolean {
  return existsSync(marker);
}

/** True when namespaces can be made without a user namespace: with CAP_SYS_ADMIN (21) and CAP_NET_ADMIN (12). */
export function hasNamespaceRights(): boolean {
  const status = readFileSync('/proc/self/status', 'utf8');
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  return ((effective >> 21n) & (effective >> 12n) & 1n) === 1n;
}

/**
 * Arguments of unshare(1) for private mount, network and process namespaces, with a user namespace where rights are
 * missing. In it the user stays who he is and keeps the capabilities as ambient ones: as its root, tcpdump would try to
 * change to a user that is not there. `--kill-child` ties process 1 to unshare, process 1 ties all others to itself.
 */
export function unshareArguments(): readonly string[] {
  const user = hasNamespaceRights() ? [] : ['--user', '--map-current-user', '--keep-caps'];
  return ['unshare', ...user, '--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
}

/** The command that runs `argv` as a program inside new private namespaces. */
export function privateCommand(argv: readonly string[]): readonly string[] {
  return [...unshareArguments(), '--', 'sh', '-c', init, 'plumbline-init', ...argv];
}

/**
 * Runs `body` inside private namespaces: directly when this process is already there, else by running this program again
 * with the same arguments inside new ones. Resolves to the exit code.
 * @throws PlumblineError BENCH-001, BENCH-002 when the machine refuses
 */
export async function withinPrivateNamespaces(body: () => Promise<number>): Promise<number> {
  if (!insidePrivateNamespaces()) return reenter(process.argv.slice(1));
  linkToOuterProcess();
  return body();
}

/**
 * Runs `node argv...` in new private namespaces with this process's terminal and resolves to its exit code (128 + n
 * after signal n). Signals sent to this process are passed on. Nothing outlives this process: unshare dies with it
 * (parent-death signal), process 1 with unshare, and everything else with process 1, whatever was killed and how.
 * @throws PlumblineError BENCH-001 when the namespaces cannot be made, BENCH-002 when unshare or setpriv is missing
 */
export async function reenter(argv: readonly string[]): Promise<number> {
  const program = privateCommand([process.execPath, ...process.execArgv, ...argv]);
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...program], {
    env: commandEnvironment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  let inside = false;
  child.once('message', () => {
    inside = true;
  });
  const stopForwarding = forwardSignals(child);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(new PlumblineError('BENCH-002', { place: 'setpriv', cause })));
    child.once('exit', (exit, signal) => resolve(exit ?? 128 + signalNumber(signal)));
  }).finally(stopForwarding);
  if (!inside && code !== 0) await explainRefusal();
  return code;
}

function forwardSignals(child: ChildProcess): () => void {
  const listeners = forwarded.map((signal) => {
    const listener = () => {
      // A terminal gives its signals to the whole foreground group: the inner process has had this one already.
      const fromTerminal = (signal === 'SIGINT' || signal === 'SIGQUIT') && process.stdin.isTTY === true;
      if (!fromTerminal && child.connected) child.send({ signal });
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}

/** The inner end: takes over signals that were sent to the outer process and ends when that is gone. */
export function linkToOuterProcess(): void {
  if (process.send === undefined) return;
  process.send('inside');
  process.on('message', (message) => {
    const signal = (message as { signal?: NodeJS.Signals } | null)?.signal;
    if (signal !== undefined) process.kill(process.pid, signal);
  });
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The link must not keep the process alive when its work is done.
  process.channel?.unref();
}

/** Called when the program did not come up: throws if the machine refuses namespaces, else the program itself failed. */
async function explainRefusal(): Promise<void> {
  const tried = await runCommand(privateCommand(['true']));
  if (tried.code === 0) return;
  throw new PlumblineError('BENCH-001', { detail: tried.stderr.trim() || `exit code ${tried.code}` });
}
