import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig } from '../../src/gateway/config/load-config.js';
import type { ContractDesk } from '../../src/gateway/contract/contract-desk.js';
import { isRequestName, type RequestName } from '../../src/gateway/messages.js';
import { readRequest } from '../../src/gateway/server/read-request.js';
import { planRequest } from '../../src/gateway/session/plan-request.js';
import { freshSession, type Session } from '../../src/gateway/session/session.js';
import { decodeMessage, type ExiObject } from '../../src/messages/codec.js';
import { objectAt, octetsOf } from '../../src/messages/signature/read-value.js';
import { bodyOf } from '../../src/messages/signature/signed-element.js';
import { presentedContractChain } from '../../src/messages/signature/signed-parts.js';
import { type CertificateFacts, readCertificate } from '../../src/pki/certificate-facts.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import { contractConfig, deskOf, overTheWire } from '../gateway/support/contract-core.js';
import { stationOf } from '../gateway/support/core.js';
import { requireReference } from '../support/reference.js';

// Recorded vehicles that pay by contract, before our station. Their keys are foreign, so three things are lent to the station:
// - trust: the roots are not on the wire. The highest CA that PaymentDetailsReq carries is trusted in place of the MO root, and
//   the provisioning certificate itself, which comes alone;
// - the challenge: the recorded signature is over the challenge of the recorded station, so ours draws the same one;
// - the date of the recording, for the validity of the certificates.
// What cannot be replayed: the contract that CertificateInstallationRes hands over here is encrypted for a key that is not on the
// wire, so that nobody can see whether the recorded vehicle would open it; it goes on with the one of its recording.

const repeated: ReadonlySet<RequestName> = new Set([
  'AuthorizationReq',
  'ChargeParameterDiscoveryReq',
  'CableCheckReq',
]);

interface Recording {
  readonly requests: readonly { readonly name: RequestName; readonly message: ExiObject }[];
  readonly challenge: Uint8Array;
  readonly wallS: number;
  readonly contract: readonly Uint8Array[];
  readonly provisioning: Uint8Array | undefined;
}

function recordingOf(reference: string, file: string): Recording {
  const messages = readFileSync(join(reference, 'iso15118', 'transcripts', file), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , , schema]) => schema === 'iso2')
    .map(([, , , , , hex = '']) => decodeMessage('iso2', new Uint8Array(Buffer.from(hex, 'hex'))).value ?? {});
  const body = (name: string) => messages.map(bodyOf).find(([found]) => found === name)?.[1];
  const details = messages.find((message) => bodyOf(message)[0] === 'PaymentDetailsReq') ?? {};
  return {
    requests: messages.flatMap((message) => {
      const [name] = bodyOf(message);
      return isRequestName(name) ? [{ name, message }] : [];
    }),
    challenge: octetsOf(body('PaymentDetailsRes')?.['GenChallenge']) ?? new Uint8Array(),
    wallS: Number(body('PaymentDetailsRes')?.['EVSETimeStamp']),
    contract: presentedContractChain(details),
    provisioning: octetsOf(body('CertificateInstallationReq')?.['OEMProvisioningCert']),
  };
}

/** The lab's desk with the trust of a recording; its own contract is for the recorded vehicle. */
function lent(pki: LabPki, { contract, provisioning }: Recording): ContractDesk {
  const desk = deskOf(pki).iso2!;
  const pcid = provisioning === undefined ? undefined : (readCertificate(provisioning) as CertificateFacts).commonName;
  const contracts = desk.provisioning!.contracts.map((issued) => ({ ...issued, pcid }));
  return {
    iso20: undefined,
    iso2: {
      ...desk,
      moRoots: contract.slice(-1),
      oemRoots: provisioning === undefined ? [] : [provisioning],
      provisioning: { ...desk.provisioning!, contracts },
    },
  };
}

const config = {
  ...contractConfig('', 'prices: { currency: EUR, per_kwh: [{ from_s: 0, price: 0.3 }] }'),
  limits: parseLimits(),
};

function parseLimits() {
  const wide =
    'interfaces: { vehicle: lo }\nevse: { id: DE*PLB*E1, energy_transfer_modes: [DC_extended] }\nlimits: { ac: { nominal_voltage_v: 230, max_current_a: 63 }, dc: { max_voltage_v: 1000, min_voltage_v: 50, max_current_a: 500, min_current_a: 1, max_power_w: 200000 } }\nschedule: [{ id: 1, power: [{ from_s: 0, power_w: 200000 }] }]\nsecurity: { tls: "off" }\nstate_file: x';
  return parseConfig(wide, 'limits.yaml').limits;
}

for (const [file, signed] of [
  ['session.iso2-pnc-ac.tsv', ['AuthorizationReq']],
  ['session.iso2-pnc-certinst.tsv', ['CertificateInstallationReq', 'AuthorizationReq']],
] as const) {
  test(`the vehicle recorded in ${file} pays by its contract and reaches SessionStop`, async (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const recording = recordingOf(reference, file);
    const contract = lent(await mintLabPki(), recording);
    const passed = new Set<string>();
    let session: Session = freshSession();
    let before: RequestName | undefined;
    for (const [index, { name, message }] of recording.requests.entries()) {
      const random = (length: number) =>
        length === recording.challenge.length ? recording.challenge : Uint8Array.from({ length }, (_, at) => at + 1);
      const station = stationOf({
        config: {
          ...config,
          evse: {
            ...config.evse,
            energy_transfer_modes: ['DC_extended', 'DC_core', 'AC_three_phase_core', 'AC_single_phase_core'],
          },
          schedule: [{ id: 1, power: [{ from_s: 0, power_w: 200_000 }] }],
        },
        contract,
        secured: true,
        random,
        wallS: recording.wallS,
      });
      const read = readRequest({ message: name, value: message, violations: [] });
      assert.equal(read.kind, 'request');
      // The SessionID is ours; no signature of these messages is over it.
      const request = { ...(read as Extract<typeof read, { kind: 'request' }>).request, sessionId: session.id };
      const plan = planRequest(session, request, station);
      const answer = plan.kind === 'answer' ? plan.answer : plan.resume('done');
      if (answer.code === 'FAILED_SequenceError' && name === before && repeated.has(name)) continue;
      assert.match(answer.code, /^OK/, `${index + 1}: ${name} in ${session.phase}: ${answer.why}`);
      assert.ok(objectAt(overTheWire(name, answer), 'V2G_Message'));
      passed.add(name);
      session = answer.session;
      before = name;
    }
    assert.equal(session.phase, 'stopped');
    for (const name of ['PaymentDetailsReq', ...signed]) assert.ok(passed.has(name), name);
  });

  test(`${file}: with a challenge of its own the station refuses the recorded signature as a replay`, async (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const recording = recordingOf(reference, file);
    const message = recording.requests.find(({ name }) => name === 'AuthorizationReq')!.message;
    const read = readRequest({ message: 'AuthorizationReq', value: message, violations: [] });
    const { request } = read as Extract<typeof read, { kind: 'request' }>;
    const challenge = new Uint8Array(16).fill(7);
    const id = request.sessionId;
    const session: Session = {
      ...freshSession(),
      phase: 'authorization',
      id,
      contract: { emaid: 'UKSWI123456791A', leaf: recording.contract[0]!, challenge },
    };
    const plan = planRequest(session, request, stationOf({ config, secured: true }));
    assert.equal(plan.kind === 'answer' ? plan.answer.code : undefined, 'FAILED_ChallengeInvalid');
  });
}
