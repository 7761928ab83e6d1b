import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Iso20RequestName, iso20Messages } from '../../src/gateway/iso20/messages.js';
import { liveIso20Phases } from '../../src/gateway/iso20/phase.js';
import { legalIn } from '../../src/gateway/iso20/sequence-table.js';
import { freshIso20Session } from '../../src/gateway/iso20/session.js';
import type { Effect, StationAction } from '../../src/gateway/session/plan.js';
import type { Station } from '../../src/gateway/session/station.js';
import type { ExiObject } from '../../src/messages/codec.js';
import { ask20, request20, type SessionShape } from './support/iso20-core.js';

/** Repeatable numbers (Park and Miller), 0 up to `limit`. */
function generator(seed: number): Draw {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

type Draw = (limit: number) => number;
const pick = <T>(draw: Draw, values: readonly T[]): T => values[draw(values.length)]!;

/** Every rational number of a request may become another one, from the edges of its type too. */
function disturb(value: ExiObject, draw: Draw): ExiObject {
  const entries = Object.entries(value).map(([name, child]): [string, ExiObject[string]] => {
    if (typeof child !== 'object' || Array.isArray(child) || child instanceof Uint8Array) return [name, child];
    const object = child as ExiObject;
    if (object['Exponent'] === undefined) return [name, disturb(object, draw)];
    if (draw(60) > 0) return [name, object];
    return [name, { Exponent: pick(draw, [-128, -3, 0, 3, 127]), Value: pick(draw, [-32_768, -1, 0, 1, 400, 32_767]) }];
  });
  return Object.fromEntries(entries);
}

function drawBody(name: Iso20RequestName, shape: SessionShape, draw: Draw): ExiObject {
  const correct = request20(name, shape);
  switch (name) {
    case 'PowerDeliveryReq':
      return {
        ...disturb(correct, draw),
        EVProcessing: pick(draw, ['Finished', 'Finished', 'Ongoing']),
        ChargeProgress: pick(draw, ['Start', 'Start', 'Start', 'Stop', 'Standby', 'ScheduleRenegotiation']),
      };
    case 'SessionStopReq':
      return { ChargingSession: pick(draw, ['Terminate', 'Pause', 'ServiceRenegotiation', 'ServiceRenegotiation']) };
    case 'DC_PreChargeReq':
    case 'DC_WeldingDetectionReq':
      return { ...disturb(correct, draw), EVProcessing: pick(draw, ['Finished', 'Ongoing']) };
    case 'ServiceSelectionReq':
      return correct;
    default:
      return disturb(correct, draw);
  }
}

function drawStation(draw: Draw): Partial<Station> {
  return {
    pilot: pick(draw, [undefined, undefined, undefined, 'B', 'C']),
    stopOrder: pick(draw, ['none', 'none', 'none', 'none', 'none', 'operator', 'grid', 'fault']),
    isolation: pick(draw, ['valid', 'valid', 'valid', 'valid', 'testing', 'fault']),
    scheduleReady: draw(4) > 0,
    authorization: pick(draw, ['granted', 'granted', 'waiting-for-customer']),
    authorizationRefused: draw(4) === 0,
    wish: pick(draw, ['none', 'none', 'pause', 'metering-confirmation']),
    setpointW: pick(draw, [undefined, -1e9, -5000, 0, 5000, 1e9]),
    nowMs: 1_000_000 + draw(100_000),
    presentVoltageV: draw(1200),
    presentPowerW: draw(100_000) - 50_000,
  };
}

/** What the output may give and take in the configuration of these tests. */
const most = { volts: 900, amperes: 125, watts: 50_000, dischargeW: 20_000 };

function checkEffect(effect: Effect, bidirectional: boolean): void {
  if (effect.kind === 'limit-power') {
    assert.ok(effect.limitW <= 22_080 && effect.limitW >= (bidirectional ? -11_000 : 0), `${effect.limitW} W`);
  }
  if (effect.kind !== 'set-output') return;
  const { voltageV, currentA } = effect;
  assert.ok(voltageV >= 0 && voltageV <= most.volts, `${voltageV} V`);
  assert.ok(Math.abs(currentA) <= most.amperes, `${currentA} A`);
  assert.ok(bidirectional || currentA >= 0, `${currentA} A without BPT`);
  const watts = voltageV * currentA;
  assert.ok(watts <= most.watts + 1e-6 && watts >= -most.dischargeW - 1e-6, `${watts} W`);
}

for (let seed = 1; seed <= 24; seed++) {
  const shape = {
    energy: seed % 2 === 0 ? 'ac' : 'dc',
    bidirectional: seed % 4 < 2,
    controlMode: seed % 8 < 4 ? 'scheduled' : 'dynamic',
  } as const;
  test(`walk ${seed} (${JSON.stringify(shape)}): complete answers, the output within its limits, no energy outside its phases`, () => {
    const draw = generator(seed * 7919);
    let session = freshIso20Session(shape.energy, Uint8Array.of(1));
    let on = false;
    let charged = 0;
    for (let step = 0; step < 3000; step++) {
      const legal = legalIn(session.phase, shape.energy);
      if (legal.length === 0) {
        session = freshIso20Session(shape.energy, Uint8Array.of(1));
        continue;
      }
      const forward = legal.filter((name) => name !== 'SessionStopReq' || draw(12) === 0);
      const anything = Object.keys(iso20Messages) as Iso20RequestName[];
      const name = draw(25) === 0 ? pick(draw, anything) : pick(draw, forward.length === 0 ? legal : forward);
      const station = drawStation(draw);
      let action: StationAction | undefined;
      const outcome = draw(10) === 0 ? 'unavailable' : 'done';
      const answer = ask20(session, name, {
        body: drawBody(name, shape, draw),
        station,
        outcome,
        onAction: (needed) => {
          action = needed;
        },
      });
      for (const effect of answer.effects) checkEffect(effect, session.service?.bidirectional === true);
      if (action?.kind === 'energise' && outcome === 'done') {
        assert.equal(station.stopOrder, 'none', 'no start against a stop order');
        assert.equal(action.bidirectional, shape.bidirectional);
        on = true;
      }
      if (action?.kind === 'de-energise') on = false;
      const failed = answer.code.startsWith('FAILED');
      if (answer.session.phase === 'charging') charged++;
      // A FAILED answer ends the connection, and the power goes off before it.
      session = failed ? freshIso20Session(shape.energy, Uint8Array.of(1)) : answer.session;
      if (failed) on = false;
      assert.ok(!on || liveIso20Phases.has(session.phase), `energy in ${session.phase}`);
    }
    assert.ok(charged > 0, 'the walk comes to the charge loop');
  });
}
