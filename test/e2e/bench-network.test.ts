import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { LinkDamage, LinkDirection } from '../../src/bench/capabilities/loss-control.js';
import { EmbeddedLossControl } from '../../src/bench/embedded/link-damage.js';
import { inNamespace, networkTasks } from '../../src/bench/embedded/network.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import type { BenchProcess } from '../../src/bench/process/bench-process.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { TaskStack } from '../../src/bench/tasks.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const support = join(import.meta.dirname, 'bench-support');
interface Probe {
  readonly sent: number;
  readonly received: number;
  readonly medianMs: number;
  readonly bursts: number;
}

describe('embedded network', () => {
  const tasks = new TaskStack();
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  const control = new EmbeddedLossControl(folder);
  let echo: BenchProcess;

  const probe = async (count: number): Promise<Probe> => {
    const program = [process.execPath, join(support, 'udp-probe.js'), 'fe80::1%mesh0', '9000', String(count)];
    const result = await runCommand(inNamespace('vehicle', program), { timeoutMs: 60_000 });
    assert.equal(result.code, 0, result.stderr);
    return JSON.parse(result.stdout) as Probe;
  };
  const damaged = async (direction: LinkDirection, damage: LinkDamage, count: number) => {
    await control.set('mesh', direction, damage);
    const seen = await probe(count);
    const dropped = await control.dropped('mesh', direction);
    await control.clear();
    return { ...seen, dropped };
  };

  before(async () => {
    await tasks.setUp(networkTasks());
    const program = [process.execPath, join(support, 'udp-echo.js'), 'mesh0', '9000'];
    echo = await spawnProcess(inNamespace('station', program), {
      name: 'echo',
      log: join(folder, 'echo.log'),
      ready: /ready/,
    });
  });
  after(async () => {
    await echo.stop();
    await control.clear();
    assert.deepEqual(await tasks.tearDown(), []);
    const left = await runCommand(['ip', 'netns', 'list']);
    assert.equal(left.stdout, '', 'every namespace is gone');
    rmSync(folder, { recursive: true });
  });

  it('carries frames without loss as soon as it is up', async () => {
    const seen = await probe(300);
    assert.equal(seen.received, 300);
  });

  it('names the ends of the links as the suites expect', async () => {
    for (const [namespace, device] of [
      ['station', 'mesh0'],
      ['vehicle', 'mesh0'],
      ['station', 'eth1'],
      ['utility', 'eth1'],
      ['station', 'lan0'],
    ] as const) {
      const shown = await runCommand(['ip', '-n', namespace, 'link', 'show', device]);
      assert.match(shown.stdout, /state UP/, `${namespace} ${device}`);
    }
  });

  it('keeps the meter out of reach of the station', async () => {
    const routes = await runCommand(['ip', '-n', 'station', 'route', 'get', '192.168.8.10']);
    assert.match(routes.stderr, /unreachable/i);
  });

  for (const direction of ['to-station', 'from-station'] as const) {
    it(`loses the share that was set, ${direction}`, async () => {
      const seen = await damaged(direction, { loss: 0.15 }, 3000);
      // Five standard deviations of a binomial share around 15 % of 3000.
      const lost = (seen.sent - seen.received) / seen.sent;
      assert.ok(Math.abs(lost - 0.15) < 5 * Math.sqrt((0.15 * 0.85) / 3000), `lost ${lost}`);
      assert.equal(seen.dropped, seen.sent - seen.received, 'the counter agrees with the probe');
    });
  }

  it('leaves neighbour discovery alone even when everything else is lost', async () => {
    await control.set('mesh', 'to-station', { loss: 1 });
    await runCommand(['ip', '-n', 'vehicle', 'neighbour', 'flush', 'dev', 'mesh0']);
    const seen = await probe(20);
    const neighbours = await runCommand(['ip', '-n', 'vehicle', 'neighbour', 'show', 'fe80::1', 'dev', 'mesh0']);
    await control.clear();
    assert.equal(seen.received, 0);
    assert.match(neighbours.stdout, /02:00:00:00:01:01/);
  });

  it('delays one direction with the relay', async () => {
    const seen = await damaged('to-station', { delayMs: 25 }, 300);
    assert.equal(seen.received, 300);
    // The relay's timer is late on a busy machine, never early.
    assert.ok(seen.medianMs >= 25 && seen.medianMs < 60, `median ${seen.medianMs} ms`);
  });

  it('loses in bursts with the relay', async () => {
    const seen = await damaged('to-station', { loss: 0.2, burst: 5 }, 4000);
    const lost = (seen.sent - seen.received) / seen.sent;
    assert.ok(Math.abs(lost - 0.2) < 0.08, `lost ${lost}`);
    assert.ok(seen.bursts > 3 && seen.bursts < 7, `mean burst ${seen.bursts}`);
    assert.equal(seen.dropped, seen.sent - seen.received, 'the counter agrees with the probe');
  });

  it('carries TCP through the relay and goes back to the bridge', async () => {
    await control.set('mesh', 'from-station', { delayMs: 5 });
    const server =
      "require('net').createServer(c=>{c.end(Buffer.alloc(300000,7))}).listen(5000,'::',()=>console.log('ready'))";
    const client =
      "let n=0;require('net').connect({host:'fe80::1%mesh0',port:5000}).on('data',d=>n+=d.length).on('close',()=>console.log(n))";
    const serving = await spawnProcess(inNamespace('station', [process.execPath, '-e', server]), {
      name: 'tcp',
      log: join(folder, 'tcp.log'),
      ready: /ready/,
    });
    const relayed = await runCommand(inNamespace('vehicle', [process.execPath, '-e', client]));
    await control.clear();
    const bridged = await runCommand(inNamespace('vehicle', [process.execPath, '-e', client]));
    await serving.stop();
    assert.deepEqual([relayed.stdout.trim(), bridged.stdout.trim()], ['300000', '300000']);
  });

  it('limits the rate', async () => {
    await control.set('mesh', 'to-station', { rateBps: 100_000 });
    // 64 byte datagrams make 126 byte frames: 1000 a second is 1 Mbit/s, ten times what fits; the queue holds 100 ms.
    const seen = await probe(1000);
    await control.clear();
    assert.ok(seen.received > 80 && seen.received < 350, `received ${seen.received}`);
  });

  for (const [what, role, damage] of [
    ['a link that does not exist', 'moon', { loss: 0.1 }],
    ['a loss above 1', 'mesh', { loss: 15 }],
    ['a negative delay', 'mesh', { delayMs: -1 }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(control.set(role, 'to-station', damage), { code: 'BENCH-013' });
    });
  }
});
