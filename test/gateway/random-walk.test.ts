import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RequestName, responseOf } from '../../src/gateway/messages.js';
import { energyPhases, type Phase } from '../../src/gateway/session/phase.js';
import { isFailed } from '../../src/gateway/session/response-code.js';
import { isAllowed, sequenceTable } from '../../src/gateway/session/sequence-table.js';
import { freshSession, type Session } from '../../src/gateway/session/session.js';
import type { Station } from '../../src/gateway/session/station.js';
import { type ExiObject, encodeMessage } from '../../src/messages/codec.js';
import { answerOf, stationOf } from './support/core.js';
import { acParameters, amperes, evStatus, requests, volts, watts } from './support/requests.js';

/** Repeatable numbers (Park and Miller), 0 up to `limit`. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

type Draw = (limit: number) => number;
const pick = <T>(draw: Draw, values: readonly T[]): T => values[draw(values.length)]!;
const numbers = [-32_768, -1, 0, 1, 50, 400, 999, 32_767];

/** A request with values from the edges of their types. */
function drawBody(name: RequestName, draw: Draw): ExiObject {
  const status = { ...evStatus, EVReady: draw(4) > 0, EVErrorCode: pick(draw, ['NO_ERROR', 'NO_ERROR', 'NoData']) };
  switch (name) {
    case 'ChargeParameterDiscoveryReq':
      return draw(2) === 0
        ? { ...acParameters, MaxEntriesSAScheduleTuple: pick(draw, [0, 1, 12, 65_535]) }
        : {
            RequestedEnergyTransferMode: pick(draw, ['DC_extended', 'DC_extended', 'DC_core', 'AC_three_phase_core']),
            DC_EVChargeParameter: {
              DepartureTime: pick(draw, [0, 1, 50, 86_400, 4_294_967_295]),
              DC_EVStatus: status,
              EVMaximumCurrentLimit: amperes(pick(draw, [110, 110, ...numbers])),
              EVMaximumVoltageLimit: volts(pick(draw, [700, 700, ...numbers])),
            },
          };
    case 'PowerDeliveryReq':
      return {
        ChargeProgress: pick(draw, ['Start', 'Start', 'Stop', 'Renegotiate']),
        SAScheduleTupleID: pick(draw, [1, 7, 7, 255]),
        ChargingProfile: {
          ProfileEntry: Array.from({ length: 1 + draw(3) }, (_, index) => ({
            ChargingProfileEntryStart: index * pick(draw, [0, 60, 60, 60]),
            ChargingProfileEntryMaxPower: watts(pick(draw, [0, 100, 5000, 5000, 32_767])),
          })),
        },
      };
    case 'PreChargeReq':
      return {
        DC_EVStatus: status,
        EVTargetVoltage: volts(pick(draw, numbers)),
        EVTargetCurrent: amperes(pick(draw, numbers)),
      };
    case 'CurrentDemandReq':
      return {
        DC_EVStatus: status,
        EVTargetCurrent: amperes(pick(draw, numbers)),
        EVMaximumPowerLimit: watts(pick(draw, numbers)),
        ChargingComplete: draw(5) === 0,
        EVTargetVoltage: volts(pick(draw, numbers)),
      };
    case 'SessionStopReq':
      return { ChargingSession: pick(draw, ['Terminate', 'Pause']) };
    default:
      return requests[name];
  }
}

function drawStation(draw: Draw): Station {
  return stationOf({
    pilot: pick(draw, [undefined, undefined, 'B', 'C']),
    stopOrder: pick(draw, ['none', 'none', 'none', 'none', 'operator', 'grid', 'fault']),
    isolation: pick(draw, ['valid', 'valid', 'testing', 'warning', 'fault']),
    scheduleReady: draw(4) > 0,
    authorization: pick(draw, ['granted', 'granted', 'waiting-for-customer']),
    nowMs: 1_000_000 + draw(100_000),
    wallS: 1_800_000_000 + draw(100_000),
    presentVoltageV: draw(1200),
    presentCurrentA: draw(400),
    meterWh: draw(1_000_000),
    secured: draw(2) === 0,
  });
}

/** Legal requests; one that ends the session only now and then. */
function walkOn(phase: Phase, draw: Draw): readonly RequestName[] {
  const legal = sequenceTable[phase];
  const others = legal.filter((name) => name !== 'SessionStopReq');
  return others.length === 0 || draw(10) === 0 ? legal : others;
}

const names = Object.keys(responseOf) as RequestName[];

test('20,000 requests in any order: every answer is complete, and energy obeys the rules', () => {
  const draw = generator(2026);
  const reached = new Set<string>();
  let session: Session = freshSession();
  for (let count = 0; count < 20_000; count++) {
    // Mostly what is legal, or the walk would never get far.
    const name =
      draw(5) > 0 && session.phase !== 'stopped' ? pick(draw, walkOn(session.phase, draw)) : pick(draw, names);
    const station = drawStation(draw);
    const outcome = pick(draw, ['done', 'done', 'done', 'contactor-error', 'unavailable', 'not-verified'] as const);
    let action: string | undefined;
    const answer = answerOf(session, name, drawBody(name, draw), {
      station,
      outcome,
      onAction: (needed) => {
        action = needed.kind;
      },
    });
    const where = `request ${count + 1}: ${name} in ${session.phase}`;
    const Header = { SessionID: answer.session.id };
    encodeMessage('iso2', { V2G_Message: { Header, Body: { [responseOf[name]]: answer.body } } });
    assert.equal(answer.body['ResponseCode'], answer.code, where);
    if (!isAllowed(session.phase, name)) assert.equal(answer.code, 'FAILED_SequenceError', where);
    if (action === 'energise') assert.equal(station.stopOrder, 'none', `${where}: energised against a stop order`);
    for (const effect of answer.effects) {
      if (effect.kind !== 'set-output') continue;
      assert.ok(effect.voltageV >= 0 && effect.voltageV <= 900, `${where}: ${effect.voltageV} V`);
      assert.ok(effect.currentA >= 0 && effect.currentA <= 125, `${where}: ${effect.currentA} A`);
      if (station.stopOrder !== 'none') assert.equal(effect.currentA, 0, `${where}: current against a stop order`);
    }
    const left = energyPhases.has(session.phase) && !energyPhases.has(answer.session.phase);
    if (left) assert.equal(action, 'de-energise', `${where}: energy left on in ${answer.session.phase}`);
    reached.add(answer.session.phase);
    // A failure ends a session as a rule; a stopped one is over.
    const over = answer.session.phase === 'stopped' || (isFailed(answer.code) && draw(12) === 0);
    session = over ? freshSession() : answer.session;
  }
  assert.equal(reached.size, 16, `phases reached: ${[...reached].join(', ')}`);
});
