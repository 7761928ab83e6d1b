import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { PlumblineError } from '../../../src/base/errors.js';
import { decodeMessage, encodeMessage } from '../../../src/messages/codec.js';
import { chainPem, keyPem, rootPem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { measureTlsLoad, type TlsLoadProbe } from '../../../src/probes/tls-load/measure-tls-load.js';
import { nativeHelper } from '../../../src/probes/tls-load/native-helper.js';
import { type TlsLoadPlan, tlsLoadPlan } from '../../../src/probes/tls-load/tls-load-plan.js';
import { iso15118Part2 } from '../../../src/transport/tls-profiles.js';
import { listenV2g, type V2gConnection } from '../../../src/transport/v2g-connection.js';
import { payloadTypes } from '../../../src/wire/v2gtp.js';
import { spawnHere } from '../local-spawn.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-tls-'));
let pki: LabPki;
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};
let roots: readonly string[];
let wrongRoots: readonly string[];
before(async () => {
  pki = await mintLabPki();
  roots = [file('root.pem', rootPem(pki.identities.secc))];
  wrongRoots = [file('wrong.pem', rootPem(pki.bad['secc-wrong-root']))];
});
after(() => rmSync(folder, { recursive: true }));

/** An SECC that takes handshakes and answers supportedAppProtocolReq; it can be made to hang up or to be short of places. */
async function secc(o: { hangUp?: boolean; places?: number } = {}) {
  const open = new Set<V2gConnection>();
  let most = 0;
  const listener = await listenV2g({
    host: '::1',
    port: 0,
    tls: { profile: iso15118Part2, chain: chainPem(pki.identities.secc), key: await keyPem(pki.identities.secc) },
    onConnection: (connection) => {
      if (o.hangUp === true || (o.places !== undefined && open.size >= o.places)) {
        // Not in the callback of the handshake itself: Node 20 crashes when the socket below TLS goes away there.
        setImmediate(() => void connection.close('reset'));
        return;
      }
      open.add(connection);
      most = Math.max(most, open.size);
      void (async () => {
        const received = await connection.receive(5000);
        if (received.kind === 'frame' && decodeMessage('sap', received.payload).message === 'supportedAppProtocolReq') {
          const answer = { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: 1 };
          await connection.send(payloadTypes.sap, encodeMessage('sap', { supportedAppProtocolRes: answer }));
          await connection.receive(5000);
        }
        open.delete(connection);
        await connection.close();
      })().catch(() => open.delete(connection));
    },
    onError: () => undefined,
  });
  return { port: listener.port, most: () => most, close: () => listener.close() };
}
const helper = nativeHelper();
const probe = (plan: Pick<TlsLoadPlan, 'port'> & Partial<TlsLoadPlan>, over: Partial<TlsLoadProbe> = {}) =>
  measureTlsLoad({ plan: { host: '::1', roots, ...plan }, near: spawnHere, clock: systemClock, folder, ...over });

for (const generator of ['native', 'node'] as const) {
  const skip = generator === 'native' && helper.kind === 'missing' ? `NOT TESTED: ${helper.reason}` : false;
  const measure = (plan: Pick<TlsLoadPlan, 'port'> & Partial<TlsLoadPlan>) => probe({ generator, ...plan });

  describe(`vehicles of the ${generator} generator at once`, { skip }, () => {
    it('are really there at once, level by level, and all succeed', async () => {
      const server = await secc();
      const seen: number[] = [];
      const plan = { levels: [1, 8], handshakes: 16, exchange: 'app-protocol', processes: 2 } as const;
      const { levels, measurements, files } = await probe(
        { port: server.port, generator, ...plan },
        { onProgress: (done) => seen.push(done) },
      );
      await server.close();
      assert.deepEqual(
        levels.map(({ level, handshakes, failures, unconfirmed }) => [level, handshakes, failures, unconfirmed]),
        [
          [1, 16, 0, 0],
          [8, 16, 0, 0],
        ],
      );
      assert.equal(server.most(), 8, 'eight connections were open together');
      const top = levels[1]!;
      assert.ok(top.percentiles!.p50 > 0 && top.percentiles!.max < 60_000 && top.perSecond > 1);
      assert.equal(top.together, 8);
      assert.deepEqual(
        measurements.map(({ id, k, n, censored }) => [id, k ?? censored, n]),
        [
          ['tls-handshake-failures', 0, 16],
          ['tls-handshake-time', 0, 16],
        ],
      );
      assert.equal(files.length, 1);
      assert.equal(seen.length, 18);
    });
    it('an untrusted server: every handshake fails, by the cause', async () => {
      const server = await secc();
      const plan = { port: server.port, roots: wrongRoots, levels: [4], handshakes: 4 };
      const { levels, measurements } = await measure(plan);
      await server.close();
      assert.equal(levels[0]!.failures, 4);
      assert.match(Object.keys(levels[0]!.causes).join(), /^TRANSPORT-004: [^,]*$/);
      assert.deepEqual([measurements[0]!.value, measurements[1]!.censored, measurements[1]!.samples], [100, 4, []]);
    });
    it('a server that hangs up after the handshake has not spoken: with an exchange that is a failure', async () => {
      const server = await secc({ hangUp: true });
      const { levels } = await measure({ port: server.port, levels: [3], handshakes: 3, exchange: 'app-protocol' });
      await server.close();
      assert.equal(levels[0]!.failures, 3);
      assert.match(Object.keys(levels[0]!.causes).join(), /^no-answer: /);
    });
    it('a server short of places fails some, and the rest still count', async () => {
      const server = await secc({ places: 4 });
      const plan = { levels: [10], handshakes: 10, exchange: 'app-protocol' } as const;
      const { levels, measurements } = await measure({ port: server.port, ...plan });
      await server.close();
      const { failures } = levels[0]!;
      assert.ok(failures >= 1 && failures <= 6, `${failures} failures`);
      assert.equal(measurements[1]!.samples!.length + measurements[1]!.censored!, 10);
    });
    it('nothing listens', async () => {
      const server = await secc();
      await server.close();
      const { levels } = await measure({ port: server.port, levels: [2], handshakes: 2 });
      assert.match(Object.keys(levels[0]!.causes).join(), /TRANSPORT-001: nothing listens/);
    });
    it('a server that never answers fails in the time given, at the step that it stuck in', async () => {
      const mute = createServer(() => undefined);
      await new Promise<void>((resolve) => mute.listen(0, '::1', resolve));
      const { port } = mute.address() as AddressInfo;
      const { levels } = await measure({ port, levels: [2], handshakes: 2, timeoutMs: 1000 });
      mute.close();
      assert.deepEqual(Object.values(levels[0]!.causes), [2]);
      assert.match(Object.keys(levels[0]!.causes).join(), /^TRANSPORT-002: TCP is established/);
    });
    it('a server that lets every round run into the limit is given up when the budget is spent', async () => {
      const mute = createServer(() => undefined);
      await new Promise<void>((resolve) => mute.listen(0, '::1', resolve));
      const { port } = mute.address() as AddressInfo;
      const slow = { levels: [5], handshakes: 100, timeoutMs: 1500, budgetMs: 2500 };
      const { levels } = await measure({ port, ...slow });
      mute.close();
      assert.deepEqual([levels[0]!.handshakes, levels[0]!.failures], [10, 10]);
    });
    it('closed load: each vehicle goes on until all handshakes are made', async () => {
      const server = await secc();
      const { levels } = await measure({ port: server.port, load: 'closed', levels: [1, 3], handshakes: 60 });
      await server.close();
      assert.deepEqual(
        levels.map(({ handshakes, failures, together }) => [handshakes, failures, together]),
        [
          [60, 0, 1],
          [60, 0, 3],
        ],
      );
      assert.ok(levels[0]!.rate!.low <= levels[0]!.rate!.perSecond);
    });
    it('open load: vehicles come when they are due, also while others still wait', async () => {
      const server = await secc();
      const { levels } = await measure({ port: server.port, load: 'open', levels: [50], handshakes: 40 });
      await server.close();
      const [level] = levels;
      assert.deepEqual([level?.handshakes, level?.failures], [40, 0]);
      assert.ok(level!.wallSeconds > 0.3 && level!.wallSeconds < 60, `${level!.wallSeconds} s`);
    });
    it('resumes sessions where it is asked to', async () => {
      const server = await secc();
      const plan = { port: server.port, load: 'closed', levels: [4], handshakes: 20 } as const;
      const again = await measure({ ...plan, session: 'resumed' });
      const full = await measure(plan);
      await server.close();
      assert.deepEqual([again.levels[0]?.resumed, full.levels[0]?.resumed], [20, 0]);
    });
  });
}

describe('the generator', () => {
  it('is Node, and says why, where the native helper is not there', async () => {
    const server = await secc();
    const missing = { kind: 'missing', reason: 'no compiler' } as const;
    const plan = { port: server.port, levels: [1], handshakes: 1 };
    const { generator } = await probe(plan, { helper: missing });
    await server.close();
    assert.deepEqual([generator.kind, generator.fallback], ['node', 'no compiler']);
    await assert.rejects(probe({ ...plan, generator: 'native' }, { helper: missing }), { code: 'PROBES-050' });
  });
  it('files that it cannot use end the measurement with the reason', { skip: helper.kind === 'missing' }, async () => {
    for (const generator of ['native', 'node'] as const)
      await assert.rejects(probe({ port: 1, generator, roots: [file('empty.pem', '')] }), { code: 'PROBES-050' });
  });
  it('the names of a list that is too short are not used twice', async () => {
    const vehicles = file('two.tsv', 'a\tb\na\tb\n');
    await assert.rejects(probe({ port: 1, vehicles, levels: [3] }), {
      code: 'PROBES-050',
      place: 'TLS load, vehicles',
    });
  });
});

describe('a plan that cannot work', () => {
  const good = { host: '::1', port: 1, roots: [] };
  const wrong: readonly (readonly [string, Partial<TlsLoadPlan>])[] = [
    ['profile', { profile: 'ssl3' }],
    ['chain', { profile: 'ieee2030.5' }],
    ['levels', { levels: [] }],
    ['levels', { levels: [8, 4] }],
    ['levels', { levels: [0] }],
    ['levels', { levels: [1001] }],
    ['levels', { load: 'open', levels: [0.01] }],
    ['processes', { processes: 99 }],
    ['budgetMs', { budgetMs: 10 }],
    ['exchange', { exchange: 'ticket' }],
    ['exchange', { profile: 'iso15118-20', chain: 'c', key: 'k' }],
  ];
  for (const [name, over] of wrong) {
    it(`${name}: ${JSON.stringify(over)}`, () => {
      assert.throws(
        () => tlsLoadPlan({ ...good, ...over }),
        (error) =>
          error instanceof PlumblineError && error.code === 'PROBES-050' && error.place === `TLS load, ${name}`,
      );
    });
  }
});
