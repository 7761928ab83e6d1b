import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { CapabilityConfig } from '../../file/bench-config.js';

/** How a node is reached; docs/bench.md explains the fields. */
export interface SshOptions {
  /** Name or address; a name of the ssh configuration works too. */
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** Absolute path of the private key; without it those of the user and his agent. */
  readonly identity?: string;
  /** Absolute path of the file that holds the node's host key; without it those of the user. */
  readonly knownHosts?: string;
  /** Absolute path of an ssh configuration in place of the user's own. */
  readonly config?: string;
  /** Longest time to connect, s. */
  readonly connectTimeoutS: number;
  /** Longest time of a command that names none itself, s. */
  readonly timeoutS: number;
  /** The connection counts as lost when the node is silent for three times as long, s. */
  readonly aliveEveryS: number;
  /** Commands run as root, through `sudo -n`. */
  readonly sudo: boolean;
}

/** The options of driver `ssh` in a bench file; paths are relative to that file, `~` is the user's folder. */
export function sshOptions(config: CapabilityConfig, benchFile: string): SshOptions {
  const path = (name: string): string | undefined => {
    const given = config[name] as string | undefined;
    if (given === undefined) return undefined;
    return given.startsWith('~/') ? join(homedir(), given.slice(2)) : resolve(dirname(benchFile), given);
  };
  const given = {
    user: config['user'] as string | undefined,
    port: config['port'] as number | undefined,
    identity: path('identity'),
    knownHosts: path('known_hosts'),
    config: path('config'),
  };
  return {
    host: String(config['host']),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    connectTimeoutS: (config['connect_timeout_s'] as number | undefined) ?? 10,
    timeoutS: (config['timeout_s'] as number | undefined) ?? 10,
    aliveEveryS: 5,
    sudo: config['sudo'] === true,
  };
}

/** `user@host port 2222`, for people. */
export function sshPlace({ host, user, port }: SshOptions): string {
  return `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : ` port ${port}`}`;
}

/**
 * argv of the connection that all commands share. It never asks (nobody is there to answer), accepts no host key that is
 * not in a file already, forwards nothing, and its session is `hello` on the node.
 */
export function masterCommand(options: SshOptions, socket: string, hello: string): readonly string[] {
  const settings = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    'UpdateHostKeys=no',
    'ClearAllForwardings=yes',
    'ForwardAgent=no',
    'ForwardX11=no',
    'PermitLocalCommand=no',
    'RequestTTY=no',
    'ControlMaster=yes',
    `ControlPath=${named(socket)}`,
    'ControlPersist=no',
    'LogLevel=ERROR',
    `ConnectTimeout=${options.connectTimeoutS}`,
    'ConnectionAttempts=1',
    `ServerAliveInterval=${options.aliveEveryS}`,
    'ServerAliveCountMax=3',
    ...(options.identity === undefined ? [] : [`IdentityFile=${named(options.identity)}`, 'IdentitiesOnly=yes']),
    ...(options.knownHosts === undefined
      ? []
      : [`UserKnownHostsFile=${named(options.knownHosts)}`, 'GlobalKnownHostsFile=/dev/null']),
  ];
  return [
    'ssh',
    ...(options.config === undefined ? [] : ['-F', options.config]),
    ...settings.flatMap((setting) => ['-o', setting]),
    ...(options.port === undefined ? [] : ['-p', String(options.port)]),
    ...(options.user === undefined ? [] : ['-l', options.user]),
    '--',
    options.host,
    hello,
  ];
}

/** A path as a value of an ssh option: with blanks, and with % that is no token. */
function named(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`;
}

/** argv of one command over the shared connection; without that connection it fails and never makes one of its own. */
export function sharedCommand(options: SshOptions, socket: string, line: string): readonly string[] {
  return [
    'ssh',
    ...['-F', '/dev/null', '-S', socket],
    ...['-o', 'ControlMaster=no', '-o', 'BatchMode=yes', '-o', 'ProxyCommand=false', '-o', 'LogLevel=ERROR'],
    '--',
    options.host,
    line,
  ];
}
