import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Iso20RequestName, iso20Messages } from '../../src/gateway/iso20/messages.js';
import { iso20Phases, liveIso20Phases } from '../../src/gateway/iso20/phase.js';
import { legalIn } from '../../src/gateway/iso20/sequence-table.js';
import { issuedId } from './support/core.js';
import { ask20, session20 } from './support/iso20-core.js';

const names = Object.keys(iso20Messages) as Iso20RequestName[];

for (const energy of ['dc', 'ac'] as const) {
  for (const phase of iso20Phases) {
    test(`${energy.toUpperCase()}, ${phase}: what is not legal is FAILED_SequenceError in its own, complete response`, () => {
      const legal = legalIn(phase, energy);
      for (const name of names.filter((candidate) => !legal.includes(candidate))) {
        const session = session20(phase, { energy });
        const answer = ask20(session, name, { shape: { energy } });
        assert.equal(answer.code, 'FAILED_SequenceError', name);
        assert.deepEqual(answer.session, session, name);
        assert.deepEqual(answer.effects, [], name);
      }
    });
  }
}

const foreignIds: readonly [string, Uint8Array][] = [
  ['another id', Uint8Array.from(issuedId, (byte) => byte ^ 0x55)],
  ['zero', new Uint8Array(8)],
  ['an empty id', new Uint8Array()],
  ['the first seven bytes', issuedId.slice(0, 7)],
];

for (const phase of iso20Phases.filter((candidate) => candidate !== 'session-setup' && candidate !== 'stopped')) {
  for (const [what, sessionId] of foreignIds) {
    test(`${phase}: ${what} is FAILED_UnknownSession, in every legal request`, () => {
      for (const name of legalIn(phase, 'dc')) {
        assert.equal(ask20(session20(phase), name, { sessionId }).code, 'FAILED_UnknownSession', name);
      }
    });
  }
}

test('where the output may be live, SessionStop takes the energy away first', () => {
  for (const phase of liveIso20Phases) {
    if (!legalIn(phase, 'dc').includes('SessionStopReq')) continue;
    let acted = false;
    ask20(session20(phase), 'SessionStopReq', {
      onAction: (action) => {
        acted = action.kind === 'de-energise';
      },
    });
    assert.ok(acted, phase);
  }
});

test('side streams carry their own messages, and only while energy may flow', () => {
  const renegotiation = 0x8101;
  const metering = 0x8102;
  assert.equal(ask20(session20('charging'), 'ScheduleExchangeReq', { payloadType: renegotiation }).code, 'OK');
  assert.equal(ask20(session20('charging'), 'MeteringConfirmationReq', { payloadType: metering }).code, 'OK');
  for (const [phase, name, payloadType] of [
    ['charging', 'MeteringConfirmationReq', renegotiation],
    ['charging', 'ScheduleExchangeReq', metering],
    ['charging', 'SessionStopReq', renegotiation],
    ['schedule-exchange', 'ScheduleExchangeReq', renegotiation],
    ['energy-off', 'MeteringConfirmationReq', metering],
  ] as const) {
    assert.equal(ask20(session20(phase), name, { payloadType }).code, 'FAILED_SequenceError', `${phase} ${name}`);
  }
});
