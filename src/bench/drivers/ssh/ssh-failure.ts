import { PlumblineError } from '../../../base/errors.js';
import { type SshOptions, sshPlace } from './ssh-options.js';

/**
 * What ssh's own words say about a connection that did not come about.
 * @returns BENCH-026 host key unknown, BENCH-027 host key changed, BENCH-028 refused, else BENCH-025 unreachable
 */
export function connectFailure(options: SshOptions, stderr: string): PlumblineError {
  const place = sshPlace(options);
  const detail = lastWords(stderr);
  if (/HOST IDENTIFICATION HAS CHANGED|Offending \S+ key|REVOKED HOST KEY/i.test(stderr)) {
    return new PlumblineError('BENCH-027', { place, detail: offending(stderr) ?? detail, cure: changedCure(options) });
  }
  if (/host key is known for|Host key verification failed|authenticity of host/i.test(stderr)) {
    return new PlumblineError('BENCH-026', { place, detail, cure: unknownCure(options) });
  }
  if (/Permission denied|Too many authentication failures|No supported authentication|not permitted/i.test(stderr)) {
    return new PlumblineError('BENCH-028', { place, detail, cure: refusedCure(options, stderr) });
  }
  return new PlumblineError('BENCH-025', { place, detail: detail || 'ssh ended without a word' });
}

/** @returns BENCH-029 */
export function lostConnection(options: SshOptions, detail: string): PlumblineError {
  return new PlumblineError('BENCH-029', { place: sshPlace(options), detail });
}

/** The lines that matter, without the box of @ that ssh draws around a changed key. */
function lastWords(stderr: string): string {
  const lines = stderr.split(/\r?\n/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !/^@+$/.test(line) && !/^@.*@$/.test(line))
    .slice(-3)
    .join(' | ')
    .slice(0, 400);
}

function offending(stderr: string): string | undefined {
  const fingerprint = /^(SHA256:\S+?)\.?$/m.exec(stderr)?.[1];
  const line = /Offending \S+ key in (\S+)/.exec(stderr)?.[1];
  if (fingerprint === undefined && line === undefined) return undefined;
  return `the node shows ${fingerprint ?? 'another key'}, ${line ?? 'the file of known hosts'} holds another`;
}

const fileOf = ({ knownHosts }: SshOptions) => knownHosts ?? '~/.ssh/known_hosts';
const portOf = ({ port }: SshOptions) => (port === undefined ? '' : `-p ${port} `);

function unknownCure(options: SshOptions): string {
  const scan = `ssh-keyscan ${portOf(options)}${options.host}`;
  return `read the fingerprint on the node itself (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), compare it with ${scan} | ssh-keygen -lf -, and when they are the same add the key: ${scan} >> ${fileOf(options)}`;
}

function changedCure(options: SshOptions): string {
  const name = options.port === undefined ? options.host : `[${options.host}]:${options.port}`;
  return `find out why before anything else: a node that was set up anew shows a new key, and so does another machine in its place. Then ssh-keygen -R '${name}' -f ${fileOf(options)} and add the new key as docs/bench.md says`;
}

function refusedCure({ user, identity }: SshOptions, stderr: string): string {
  if (/bad permissions|too open/i.test(stderr)) return `chmod 600 ${identity ?? 'the private key'}`;
  const key = identity === undefined ? 'the public key of this user' : `${identity}.pub`;
  return `put ${key} into ~/.ssh/authorized_keys of ${user ?? 'the user'} on the node, and try ssh by hand with -o BatchMode=yes`;
}
