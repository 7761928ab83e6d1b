import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { authorise, chargeDc } from './support/drive-session.js';
import { EvClient } from './support/ev-client.js';
import { acParameters } from './support/requests.js';
import { startSunspecDevice } from './support/sunspec-device.js';
import { testConfigText } from './support/test-config.js';
import { control } from './support/test-gateway.js';

interface Process {
  readonly child: ChildProcess;
  readonly stdout: string[];
  readonly stderr: string[];
  readonly exited: Promise<number | null>;
}

const main = join(projectRoot(), 'dist', 'src', 'cli', 'main.js');

/** `plumbline gateway` as its own process. */
function gateway(t: TestContext, args: readonly string[], before = ''): Process {
  const code = `${before}const { main } = await import(${JSON.stringify(main)}); await main(process.argv.slice(1));`;
  const argv = ['--input-type=module', '-e', code, '--', 'gateway', ...args];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  const stdout: string[] = [];
  const stderr: string[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => stdout.push(line));
  createInterface({ input: child.stderr! }).on('line', (line) => stderr.push(line));
  const exited = once(child, 'close').then(([exit]) => exit as number | null);
  return { child, stdout, stderr, exited };
}

async function ready(running: Process): Promise<Record<string, unknown>> {
  const lines = createInterface({ input: running.child.stdout! });
  for await (const line of lines) {
    const event = JSON.parse(line) as Record<string, unknown>;
    if (event['event'] === 'ready') return event;
  }
  throw new Error(`it never became ready: ${running.stderr.join('\n')}`);
}

function writeConfig(folder: string, extra = '', replace: Record<string, string> = {}): string {
  const file = join(folder, 'config.yaml');
  const text = testConfigText(`control_socket: ${join(folder, 'c.sock')}\n${extra}`, {
    state_file: join(folder, 'state.json'),
    ...replace,
  });
  writeFileSync(file, text);
  return file;
}

test('SIGTERM while a vehicle charges: power off, exit 0', async (t) => {
  const device = await startSunspecDevice();
  t.after(() => device.close());
  const folder = temporaryFolder(t);
  const file = writeConfig(folder, `inverter: { host: 127.0.0.1, port: ${device.port} }`);
  const running = gateway(t, ['--config', file]);
  const { port } = await ready(running);
  const ev = await EvClient.connect(Number(port));
  await chargeDc(ev);
  assert.ok(device.powerW > 7000);
  running.child.kill('SIGTERM');
  await ev.closed(20_000);
  await ev.connection.close();
  assert.equal(await running.exited, 0, running.stderr.join('\n'));
  assert.deepEqual([device.connected, device.powerW], [false, 0]);
});

test('kill -9 after a pause: the next process has the same state and joins the session', async (t) => {
  const folder = temporaryFolder(t);
  const file = writeConfig(folder);
  const first = gateway(t, ['--config', file]);
  const ev = await EvClient.connect(Number((await ready(first))['port']));
  await authorise(ev);
  await ev.ask('ChargeParameterDiscoveryReq', acParameters);
  assert.equal((await ev.ask('SessionStopReq', { ChargingSession: 'Pause' })).code, 'OK');
  const before = await control(join(folder, 'c.sock'), { command: 'status' });
  first.child.kill('SIGKILL');
  await first.exited;
  await ev.connection.close();
  const second = gateway(t, ['--config', file]);
  const again = await ready(second);
  assert.equal(again['state_hash'], before['state_hash']);
  const back = await EvClient.connect(Number(again['port']));
  await back.negotiate();
  assert.equal((await back.setUp(ev.sessionId)).code, 'OK_OldSessionJoined');
  await back.connection.close();
  second.child.kill('SIGTERM');
  assert.equal(await second.exited, 0);
});

test('the log in a file leaves the ready line on stdout', async (t) => {
  const folder = temporaryFolder(t);
  const file = writeConfig(folder, `log: { level: error, file: ${join(folder, 'gateway.log')} }`);
  const running = gateway(t, ['--config', file]);
  assert.ok(Number((await ready(running))['port']) > 0);
  running.child.kill('SIGINT');
  assert.equal(await running.exited, 0);
});

test('a reader of the log that goes away does not take the gateway with it', async (t) => {
  const folder = temporaryFolder(t);
  const running = gateway(t, ['--config', writeConfig(folder)]);
  const { port } = await ready(running);
  running.child.stdout!.destroy();
  const ev = await EvClient.connect(Number(port));
  await authorise(ev);
  await ev.connection.close();
  assert.equal((await control(join(folder, 'c.sock'), { command: 'status' }))['ok'], true);
  running.child.kill('SIGTERM');
  assert.equal(await running.exited, 0);
});

test('an error that nobody caught stops the power before the process ends, with exit 3', async (t) => {
  const device = await startSunspecDevice();
  t.after(() => device.close());
  const file = writeConfig(temporaryFolder(t), `inverter: { host: 127.0.0.1, port: ${device.port} }`);
  // Thrown from outside, at a moment that the test chooses: the first SIGUSR2.
  const fault = "process.on('SIGUSR2', () => setImmediate(() => { throw new Error('seeded'); }));";
  const running = gateway(t, ['--config', file], fault);
  const { port } = await ready(running);
  const ev = await EvClient.connect(Number(port));
  await chargeDc(ev);
  running.child.kill('SIGUSR2');
  assert.equal(await running.exited, 3);
  assert.deepEqual([device.connected, device.powerW], [false, 0]);
  await ev.connection.close();
});

const refusals: readonly [string, string, Record<string, string>, string, number][] = [
  ['an unknown field', 'colour: red', {}, 'GATEWAY-003', 4],
  ['an interface that does not exist', '', { interfaces: '{ vehicle: nope0 }' }, 'GATEWAY-020', 3],
  [
    'TLS enforced and no certificate',
    '',
    { security: '{ tls: enforced, certificate_chain: /nonexistent/c.pem, private_key: /nonexistent/k.pem }' },
    'GATEWAY-010',
    3,
  ],
];

for (const [name, extra, replace, code, exit] of refusals) {
  // Half of them by a start, half by a check: both go through the same code.
  const check = exit === 4 ? ['--check'] : [];
  test(`${name} ends ${check.length === 0 ? 'a start' : 'a check'} with ${code} and exit ${exit}`, async (t) => {
    const running = gateway(t, ['--config', writeConfig(temporaryFolder(t), extra, replace), ...check]);
    assert.equal(await running.exited, exit);
    assert.match(running.stderr.join('\n'), new RegExp(`^${code}[\\s\\S]*cure: `));
    assert.ok(!running.stdout.some((line) => line.includes('"ready"')));
  });
}

test('a second gateway on the same control socket is refused', async (t) => {
  const folder = temporaryFolder(t);
  const file = writeConfig(folder);
  const first = gateway(t, ['--config', file]);
  await ready(first);
  const second = gateway(t, ['--config', file]);
  assert.equal(await second.exited, 3);
  assert.match(second.stderr.join('\n'), /GATEWAY-040/);
  first.child.kill('SIGTERM');
  assert.equal(await first.exited, 0);
});
