/** argv as one line for a POSIX shell, every word quoted. */
export function shellQuoted(argv: readonly string[]): string {
  return argv.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
}

export interface RemoteRights {
  /** The node's `timeout` ends what this side has given up, after so many seconds; undefined where it has none. */
  readonly endAfterS: number | undefined;
  /** Run as root through `sudo -n`. */
  readonly sudo: boolean;
}

/** Ordinary users have no system folders on their path; tools are read in English. */
const prelude = 'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin LC_ALL=C; export PATH LC_ALL; eval "$(printf %b "$0")"';

/**
 * The line that ssh hands to the login shell of the node so that it runs exactly argv. Whatever that shell is (sh, bash,
 * fish, csh: each quotes in its own way), it sees letters, digits and `\0ooo` inside single quotes, and only a POSIX sh
 * decodes them. A command that a signal ends gives 128 + n, as it does here.
 */
export function remoteCommand(argv: readonly string[], { endAfterS, sudo }: RemoteRights): string {
  const before = [
    ...(sudo ? ['sudo', '-n', '--'] : []),
    ...(endAfterS === undefined ? [] : ['timeout', '-s', 'KILL', String(endAfterS)]),
  ];
  return ['exec', ...before, 'sh', '-c', `'${prelude}'`, `'${encoded(shellQuoted(argv))}'`].join(' ');
}

/** Everything but what no shell takes for itself, as `printf %b` reads it (POSIX printf: `\0ooo`). */
function encoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9_/.:=-]/.test(char) ? char : `\\0${byte.toString(8).padStart(3, '0')}`;
    })
    .join('');
}
