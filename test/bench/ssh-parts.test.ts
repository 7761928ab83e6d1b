import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { remoteCommand, shellQuoted } from '../../src/bench/drivers/ssh/remote-command.js';
import { connectFailure } from '../../src/bench/drivers/ssh/ssh-failure.js';
import { masterCommand, type SshOptions, sshOptions } from '../../src/bench/drivers/ssh/ssh-options.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { findProgram } from '../support/find-program.js';

const options: SshOptions = {
  ...{ host: 'gw', user: 'service', port: 2222, identity: '/k', knownHosts: '/known' },
  ...{ connectTimeoutS: 10, timeoutS: 10, aliveEveryS: 5, sudo: false },
};

describe('a command for the shell of a node', () => {
  const words = [
    'printf',
    '%s|',
    'a b',
    "it's",
    '$HOME',
    ';ls',
    '',
    '`id`',
    '\\',
    '!!',
    'x\ny',
    '{a,b}',
    'é',
    '-n',
    '\\047',
  ];
  for (const shell of ['sh', 'dash', 'bash', 'zsh', 'ksh', 'fish', 'tcsh', 'busybox'].filter(findProgram)) {
    it(`arrives word for word through ${shell}`, async () => {
      const line = remoteCommand(words, { endAfterS: 5, sudo: false });
      assert.match(line, /^[A-Za-z0-9 _/.:='"$;(%)\\-]+$/);
      const argv = shell === 'busybox' ? ['busybox', 'sh', '-c', line] : [shell, '-c', line];
      const result = await runCommand(argv);
      assert.equal(
        result.stdout,
        words
          .slice(2)
          .map((word) => `${word}|`)
          .join(''),
        result.stderr,
      );
    });
  }
  it('quotes for a POSIX shell', async () => {
    assert.equal(
      (await runCommand(['sh', '-c', shellQuoted(words)])).stdout,
      words
        .slice(2)
        .map((word) => `${word}|`)
        .join(''),
    );
  });
  it('goes through sudo and timeout where they are asked for', () => {
    assert.match(remoteCommand(['id'], { endAfterS: 3, sudo: true }), /^exec sudo -n -- timeout -s KILL 3 sh -c /);
    assert.match(remoteCommand(['id'], { endAfterS: undefined, sudo: false }), /^exec sh -c /);
  });
  it('output without end is cut, and said to be', async () => {
    const result = await runCommand(['yes'], { maxBytes: 1000 });
    assert.equal(result.code, 125);
    assert.match(result.stderr, /^stopped: it printed more than 1000 bytes/);
  });
});

describe('options of ssh', () => {
  it('nothing is asked, accepted or forwarded, and files are named with blanks and per cents', () => {
    const argv = masterCommand({ ...options, knownHosts: '/my keys/50%' }, '/tmp/s', 'hello');
    for (const setting of ['BatchMode=yes', 'StrictHostKeyChecking=yes', 'ForwardAgent=no', 'IdentitiesOnly=yes'])
      assert.ok(argv.includes(setting), setting);
    assert.ok(argv.includes('UserKnownHostsFile="/my keys/50%%"'));
    assert.deepEqual(argv.slice(-7), ['-p', '2222', '-l', 'service', '--', 'gw', 'hello']);
  });
  it('paths are relative to the bench file, or to the user', () => {
    const config = { driver: 'ssh', host: 'gw', identity: 'keys/a', known_hosts: '~/known', timeout_s: 30, sudo: true };
    const made = sshOptions(config, '/bay/bench.yaml');
    assert.deepEqual(
      [made.identity, made.knownHosts, made.timeoutS, made.sudo, made.port],
      ['/bay/keys/a', join(homedir(), 'known'), 30, true, undefined],
    );
  });
});

describe('the words of ssh', () => {
  for (const [stderr, code, cure] of [
    ['ssh: connect to host gw port 2222: Connection refused', 'BENCH-025', /sshd runs/],
    ['ssh: Could not resolve hostname gw: Name or service not known', 'BENCH-025', /host and port/],
    ['kex_exchange_identification: Connection closed by remote host', 'BENCH-025', /sshd/],
    ['', 'BENCH-025', /sshd/],
    [
      'No ED25519 host key is known for [gw]:2222 and you have requested strict checking.\nHost key verification failed.',
      'BENCH-026',
      /ssh-keyscan -p 2222 gw >> \/known$/,
    ],
    [
      '@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\n@@@\nSHA256:abc.\nOffending ED25519 key in /known:3\nHost key verification failed.',
      'BENCH-027',
      /ssh-keygen -R '\[gw\]:2222' -f \/known/,
    ],
    ['service@gw: Permission denied (publickey).', 'BENCH-028', /\/k\.pub into .*authorized_keys of service/],
    [
      'WARNING: UNPROTECTED PRIVATE KEY FILE!\nPermissions 0644 for \'/k\' are too open.\nLoad key "/k": bad permissions\nPermission denied (publickey).',
      'BENCH-028',
      /chmod 600 \/k/,
    ],
  ] as const) {
    it(`"${stderr.split('\n')[0]}" is ${code}`, () => {
      const error = connectFailure(options, stderr);
      assert.equal(error.code, code);
      assert.match(error.cure, cure);
      assert.equal(error.place, 'service@gw port 2222');
    });
  }
});
