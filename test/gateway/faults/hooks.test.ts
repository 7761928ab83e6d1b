import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { noFaults, parseFaults } from '../../../src/gateway/faults/faults.js';
import { seesChainFault, toldChainFault } from '../../../src/gateway/faults/faulty-chain.js';
import { challengePasses, drawChallenge } from '../../../src/gateway/faults/faulty-challenge.js';
import { frameAnyway, staysSilent, takesShortHeader } from '../../../src/gateway/faults/faulty-driver.js';
import { negotiateWith } from '../../../src/gateway/faults/faulty-negotiation.js';
import { randomOf } from '../../../src/gateway/faults/faulty-random.js';
import { FaultySdp } from '../../../src/gateway/faults/faulty-sdp.js';
import { faultySessionId, sessionIdPasses } from '../../../src/gateway/faults/faulty-session-id.js';
import { holdsBack, withFaultyTimers } from '../../../src/gateway/faults/faulty-timers.js';
import { serves20Anyway } from '../../../src/gateway/faults/faulty-tls.js';
import { negotiate, protocolTable } from '../../../src/gateway/session/app-protocol.js';
import type { TlsFacts } from '../../../src/transport/v2g-connection.js';
import { encodeSdpRequest } from '../../../src/wire/sdp.js';
import { encodeV2gtp, payloadTypes } from '../../../src/wire/v2gtp.js';
import { ManualClock } from '../../support/manual-clock.js';
import { stationOf } from '../support/core.js';
import { testConfig } from '../support/test-config.js';

const seeded = (...names: readonly FaultName[]) => parseFaults(names);
const secc = { address: 'fe80::1', port: 50_000, security: 'none' } as const;

describe('faults of discovery', () => {
  it('change the field that they name, and nothing else', () => {
    assert.deepEqual(new FaultySdp(noFaults).spoil(secc), secc);
    assert.deepEqual(new FaultySdp(seeded('sdp-wrong-port')).spoil(secc), { ...secc, port: 50_001 });
    assert.deepEqual(new FaultySdp(seeded('sdp-low-port')).spoil(secc), { ...secc, port: 15_118 });
    assert.deepEqual(new FaultySdp(seeded('sdp-wrong-security')).spoil(secc), { ...secc, security: 'tls' });
    assert.deepEqual(new FaultySdp(seeded('sdp-global-address')).spoil(secc), { ...secc, address: '2001:db8::15:118' });
  });

  it('spoil one octet of the datagram, or add four', () => {
    const raw = (name: FaultName): string => {
      const said = new FaultySdp(seeded(name)).spoil(secc);
      assert.ok(said !== undefined && 'raw' in said, name);
      return Buffer.from(said.raw).toString('hex');
    };
    const header = (type: string, inverse = 'fe') => `01${inverse}${type}00000014`;
    assert.ok(raw('sdp-wrong-payload-type').startsWith(header('9000')));
    assert.ok(raw('sdp-wrong-inverse-version').startsWith(header('9001', '01')));
    assert.ok(raw('sdp-wrong-transport').endsWith('1010'));
    assert.equal(raw('sdp-long-answer').length, 2 * 32);
  });

  it('fall silent, or answer what is no request', () => {
    const once = new FaultySdp(seeded('sdp-answers-once'));
    assert.deepEqual([once.spoil(secc), once.spoil(secc)], [secc, undefined]);
    const bad = encodeV2gtp(payloadTypes.sdpRequest, encodeSdpRequest({ security: 'tls', transport: 'tcp' }), {
      version: 2,
    });
    const ended = new FaultySdp(seeded('sdp-ends-on-malformed'));
    assert.deepEqual(ended.spoil(secc), secc);
    assert.equal(ended.takeMalformed(bad), undefined);
    assert.equal(ended.spoil(secc), undefined);
    assert.equal(new FaultySdp(seeded('sdp-any-header')).takeMalformed(bad), 'tls');
    assert.equal(new FaultySdp(noFaults).takeMalformed(bad), undefined);
  });
});

describe('faults of the handshake', () => {
  const dc = protocolTable['iso15118-20-dc'];
  const iso2 = protocolTable['iso15118-2'];
  const entry = ({ namespace, major }: typeof dc, SchemaID: number, Priority: number, minor = 0) => ({
    ProtocolNamespace: namespace,
    VersionNumberMajor: major,
    VersionNumberMinor: minor,
    SchemaID,
    Priority,
  });
  const spoken = [dc, iso2];
  const said = (names: readonly FaultName[], entries: readonly ReturnType<typeof entry>[]) =>
    negotiateWith(parseFaults(names), { AppProtocol: [...entries] }, spoken).answer;
  const both = [entry(iso2, 7, 2), entry(dc, 8, 1)];

  it('are none without a fault', () => {
    assert.deepEqual(said([], both), negotiate({ AppProtocol: both }, spoken).answer);
  });

  for (const [name, entries, honest, wrong] of [
    ['sap-ignores-priority', both, 8, 7],
    ['sap-lowest-priority', both, 8, 7],
    ['sap-literal-schema-id', both, 8, 1],
    ['sap-refuses-minor', [entry(iso2, 7, 1, 3)], 7, undefined],
    ['sap-accepts-unknown', [entry({ ...dc, namespace: 'urn:x' }, 5, 1)], undefined, 5],
    ['sap-schema-id-of-nothing', [entry({ ...dc, namespace: 'urn:x' }, 5, 1)], undefined, 5],
    ['sap-energy-unfiltered', [entry(protocolTable['iso15118-20-ac'], 9, 1)], undefined, 9],
  ] as const) {
    it(`${name} names another SchemaID`, () => {
      assert.equal(said([], entries).SchemaID, honest);
      assert.equal(said([name], entries).SchemaID, wrong);
    });
  }

  it('say another code for another minor version', () => {
    const minor = [entry(iso2, 7, 1, 3)];
    assert.equal(said([], minor).ResponseCode, 'OK_SuccessfulNegotiationWithMinorDeviation');
    assert.equal(said(['sap-minor-unsaid'], minor).ResponseCode, 'OK_SuccessfulNegotiation');
  });

  it('read the first ten entries', () => {
    const crowd = [
      ...Array.from({ length: 10 }, (_, index) => entry({ ...dc, namespace: `urn:${index}` }, index, index + 1)),
      entry(dc, 77, 11),
    ];
    assert.equal(said([], crowd).SchemaID, 77);
    assert.equal(said(['sap-ten-entries'], crowd).ResponseCode, 'Failed_NoNegotiation');
  });
});

describe('faults of SessionID and randomness', () => {
  const station = (...names: readonly FaultName[]) => stationOf({ faults: seeded(...names) });
  const given = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

  it('give ids that are constant, zero, counted or of digits; none without a fault', () => {
    assert.equal(faultySessionId(stationOf()), undefined);
    const constant = station('session-id-constant');
    assert.deepEqual(faultySessionId(constant), faultySessionId(constant));
    assert.deepEqual(faultySessionId(station('session-id-zero')), new Uint8Array(8));
    const counted = station('session-id-counted');
    const [first, second] = [faultySessionId(counted)!, faultySessionId(counted)!];
    assert.equal(Buffer.from(second).readUInt32BE(4) - Buffer.from(first).readUInt32BE(4), 1);
    assert.match(Buffer.from(faultySessionId(station('session-id-of-digits'))!).toString(), /^\d{8}$/);
  });

  it('let pass what they say, and nothing else', () => {
    const zero = new Uint8Array(8);
    const empty = new Uint8Array();
    const foreign = Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1);
    const passing = (...names: readonly FaultName[]) =>
      [given, zero, empty, foreign].map((shown) => sessionIdPasses(station(...names), shown, given));
    assert.deepEqual(passing(), [true, false, false, false]);
    assert.deepEqual(passing('session-id-zero-served'), [true, true, false, false]);
    assert.deepEqual(passing('session-id-short-served'), [true, false, true, false]);
    assert.deepEqual(passing('session-id-unchecked'), [true, true, true, true]);
  });

  it('begin the generator anew with every start', () => {
    const faulty = () => randomOf(seeded('random-from-one-seed'), (length) => new Uint8Array(length))(8);
    assert.deepEqual(faulty(), faulty());
    const honest = (length: number) => new Uint8Array(length);
    assert.equal(randomOf(noFaults, honest), honest);
  });

  it('draw challenges that are constant or counted, and take any', () => {
    const constant = station('pnc-constant-challenge');
    assert.deepEqual(drawChallenge(constant, 16), drawChallenge(constant, 16));
    const counted = station('pnc-counted-challenge');
    assert.deepEqual([drawChallenge(counted, 16)[15], drawChallenge(counted, 16)[15]], [1, 2]);
    assert.equal(challengePasses(stationOf(), Uint8Array.of(1), Uint8Array.of(2)), false);
    assert.equal(challengePasses(stationOf(), undefined, undefined), false);
    assert.equal(challengePasses(station('pnc-any-challenge'), Uint8Array.of(1), Uint8Array.of(2)), true);
  });
});

describe('faults of timers', () => {
  const config = testConfig('timers: { sequence_s: 10, communication_setup_s: 18, charge_loop_sequence_s: 0.5 }');
  for (const [name, sequence, loop, setup] of [
    ['sequence-timer-never', 3600, 3600, 18],
    ['sequence-timer-early', 5, 0.25, 18],
    ['sequence-timer-late', 18, 8.5, 18],
    ['sequence-timer-flat', 10, 60, 18],
    ['setup-timer-never', 10, 0.5, 3600],
  ] as const) {
    it(name, () => {
      const { timers } = withFaultyTimers(config, seeded(name));
      assert.deepEqual(
        [timers.sequence_s, timers.charge_loop_sequence_s, timers.communication_setup_s],
        [sequence, loop, setup],
      );
    });
  }

  it('leave the configuration alone without a fault, and hold no answer back', async () => {
    assert.equal(withFaultyTimers(config, noFaults), config);
    // The clock stands: what is held back is not answered before it is moved.
    const clock = new ManualClock();
    await holdsBack(seeded('late-current-demand'), clock, 'SessionSetupRes');
    let answered = false;
    const held = Promise.resolve(holdsBack(seeded('late-current-demand'), clock, 'CurrentDemandRes')).then(() => {
      answered = true;
    });
    clock.advance(390);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(answered, false);
    clock.advance(200);
    await held;
  });
});

describe('faults of connection, TLS and chains', () => {
  it('stay silent where an answer is due', () => {
    assert.equal(staysSilent(noFaults, 'FAILED_SequenceError'), false);
    assert.equal(staysSilent(seeded('sequence-error-silence'), 'FAILED_SequenceError'), true);
    assert.equal(staysSilent(seeded('sequence-error-silence'), 'FAILED'), false);
  });

  it('read frames whose header is wrong', () => {
    const raw = encodeV2gtp(payloadTypes.exi, Uint8Array.of(0x80, 0x98), { version: 9 });
    assert.equal(frameAnyway(noFaults, raw), undefined);
    const read = frameAnyway(seeded('v2gtp-version-unread'), raw);
    assert.deepEqual([read?.payloadType, [...(read?.payload ?? [])]], [payloadTypes.exi, [0x80, 0x98]]);
    assert.equal(takesShortHeader(seeded('v2gtp-short-header'), Uint8Array.of(1)), true);
    assert.equal(takesShortHeader(seeded('v2gtp-short-header'), undefined), false);
  });

  it('serve ISO 15118-20 where the handshake was not what it must be', () => {
    const facts = (version: string, authorized: boolean, authorizationError?: string) =>
      ({ version, authorized, authorizationError, peerChain: [] }) as unknown as TlsFacts;
    for (const [name, tls, serves] of [
      ['tls-serves-plain', undefined, true],
      ['tls-12-serves-20', facts('TLSv1.2', true), true],
      ['tls-12-serves-20', facts('TLSv1.2', false), false],
      ['tls-12-without-certificate', facts('TLSv1.2', false), true],
      ['tls-expired-client', facts('TLSv1.3', false, 'CERT_HAS_EXPIRED'), true],
      ['tls-expired-client', facts('TLSv1.3', false, 'SELF_SIGNED_CERT_IN_CHAIN'), false],
      ['tls-any-client', facts('TLSv1.3', false, 'SELF_SIGNED_CERT_IN_CHAIN'), true],
    ] as const) {
      assert.equal(serves20Anyway(seeded(name), tls), serves, name);
      assert.equal(serves20Anyway(noFaults, tls), false);
    }
  });

  it('are blind for one fault of a chain each', () => {
    const faults = ['chain', 'not-yet-valid', 'expired', 'revoked', 'ca-expired', 'content'] as const;
    const seen = (...names: readonly FaultName[]) => faults.filter((fault) => seesChainFault(seeded(...names), fault));
    assert.deepEqual(seen(), faults);
    assert.deepEqual(
      seen('pnc-expired-accepted'),
      faults.filter((fault) => fault !== 'expired'),
    );
    assert.deepEqual(
      seen('pnc-any-root'),
      faults.filter((fault) => fault !== 'chain'),
    );
    assert.equal(toldChainFault(seeded('pnc-one-code'), 'expired'), 'chain');
    assert.equal(toldChainFault(noFaults, 'expired'), 'expired');
    assert.equal(toldChainFault(seeded('pnc-one-code'), undefined), undefined);
  });
});
