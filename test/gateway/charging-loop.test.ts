import { testHandlers } from './support/handler-rows.js';
import { amperes, requests } from './support/requests.js';

const start = requests.PowerDeliveryReq;
const stop = { ...start, ChargeProgress: 'Stop' };

testHandlers([
  // The loops.
  {
    name: 'the AC loop follows the schedule',
    phase: 'charging-ac',
    request: 'ChargingStatusReq',
    station: { wallS: 1_800_003_600 },
    code: 'OK',
    effects: [{ kind: 'limit-power', limitW: 11_000 }],
  },
  {
    name: 'the AC loop under a stop order sets nothing',
    phase: 'charging-ac',
    request: 'ChargingStatusReq',
    station: { stopOrder: 'operator' },
    code: 'OK',
    effects: [],
  },
  {
    name: 'the DC loop',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 20 }],
  },
  {
    name: 'the DC loop under a stop order',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    station: { stopOrder: 'operator' },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 0 }],
  },
  {
    name: 'the DC loop with the pilot in state B',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    station: { pilot: 'B' },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 0 }],
  },
  {
    name: 'the DC loop when the charge is complete',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    body: { ...requests.CurrentDemandReq, ChargingComplete: true },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 0 }],
  },
  {
    name: 'the DC loop above the schedule',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    body: { ...requests.CurrentDemandReq, EVTargetCurrent: amperes(100) },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 55 }],
  },
  {
    name: 'the DC loop above the limit that the vehicle gives itself',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    body: { ...requests.CurrentDemandReq, EVMaximumCurrentLimit: amperes(7) },
    code: 'OK',
    effects: [{ kind: 'set-output', voltageV: 400, currentA: 7 }],
  },
  {
    name: 'the DC loop with a negative current',
    phase: 'charging-dc',
    request: 'CurrentDemandReq',
    body: { ...requests.CurrentDemandReq, EVTargetCurrent: amperes(-5) },
    code: 'FAILED',
  },
  // The end.
  { name: 'the voltage', phase: 'energy-off-dc', request: 'WeldingDetectionReq', code: 'OK', next: 'energy-off-dc' },
  {
    name: 'the pilot still in state C',
    phase: 'energy-off-dc',
    request: 'WeldingDetectionReq',
    station: { pilot: 'C' },
    code: 'FAILED',
  },
  {
    name: 'Terminate',
    phase: 'energy-off-dc',
    request: 'SessionStopReq',
    code: 'OK',
    next: 'stopped',
    effects: [{ kind: 'forget-pause' }],
  },
  {
    name: 'Terminate with the pilot still in state C',
    phase: 'energy-off-dc',
    request: 'SessionStopReq',
    station: { pilot: 'C' },
    code: 'FAILED',
    next: 'energy-off-dc',
  },
  {
    name: 'Terminate while it precharges takes the voltage away',
    phase: 'pre-charging',
    request: 'SessionStopReq',
    session: { powered: false },
    code: 'OK',
    next: 'stopped',
    action: { kind: 'de-energise', reason: 'SessionStop' },
  },
  {
    name: 'Terminate before anything was agreed',
    phase: 'service-discovery',
    request: 'SessionStopReq',
    session: { powered: false },
    code: 'OK',
    next: 'stopped',
  },
]);
