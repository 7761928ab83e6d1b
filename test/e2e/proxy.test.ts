import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Bench } from '../../src/bench/bench.js';
import { openBench } from '../../src/bench/open-bench.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import type { RecordedEvent } from '../../src/bench/proxy/record/proxy-event.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const support = join(import.meta.dirname, 'vehicle-support');

interface Driven {
  readonly reached: boolean;
  readonly failure?: string;
  readonly rule?: string;
  readonly names: readonly string[];
  readonly faults: readonly (readonly [string, readonly { readonly rule: string }[]])[];
  readonly remote?: { readonly address: string; readonly port: number };
  readonly cipher?: string;
}

const gateway = (folder: string, timers: string) => `interfaces: { vehicle: mesh0 }
evse: { id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended], isolation_test_s: 0.1, voltage_slope_v_per_s: 4000, meter_id: PLB-1 }
limits: { dc: { max_voltage_v: 900, min_voltage_v: 150, max_current_a: 125, min_current_a: 1, max_power_w: 50000 } }
schedule: [{ id: 1, power: [{ from_s: 0, power_w: 22000 }] }]
security: { tls: offered, certificate_chain: ${folder}/pki/secc.chain.pem, private_key: ${folder}/pki/secc.key.pem }
state_file: ${folder}/state.json
${timers}
`;

const benchFile = (tls: string) => `name: bench with a proxy
driver: embedded
capabilities:
  proxy: { driver: embedded-proxy, tls: ${tls} }
  gateway:
    driver: process
    command: [plumbline, gateway, --config, '{config}']
    ready: '"event":"ready"'
    configurations: { clean: clean.yaml, faulty: faulty.yaml }
`;

/** The path loses time: a correct station, whose sequence timeout is 1 s here, ends the session. */
const latePath = `rules:
  - name: late path
    when: { message: ServiceDiscoveryReq }
    do: [{ delay: 1500 }]
`;

describe('a proxy between the vehicle and the reference gateway, each in a namespace of its own', () => {
  const root = mkdtempSync(join(tmpdir(), 'plumbline-proxy-'));
  let bench: Bench;

  const open = async (tls: string) => {
    const folder = join(root, tls);
    writeFileSync(join(root, `${tls}.yaml`), benchFile(tls));
    writeFileSync(join(root, 'clean.yaml'), gateway(folder, 'timers: { sequence_s: 1 }'));
    // A station that gives the vehicle no time: the pause of 100 ms between two requests is too long for it.
    writeFileSync(join(root, 'faulty.yaml'), gateway(folder, 'timers: { sequence_s: 0.03 }'));
    bench = await openBench(join(root, `${tls}.yaml`), { folder });
  };
  const drive = async (security: 'none' | 'tls'): Promise<Driven> => {
    const plan = { energy: 'dc', security, root: join(bench.folder, 'pki', 'v2g-root.cert.pem') };
    let output = '';
    const argv = [process.execPath, join(support, 'drive-vehicle.js'), JSON.stringify(plan)];
    const running = await bench.spawn('vehicle', argv, { name: 'vehicle', onLine: (line) => (output = line) });
    assert.deepEqual(await running.ended, { code: 0, signal: undefined }, readFileSync(running.logFile!, 'utf8'));
    return JSON.parse(output) as Driven;
  };
  const since = async (sequence: number) => bench.capability('proxy').recorded(sequence, 0);
  const last = async () => (await since(0)).at(-1)?.sequence ?? 0;
  const messages = (events: readonly RecordedEvent[]) => events.filter((event) => event.event === 'message');

  after(async () => {
    await bench?.close();
    rmSync(root, { recursive: true, force: true });
  });

  describe('that ends TLS', () => {
    before(() => open('iso15118-2'));

    it('is silent as long as the station is', async () => {
      const driven = await drive('none');
      assert.match(driven.failure ?? '', /no answer/);
      const events = await since(0);
      assert.ok(events.some((event) => event.event === 'sdp' && event.text.startsWith('no station answers')));
    });

    for (const security of ['none', 'tls'] as const) {
      it(`is found by SDP and passes a DC session on unchanged, security ${security}`, async () => {
        await bench.capability('gateway').start('clean');
        const before = await last();
        const driven = await drive(security);
        assert.deepEqual([driven.reached, driven.faults], [true, []], driven.failure);
        assert.equal(driven.remote?.address, 'fe80::1');
        assert.equal(driven.cipher !== undefined, security === 'tls');
        const events = await since(before);
        const connected = events.find((event) => event.event === 'connected');
        assert.ok(connected?.event === 'connected');
        assert.equal(connected.tls !== undefined, security === 'tls');
        // It really was the proxy that the vehicle spoke to.
        assert.notEqual(connected.station.endsWith(`:${driven.remote?.port}`), true);
        const passed = messages(events);
        assert.equal(passed.length, driven.names.length * 2);
        assert.ok(passed.every((event) => event.sent.length === 1 && event.sent[0]?.as === 'original'));
      });
    }

    it('tells a late path from an impatient station: the vehicle sees the same of both', async () => {
      const proxy = bench.capability('proxy');
      const ended = async () => {
        const before = await last();
        const driven = await drive('none');
        assert.deepEqual([driven.reached, driven.rule], [false, 'closed'], driven.failure);
        const events = await since(before);
        const end = events.find((event) => event.event === 'ended');
        assert.equal(end?.event === 'ended' && end.by, 'station');
        return messages(events).flatMap((event) => event.did.map(({ what }) => what));
      };
      await bench.capability('gateway').start('clean');
      assert.deepEqual(await proxy.rules(latePath), ['late path']);
      assert.deepEqual(await ended(), ['delayed by 1500 ms'], 'the record names the rule: the path did it');
      await proxy.clear();
      await bench.capability('gateway').start('faulty');
      assert.deepEqual(await ended(), [], 'every message passed at once: the station did it');
    });
  });

  describe('without certificates', () => {
    before(async () => {
      await bench.close();
      await open('unread');
    });

    it('passes TLS on unread: the vehicle meets the station’s own certificate', async () => {
      await bench.capability('gateway').start('clean');
      const driven = await drive('tls');
      assert.deepEqual([driven.reached, driven.faults], [true, []], driven.failure);
      const events = await bench.capability('proxy').recorded(0, 0);
      assert.ok(events.some((event) => event.event === 'connected' && event.unread === true));
      assert.equal(messages(events).length, 0);
      const record = join(bench.folder, 'logs', 'proxy.jsonl');
      assert.ok(existsSync(record) && readFileSync(record, 'utf8').includes('"event":"sdp"'));
    });
  });
});
