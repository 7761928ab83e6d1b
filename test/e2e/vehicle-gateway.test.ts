import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inNamespace, networkTasks } from '../../src/bench/embedded/network.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import type { BenchProcess } from '../../src/bench/process/bench-process.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { TaskStack } from '../../src/bench/tasks.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { writeLabPki } from '../../src/pki/write-lab-pki.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const support = join(import.meta.dirname, 'vehicle-support');

interface Driven {
  readonly reached: boolean;
  readonly state: string;
  readonly failure?: string;
  readonly rule?: string;
  readonly faults: readonly unknown[];
  readonly names: readonly string[];
  readonly local?: { readonly address: string; readonly scope?: string };
  readonly remote?: { readonly address: string; readonly scope?: string };
  readonly cipher?: string;
}

describe('the vehicle and the reference gateway on a link of their own, found by SDP', () => {
  const tasks = new TaskStack();
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-vehicle-'));
  const root = join(folder, 'v2g-root.cert.pem');
  let gateway: BenchProcess | undefined;

  const drive = async <T = Driven>(plan: object): Promise<T> => {
    const program = [process.execPath, join(support, 'drive-vehicle.js'), JSON.stringify(plan)];
    const result = await runCommand(inNamespace('vehicle', program), { timeoutMs: 60_000 });
    assert.equal(result.code, 0, result.stderr);
    return JSON.parse(result.stdout) as T;
  };
  const serve = async (tls: 'off' | 'offered' | 'enforced') => {
    const config = join(folder, `gateway-${tls}.yaml`);
    const files = `, certificate_chain: ${folder}/secc.chain.pem, private_key: ${folder}/secc.key.pem`;
    writeFileSync(
      config,
      `interfaces: { vehicle: mesh0 }
evse: { id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended, AC_three_phase_core], isolation_test_s: 0.2, voltage_slope_v_per_s: 4000, meter_id: PLB-1 }
limits: { ac: { nominal_voltage_v: 230, max_current_a: 32 }, dc: { max_voltage_v: 900, min_voltage_v: 150, max_current_a: 125, min_current_a: 1, max_power_w: 50000 } }
schedule: [{ id: 1, power: [{ from_s: 0, power_w: 22000 }, { from_s: 3600, power_w: 11000 }] }]
security: { tls: "${tls}"${tls === 'off' ? '' : files} }
state_file: ${folder}/state-${tls}.json
`,
    );
    await gateway?.stop();
    const program = [process.execPath, join(support, 'run-plumbline.js'), 'gateway', '--config', config];
    gateway = await spawnProcess(inNamespace('station', program), {
      name: 'gateway',
      log: join(folder, 'gateway.log'),
      ready: /"port":\d+/,
    });
  };

  before(async () => {
    await tasks.setUp(networkTasks());
    await writeLabPki(await mintLabPki(), folder);
  });
  after(async () => {
    await gateway?.stop();
    assert.deepEqual(await tasks.tearDown(), []);
    rmSync(folder, { recursive: true });
  });

  it('nobody answers: the search ends with a reason', async () => {
    const driven = await drive({ energy: 'ac', security: 'none', attempts: 3 });
    assert.deepEqual([driven.reached, driven.rule], [false, 'sdp-no-answer']);
    assert.match(driven.failure ?? '', /3 SDP requests on mesh0: no answer/);
  });

  for (const security of ['none', 'tls'] as const) {
    for (const energy of ['ac', 'dc'] as const) {
      it(`${energy} over ${security === 'tls' ? 'TLS' : 'TCP'}: to SessionStop without a broken rule`, async () => {
        await serve(security === 'tls' ? 'enforced' : 'off');
        const driven = await drive({ energy, security, root });
        assert.deepEqual([driven.reached, driven.faults], [true, []], driven.failure);
        assert.equal(driven.names.at(-1), 'SessionStopReq');
        assert.deepEqual([driven.local?.address, driven.local?.scope], ['fe80::2', 'mesh0']);
        assert.deepEqual([driven.remote?.address, driven.remote?.scope], ['fe80::1', 'mesh0']);
        assert.equal(driven.cipher, security === 'tls' ? 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256' : undefined);
      });
    }
  }

  it('a vehicle that wants plain TCP does not get it where TLS is enforced', async () => {
    await serve('enforced');
    const driven = await drive({ energy: 'ac', security: 'none', attempts: 4 });
    assert.equal(driven.reached, false);
    assert.ok(['sdp-security', 'sdp-no-answer'].includes(driven.rule ?? ''), driven.failure);
  });

  for (const [what, hex, answers] of [
    ['a correct request', '01FE9000000000020000', 1],
    ['payloadLength 0', '01FE9000000000000000', 0],
    ['payload type 0x7000', '01FE7000000000020000', 0],
    ['protocol version 0xFF', 'FFFE9000000000020000', 0],
    ['inverse version 0xFF', '01FF9000000000020000', 0],
    ['five bytes', '01FE900000', 0],
  ] as const) {
    it(`SDP: ${what} gets ${answers === 0 ? 'no answer' : 'an answer'}`, async () => {
      const seen = await drive<{ answers: number }>({ security: 'tls', energy: 'ac', rawRequest: hex });
      assert.equal(seen.answers, answers);
    });
  }
});
