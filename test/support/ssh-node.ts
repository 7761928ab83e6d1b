import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { mustRun, runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { findProgram } from './find-program.js';

/** sshd of this machine, where there is one (Debian package openssh-server). */
export function sshdProgram(): string | undefined {
  return findProgram('sshd') ?? ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((path) => existsSync(path));
}

/** Address of the node, and of this side, on the link between them. */
export const nodeAddress = '10.91.0.2';
const ourAddress = '10.91.0.1';
export const nodePort = 2222;

/**
 * A node that is reached over ssh: a network namespace with a link to it and a real sshd inside. Only inside private
 * namespaces (`reenter`), where nothing of it is left behind.
 * @param atBoot what the node sets up by itself at its first, second ... boot
 */
export async function startSshNode(name = 'node', atBoot: (boot: number) => readonly (readonly string[])[] = () => []) {
  const sshd = sshdProgram();
  if (sshd === undefined) throw new Error('there is no sshd');
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-sshd-'));
  const file = (part: string) => join(folder, part);
  for (const key of ['host', 'other-host', 'user', 'stranger']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(key)]);
  }
  writeFileSync(file('authorized'), readFileSync(file('user.pub')));
  const line = (key: string) =>
    `[${nodeAddress}]:${nodePort} ${readFileSync(file(`${key}.pub`), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ')}\n`;
  writeFileSync(file('known'), line('host'));
  writeFileSync(file('known-other'), line('other-host'));
  writeFileSync(file('known-empty'), '');
  writeFileSync(
    file('config'),
    [
      `Port ${nodePort}`,
      `ListenAddress ${nodeAddress}`,
      `HostKey ${file('host')}`,
      `AuthorizedKeysFile ${file('authorized')}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'LogLevel VERBOSE',
      'PrintMotd no',
    ].join('\n'),
  );
  // Where sshd keeps nothing, for its unprivileged half; /run is our own here.
  if (!existsSync('/run/sshd')) mkdirSync('/run/sshd', { mode: 0o755 });
  const log = file('sshd.log');
  const command = ['ip', 'netns', 'exec', name, 'sh', '-c', 'exec "$0" -D -e -f "$1" 2>&1', sshd, file('config')];
  let boots = 0;
  const boot = async () => {
    boots += 1;
    // The kernel is this machine's; what a boot changes stands in a file.
    writeFileSync(file('boot_id'), `boot-${boots}\n`);
    await mustRun(['ip', 'netns', 'add', name]);
    await mustRun(['ip', 'link', 'add', 'name', 'ssh0', 'type', 'veth', 'peer', 'name', 'ssh0', 'netns', name]);
    await mustRun(['ip', 'link', 'set', 'dev', 'ssh0', 'addrgenmode', 'none']);
    await mustRun(['ip', 'address', 'add', `${ourAddress}/24`, 'dev', 'ssh0']);
    await mustRun(['ip', 'link', 'set', 'dev', 'ssh0', 'up']);
    await mustRun(['ip', '-n', name, 'link', 'set', 'dev', 'ssh0', 'addrgenmode', 'none']);
    await mustRun(['ip', '-n', name, 'address', 'add', `${nodeAddress}/24`, 'dev', 'ssh0']);
    for (const device of ['lo', 'ssh0']) await mustRun(['ip', '-n', name, 'link', 'set', 'dev', device, 'up']);
    for (const argv of atBoot(boots)) await mustRun(['ip', 'netns', 'exec', name, ...argv]);
    return spawnProcess(command, { name: 'sshd', log, ready: /Server listening on/ });
  };
  let server = await boot();
  return {
    folder,
    namespace: name,
    /** Options of driver `ssh`. */
    options: {
      host: nodeAddress,
      user: userInfo().username,
      port: nodePort,
      identity: file('user'),
      knownHosts: file('known'),
      connectTimeoutS: 5,
      timeoutS: 10,
      aliveEveryS: 1,
      sudo: false,
    },
    file,
    log: () => readFileSync(log, 'utf8'),
    /** Cuts or mends the link without a word to either end. */
    link: async (state: 'up' | 'down') => {
      await mustRun(['ip', '-n', name, 'link', 'set', 'dev', 'ssh0', state]);
      // What was not answered while the link was down would be held against the node for some seconds more.
      await mustRun(['ip', 'neighbour', 'flush', 'dev', 'ssh0']);
      if (state === 'up') await mustRun(['sh', '-c', 'until ip -o link show ssh0 | grep -q LOWER_UP; do :; done']);
    },
    /** Ends the server's half of every session, as a restart of the node would. */
    endSessions: async () => {
      const below = await runCommand(['pgrep', '-P', String(server.pid)]);
      for (const pid of below.stdout.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
    },
    /** Everything of the node ends and is made anew: processes, interfaces, addresses, rules. */
    reboot: async () => {
      await server.kill();
      // A namespace takes its interfaces with it only when the kernel comes to it.
      await mustRun(['ip', 'link', 'delete', 'ssh0']);
      await mustRun(['ip', 'netns', 'delete', name]);
      server = await boot();
    },
    stop: async () => {
      await server.kill();
      await runCommand(['ip', 'netns', 'delete', name]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type SshNode = Awaited<ReturnType<typeof startSshNode>>;
