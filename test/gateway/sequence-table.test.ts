import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestName } from '../../src/gateway/messages.js';
import { responseOf } from '../../src/gateway/messages.js';
import { energyPhases, type Phase, phases } from '../../src/gateway/session/phase.js';
import { sequenceTable } from '../../src/gateway/session/sequence-table.js';
import { encodeMessage } from '../../src/messages/codec.js';
import { answerOf, issuedId, sessionIn, stationOf } from './support/core.js';
import { acParameters as acRequest, requests } from './support/requests.js';

const names = Object.keys(responseOf) as RequestName[];
const after = phases.filter((phase) => phase !== 'app-protocol');

/** Encoding is strict: a missing mandatory element or a value out of bounds throws. */
function encode(name: RequestName, body: Parameters<typeof encodeMessage>[1], id: Uint8Array): Uint8Array {
  return encodeMessage('iso2', { V2G_Message: { Header: { SessionID: id }, Body: { [responseOf[name]]: body } } });
}

for (const phase of after) {
  for (const name of names) {
    if (sequenceTable[phase].includes(name)) continue;
    test(`${name} in ${phase} is FAILED_SequenceError in its own, complete response; the session stays`, () => {
      const session = sessionIn(phase);
      const answer = answerOf(session, name, requests[name]);
      assert.equal(answer.code, 'FAILED_SequenceError');
      assert.equal(answer.body['ResponseCode'], 'FAILED_SequenceError');
      assert.deepEqual(answer.session, session);
      assert.deepEqual(answer.effects, []);
      assert.ok(encode(name, answer.body, session.id).length > 0);
    });
  }
}

const foreignIds: readonly [string, Uint8Array][] = [
  ['another id', Uint8Array.from(issuedId, (byte) => byte ^ 0x55)],
  ['zero', new Uint8Array(8)],
  ['an empty id', new Uint8Array()],
  ['the first seven bytes', issuedId.slice(0, 7)],
];

for (const phase of after.filter((candidate) => candidate !== 'session-setup' && candidate !== 'stopped')) {
  for (const name of sequenceTable[phase]) {
    for (const [what, sessionId] of foreignIds) {
      test(`${name} in ${phase} with ${what} is FAILED_UnknownSession`, () => {
        const answer = answerOf(sessionIn(phase), name, requests[name], { sessionId });
        assert.equal(answer.code, 'FAILED_UnknownSession');
        assert.ok(encode(name, answer.body, issuedId).length > 0);
      });
    }
  }
}

test('every phase in which energy may flow has PowerDelivery or another way on, and never SessionSetup', () => {
  for (const phase of energyPhases) {
    assert.ok(sequenceTable[phase].length > 0, phase);
    assert.ok(!sequenceTable[phase].includes('SessionSetupReq'), phase);
  }
});

/** Phases that only a contract leads to. */
const contractPhases: readonly Phase[] = ['contract', 'contract-handed-over', 'metering-ac', 'metering-dc'];

test('every mode can be walked from SessionSetup to the end', () => {
  const reached = new Set<Phase>(['session-setup']);
  const walk = (phase: Phase): void => {
    for (const name of sequenceTable[phase]) {
      for (const mode of ['AC_three_phase_core', 'DC_extended'] as const) {
        for (const progress of ['Start', 'Stop', 'Renegotiate'] as const) {
          const next = answerOf({ ...sessionIn(phase), mode }, name, requestIn(name, mode, progress)).session.phase;
          if (!reached.has(next)) {
            reached.add(next);
            walk(next);
          }
        }
      }
    }
  };
  walk('session-setup');
  assert.deepEqual(
    after.filter((phase) => !reached.has(phase)),
    contractPhases,
  );
});

function requestIn(name: RequestName, mode: string, ChargeProgress: string) {
  if (name === 'PowerDeliveryReq') return { ...requests.PowerDeliveryReq, ChargeProgress };
  if (name !== 'ChargeParameterDiscoveryReq' || mode === 'DC_extended') return requests[name];
  return acRequest;
}

test('a station that is stopped, faulty or discharged still answers complete messages', () => {
  for (const stopOrder of ['operator', 'grid', 'fault'] as const) {
    for (const name of names) {
      const station = stationOf({ stopOrder, isolation: 'fault' });
      const answer = answerOf(sessionIn('session-setup'), name, requests[name], { station });
      assert.ok(encode(name, answer.body, issuedId).length > 0, name);
    }
  }
});
