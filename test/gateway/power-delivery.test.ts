import type { ExiObject } from '../../src/messages/codec.js';
import { testHandlers } from './support/handler-rows.js';
import { evStatus, requests, watts } from './support/requests.js';

const start = requests.PowerDeliveryReq;
const stop = { ...start, ChargeProgress: 'Stop' };
const renegotiate = { ...start, ChargeProgress: 'Renegotiate' };
const profile = (...entries: readonly (readonly [number, number])[]): ExiObject => ({
  ...start,
  ChargingProfile: {
    ProfileEntry: entries.map(([at, power]) => ({
      ChargingProfileEntryStart: at,
      ChargingProfileEntryMaxPower: watts(power),
    })),
  },
});

testHandlers([
  // PowerDelivery: V2G2-478, V2G2-479, V2G2-761.
  {
    name: 'Start AC closes the contactor',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    code: 'OK',
    next: 'charging-ac',
    action: { kind: 'energise', output: 'ac', limitW: 22_000 },
  },
  {
    name: 'Start DC',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    code: 'OK',
    next: 'charging-dc',
    action: { kind: 'energise', output: 'dc', limitW: 22_000 },
  },
  {
    name: 'Start with a tuple that was not offered',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    body: { ...start, SAScheduleTupleID: 255 },
    code: 'FAILED_TariffSelectionInvalid',
  },
  {
    name: 'Start with the offered profile',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: profile([0, 22_000], [3600, 11_000]),
    code: 'OK',
  },
  {
    name: 'Start one watt above PMax',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: profile([0, 22_001]),
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'Start above PMax from the second interval on',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: profile([0, 22_000]),
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'Start above PMax in the fourth of seven entries',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    body: profile([1400, 1], [1410, 1], [1420, 1], [1430, 22_001], [1440, 1], [1450, 1], [1500, 1]),
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'Start with a profile that goes back in time',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: profile([10, 1], [10, 1]),
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'Start against a stop order',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    station: { stopOrder: 'grid' },
    code: 'FAILED_PowerDeliveryNotApplied',
  },
  {
    name: 'Start with an error of the vehicle',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    body: {
      ...start,
      DC_EVPowerDeliveryParameter: {
        DC_EVStatus: { ...evStatus, EVErrorCode: 'FAILED_EVShiftPosition' },
        ChargingComplete: false,
      },
    },
    code: 'FAILED_PowerDeliveryNotApplied',
  },
  { name: 'Start when it is on already', phase: 'charging-ac', request: 'PowerDeliveryReq', code: 'FAILED' },
  {
    name: 'Start, and the inverter does not connect',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    outcome: 'contactor-error',
    code: 'FAILED_ContactorError',
    next: 'power-start-ac',
  },
  {
    name: 'Start, and the inverter does not answer',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    outcome: 'unavailable',
    code: 'FAILED_PowerDeliveryNotApplied',
    next: 'pre-charging',
  },
  {
    name: 'Stop AC',
    phase: 'charging-ac',
    request: 'PowerDeliveryReq',
    body: stop,
    code: 'OK',
    next: 'energy-off-ac',
    action: { kind: 'de-energise', reason: 'PowerDelivery Stop' },
  },
  {
    name: 'Stop DC with a tuple that was never offered',
    phase: 'charging-dc',
    request: 'PowerDeliveryReq',
    body: { ...stop, SAScheduleTupleID: 255 },
    code: 'OK',
    next: 'energy-off-dc',
  },
  {
    name: 'Stop with an error of the vehicle',
    phase: 'charging-dc',
    request: 'PowerDeliveryReq',
    body: {
      ...stop,
      DC_EVPowerDeliveryParameter: {
        DC_EVStatus: { ...evStatus, EVErrorCode: 'FAILED_RESSTemperatureInhibit' },
        ChargingComplete: true,
      },
    },
    code: 'OK',
  },
  {
    name: 'Stop, and power goes on',
    phase: 'charging-dc',
    request: 'PowerDeliveryReq',
    body: stop,
    outcome: 'not-verified',
    code: 'FAILED_ContactorError',
  },
  {
    name: 'Renegotiate as the first one',
    phase: 'power-start-ac',
    request: 'PowerDeliveryReq',
    body: renegotiate,
    session: { powered: false },
    code: 'FAILED',
  },
  {
    name: 'Renegotiate AC keeps the contactor closed',
    phase: 'charging-ac',
    request: 'PowerDeliveryReq',
    body: renegotiate,
    code: 'OK',
    next: 'renegotiating-ac',
    effects: [{ kind: 'request-schedule' }],
  },
  {
    name: 'Renegotiate DC takes the supply off',
    phase: 'charging-dc',
    request: 'PowerDeliveryReq',
    body: renegotiate,
    code: 'OK',
    next: 'charge-parameters',
    action: { kind: 'de-energise', reason: 'PowerDelivery Renegotiate' },
  },
]);
