import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExiObject } from '../../src/messages/codec.js';
import { ask20, session20 } from './support/iso20-core.js';
import {
  ac,
  bpt,
  dcLoop,
  dynamic,
  dynamicBpt,
  dynamicBptLimits,
  dynamicLimits,
  output,
  type Row20,
  r,
  target,
  testRows,
} from './support/iso20-rows.js';

const rows: readonly Row20[] = [
  // Charge loops
  {
    name: 'targets within the limits',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    replace: dcLoop('Scheduled_DC_CLReqControlMode', target(400, 20)),
    code: 'OK',
    effects: output(400, 20),
  },
  {
    name: 'a target above the schedule is capped',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    replace: dcLoop('Scheduled_DC_CLReqControlMode', target(400, 100)),
    code: 'OK',
    effects: output(400, 55),
    answer: { EVSEPowerLimitAchieved: true },
  },
  {
    name: 'the control mode that was not selected',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    replace: dcLoop('Dynamic_DC_CLReqControlMode', dynamicLimits),
    code: 'FAILED',
  },
  {
    name: 'a negative current without BPT',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    replace: dcLoop('Scheduled_DC_CLReqControlMode', target(400, -5)),
    code: 'FAILED',
  },
  {
    name: 'BPT: a negative current flows out of the vehicle',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: bpt,
    replace: dcLoop('BPT_Scheduled_DC_CLReqControlMode', target(400, -20)),
    code: 'OK',
    effects: output(400, -20),
  },
  {
    name: 'BPT: no more flows out than the vehicle said it gives',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: bpt,
    replace: dcLoop('BPT_Scheduled_DC_CLReqControlMode', target(400, -100)),
    code: 'OK',
    effects: output(400, -25),
  },
  {
    name: 'a stop order takes the current away and says so',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: bpt,
    station: { stopOrder: 'operator' },
    replace: dcLoop('BPT_Scheduled_DC_CLReqControlMode', target(400, -20)),
    code: 'OK',
    effects: output(400, 0),
    answer: { EVSEStatus: { NotificationMaxDelay: 0, EVSENotification: 'Terminate' } },
  },
  {
    name: 'dynamic: what the schedule allows, within the vehicle',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamic,
    replace: dcLoop('Dynamic_DC_CLReqControlMode', { ...dynamicLimits, EVMaximumChargePower: r(19_000) }),
    code: 'OK',
    effects: output(380, 50),
  },
  {
    name: 'dynamic: a setpoint below 0 discharges',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamicBpt,
    station: { setpointW: -3800 },
    replace: dcLoop('BPT_Dynamic_DC_CLReqControlMode', dynamicBptLimits),
    code: 'OK',
    effects: output(380, -10),
  },
  {
    name: 'dynamic: no more than the vehicle gives now',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamicBpt,
    station: { setpointW: -9500 },
    replace: dcLoop('BPT_Dynamic_DC_CLReqControlMode', dynamicBptLimits),
    code: 'OK',
    effects: output(380, -15),
  },
  {
    name: 'dynamic: a vehicle that needs energy gives none',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamicBpt,
    station: { setpointW: -3800 },
    replace: dcLoop('BPT_Dynamic_DC_CLReqControlMode', { ...dynamicBptLimits, EVMinimumEnergyRequest: r(500) }),
    code: 'OK',
    effects: output(380, -0),
  },
  {
    name: 'dynamic without BPT: a setpoint below 0 is none at all',
    phase: 'charging',
    request: 'DC_ChargeLoopReq',
    shape: dynamic,
    station: { setpointW: -3800 },
    replace: dcLoop('Dynamic_DC_CLReqControlMode', dynamicLimits),
    code: 'OK',
    effects: output(380, -0),
  },
  {
    name: 'AC: the station names the power',
    phase: 'charging',
    request: 'AC_ChargeLoopReq',
    shape: ac,
    code: 'OK',
    effects: [{ kind: 'limit-power', limitW: 22_000 }],
  },
  {
    name: 'AC BPT: a setpoint below 0 discharges, no more than the vehicle said',
    phase: 'charging',
    request: 'AC_ChargeLoopReq',
    shape: { ...ac, ...dynamicBpt },
    station: { setpointW: -50_000 },
    code: 'OK',
    effects: [{ kind: 'limit-power', limitW: -10_000 }],
  },
  // Metering
  {
    name: 'a reading of another session',
    phase: 'charging',
    request: 'MeteringConfirmationReq',
    replace: {
      SignedMeteringData: {
        Id: 'id1',
        SessionID: new Uint8Array(8),
        MeterInfo: { MeterID: 'PLB-1', ChargedEnergyReadingWh: 0 },
        Dynamic_SMDTControlMode: {},
      },
    },
    code: 'FAILED_MeteringSignatureNotValid',
  },
];

testRows(rows);

test('MeterInfo is in the very first loop response, and after that when it is asked for: energy of this session', () => {
  const body = dcLoop('Scheduled_DC_CLReqControlMode', target(400, 20));
  const session = session20('charging', {}, { meterStart: { chargedWh: 1000, dischargedWh: 0 } });
  const first = ask20(session, 'DC_ChargeLoopReq', { body });
  const meter = first.body['MeterInfo'] as ExiObject;
  assert.equal(meter['ChargedEnergyReadingWh'], 234);
  assert.equal(ask20(first.session, 'DC_ChargeLoopReq', { body }).body['MeterInfo'], undefined);
  const asked = ask20(first.session, 'DC_ChargeLoopReq', { body: { ...body, MeterInfoRequested: true } });
  assert.notEqual(asked.body['MeterInfo'], undefined);
});
