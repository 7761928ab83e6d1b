import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { proxyTlsOf } from '../../../src/cli/proxy/tls-arguments.js';
import type { VehicleOptions } from '../../../src/peers/vehicle/vehicle-options.js';
import { certificatePem, chainPem, keyPem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { writeLabPki } from '../../../src/pki/write-lab-pki.js';
import { iso15118Part2, iso15118Part20 } from '../../../src/transport/tls-profiles.js';
import { startGateway } from '../../gateway/support/test-gateway.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { eventOf, messagesOf, proxyTo, vehicleAt } from './proxy-bench.js';

/** `plumbline proxy --tls both --pki P256 --pki20 P521` in front of a station that speaks both editions over TLS alone. */
describe('a proxy that ends TLS of both editions', () => {
  let part2: LabPki;
  let part20: LabPki;

  before(async () => {
    [part2, part20] = await Promise.all([mintLabPki({ curve: 'P-256' }), mintLabPki({ curve: 'P-521' })]);
  });

  const bothOf = async (t: TestContext) => {
    const folder = temporaryFolder(t);
    const [pki, pki20] = [join(folder, 'p256'), join(folder, 'p521')];
    await writeLabPki(part2, pki);
    await writeLabPki(part20, pki20);
    const certificates = (from: string) =>
      `certificate_chain: ${join(from, 'secc.chain.pem')}, private_key: ${join(from, 'secc.key.pem')}`;
    const roots = `vehicle_roots: [${join(pki20, 'oem-root.cert.pem')}]`;
    const { ready } = await startGateway(t, {
      extra: 'protocols: [iso15118-20-dc, iso15118-2]',
      replace: { security: `{ tls: enforced, ${certificates(pki)}, iso20: { ${certificates(pki20)}, ${roots} } }` },
    });
    const args = { tls: 'both', pki, pki20, 'trust-any-station': false } as const;
    const keylog: string[] = [];
    const options = { ...proxyTlsOf(args), keylog: (side: string) => keylog.push(side) };
    const proxy = await proxyTo(t, ready.tls_port!, undefined, options);
    assert.ok(proxy.ports.tls !== undefined && proxy.ports.opaque === undefined);
    return { proxy, keylog, port: proxy.ports.tls };
  };

  const vehicle20 = async (): Promise<Partial<VehicleOptions>> => ({
    security: 'tls',
    protocol: 'iso20',
    timers: { chargeLoopPause: 20, repeatPause: 20 },
    tls: {
      profile: iso15118Part20,
      roots: [certificatePem(part20.identities['v2g-root'])],
      chain: chainPem(part20.identities.vehicle),
      key: await keyPem(part20.identities.vehicle),
    },
  });
  const vehicle2 = async (): Promise<Partial<VehicleOptions>> => ({
    security: 'tls',
    tls: { profile: iso15118Part2, roots: [certificatePem(part2.identities['v2g-root'])] },
  });

  it('asks the station for the version that each vehicle agreed on, one after the other', async (t) => {
    const { proxy, keylog, port } = await bothOf(t);
    const rows = [
      [vehicle20, 'TLSv1.3', 'iso20.dc'],
      [vehicle2, 'TLSv1.2', 'iso2'],
      [vehicle20, 'TLSv1.3', 'iso20.dc'],
    ] as const;
    for (const [index, [options, version, schema]] of rows.entries()) {
      const { vehicle } = vehicleAt(t, port, await options());
      const { reached, failure } = await vehicle.driveTo('stopped');
      assert.equal(reached, true, failure?.text);
      const isIt = (event: { readonly event: string }) => event.event === 'connected';
      const connected = await eventOf(
        proxy,
        (event) => isIt(event) && 'connection' in event && event.connection === index + 1,
      );
      assert.ok(connected.event === 'connected' && connected.tls !== undefined);
      for (const side of [connected.tls.vehicle, connected.tls.station]) assert.ok(side.startsWith(version), side);
      const passed = (await messagesOf(proxy)).filter(({ connection }) => connection === index + 1);
      assert.ok(
        passed.some((message) => message.schema === schema),
        version,
      );
      assert.ok(passed.every(({ unread, sent }) => unread === undefined && sent[0]?.as === 'original'));
      await vehicle.close();
    }
    assert.deepEqual([...new Set(keylog)].sort(), ['station', 'vehicle']);
  });

  it('takes no vehicle of ISO 15118-20 whose certificate is of another root, and does not go to the station for it', async (t) => {
    const { proxy, port } = await bothOf(t);
    const { tls } = await vehicle20();
    assert.ok(tls !== undefined);
    const { contract } = part20.identities;
    const stranger = { ...tls, chain: chainPem(contract), key: await keyPem(contract) };
    const { vehicle } = vehicleAt(t, port, { ...(await vehicle20()), tls: stranger });
    const { reached } = await vehicle.driveTo('session-open');
    assert.equal(reached, false);
    assert.ok(!(await proxy.record.after(0)).some(({ event }) => event === 'connected'));
  });
});

describe('TLS on the command line of the proxy', () => {
  const nothing = { tls: undefined, pki: undefined, pki20: undefined, 'trust-any-station': false } as const;

  it('passes unread where nothing is said', () => {
    assert.deepEqual(proxyTlsOf(nothing), {});
  });

  for (const [what, args, code] of [
    ['no folder', { ...nothing, tls: 'both' }, 'BENCH-035'],
    ['an empty folder', { ...nothing, tls: 'both', pki: '/nowhere' }, 'TRANSPORT-005'],
  ] as const)
    it(`is refused with ${what}`, () => {
      assert.throws(
        () => proxyTlsOf(args),
        (error) => error instanceof PlumblineError && error.code === code,
      );
    });
});
