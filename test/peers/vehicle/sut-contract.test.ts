import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { PlumblineError } from '../../../src/base/errors.js';
import { systemRandom } from '../../../src/base/random.js';
import { decodeMessage } from '../../../src/messages/codec.js';
import { ScriptedSecc } from '../../../src/peers/station/scripted-secc.js';
import type { SeccEvent, SeccEventOf } from '../../../src/peers/station/secc-event.js';
import type { SeccScript } from '../../../src/peers/station/secc-script.js';
import { at, listAt, textAt } from '../../../src/peers/vehicle/read-value.js';
import { PluggedSut } from '../../../src/peers/vehicle/sut/plugged-sut.js';
import type { VehicleFaultName } from '../../../src/peers/vehicle/sut/sut-faults.js';
import type { SutOptions } from '../../../src/peers/vehicle/sut/sut-options.js';
import { mintLabPki } from '../../../src/pki/lab-pki.js';
import { writeLabPki } from '../../../src/pki/write-lab-pki.js';
import { makeTemporaryFolder } from '../../support/temporary-folder.js';

const pki = makeTemporaryFolder();
before(async () => void (await writeLabPki(await mintLabPki(), pki)));
after(() => rmSync(pki, { recursive: true }));

interface Trace {
  readonly events: readonly SeccEvent[];
  readonly names: readonly string[];
  /** What the SECC refused, and why. */
  readonly refused: readonly string[];
}

type Change = Omit<Partial<SeccScript>, 'contract' | 'tls'> & {
  readonly energy?: 'ac' | 'dc';
  readonly secc?: string;
  readonly provisioning?: string;
  readonly otherKey?: boolean;
  readonly vehicle?: Partial<SutOptions>;
};

/** A session of the vehicle under test, paying by contract, at the tester's SECC on loopback. */
async function charge(
  contract: NonNullable<SutOptions['contract']>,
  faults: readonly VehicleFaultName[] = [],
  { secc: chain, provisioning, otherKey = false, energy = 'dc', vehicle: own, ...script }: Change = {},
): Promise<Trace> {
  const events: SeccEvent[] = [];
  const secc = new ScriptedSecc(
    {
      interface: 'lo',
      energy,
      stopAtLoop: 2,
      tls: { pki, ...(chain === undefined ? {} : { secc: chain }) },
      contract: { pki, receipts: true, otherKey, ...(provisioning === undefined ? {} : { provisioning }) },
      ...script,
    },
    { clock: systemClock, random: systemRandom, sdpPort: 0, tell: (event) => events.push(event) },
  );
  await secc.open();
  const ready = events.find((event): event is SeccEventOf<'ready'> => event.event === 'ready');
  const vehicle = new PluggedSut(
    { interface: 'lo', energy, pki, contract, faults, secc: { host: ready!.address, port: ready!.port }, ...own },
    { clock: systemClock, pilot: async () => undefined, note: () => undefined },
  );
  await vehicle.run();
  await secc.close();
  const names = events.flatMap((event) => (event.event === 'request' ? [nameOf(event)] : []));
  const refused = events.flatMap((event) => (event.event === 'refused' ? [`${event.name}: ${event.why}`] : []));
  return { events, names, refused };
}

function nameOf({ name, progress }: SeccEventOf<'request'>): string {
  return progress === undefined ? (name ?? '?') : `${name} ${progress}`;
}

function bodyOf({ events }: Trace, name: string) {
  const found = events.find(
    (event) => (event.event === 'request' || event.event === 'response') && event.name === name,
  );
  assert.ok(found?.event === 'request' || found?.event === 'response', `${name} was not said`);
  const { value, violations } = decodeMessage('iso2', Uint8Array.from(Buffer.from(found.payload, 'hex')));
  assert.deepEqual(violations, [], name);
  return at(value, 'V2G_Message', 'Body', name);
}

const opening = [
  'supportedAppProtocolReq',
  'SessionSetupReq',
  'ServiceDiscoveryReq',
  'ServiceDetailReq',
  'PaymentServiceSelectionReq',
];
const paying = ['PaymentDetailsReq', 'AuthorizationReq', 'ChargeParameterDiscoveryReq'];
const charging = {
  ac: ['PowerDeliveryReq Start', 'ChargingStatusReq', 'MeteringReceiptReq', 'ChargingStatusReq', 'MeteringReceiptReq'],
  dc: [
    'CableCheckReq',
    'CableCheckReq',
    'PreChargeReq',
    'PowerDeliveryReq Start',
    'CurrentDemandReq',
    'MeteringReceiptReq',
    'CurrentDemandReq',
    'MeteringReceiptReq',
  ],
} as const;
const ending = { ac: ['SessionStopReq'], dc: ['WeldingDetectionReq', 'SessionStopReq'] } as const;

describe("the vehicle under test with a contract, at the tester's SECC over TLS", () => {
  for (const [energy, handling, certificates] of [
    ['ac', 'none', []],
    ['dc', 'none', []],
    ['dc', 'install', ['CertificateInstallationReq']],
    ['ac', 'update', ['CertificateUpdateReq']],
  ] as const) {
    it(`charges, ${energy}, ${handling}; nothing is refused and every answer follows the schema`, async () => {
      const trace = await charge(handling, [], { energy });
      assert.deepEqual(trace.refused, []);
      const stop = ['PowerDeliveryReq Stop', ...ending[energy]];
      assert.deepEqual(trace.names, [...opening, ...certificates, ...paying, ...charging[energy], ...stop]);
      for (const event of trace.events) {
        if (event.event !== 'response') continue;
        const { violations } = decodeMessage(event.schema, Uint8Array.from(Buffer.from(event.payload, 'hex')));
        assert.deepEqual(violations, [], event.name);
      }
      assert.ok(trace.events.some(({ event }) => event === 'keylog'));
    });
  }

  it('presents after an update another certificate of the same contract', async () => {
    const trace = await charge('update');
    const before = at(bodyOf(trace, 'CertificateUpdateReq'), 'ContractSignatureCertChain', 'Certificate');
    const given = at(bodyOf(trace, 'CertificateUpdateRes'), 'ContractSignatureCertChain', 'Certificate');
    const shown = at(bodyOf(trace, 'PaymentDetailsReq'), 'ContractSignatureCertChain', 'Certificate');
    assert.notDeepEqual(given, before);
    assert.deepEqual(shown, given);
  });

  it('begins a renegotiation of its own between a receipt and the next loop', async () => {
    const { names } = await charge('none', [], { stopAtLoop: 4, vehicle: { renegotiateAtLoop: 2 } });
    const turn = names.indexOf('PowerDeliveryReq Renegotiate');
    assert.equal(names[turn - 1], 'MeteringReceiptReq');
    assert.equal(names.slice(0, turn).filter((name) => name === 'CurrentDemandReq').length, 2);
  });

  it('signs tariffs, which the vehicle can verify', async () => {
    const { events, refused } = await charge('none', [], {
      schedules: [{ slots: [{ startSeconds: 0, watts: 'most' }], priceLevel: 1 }],
    });
    assert.deepEqual(refused, []);
    const offer = events.find((event) => event.event === 'response' && event.name === 'ChargeParameterDiscoveryRes');
    const payload = offer?.event === 'response' ? offer.payload : '';
    const { value } = decodeMessage('iso2', Uint8Array.from(Buffer.from(payload, 'hex')));
    const tuples = listAt(
      value,
      'V2G_Message',
      'Body',
      'ChargeParameterDiscoveryRes',
      'SAScheduleList',
      'SAScheduleTuple',
    );
    const id = textAt(tuples[0], 'SalesTariff', 'Id');
    const references = listAt(value, 'V2G_Message', 'Header', 'Signature', 'SignedInfo', 'Reference');
    assert.deepEqual(
      references.map((reference) => textAt(reference, 'URI')),
      [`#${id}`],
    );
  });

  for (const secc of ['bad/secc-wrong-root', 'bad/secc-expired', 'bad/secc-broken-signature', 'bad/secc-self-signed']) {
    it(`says nothing to ${secc}`, async () => {
      assert.deepEqual((await charge('none', [], { secc })).names, []);
    });
  }

  const broken = { kind: 'signature', how: 'broken' } as const;
  const absent = { kind: 'signature', how: 'absent' } as const;
  const altered = { kind: 'set', path: ['eMAID', 'value'], value: 'DEXYZC98765432' } as const;
  for (const does of [broken, absent, altered]) {
    it(`takes no contract with ${JSON.stringify(does)}`, async () => {
      const { names } = await charge('install', [], { hooks: [{ at: 'CertificateInstallationReq', does }] });
      assert.equal(names.at(-1), 'CertificateInstallationReq');
    });
  }

  it('takes no contract from whom no V2G root vouches for', async () => {
    const { names } = await charge('install', [], { provisioning: 'contract' });
    assert.equal(names.at(-1), 'CertificateInstallationReq');
  });

  it('takes no contract with the private key of another certificate', async () => {
    const { names } = await charge('install', [], { otherKey: true });
    assert.equal(names.at(-1), 'CertificateInstallationReq');
    const faulty = await charge('install', ['ev-takes-any-contract-key'], { otherKey: true });
    assert.ok(faulty.names.includes('PaymentDetailsReq'), faulty.names.join(', '));
  });

  it('needs the folder of a PKI for a contract', () => {
    const around = { clock: systemClock, pilot: async () => undefined, note: () => undefined };
    assert.throws(
      () => new PluggedSut({ interface: 'lo', energy: 'ac', contract: 'none' }, around),
      (error: unknown) => error instanceof PlumblineError && error.code === 'PEERS-037',
    );
  });
});

describe('the faults of a vehicle with a contract', () => {
  const refusals = [
    ['ev-pays-externally', 'none', /^PaymentServiceSelectionRes: ExternalPayment/],
    ['ev-unsigned-installation', 'install', /^CertificateInstallationRes: .*signature/],
    ['ev-update-signed-by-another-key', 'update', /^CertificateUpdateRes: .*signature-value/],
    ['ev-presents-leaf-alone', 'none', /^PaymentDetailsRes: /],
    ['ev-wrong-emaid', 'none', /^PaymentDetailsRes: eMAID/],
    ['ev-skips-payment-details', 'none', /^AuthorizationRes: GenChallenge/],
    ['ev-wrong-challenge', 'none', /^AuthorizationRes: GenChallenge/],
    ['ev-unsigned-authorization', 'none', /^AuthorizationRes: .*signature/],
    ['ev-authorizes-with-another-key', 'none', /^AuthorizationRes: .*signature-value/],
    ['ev-unsigned-receipt', 'none', /^MeteringReceiptRes: .*signature/],
  ] as const;
  for (const [fault, handling, why] of refusals) {
    it(`${fault}: the SECC refuses`, async () => {
      const { refused } = await charge(handling, [fault]);
      assert.match(refused[0] ?? 'nothing refused', why);
    });
  }

  it('ev-trusts-any-secc speaks to an SECC whose root it does not know', async () => {
    const { names } = await charge('none', ['ev-trusts-any-secc'], { secc: 'bad/secc-wrong-root' });
    assert.equal(names[0], 'supportedAppProtocolReq');
  });

  it('ev-ignores-installation-signature pays by a contract with a broken signature', async () => {
    const does = { kind: 'signature', how: 'broken' } as const;
    const hooks = [{ at: 'CertificateInstallationReq', does } as const];
    const { names } = await charge('install', ['ev-ignores-installation-signature'], { hooks });
    assert.ok(names.includes('PaymentDetailsReq'), names.join(', '));
  });

  it('ev-ignores-provisioning-chain pays by a contract from anybody', async () => {
    const { names } = await charge('install', ['ev-ignores-provisioning-chain'], { provisioning: 'contract' });
    assert.ok(names.includes('PaymentDetailsReq'), names.join(', '));
  });

  it('ev-keeps-old-contract presents what it had before its update', async () => {
    const trace = await charge('update', ['ev-keeps-old-contract']);
    const before = at(bodyOf(trace, 'CertificateUpdateReq'), 'ContractSignatureCertChain', 'Certificate');
    assert.deepEqual(at(bodyOf(trace, 'PaymentDetailsReq'), 'ContractSignatureCertChain', 'Certificate'), before);
  });

  it('ev-takes-expired-installation goes on after FAILED_CertificateExpired, ev-takes-refused-receipt after a refused receipt', async () => {
    const expired = { kind: 'code', code: 'FAILED_CertificateExpired' } as const;
    const first = { hooks: [{ at: 'CertificateInstallationReq', does: expired } as const] };
    assert.ok((await charge('install', ['ev-takes-expired-installation'], first)).names.includes('PaymentDetailsReq'));
    assert.ok(!(await charge('install', [], first)).names.includes('PaymentDetailsReq'));
    const refused = { kind: 'code', code: 'FAILED_MeteringSignatureNotValid' } as const;
    const second = { hooks: [{ at: 'MeteringReceiptReq', does: refused } as const] };
    const loops = (trace: Trace) => trace.names.filter((name) => name === 'CurrentDemandReq').length;
    assert.equal(loops(await charge('none', ['ev-takes-refused-receipt'], second)), 2);
    assert.equal(loops(await charge('none', [], second)), 1);
  });

  it('ev-ignores-receipt sends none, ev-signs-other-reading another reading, and its signature holds', async () => {
    assert.ok(!(await charge('none', ['ev-ignores-receipt'])).names.includes('MeteringReceiptReq'));
    const trace = await charge('none', ['ev-signs-other-reading']);
    assert.deepEqual(trace.refused, []);
    const sent = at(bodyOf(trace, 'CurrentDemandRes'), 'MeterInfo', 'MeterReading');
    assert.notEqual(String(at(bodyOf(trace, 'MeteringReceiptReq'), 'MeterInfo', 'MeterReading')), String(sent));
  });
});
