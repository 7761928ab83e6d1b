import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadCredentials } from '../../src/peers/vehicle/pnc/load-credentials.js';
import type { PncOptions } from '../../src/peers/vehicle/pnc/pnc-options.js';
import { listAt, textAt } from '../../src/peers/vehicle/read-value.js';
import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { writeLabPki } from '../../src/pki/write-lab-pki.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { keepExchanges, startIso20 } from './support/iso20-bench.js';

let minted: ReturnType<typeof mintLabPki> | undefined;

/** A gateway with Plug & Charge of ISO 15118-20, P-521 throughout, and vehicles for it. */
async function startContract20(t: TestContext, fields = '', replace: Readonly<Record<string, string>> = {}) {
  minted ??= mintLabPki({ curve: 'P-521' });
  const pki = await minted;
  const folder = join(temporaryFolder(t), 'pki');
  await writeLabPki(pki, folder);
  const file = (name: string) => join(folder, name);
  const pair = (name: string) =>
    `certificate_chain: ${file(`${name}.chain.pem`)}, private_key: ${file(`${name}.key.pem`)}`;
  const chains = `mo_roots: [${file('mo-root.cert.pem')}], oem_roots: [${file('oem-root.cert.pem')}],
    ocsp_responses: [${file('bad/contract-revoked.ocsp.der')}],
    provisioning: { ${pair('cps')}, contracts: [{ pcid: WMIV1234567890ABCD, ${pair('contract')} }] },
    tariff: { private_key: ${file('mo-sub-ca2.key.pem')} }`;
  const bench = await startIso20(t, {
    replace,
    extra: `contract: { iso20: { ${chains} }${fields === '' ? '' : `, ${fields}`} }
prices: { currency: EUR, per_kwh: [{ from_s: 0, price: 0.4 }, { from_s: 3600, price: 0.2 }] }`,
  });
  const credentials = (name: string) => loadCredentials(file(`${name}.chain.pem`), file(`${name}.key.pem`));
  const vehicle = (pnc: PncOptions = {}, options: Partial<VehicleOptions> = {}) =>
    bench.vehicle({
      identification: 'PnC',
      pnc: { contract: credentials('contract'), provisioning: credentials('oem-provisioning'), ...pnc },
      ...options,
    });
  return { ...bench, credentials, contractVehicle: vehicle };
}

const combinations = (['DC', 'DC_BPT', 'AC', 'AC_BPT'] as const).flatMap((service) =>
  (['scheduled', 'dynamic'] as const).map((controlMode) => ({ service, controlMode })),
);

for (const { service, controlMode } of combinations) {
  test(`Plug & Charge, ${service}, ${controlMode}: a whole session with signed prices`, async (t) => {
    const bench = await startContract20(t);
    const kept = keepExchanges();
    const energy = service.startsWith('AC') ? 'ac' : 'dc';
    const vehicle = await bench.contractVehicle(
      {},
      { energy, iso20: { service, controlMode }, observer: kept.observer },
    );
    const drive = await vehicle.driveTo('stopped');
    assert.equal(drive.failure?.text, undefined);
    assert.deepEqual(kept.faults, []);
    const answers = kept.events.flatMap((event) => (event.kind === 'exchange' ? [event.exchange.answer] : []));
    const setup = answers.find((answer) => answer?.message === 'AuthorizationSetupRes');
    assert.deepEqual(setup?.body?.['AuthorizationServices'], ['PnC', 'EIM']);
    const schedule = answers.find((answer) => answer?.message === 'ScheduleExchangeRes');
    assert.ok(schedule?.header?.['Signature'] !== undefined, 'the prices are signed');
  });
}

test('a vehicle without any contract installs one and pays with it', async (t) => {
  const bench = await startContract20(t);
  const kept = keepExchanges();
  const provisioning = bench.credentials('oem-provisioning');
  const vehicle = await bench.vehicle({
    identification: 'PnC',
    pnc: { provisioning, certificateHandling: 'install' },
    observer: kept.observer,
  });
  const drive = await vehicle.driveTo('stopped');
  assert.equal(drive.failure?.text, undefined);
  assert.deepEqual(kept.faults, []);
  assert.ok(vehicle.facts.pnc.contract !== undefined);
});

test('metering is confirmed with the signature of the contract; another key ends the session', async (t) => {
  const bench = await startContract20(t);
  const vehicle = await bench.contractVehicle({}, { loops: 6 });
  await vehicle.driveTo('one-loop');
  await bench.control({ command: 'notify', wish: 'metering-confirmation' });
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  const other = await bench.contractVehicle();
  await other.driveTo('one-loop');
  const key = bench.credentials('oem-provisioning').key;
  const exchange = await other.request('MeteringConfirmationReq', { payloadType: 0x8102, signature: { key } });
  assert.equal(exchange.responseCode, 'FAILED_MeteringSignatureNotValid');
});

interface Wrong {
  readonly name: string;
  /** Credentials that are presented in place of the contract. */
  readonly bad?: string;
  readonly signature?: { readonly absent: boolean };
  readonly challenge?: Uint8Array;
  readonly code: string;
}

const wrong: readonly Wrong[] = [
  { name: 'no signature', signature: { absent: true }, code: 'FAILED_SignatureError' },
  { name: 'another challenge', challenge: new Uint8Array(16).fill(7), code: 'WARNING_ChallengeInvalid' },
  { name: 'an expired contract', bad: 'bad/contract-expired', code: 'WARNING_CertificateExpired' },
  { name: 'a revoked contract', bad: 'bad/contract-revoked', code: 'WARNING_CertificateRevoked' },
  { name: 'a contract of another root', bad: 'bad/contract-wrong-root', code: 'WARNING_CertificateValidationError' },
  {
    name: 'a vehicle certificate in place of the contract',
    bad: 'vehicle',
    code: 'WARNING_CertificateValidationError',
  },
];

test('what is wrong with a contract is named, a warning lets the vehicle try again, and the gateway lives', async (t) => {
  const bench = await startContract20(t);
  for (const row of wrong) {
    const good = bench.credentials('contract');
    const bad = row.bad === undefined ? good : bench.credentials(row.bad);
    // The message has no form for a leaf that comes alone.
    const chain = bad.chain.length > 1 ? bad.chain : [...bad.chain, ...good.chain.slice(1)];
    const vehicle = await bench.contractVehicle({ contract: { ...bad, chain } });
    await vehicle.driveTo('authorization-set-up');
    if (row.challenge !== undefined) vehicle.facts.pnc.challenge = row.challenge;
    const { signature } = row;
    const exchange = await vehicle.request('AuthorizationReq', signature === undefined ? {} : { signature });
    assert.equal(exchange.responseCode, row.code, row.name);
    assert.deepEqual(exchange.answer?.violations, []);
    if (row.code.startsWith('WARNING')) {
      assert.equal(exchange.answer?.body?.['EVSEProcessing'], 'Finished');
      const external = { SelectedAuthorizationService: 'EIM', EIM_AReqAuthorizationMode: {} };
      const again = await vehicle.request('AuthorizationReq', { body: external, signature: { absent: true } });
      assert.equal(again.responseCode, 'OK', `${row.name}: external payment after the warning`);
    }
    await vehicle.close();
  }
  const last = await bench.contractVehicle();
  assert.equal((await last.driveTo('stopped')).failure?.text, undefined);
});

test('challenges are fresh in every session', async (t) => {
  const bench = await startContract20(t);
  const seen = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const vehicle = await bench.contractVehicle();
    await vehicle.driveTo('authorization-set-up');
    seen.add(Buffer.from(vehicle.facts.pnc.challenge ?? []).toString('hex'));
    await vehicle.close();
  }
  assert.equal(seen.size, 4);
  assert.ok([...seen].every((challenge) => challenge.length === 32));
});

test('an installation for a vehicle that nobody knows, or signed by another key, is refused by name', async (t) => {
  const bench = await startContract20(t);
  const vehicle = await bench.contractVehicle();
  await vehicle.driveTo('authorization-set-up');
  const unsigned = await vehicle.request('CertificateInstallationReq', { signature: { absent: true } });
  assert.equal(unsigned.responseCode, 'FAILED_SignatureError');
  const stranger = await bench.contractVehicle({ provisioning: bench.credentials('vehicle') });
  await stranger.driveTo('authorization-set-up');
  const exchange = await stranger.request('CertificateInstallationReq');
  assert.match(exchange.responseCode ?? '', /^WARNING_(CertificateValidationError|NoContractMatchingPCIDFound)$/);
  assert.deepEqual(exchange.answer?.violations, []);
});

test('a joined session still pays by its contract: prices are signed, metering needs its key', async (t) => {
  const bench = await startContract20(t);
  const kept = keepExchanges();
  const vehicle = await bench.contractVehicle({}, { observer: kept.observer });
  assert.equal((await vehicle.driveTo('paused')).failure?.text, undefined);
  await vehicle.rejoin();
  assert.equal((await vehicle.driveTo('one-loop')).failure?.text, undefined);
  const schedules = kept.events.flatMap((event) =>
    event.kind === 'exchange' && event.exchange.answer?.message === 'ScheduleExchangeRes'
      ? [event.exchange.answer]
      : [],
  );
  assert.deepEqual(
    schedules.map(({ header }) => header?.['Signature'] !== undefined),
    [true, true],
  );
  assert.deepEqual(kept.faults, []);
  const key = bench.credentials('oem-provisioning').key;
  const exchange = await vehicle.request('MeteringConfirmationReq', { payloadType: 0x8102, signature: { key } });
  assert.equal(exchange.responseCode, 'FAILED_MeteringSignatureNotValid');
});

test('the providers whose contracts are taken are told with the challenge', async (t) => {
  const bench = await startContract20(t, 'providers: [DEABC, FRXYZ]');
  const vehicle = await bench.contractVehicle();
  const drive = await vehicle.driveTo('authorization-set-up');
  const mode = drive.exchanges.at(-1)?.answer?.body?.['PnC_ASResAuthorizationMode'] as Record<string, unknown>;
  assert.deepEqual(mode['SupportedProviders'], { ProviderID: ['DEABC', 'FRXYZ'] });
  assert.equal((await vehicle.driveTo('authorized')).failure?.text, undefined);
});

test('a contract that comes from a provisioning service of another root is told', async (t) => {
  const bench = await startContract20(t);
  const provisioning = bench.credentials('oem-provisioning');
  const rules = async (root: 'v2g-root' | 'mo-root') => {
    const kept = keepExchanges();
    const v2gRoots = bench.credentials(root).chain;
    const pnc = { provisioning, v2gRoots, certificateHandling: 'install' } as const;
    const vehicle = await bench.contractVehicle(pnc, { observer: kept.observer });
    assert.equal((await vehicle.driveTo('authorized')).failure?.text, undefined);
    await vehicle.close();
    await bench.log.until('connection-closed');
    return kept.faults.filter((text) => text.includes('cps-chain')).length;
  };
  assert.deepEqual([await rules('v2g-root'), await rules('mo-root')], [0, 1]);
});

for (const service of ['DC', 'AC'] as const) {
  test(`${service}: every second reading is confirmed with the contract's signature, in its own stream`, async (t) => {
    const bench = await startContract20(t, 'receipts: { every: 2 }');
    const kept = keepExchanges();
    const energy = service === 'AC' ? 'ac' : 'dc';
    const vehicle = await bench.contractVehicle({}, { energy, loops: 6, observer: kept.observer });
    assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
    assert.deepEqual(kept.faults, []);
    const confirmed = kept.events.flatMap((event) =>
      event.kind === 'exchange' && event.exchange.sent.message === 'MeteringConfirmationReq' ? [event.exchange] : [],
    );
    assert.deepEqual(
      confirmed.map(({ responseCode, sent, answer }) => [responseCode, sent.payloadType, answer?.payloadType]),
      Array.from({ length: 3 }, () => ['OK', 0x8102, 0x8102]),
    );
  });
}

test('with external payment there is no key, and no reading is asked for', async (t) => {
  const bench = await startContract20(t, 'receipts: { every: 1 }');
  const kept = keepExchanges();
  const vehicle = await bench.vehicle({ observer: kept.observer });
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  const names = kept.events.map((event) => (event.kind === 'exchange' ? event.exchange.sent.message : undefined));
  assert.equal(names.includes('MeteringConfirmationReq'), false);
});

for (const verify of [true, false]) {
  test(`receipts.verify ${verify}: a reading signed with a foreign key`, async (t) => {
    const bench = await startContract20(t, `receipts: { every: 100, verify: ${verify} }`);
    const vehicle = await bench.contractVehicle();
    await vehicle.driveTo('one-loop');
    const signature = { key: bench.credentials('oem-provisioning').key };
    const exchange = await vehicle.request('MeteringConfirmationReq', { signature });
    assert.equal(exchange.responseCode, verify ? 'FAILED_MeteringSignatureNotValid' : 'OK');
  });
}

test('three schedules in both directions: all six price schedules are signed', async (t) => {
  const tuple = (id: number) => `{ id: ${id}, power: [{ from_s: 0, power_w: ${id * 5000} }] }`;
  const bench = await startContract20(t, '', { schedule: `[${tuple(1)}, ${tuple(2)}, ${tuple(3)}]` });
  const kept = keepExchanges();
  const vehicle = await bench.contractVehicle({}, { iso20: { service: 'DC_BPT' }, observer: kept.observer });
  assert.equal((await vehicle.driveTo('schedule-agreed')).failure?.text, undefined);
  assert.deepEqual(kept.faults, [], 'the signature holds over every reference');
  const schedule = kept.events.findLast(
    (event) => event.kind === 'exchange' && event.exchange.sent.message === 'ScheduleExchangeReq',
  );
  const header = schedule?.kind === 'exchange' ? schedule.exchange.answer?.header : undefined;
  const references = listAt(header, 'Signature', 'SignedInfo', 'Reference');
  assert.deepEqual(
    references.map((reference) => textAt(reference, 'URI')),
    [1, 4, 2, 5, 3, 6].map((id) => `#price${id}`),
  );
});
