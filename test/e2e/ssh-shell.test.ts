import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/base/clock.js';
import { PlumblineError } from '../../src/base/errors.js';
import type { SshOptions } from '../../src/bench/drivers/ssh/ssh-options.js';
import { SshShell } from '../../src/bench/drivers/ssh/ssh-shell.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { nodeClock } from '../../src/probes/host/node-clock.js';
import { missing } from '../support/find-program.js';
import { type SshNode, sshdProgram, startSshNode } from '../support/ssh-node.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const skip =
  missing('ssh', 'ssh-keygen') ||
  (sshdProgram() === undefined ? 'NOT TESTED: sshd not installed (apt-get install openssh-server)' : false);

// A folder of our own for what the connections make: whatever is left there is ours.
const temporary = mkdtempSync(join(tmpdir(), 'plumbline-shell-'));
process.env['TMPDIR'] = temporary;
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));

const open = (options: SshOptions) => new SshShell(options, (argv) => argv, systemClock);
/** What a shell refuses with; anything else fails the test. */
const refusal = async (work: Promise<unknown>): Promise<PlumblineError> => {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof PlumblineError, String(error));
    return error;
  }
  assert.fail('it was accepted');
};
const sockets = () => readdirSync(temporary).filter((name) => name.startsWith('plumbline-ssh-'));

describe('a node over ssh, with a real sshd', { skip }, () => {
  let node: SshNode;
  before(async () => {
    node = await startSshNode();
  });
  after(() => node?.stop());

  it('runs argv word for word, with input, exit codes and signals', async () => {
    const shell = open(node.options);
    const words = [
      'a b',
      "it's",
      '$HOME',
      '`id`',
      ';ls',
      '',
      '*',
      'back\\slash',
      '!!',
      'line\nfeed',
      '-n',
      'é€',
      '%s',
      '~',
    ];
    const printed = await shell.run(['printf', '%s|', ...words]);
    assert.equal(printed.stdout, words.map((word) => `${word}|`).join(''), printed.stderr);
    assert.equal((await shell.run(['cat'], { input: 'in\0put €\n' })).stdout, 'in\0put €\n');
    for (const [script, code] of [
      ['exit 0', 0],
      ['exit 7', 7],
      // ssh's own code for a failure, here the command's.
      ['exit 255', 255],
      ['kill -TERM $$', 143],
    ] as const)
      assert.equal((await shell.run(['sh', '-c', script])).code, code, script);
    assert.equal((await shell.run(['no-such-program'])).code, 127);
    const failed = await shell.run(['sh', '-c', 'echo out; echo err >&2; exit 3']);
    assert.deepEqual([failed.stdout, failed.stderr, failed.code], ['out\n', 'err\n', 3]);
    // Inside the node's namespace, not in ours.
    assert.match((await shell.run(['ip', '-4', '-o', 'address', 'show'])).stdout, /10\.91\.0\.2/);
    await shell.close();
  });

  it('shares one connection, also between commands at once, and ends it', async () => {
    const logins = () => node.log().match(/Accepted publickey/g)?.length ?? 0;
    const earlier = logins();
    const shell = open(node.options);
    const all = await Promise.all(Array.from({ length: 9 }, (_, n) => shell.run(['echo', String(n)])));
    assert.deepEqual(
      all.map(({ stdout }) => stdout),
      Array.from({ length: 9 }, (_, n) => `${n}\n`),
    );
    await shell.run(['true']);
    assert.equal(logins() - earlier, 1);
    const pid = await shell.masterPid();
    assert.ok(pid !== undefined && existsSync(`/proc/${pid}`));
    await shell.close();
    assert.equal(await shell.masterPid(), undefined);
    assert.equal(existsSync(`/proc/${pid}`), false);
    assert.deepEqual(sockets(), []);
    assert.equal((await refusal(shell.run(['true']))).code, 'BENCH-029');
  });

  for (const [what, change, code, words] of [
    ['an unknown host key', { knownHosts: 'known-empty' }, 'BENCH-026', /ED25519 host key is known/],
    ['another host key than the known one', { knownHosts: 'known-other' }, 'BENCH-027', /SHA256:/],
    ['a key that is not authorized', { identity: 'stranger' }, 'BENCH-028', /Permission denied/],
    ['a file that is no key', { identity: 'config' }, 'BENCH-028', /config/],
  ] as const) {
    it(`refuses ${what}, says how to mend it, and changes no file`, async () => {
      const paths = Object.fromEntries(Object.entries(change).map(([name, file]) => [name, node.file(file)]));
      const options: SshOptions = { ...node.options, ...paths };
      const known = readFileSync(options.knownHosts!, 'utf8');
      const shell = open(options);
      const error = await refusal(shell.run(['true']));
      assert.deepEqual([error.code, error.exit], [code, 3]);
      assert.match(error.message, words);
      assert.match(error.cure, code === 'BENCH-028' ? /authorized_keys|chmod 600/ : /ssh-key(scan|gen)/);
      assert.equal(readFileSync(options.knownHosts!, 'utf8'), known);
      await shell.close();
      assert.deepEqual(sockets(), []);
    });
  }

  it('the cure for an unknown host key is one that works', async () => {
    const options: SshOptions = { ...node.options, knownHosts: node.file('known-empty') };
    const shell = open(options);
    const { cure } = await refusal(shell.run(['true']));
    const scan = /(ssh-keyscan -p \d+ \S+) >> (\S+)$/.exec(cure);
    assert.equal(scan?.[2], options.knownHosts);
    const found = await runCommand(['sh', '-c', scan![1]!]);
    appendFileSync(options.knownHosts!, found.stdout);
    const again = open(options);
    assert.equal((await again.run(['echo', 'in'])).stdout, 'in\n');
    await Promise.all([shell.close(), again.close()]);
  });

  for (const [what, change, words] of [
    ['a port where nothing listens', { port: 2223 }, /Connection refused/],
    ['an address that nobody has', { host: '10.91.0.77', connectTimeoutS: 1 }, /timed out|No route/],
    ['a name that nobody knows', { host: 'no-such-node.invalid' }, /resolve/],
  ] as const) {
    it(`says that ${what} is not reached, and does not try again for each command`, async () => {
      const shell = open({ ...node.options, ...change });
      const error = await refusal(shell.run(['true']));
      assert.equal(error.code, 'BENCH-025');
      assert.match(error.message, words);
      const started = process.hrtime.bigint();
      for (let n = 0; n < 200; n++) assert.equal((await refusal(shell.run(['true']))).code, 'BENCH-025');
      // A try of its own takes a process each time: 200 of them many seconds.
      assert.ok(process.hrtime.bigint() - started < 3_000_000_000n);
      await shell.close();
    });
  }

  it('a session that ends under a command is told, and the next command connects again', async () => {
    const shell = open(node.options);
    await shell.run(['true']);
    const running = refusal(shell.run(['sh', '-c', 'echo started > "$1"; sleep 60', 'sh', node.file('started')]));
    while (!existsSync(node.file('started'))) await new Promise((resolve) => setImmediate(resolve));
    await node.endSessions();
    const error = await running;
    assert.equal(error.code, 'BENCH-029');
    assert.match(error.message, /not known how far "sh -c echo started/);
    assert.equal((await shell.run(['echo', 'back'])).stdout, 'back\n');
    await shell.close();
  });

  it('a link that goes silent is noticed by itself', async () => {
    const shell = open({ ...node.options, connectTimeoutS: 2 });
    await shell.run(['true']);
    await node.link('down');
    assert.equal((await refusal(shell.run(['sleep', '50'], { timeoutMs: 30_000 }))).code, 'BENCH-029');
    assert.equal((await refusal(shell.run(['true']))).code, 'BENCH-025');
    await node.link('up');
    await shell.close();
  });

  it('what never ends is ended, on the node too, and output without end is cut off', async () => {
    const shell = open(node.options);
    const mark = `9${process.pid}`;
    assert.equal((await shell.run(['sleep', mark], { timeoutMs: 300 })).code, 124);
    // The node's own timeout follows within two seconds.
    const wait = 'n=0; while pgrep -f "^sleep $1" >/dev/null; do n=$((n+1)); [ $n -gt 50 ] && exit 1; sleep 0.1; done';
    assert.equal((await runCommand(['sh', '-c', wait, 'sh', mark])).code, 0, 'the sleep still runs on the node');
    const endless = await shell.run(['yes'], { timeoutMs: 20_000 });
    assert.equal(endless.code, 125);
    assert.match(endless.stderr, /more than 16777216 bytes/);
    assert.ok(endless.stdout.length <= 16 * 1024 * 1024);
    assert.equal((await shell.run(['echo', 'well'])).stdout, 'well\n');
    await shell.close();
  });

  it('the clock of the node is compared, within a bound that holds', async () => {
    const shell = open(node.options);
    const found = await nodeClock((argv, options) => shell.run(argv, options), systemClock);
    await shell.close();
    assert.ok(typeof found !== 'string', String(found));
    // Both are the same clock here.
    assert.ok(Math.abs(found.offsetS) <= found.boundS + 0.001, JSON.stringify(found));
    assert.ok(found.boundS < 0.25, JSON.stringify(found));
  });

  it('a harness that is killed leaves no connection behind', async () => {
    const holder = fileURLToPath(new URL('./bench-support/hold-ssh.js', import.meta.url));
    const child = spawn(process.execPath, [holder, JSON.stringify(node.options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const master = Number(line);
    assert.ok(existsSync(`/proc/${master}`));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const gone = 'n=0; while [ -e /proc/$1/exe ]; do n=$((n+1)); [ $n -gt 50 ] && exit 1; sleep 0.1; done';
    assert.equal((await runCommand(['sh', '-c', gone, 'sh', String(master)])).code, 0);
  });
});
