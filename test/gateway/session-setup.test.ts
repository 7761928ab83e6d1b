import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '../../src/gateway/bytes.js';
import { freshSession, type PausedSession } from '../../src/gateway/session/session.js';
import { answerOf, issuedId, stationOf, wallS } from './support/core.js';
import { requests } from './support/requests.js';

const paused: PausedSession = {
  id: toHex(issuedId),
  evccId: '020000000001',
  mode: 'DC_extended',
  tupleId: 1,
  schedules: undefined,
  pausedAtS: wallS - 60,
};

test('a new session has an id from the random source that is never zero, never the one sent, never the paused one', () => {
  const zero = new Uint8Array(8);
  const sent = Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9);
  const good = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const draws = [zero, sent, issuedId, good];
  const station = stationOf({ paused, random: () => draws.shift()! });
  const answer = answerOf(freshSession(), 'SessionSetupReq', requests.SessionSetupReq, { station, sessionId: sent });
  assert.equal(answer.code, 'OK_NewSessionEstablished');
  assert.deepEqual(answer.session.id, good);
  assert.equal(draws.length, 0, 'the three unusable draws were thrown away');
  assert.deepEqual(answer.effects, [{ kind: 'occupy' }, { kind: 'forget-pause' }]);
});

test('the paused id joins, whatever the vehicle id is', () => {
  const answer = answerOf(freshSession(), 'SessionSetupReq', requests.SessionSetupReq, {
    station: stationOf({ paused }),
    sessionId: issuedId,
  });
  assert.equal(answer.code, 'OK_OldSessionJoined');
  assert.deepEqual(answer.session.id, issuedId);
  assert.equal(answer.session.mode, 'DC_extended');
});

test('what the configuration no longer offers is not joined with', () => {
  const answer = answerOf(freshSession(), 'SessionSetupReq', requests.SessionSetupReq, {
    station: stationOf({ paused: { ...paused, mode: 'DC_unique' } }),
    sessionId: issuedId,
  });
  assert.equal(answer.code, 'OK_OldSessionJoined');
  assert.equal(answer.session.mode, undefined);
});

test('a taken EVSE refuses', () => {
  const answer = answerOf(freshSession(), 'SessionSetupReq', requests.SessionSetupReq, {
    station: stationOf({ occupied: true }),
  });
  assert.equal(answer.code, 'FAILED');
  assert.deepEqual(answer.effects, []);
});
