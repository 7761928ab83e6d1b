import type { GatewayConfig } from '../../../src/gateway/config/gateway-config.js';
import type { Iso20Answer } from '../../../src/gateway/iso20/handler.js';
import { type Iso20RequestName, iso20Messages } from '../../../src/gateway/iso20/messages.js';
import type { Iso20Phase } from '../../../src/gateway/iso20/phase.js';
import { planIso20Request } from '../../../src/gateway/iso20/plan-request.js';
import { offerIso20Schedules } from '../../../src/gateway/iso20/schedule-offer.js';
import { findSet } from '../../../src/gateway/iso20/service-catalog.js';
import { freshIso20Session, type Iso20SessionState } from '../../../src/gateway/iso20/session.js';
import type { ActionOutcome, StationAction } from '../../../src/gateway/session/plan.js';
import type { Station } from '../../../src/gateway/session/station.js';
import { type ExiObject, encodeMessage } from '../../../src/messages/codec.js';
import { Car } from '../../../src/peers/vehicle/car.js';
import { requestBody } from '../../../src/peers/vehicle/iso20/request-body.js';
import { noFacts } from '../../../src/peers/vehicle/session-facts.js';
import type { VehicleView } from '../../../src/peers/vehicle/vehicle-protocol.js';
import { issuedId, stationOf, wallS } from './core.js';
import { testConfig } from './test-config.js';

/** Both directions, DC and AC; schedule as in the usual configuration. */
export const bothWays: GatewayConfig = testConfig('', {
  limits:
    '{ ac: { nominal_voltage_v: 230, max_current_a: 32, max_discharge_power_w: 11000 }, dc: { max_voltage_v: 900, min_voltage_v: 150, max_current_a: 125, min_current_a: 1, max_power_w: 50000, max_discharge_power_w: 20000 } }',
});

export const station20 = (changes: Partial<Station> = {}): Station => stationOf({ config: bothWays, ...changes });

export interface SessionShape {
  readonly energy?: 'ac' | 'dc';
  readonly bidirectional?: boolean;
  readonly controlMode?: 'scheduled' | 'dynamic';
}

/** A session as it stands in a phase. */
export function session20(
  phase: Iso20Phase,
  shape: SessionShape = {},
  changes: Partial<Iso20SessionState> = {},
): Iso20SessionState {
  const { energy = 'dc', bidirectional = false, controlMode = 'scheduled' } = shape;
  const fresh = freshIso20Session(energy, Uint8Array.of(0x30, 1, 2));
  if (phase === 'session-setup') return { ...fresh, ...changes };
  const serviceId = energy === 'ac' ? (bidirectional ? 5 : 1) : bidirectional ? 6 : 2;
  const selected: Iso20SessionState = {
    ...fresh,
    phase,
    id: issuedId,
    evccId: 'WMIV1234567890ABCDEX',
    listed: [serviceId],
    service: findSet(bothWays, energy, serviceId, controlMode === 'scheduled' ? 1 : 2),
    evLimits: {
      maxVoltageV: 450,
      maxCurrentA: 200,
      maxPowerW: 80_000,
      maxDischargeCurrentA: 30,
      maxDischargePowerW: 10_000,
    },
    tupleId: controlMode === 'scheduled' ? 1 : undefined,
    powered: /charging|renegotiating|power-restart|standby|welding|energy-off/.test(phase),
    // CableCheck has begun: without that its first answer is always Ongoing.
    ongoingSinceMs: phase === 'cable-check' ? 999_000 : undefined,
  };
  const schedules = offerIso20Schedules(selected, { departureS: undefined, maxEntries: 1024 }, station20());
  return { ...selected, schedules, ...changes };
}

/** The request that a correct vehicle of that kind would send. */
export function request20(name: Iso20RequestName, shape: SessionShape = {}): ExiObject {
  const { energy = 'dc', bidirectional = false, controlMode = 'scheduled' } = shape;
  const facts = noFacts();
  facts.sessionId = issuedId;
  facts.saScheduleTupleId = 1;
  facts.meterInfo = { MeterID: 'PLB-1', ChargedEnergyReadingWh: 0 };
  facts.iso20.service = {
    id: energy === 'ac' ? (bidirectional ? 5 : 1) : bidirectional ? 6 : 2,
    parameterSetId: controlMode === 'scheduled' ? 1 : 2,
    controlMode,
    bidirectional,
  };
  facts.iso20.energyServices = [facts.iso20.service.id];
  const options = { energy, security: 'tls' } as const;
  const view: VehicleView = { options, car: new Car(), facts, state: 'plugged', wallSeconds: wallS };
  return requestBody(name, view, {});
}

export interface Ask20 {
  readonly body?: ExiObject;
  readonly shape?: SessionShape;
  readonly station?: Partial<Station>;
  readonly sessionId?: Uint8Array;
  readonly payloadType?: number;
  readonly outcome?: ActionOutcome;
  readonly onAction?: (action: StationAction) => void;
}

/** The answer of the session core; it must be one that can be encoded, so a missing mandatory element shows at once. */
export function ask20(session: Iso20SessionState, name: Iso20RequestName, options: Ask20 = {}): Iso20Answer {
  const { response, schema } = iso20Messages[name];
  const payloadType = options.payloadType ?? { 'iso20.cm': 0x8002, 'iso20.ac': 0x8003, 'iso20.dc': 0x8004 }[schema];
  const body = options.body ?? request20(name, options.shape);
  const request = { name, payloadType, header: {}, sessionId: options.sessionId ?? session.id, body };
  const plan = planIso20Request(session, request, station20(options.station));
  if (plan.kind === 'act') options.onAction?.(plan.action);
  const answer = plan.kind === 'answer' ? plan.answer : plan.resume(options.outcome ?? 'done');
  const Header = { SessionID: answer.session.id, TimeStamp: wallS };
  encodeMessage(schema, { [response]: { Header, ...answer.body } });
  return answer;
}
