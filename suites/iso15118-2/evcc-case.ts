import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';
import { type CaseWords, definitionOf, publishedCase } from './published-cases.js';

/** Declares a published case of ISO 15118-2 that a vehicle carries out; the body tells it as given, when, then. */
export function evccCase(
  id: string,
  words: CaseWords,
  body: (evcc: Evcc) => Promise<void>,
  changes: Partial<VehicleOptions> = {},
): void {
  declareCase(definitionOf(id, words), async ({ harness, run }) => {
    const evcc = new Evcc(harness, run, changes);
    try {
      await body(evcc);
    } finally {
      await evcc.leave();
    }
  });
}

/** The vehicle's state for a starting state of the catalogue (its key `states`). */
const stateNames: Readonly<Record<string, VehicleState>> = {
  plugged: 'plugged',
  sdp_answered: 'sdp-answered',
  tcp_connected: 'tcp-connected',
  app_protocol_agreed: 'app-protocol-agreed',
  session_open: 'session-open',
  services_known: 'services-known',
  // Without value-added services nothing lies between the two (catalogue, state details_read).
  details_read: 'services-known',
  payment_selected: 'payment-selected',
  contract_installed: 'contract-installed',
  contract_updated: 'contract-updated',
  contract_presented: 'contract-presented',
  authorized: 'authorized',
  params_agreed_ac: 'params-agreed',
  params_agreed_dc: 'params-agreed',
  cable_ok: 'cable-ok',
  precharged: 'precharged',
  energy_on_ac: 'energy-on',
  energy_on_dc: 'energy-on',
  one_loop_ac: 'one-loop',
  one_loop_dc: 'one-loop',
  loop_done_ac: 'loop-done',
  loop_done_dc: 'loop-done',
  energy_off_ac: 'energy-off',
  energy_off_dc: 'energy-off',
  // The pilot is what differs: the case keeps it in C.
  energy_off_dc_still_c: 'energy-off',
  welding_checked: 'welding-checked',
  // `renegotiation.spec.ts` goes on from there: the loops that PICS names, PowerDelivery Renegotiate, parameters.
  loop_at_renegotiation_ac: 'loop-done',
  loop_at_renegotiation_dc: 'loop-done',
  renegotiation_accepted_ac: 'renegotiation-accepted',
  renegotiation_accepted_dc: 'renegotiation-accepted',
  renegotiated_params_ac: 'params-agreed',
  renegotiated_params_dc: 'precharged',
};

/** Starting state of a published case. @throws Error for a state that the vehicle cannot be driven to yet */
export function startOf(id: string): VehicleState {
  const { state } = publishedCase(id);
  const found = stateNames[state];
  if (found === undefined) throw new Error(`${id}: the vehicle cannot be driven to ${state}`);
  return found;
}
