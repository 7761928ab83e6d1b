import { payloadTypes } from '../../wire/v2gtp.js';
import { nextStep, stateReached } from './advance.js';
import { learn } from './learn.js';
import { isIso2Request } from './message-names.js';
import { observeLimits } from './observe-limits.js';
import { requestBody } from './request-body.js';
import type { VehicleProtocol } from './vehicle-protocol.js';
import { iso2Path } from './vehicle-state.js';

/** ISO 15118-2, AC and DC, external payment. */
export const iso2Vehicle: VehicleProtocol = {
  name: 'iso2',
  path: iso2Path,
  schemaOf: () => 'iso2',
  payloadTypeOf: () => payloadTypes.exi,
  schemaOfPayload: () => 'iso2',
  payloadTypeFits: (answer) => answer.payloadType === payloadTypes.exi,
  // A message of another protocol has no body here: it goes out empty, as a test that mixes them up wants it.
  body: (request, view, options) => (isIso2Request(request) ? requestBody(request, view, options) : {}),
  message: (request, Header, body) => ({ V2G_Message: { Header, Body: { [request]: body } } }),
  nextStep: ({ options, state }) => nextStep(options.energy, state),
  stateReached: ({ options, state, car }, exchange) => stateReached(options.energy, state, exchange, car),
  learn: ({ facts, car }, exchange, loopSeconds) => learn(facts, car, exchange, loopSeconds),
  observe: observeLimits,
  loopRequest: (energy) => (energy === 'ac' ? 'ChargingStatusReq' : 'CurrentDemandReq'),
};
