import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig } from '../../src/gateway/config/load-config.js';
import { type Iso20RequestName, isIso20Request, iso20Messages } from '../../src/gateway/iso20/messages.js';
import { planIso20Request } from '../../src/gateway/iso20/plan-request.js';
import { freshIso20Session, type Iso20SessionState } from '../../src/gateway/iso20/session.js';
import type { Station } from '../../src/gateway/session/station.js';
import { decodeMessage, type ExiObject, encodeMessage, isSchemaName } from '../../src/messages/codec.js';
import { objectAt, octetsOf } from '../../src/messages/signature/read-value.js';
import { chainIn } from '../../src/peers/vehicle/pnc/take-contract.js';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import { stationOf } from '../gateway/support/core.js';
import { testConfigText } from '../gateway/support/test-config.js';
import { requireReference } from '../support/reference.js';

/** Requests that a vehicle repeats while a station is busy; this one may be quicker than the recorded one. */
const repeated: ReadonlySet<Iso20RequestName> = new Set([
  'AuthorizationReq',
  'ScheduleExchangeReq',
  'DC_CableCheckReq',
]);

const recordings = [
  { file: 'session.iso20-dc-tls.tsv', energy: 'dc', signs: true },
  { file: 'session.iso20-dc-bpt.tsv', energy: 'dc', signs: false },
  { file: 'session.iso20-ac.tsv', energy: 'ac', signs: false },
] as const;

const noChains = { mo_roots: [], oem_roots: [], oem_sub_cas: [], ocsp_responses: [] } as const;

const config = parseConfig(
  testConfigText('', {
    schedule: '[{ id: 1, power: [{ from_s: 0, power_w: 200000 }] }]',
    limits:
      '{ ac: { nominal_voltage_v: 230, max_current_a: 63, max_discharge_power_w: 11000 }, dc: { max_voltage_v: 1000, min_voltage_v: 50, max_current_a: 500, min_current_a: 1, max_power_w: 200000, max_discharge_power_w: 20000 } }',
  }),
  'replay.yaml',
);

// One vehicle pays by contract. Lent to the station are trust in the highest CA on the wire (roots are not recorded), the recorded
// challenge (the signature is over it) and the date.
const paying = {
  ...config,
  contract: {
    payment_options: ['Contract', 'ExternalPayment'],
    providers: [],
    canceled: [],
    not_allowed: [],
    decision_s: 0,
    ...noChains,
  },
} as const;

interface Recorded {
  readonly message: ExiObject;
  readonly name: Iso20RequestName;
  readonly payloadType: number;
  readonly body: ExiObject;
}

function recordedRequests(reference: string, file: string): readonly Recorded[] {
  const text = readFileSync(join(reference, 'iso15118', 'transcripts', file), 'utf8');
  return text.split('\n').flatMap((line): readonly Recorded[] => {
    // Direction is not looked at: one of the recordings has it the wrong way round.
    const [, , payloadType, schema, , hex] = line.split('\t');
    if (schema === undefined || !isSchemaName(schema) || schema === 'sap') return [];
    const { message, value } = decodeMessage(schema, new Uint8Array(Buffer.from(hex ?? '', 'hex')));
    if (message === undefined || !isIso20Request(message)) return [];
    const { Header: _, ...body } = (value?.[message] ?? {}) as ExiObject;
    return [{ name: message, payloadType: Number(payloadType), body, message: value ?? {} }];
  });
}

/** Our station as these requests find it. */
function stationFor(requests: readonly Recorded[]): Station {
  const signed = requests.find(({ body }) => body['SelectedAuthorizationService'] === 'PnC');
  if (signed === undefined) return stationOf({ config });
  const mode = objectAt(signed.body, 'PnC_AReqAuthorizationMode');
  const chain = chainIn(objectAt(mode, 'ContractCertificateChain'));
  const challenge = octetsOf(mode?.['GenChallenge']) ?? new Uint8Array();
  const facts = readCertificate(chain[0] ?? new Uint8Array());
  assert.equal(facts.kind, 'certificate');
  const from = facts.kind === 'certificate' ? (facts.notBefore?.getTime() ?? 0) : 0;
  return stationOf({
    config: paying,
    secured: true,
    wallS: from / 1000 + 60,
    random: (length) =>
      length === challenge.length ? challenge : Uint8Array.from({ length }, (_, index) => index + 1),
    contract: {
      iso2: undefined,
      iso20: {
        moRoots: chain.slice(-1),
        oemRoots: [],
        oemSubCas: [],
        ocsp: [],
        provisioning: undefined,
        tariffKey: undefined,
      },
    },
  });
}

for (const { file, energy, signs } of recordings) {
  test(`the requests recorded in ${file} are served up to SessionStop`, (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    let session: Iso20SessionState = freshIso20Session(energy, Uint8Array.of(1, 2, 3));
    let before: Iso20RequestName | undefined;
    const requests = recordedRequests(reference, file);
    assert.ok(requests.length >= 10);
    const lent = stationFor(requests);
    for (const [index, { name, payloadType, body, message }] of requests.entries()) {
      // The SessionID is ours; no signature of these messages is over it.
      const request = { name, payloadType, header: {}, sessionId: session.id, body, message };
      const plan = planIso20Request(session, request, lent);
      const answer = plan.kind === 'answer' ? plan.answer : plan.resume('done');
      if (answer.code === 'FAILED_SequenceError' && name === before && repeated.has(name)) continue;
      assert.match(answer.code, /^OK/, `${index + 1}: ${name} in ${session.phase}`);
      const { response, schema } = iso20Messages[name];
      const Header = { SessionID: answer.session.id, TimeStamp: 1 };
      assert.ok(encodeMessage(schema, { [response]: { Header, ...answer.body } }).length > 0);
      session = answer.session;
      before = name;
    }
    assert.equal(requests.at(-1)?.name, 'SessionStopReq');
    assert.equal(session.phase, 'stopped');
    assert.equal(session.contract !== undefined, signs, 'who signed pays by contract');
  });
}
