import { testHandlers } from './support/handler-rows.js';
import { amperes, requests, volts } from './support/requests.js';

testHandlers([
  // CableCheck.
  {
    name: 'its first request starts the isolation test',
    phase: 'cable-check',
    request: 'CableCheckReq',
    session: { ongoingSinceMs: undefined },
    code: 'OK',
    next: 'cable-check',
    effects: [{ kind: 'start-isolation-test' }],
  },
  {
    name: 'the test goes on',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { isolation: 'testing' },
    code: 'OK',
    next: 'cable-check',
    effects: [],
  },
  {
    name: 'the test has found nothing',
    phase: 'cable-check',
    request: 'CableCheckReq',
    code: 'OK',
    next: 'pre-charge',
  },
  {
    name: 'the test has found a fault',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { isolation: 'fault' },
    code: 'FAILED',
  },
  {
    name: 'the test takes too long',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { isolation: 'testing', nowMs: 1_037_000 },
    code: 'FAILED',
  },
  {
    name: 'the pilot is still in state B',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { pilot: 'B' },
    code: 'FAILED',
  },
  {
    name: 'the pilot is in state D',
    phase: 'cable-check',
    request: 'CableCheckReq',
    station: { pilot: 'D' },
    code: 'OK',
  },
  // PreCharge.
  {
    name: 'the target voltage',
    phase: 'pre-charge',
    request: 'PreChargeReq',
    code: 'OK',
    next: 'pre-charging',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 2 }],
  },
  {
    name: 'a target above the station is capped',
    phase: 'pre-charge',
    request: 'PreChargeReq',
    body: { ...requests.PreChargeReq, EVTargetVoltage: volts(1000), EVTargetCurrent: amperes(50) },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 900, currentA: 2 }],
  },
  {
    name: 'a negative target',
    phase: 'pre-charge',
    request: 'PreChargeReq',
    body: { ...requests.PreChargeReq, EVTargetVoltage: volts(-1) },
    code: 'FAILED',
  },
  {
    name: 'a target in A',
    phase: 'pre-charging',
    request: 'PreChargeReq',
    body: { ...requests.PreChargeReq, EVTargetVoltage: amperes(400) },
    code: 'FAILED',
  },
  {
    name: 'no voltage against a stop order',
    phase: 'pre-charging',
    request: 'PreChargeReq',
    station: { stopOrder: 'operator' },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 0, currentA: 0 }],
  },
]);
