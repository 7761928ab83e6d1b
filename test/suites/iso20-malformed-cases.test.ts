import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { decodeMessage, encodeMessage } from '../../src/messages/codec.js';
import { certificatePem, chainPem, keyPem } from '../../src/pki/identity.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { iso15118Part20 } from '../../src/transport/tls-profiles.js';
import { listenV2g, type V2gConnection } from '../../src/transport/v2g-connection.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { encodeV2gtp, payloadTypes } from '../../src/wire/v2gtp.js';
import { collectCases, type DeclaredCase } from '../../suites/engine/case-collector.js';
import { CaseRun } from '../../suites/engine/case-run.js';
import type { Harness } from '../../suites/engine/harness.js';
import { type CaseContext, carryOut } from '../../suites/engine/plumbline-test.js';

/** What the SECC does with what is no message that it knows. */
type Reaction = (connection: V2gConnection) => Promise<unknown>;

const sessionId = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const header = () => ({ SessionID: sessionId, TimeStamp: BigInt(Math.floor(Date.now() / 1000)) });
const answers: Readonly<Record<string, ExiObject>> = {
  SessionSetupReq: { ResponseCode: 'OK_NewSessionEstablished', EVSEID: 'DE*PLB*E1' },
  AuthorizationSetupReq: {
    ...{ ResponseCode: 'OK', AuthorizationServices: ['EIM'], CertificateInstallationService: false },
    EIM_ASResAuthorizationMode: {},
  },
  AuthorizationReq: { ResponseCode: 'OK', EVSEProcessing: 'Finished' },
};

/** A frame of ISO 15118-20 with a response. */
function response(name: string, body: ExiObject): Uint8Array {
  return encodeV2gtp(payloadTypes.iso20Main, encodeMessage('iso20.cm', { [name]: { Header: header(), ...body } }));
}

const garbage = Uint8Array.from({ length: 40 }, () => 0xaa);

const pki = mintLabPki({ curve: 'P-521' });

/** An SECC that opens sessions and authorizes; the first message that is none of those is its `reaction`'s. */
async function startSecc(t: TestContext, reaction: Reaction, isReached: () => void): Promise<number> {
  let reacted = false;
  const connections = new Set<V2gConnection>();
  const serve = async (connection: V2gConnection) => {
    connections.add(connection);
    for (let first = true; ; first = false) {
      const received = await connection.receive(30_000);
      if (received.kind === 'closed') return connection.close();
      if (first && received.kind === 'frame') {
        const { value } = decodeMessage('sap', received.payload);
        const [offered] = (value!['supportedAppProtocolReq'] as ExiObject)['AppProtocol'] as readonly ExiObject[];
        const body = { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: offered!['SchemaID']! };
        await connection.send(payloadTypes.sap, encodeMessage('sap', { supportedAppProtocolRes: body }));
        continue;
      }
      const { message = '' } = received.kind === 'frame' ? decodeMessage('iso20.cm', received.payload) : {};
      const body = answers[message];
      if (body === undefined && !reacted) {
        reacted = true;
        isReached();
        await reaction(connection);
      } else if (body !== undefined) await connection.sendRaw(response(message.replace(/Req$/, 'Res'), body));
    }
  };
  const { secc, 'oem-root': oemRoot } = (await pki).identities;
  const clientRoots = [certificatePem(oemRoot)];
  const listener = await listenV2g({
    ...{ host: '::1', port: 0 },
    tls: { profile: iso15118Part20, chain: chainPem(secc), key: await keyPem(secc), clientRoots },
    onConnection: (connection) => void serve(connection).catch(() => connection.close('reset')),
  });
  t.after(async () => {
    await listener.close();
    for (const connection of connections) await connection.close('reset');
  });
  return listener.port;
}

async function caseOf(id: string): Promise<DeclaredCase> {
  const found = (await cases).find(({ definition }) => definition.id === id);
  assert.ok(found, id);
  return found;
}
const cases = collectCases(async () => {
  await import(join(projectRoot(), 'dist', 'suites', 'iso15118-20', 'malformed.spec.js'));
});

/** Carries the case out; what the SECC leaves unanswered is blamed on it, as on a link that is sound. */
async function outcomeOf(t: TestContext, id: string, reaction: Reaction) {
  let reached = false;
  const port = await startSecc(t, reaction, () => {
    reached = true;
  });
  const { definition, body } = await caseOf(id);
  const recorder = { record: () => undefined, flush: async () => {}, close: async () => {} };
  const run = new CaseRun(`${id}@test`, definition, recorder, []);
  const wire = { count: { sent: 0, received: 0 }, until: async () => true, newestPort: undefined };
  const { vehicle, 'v2g-root': root } = (await pki).identities;
  const tls = {
    profile: iso15118Part20,
    roots: [certificatePem(root)],
    chain: chainPem(vehicle),
    key: await keyPem(vehicle),
  };
  const harness = {
    ...{ tls, recorder, wire, variant: { mode: 'DC', protocol: 'iso20', security: 'tls', pics: {} }, pics: {} },
    bench: { interfaces: { mesh: { name: 'lo' } }, offers: () => false },
    link: { blame: async () => ({ kind: 'station', text: 'the link is there' }) },
    vehicle: { secc: { host: '::1', port } },
    ...{ profile: 'strict', keylog: () => undefined, applicability: () => ({ kind: 'applies' }) },
  } as unknown as Harness;
  const info = { skip: () => undefined } as unknown as CaseContext['info'];
  await carryOut(definition, { harness, run, info }, () => body({ harness, run, info })).catch(() => undefined);
  run.end('finished', 0);
  assert.ok(reached, run.reason);
  return run;
}

const silence: Reaction = async () => undefined;
const reactions: readonly (readonly [what: string, reaction: Reaction, verdict: string, reason: RegExp])[] = [
  ['says nothing', silence, 'pass', /as expected/],
  ['ends the connection', (connection) => connection.close(), 'pass', /as expected/],
  ['says FAILED', (one) => one.sendRaw(response('AuthorizationRes', failed)), 'pass', /as expected/],
  ['says OK', (one) => one.sendRaw(response('AuthorizationRes', answers['AuthorizationReq']!)), 'fail', /OK/],
  ['says what is no frame', (one) => one.sendRaw(garbage), 'fail', /bytes that are no V2GTP frame/],
  ['says half a frame', (one) => one.sendRaw(encodeV2gtp(0x8002, garbage).subarray(0, 20)), 'fail', /did not end/],
];
const failed: ExiObject = { ResponseCode: 'FAILED', EVSEProcessing: 'Finished' };

describe('octets that are no message: an SECC that', () => {
  for (const [what, reaction, verdict, reason] of reactions)
    it(`${what}: ${verdict}`, async (t) => {
      const run = await outcomeOf(t, 'TC20_SECC_CMN_Malformed_NoExi', reaction);
      assert.equal(run.verdict, verdict, run.reason);
      if (verdict !== 'pass') assert.match(run.reason, reason);
    });
});

describe('a message in a frame with a wrong version: an SECC that', () => {
  for (const [what, reaction, verdict, reason] of reactions)
    it(`${what}: ${what === 'says FAILED' ? 'fail' : verdict}`, async (t) => {
      const wanted = what === 'says FAILED' ? 'fail' : verdict;
      const run = await outcomeOf(t, 'TC20_SECC_CMN_V2gtp_Version', reaction);
      assert.equal(run.verdict, wanted, run.reason);
      if (verdict === 'fail') assert.match(run.reason, reason);
    });
});
