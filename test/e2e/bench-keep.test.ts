import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { plumbline } from '../../src/bench/drivers/gateway-program.js';
import type { KeeperRecord } from '../../src/bench/keeper/keeper-record.js';
import { descendants } from '../../src/bench/process/process-tree.js';

const state = mkdtempSync(join(tmpdir(), 'plumbline-keep-'));
const [node = '', ...launcher] = plumbline();
const bench = (...args: string[]) =>
  spawnSync(node, [...launcher, 'bench', ...args], {
    encoding: 'utf8',
    env: { ...process.env, PLUMBLINE_STATE: state },
  });
const record = () => JSON.parse(readFileSync(join(state, 'keeper.json'), 'utf8')) as KeeperRecord;
const gone = (pid: number) =>
  spawnSync('tail', [`--pid=${pid}`, '-s', '0.05', '-f', '/dev/null'], { timeout: 5000 }).status === 0;

/** Runs it with a terminal of its own, by script(1). */
const onTerminal = (line: string) => {
  const words = [node, ...launcher].map((word) => `'${word}'`).join(' ');
  const command = ['--quiet', '--return', '--command', `${words} bench ${line}`, '/dev/null'];
  return spawnSync('script', command, { encoding: 'utf8', env: { ...process.env, PLUMBLINE_STATE: state } }).stdout;
};

describe('plumbline bench', () => {
  after(() => {
    bench('down');
    rmSync(state, { recursive: true });
  });

  it('says that no bench is up, and that down has nothing to do', () => {
    const status = bench('status');
    assert.equal(status.status, 3);
    assert.match(status.stderr, /BENCH-014/);
    assert.deepEqual([bench('down').status, bench('down').stdout.trim()], [0, 'No bench was up.']);
  });

  it('comes up, shows that everything works, runs commands inside, and goes down', () => {
    const up = bench('up');
    assert.equal(up.status, 0, up.stderr);
    const pids = descendants(record().outer.pid);
    const status = bench('status', '--json');
    assert.equal(status.status, 0, status.stdout);
    const { rows } = JSON.parse(status.stdout) as { rows: readonly { title: string; ok?: boolean }[] };
    assert.ok(rows.filter((row) => row.ok === true).length >= 11);
    assert.ok(rows.some((row) => row.title === 'inverter-power' && row.ok === true));
    const again = bench('up');
    assert.equal(again.status, 3);
    assert.match(again.stderr, /BENCH-015/);
    assert.match(bench('exec', 'vehicle', '--', 'ip', '-br', 'address').stdout, /mesh0.*fe80::2/);
    assert.equal(bench('exec', 'station', '--', 'sh', '-c', 'exit 7').status, 7);
    const piped = spawnSync(
      node,
      [...launcher, 'bench', 'exec', 'station', '--', 'sh', '-c', 'tr a-z A-Z; echo no >&2'],
      {
        encoding: 'utf8',
        env: { ...process.env, PLUMBLINE_STATE: state },
        input: 'through the pipe\n',
      },
    );
    assert.deepEqual([piped.stdout, piped.stderr], ['THROUGH THE PIPE\n', 'no\n']);
    assert.match(
      onTerminal('exec station -- sh -c "tty && stty size >/dev/null && echo a terminal"'),
      /pts\/\d+\s+a terminal/,
    );
    assert.equal(bench('exec', 'moon', '--', 'true').status, 4);
    assert.equal(bench('exec', 'station').status, 4);
    const down = bench('down');
    assert.deepEqual([down.status, down.stdout.trim()], [0, 'The bench is down.']);
    for (const pid of pids) assert.ok(gone(pid), `process ${pid} is left`);
  });

  for (const [who, choose] of [
    ['the outermost process', (outer: number) => outer],
    ['process 1', (outer: number) => descendants(outer)[0]!],
    ['the keeper', (outer: number) => descendants(outer)[1]!],
  ] as const) {
    it(`leaves nothing behind when ${who} is killed`, () => {
      assert.equal(bench('up').status, 0);
      const { outer } = record();
      const pids = [outer.pid, ...descendants(outer.pid)];
      process.kill(choose(outer.pid), 'SIGKILL');
      for (const pid of pids) assert.ok(gone(pid), `process ${pid} outlived the kill`);
      assert.match(bench('status').stderr, /BENCH-014.*was killed/);
      assert.match(bench('down').stdout, /had been killed before/);
      assert.equal(bench('down').stdout.trim(), 'No bench was up.');
    });
  }

  it('does not touch a process that has the pid of a keeper by chance', () => {
    const stranger = { pid: process.pid, startTime: '1' };
    const stale: KeeperRecord = {
      version: 1,
      benchName: 'gone',
      file: '',
      since: new Date().toISOString(),
      outer: stranger,
      init: stranger,
    };
    writeFileSync(join(state, 'keeper.json'), JSON.stringify(stale));
    assert.match(bench('down').stdout, /had been killed before/);
  });

  for (const [what, text, expected] of [
    ['no YAML', 'name: [', /BENCH-004 .*bad\.yaml:\d+:\d+/],
    [
      'an unknown driver',
      'name: x\ndriver: embedded\ncapabilities:\n  gateway:\n    driver: magic\n',
      /BENCH-005 .*:5:13: .*process/,
    ],
  ] as const) {
    it(`refuses a bench file with ${what}, naming the place`, () => {
      const file = join(state, 'bad.yaml');
      writeFileSync(file, text);
      const up = bench('up', '--file', file);
      assert.equal(up.status, 4);
      assert.match(up.stderr, expected);
    });
  }
});
