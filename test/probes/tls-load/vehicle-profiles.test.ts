import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createServer } from 'node:tls';
import { systemClock } from '../../../src/base/clock.js';
import { runCommand } from '../../../src/bench/process/run-command.js';
import { chainPem, type Identity, privateKeyPem, rootPem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { writeLabPki } from '../../../src/pki/write-lab-pki.js';
import { loadProfiles } from '../../../src/probes/tls-load/load-profiles.js';
import { measureTlsLoad } from '../../../src/probes/tls-load/measure-tls-load.js';
import { nativeHelper } from '../../../src/probes/tls-load/native-helper.js';
import { listenersOn, readServerCpu } from '../../../src/probes/tls-load/server-cpu.js';
import { issuerOf, writeVehicleList } from '../../../src/probes/tls-load/vehicle-list.js';
import { serverContextOptions } from '../../../src/transport/tls-context.js';
import { spawnHere } from '../local-spawn.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-profiles-'));
const labs: Record<'P-256' | 'P-521' | 'Ed448', LabPki | undefined> = {
  'P-256': undefined,
  'P-521': undefined,
  Ed448: undefined,
};
before(async () => {
  for (const curve of ['P-256', 'P-521', 'Ed448'] as const) labs[curve] = await mintLabPki({ curve });
});
after(() => rmSync(folder, { recursive: true }));

/** A server that looks at every client's certificate and then answers whatever it is asked. */
async function mutualServer(profile: string, server: Identity, clientRoot: Uint8Array | string) {
  const seen = new Set<string>();
  const options = serverContextOptions(
    {
      profile: loadProfiles[profile]!,
      chain: chainPem(server),
      key: privateKeyPem(server),
      clientRoots: [String(clientRoot)],
    },
    'test',
  );
  const listener = createServer({ ...options, requestCert: true, rejectUnauthorized: true }, (socket) => {
    seen.add(socket.getPeerX509Certificate()?.fingerprint256 ?? 'none');
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  });
  listener.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, seen, close: () => listener.close() };
}

const helper = nativeHelper();
const profiles = [
  ['iso15118-20', 'P-521', 'vehicle'],
  ['iso15118-20', 'Ed448', 'vehicle'],
  ['sep2-tls12-ccm8', 'P-256', 'utility-device'],
  ['sep2-tls13', 'P-256', 'utility-device'],
] as const;
for (const generator of ['native', 'node'] as const) {
  const skip = generator === 'native' && helper.kind === 'missing' ? `NOT TESTED: ${helper.reason}` : false;
  describe(`each vehicle shows its own certificate, ${generator}`, { skip }, () => {
    for (const [profile, curve, role] of profiles) {
      it(`${profile} with ${curve}`, async () => {
        const { identities } = labs[curve]!;
        const device = role === 'utility-device';
        const issuer = identities[device ? 'utility-mica' : 'oem-sub-ca2'];
        const own = join(folder, `${generator}-${profile}-${curve}`);
        const vehicles = writeVehicleList({ issuer, role, count: 5, folder: own });
        const root = join(own, 'root.pem');
        const end = identities[device ? 'utility-server' : 'secc'];
        writeFileSync(root, rootPem(end));
        const server = await mutualServer(profile, end, rootPem(issuer));
        const measured = await measureTlsLoad({
          plan: {
            host: '127.0.0.1',
            port: server.port,
            roots: [root],
            profile,
            vehicles,
            generator,
            levels: [5],
            handshakes: 10,
            exchange: 'http',
            processes: 2,
          },
          near: spawnHere,
          clock: systemClock,
          folder: own,
        });
        server.close();
        const [level] = measured.levels;
        assert.deepEqual([level?.causes, level?.handshakes], [{}, 10]);
        assert.equal(server.seen.size, 5, 'five certificates');
      });
    }
    it('a client that the server does not trust has not shaken hands, although TLS 1.3 looks finished to it', async () => {
      const { identities, bad } = labs['P-521']!;
      const own = join(folder, `${generator}-untrusted`);
      const vehicles = writeVehicleList({ issuer: identities['cps-sub-ca2'], role: 'vehicle', count: 2, folder: own });
      const root = join(own, 'root.pem');
      writeFileSync(root, rootPem(identities.secc));
      const server = await mutualServer('iso15118-20', identities.secc, rootPem(bad['secc-wrong-root']));
      const plan = { host: '127.0.0.1', port: server.port, roots: [root], profile: 'iso15118-20', vehicles } as const;
      const { levels } = await measureTlsLoad({
        plan: { ...plan, generator, levels: [2], handshakes: 2, exchange: 'app-protocol' },
        near: spawnHere,
        clock: systemClock,
        folder: own,
      });
      server.close();
      assert.equal(levels[0]?.failures, 2);
      assert.match(Object.keys(levels[0]!.causes).join(), /^no-answer: .*(UNKNOWN_CA|ECONNRESET|closed)/);
    });
  });
}

describe('a list of vehicles', () => {
  it('is minted from a PKI on disk, keys for their owner alone', async () => {
    const pki = join(folder, 'pki');
    await writeLabPki(labs['P-521']!, pki);
    const issuer = issuerOf(pki, 'oem-sub-ca2', 'oem-root');
    assert.equal(issuer?.curve, 'P-521');
    const list = writeVehicleList({ issuer: issuer!, role: 'vehicle', count: 3, folder: join(pki, 'vehicles') });
    const lines = readFileSync(list, 'utf8').trim().split('\n');
    assert.equal(new Set(lines).size, 3);
    assert.equal(statSync(lines[0]!.split('\t')[1]!).mode & 0o777, 0o600);
    assert.equal(issuerOf(pki, 'nobody', 'oem-root'), undefined);
    const read = () => lines.map((line) => readFileSync(line.split('\t')[0]!, 'utf8'));
    const before = read();
    const more = { issuer: issuer!, role: 'vehicle', count: 5, folder: join(pki, 'vehicles') } as const;
    writeFileSync(lines[1]!.split('\t')[0]!, 'no certificate');
    assert.equal(readFileSync(writeVehicleList(more), 'utf8').trim().split('\n').length, 5);
    assert.deepEqual([read()[0], read()[2]], [before[0], before[2]], 'taken again');
    assert.match(read()[1]!, /BEGIN CERTIFICATE/);
    writeVehicleList({ ...more, issuer: labs['P-521']!.identities['oem-sub-ca1'] });
    assert.notEqual(read()[0], before[0], 'another issuer: minted anew');
    const many = { issuer: issuer!, role: 'vehicle', count: 1001, folder: pki } as const;
    assert.throws(() => writeVehicleList(many), { code: 'PROBES-050' });
  });
});

describe('the CPU of a server that listens here', () => {
  it('is found by its port and rises with its work', async () => {
    const server = await mutualServer(
      'iso15118-20',
      labs['P-521']!.identities.secc,
      rootPem(labs['P-521']!.identities.vehicle),
    );
    const at = (argv: readonly string[]) => runCommand(argv);
    const pids = await listenersOn(at, server.port);
    assert.deepEqual(pids, [process.pid]);
    const total = async () => {
      const cpu = await readServerCpu(at, pids);
      return [...(cpu?.threads.values() ?? [])].reduce((sum, { ranS }) => sum + ranS, 0);
    };
    const first = await total();
    // Its own CPU time, not that of the wall: the machine may have others to serve.
    const before = process.cpuUsage();
    for (let spentUs = 0; spentUs < 60_000; ) {
      const { user, system } = process.cpuUsage(before);
      spentUs = user + system;
    }
    const second = await total();
    server.close();
    assert.ok(second - first > 0.03 && second - first < 30, `${second - first} s`);
  });
});
