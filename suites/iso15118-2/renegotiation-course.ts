import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import type { Harness } from '../engine/harness.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';
import { labOf, labVehicle } from './pnc-case.js';
import { renegotiationLoops } from './renegotiation-loops.js';
import { departureSeconds, discover } from './schedule-offer.js';

/** The vehicle of a renegotiation case: it pays as PICS_CMN_CMN_IdentificationMode says, and departs where PICS say so. */
function vehicleOf({ pics, ...harness }: Harness): Partial<VehicleOptions> {
  const departs = pics['PICS_SECC_CMN_DepartureTime'] === true ? { car: { departureSeconds } } : {};
  if (pics['PICS_CMN_CMN_IdentificationMode'] !== 'pnC') return departs;
  return { ...departs, identification: 'PnC', pnc: labVehicle(labOf({ pics, ...harness })) };
}

/** Declares a case that begins in a charge loop and renegotiates. */
export function renegotiationCase(
  definition: CaseDefinition,
  body: (evcc: Evcc) => Promise<void>,
  changes: Partial<VehicleOptions> = {},
): void {
  declareCase(definition, async ({ harness, run }) => {
    const evcc = new Evcc(harness, run, { ...vehicleOf(harness), ...changes });
    try {
      await body(evcc);
    } finally {
      await evcc.leave();
    }
  });
}

/** Starting state: as many charge loops as PICS_CMN_CMN_RenegotiationLoopIndication says. */
export async function givenLoops(evcc: Evcc): Promise<void> {
  await evcc.given('loop-done', { loops: renegotiationLoops(evcc.harness, evcc.run) });
}

/** Starting state: PowerDelivery Renegotiate was accepted. */
export async function givenAccepted(evcc: Evcc): Promise<void> {
  await givenLoops(evcc);
  const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Renegotiate' });
  evcc.run.require(exchange.responseCode === 'OK', {
    text: 'the SECC accepts PowerDeliveryReq Renegotiate',
    expected: 'OK',
    observed: exchange.responseCode ?? exchange.outcome,
    ...evcc.at(exchange),
  });
}

/** Starting state: new parameters are agreed on; with DC the cable is checked and the voltage is there again. */
export async function givenRenegotiated(evcc: Evcc): Promise<void> {
  await givenAccepted(evcc);
  await evcc.given(evcc.vehicle.options.energy === 'dc' ? 'precharged' : 'params-agreed');
}

/** ChargeParameterDiscovery until it is Finished; every answer is looked at. Returns the last exchange. */
export function discoverAgain(evcc: Evcc): Promise<Exchange> {
  return discover(evcc, evcc.harness.pics['PICS_SECC_CMN_MaxEntriesSAScheduleTuple'] === true);
}

/** Drives on to the end, looks at every exchange, and at the SessionID. Returns the exchanges. */
export async function expectStops(evcc: Evcc, options: { readonly loops?: number } = {}): Promise<readonly Exchange[]> {
  const { run, vehicle } = evcc;
  const before = Buffer.from(vehicle.sessionId).toString('hex');
  const port = evcc.lastLocalPort;
  const drive = await vehicle.driveTo('stopped', options);
  run.observe(drive.reached, {
    text: 'the session reaches SessionStop',
    expected: 'stopped',
    observed: drive.reached ? drive.state : `${drive.failure?.text ?? 'no reason known'} (in the state ${drive.state})`,
    ...evcc.at(drive.failure?.exchange),
  });
  for (const exchange of drive.exchanges) {
    const faults = exchange.observations.filter(({ severity }) => severity === 'fault');
    run.observe(faults.length === 0, {
      text: `the answer to ${exchange.sent.message} breaks no rule`,
      observed: faults.map(({ rule, observed }) => `${rule}: ${observed}`).join('; ') || 'no rule broken',
      ...evcc.at(exchange),
    });
  }
  const after = Buffer.from(vehicle.sessionId).toString('hex');
  run.observe(after === before && evcc.lastLocalPort === port, {
    text: 'SessionID and connection are kept to the end',
    expected: `${before}, port ${port}`,
    observed: `${after}, port ${evcc.lastLocalPort}`,
  });
  return drive.exchanges;
}
