import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig } from '../../src/gateway/config/load-config.js';
import { isRequestName, type RequestName, responseOf } from '../../src/gateway/messages.js';
import { planRequest } from '../../src/gateway/session/plan-request.js';
import { freshSession, type Session } from '../../src/gateway/session/session.js';
import { decodeMessage, type ExiObject, encodeMessage } from '../../src/messages/codec.js';
import { stationOf } from '../gateway/support/core.js';
import { testConfigText } from '../gateway/support/test-config.js';
import { requireReference } from '../support/reference.js';

/** Requests that a vehicle repeats while a station is busy; this one may have been quicker than the recorded one. */
const repeated: ReadonlySet<RequestName> = new Set([
  'AuthorizationReq',
  'ChargeParameterDiscoveryReq',
  'CableCheckReq',
]);

/** Recordings and the phase in which each breaks off or ends. */
const recordings = [
  // A car that sent SessionStop right after PowerDelivery Start, and was refused by its station too.
  ['field.vw-ac-iso2.tsv', 'charging-ac'],
  ['session.iso2-ac.tsv', 'stopped'],
  ['session.iso2-dc.tsv', 'stopped'],
  ['dsv2gshark.ISO-2_DC_Renegotiation_DS5366_RiseV2G.tsv', 'stopped'],
] as const;

const config = parseConfig(
  testConfigText('', {
    evse: '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended, DC_core, DC_combo_core, AC_three_phase_core, AC_single_phase_core] }',
    // The recorded stations offered more than the tests' usual one.
    schedule: '[{ id: 1, power: [{ from_s: 0, power_w: 200000 }] }]',
    limits:
      '{ ac: { nominal_voltage_v: 230, max_current_a: 63 }, dc: { max_voltage_v: 1000, min_voltage_v: 50, max_current_a: 500, min_current_a: 1, max_power_w: 200000 } }',
  }),
  'replay.yaml',
);

interface Recorded {
  readonly name: RequestName;
  readonly body: ExiObject;
  /** What the recorded station answered. */
  code: string | undefined;
}

function recordedRequests(reference: string, file: string): readonly Recorded[] {
  const text = readFileSync(join(reference, 'iso15118', 'transcripts', file), 'utf8');
  const recorded: Recorded[] = [];
  for (const line of text.split('\n')) {
    const [, , , schema, , hex] = line.split('\t');
    if (schema !== 'iso2' || hex === undefined) continue;
    const { message, value } = decodeMessage('iso2', new Uint8Array(Buffer.from(hex, 'hex')));
    const envelope = value?.['V2G_Message'] as { Body: Record<string, ExiObject> } | undefined;
    const body = envelope?.Body[message ?? ''] ?? {};
    const last = recorded.at(-1);
    if (message !== undefined && isRequestName(message)) recorded.push({ name: message, body, code: undefined });
    else if (last !== undefined) last.code = String(body['ResponseCode']);
  }
  return recorded;
}

for (const [file, end] of recordings) {
  test(`the requests recorded in ${file} are served to the end`, (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    let session: Session = freshSession();
    let before: RequestName | undefined;
    const requests = recordedRequests(reference, file);
    assert.ok(requests.length >= 5);
    for (const [index, { name, body, code }] of requests.entries()) {
      const request = { name, sessionId: session.id, body };
      const station = stationOf({ config });
      const plan = planRequest(session, request, station);
      const answer = plan.kind === 'answer' ? plan.answer : plan.resume('done');
      if (answer.code === 'FAILED_SequenceError' && name === before && repeated.has(name)) continue;
      const refused = code?.startsWith('FAILED') === true;
      if (refused) assert.equal(answer.code, code);
      else assert.match(answer.code, /^OK/, `${index + 1}: ${name} in ${session.phase}`);
      const Body = { [responseOf[name]]: answer.body };
      assert.ok(encodeMessage('iso2', { V2G_Message: { Header: { SessionID: answer.session.id }, Body } }).length > 0);
      session = answer.session;
      before = name;
    }
    assert.equal(session.phase, end);
  });
}
