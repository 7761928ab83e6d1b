import type { Evcc } from './evcc.js';

/** par_CMN_Transmission_Delay of the catalogue, ms. */
const transmissionDelayMs = 250;

/** After SessionStopRes the vehicle ends the connection: an SECC that hangs up with its answer may tear that off. */
export async function expectLeftToVehicle({ vehicle, run }: Evcc): Promise<void> {
  const outcome = await vehicle.awaitClose(transmissionDelayMs);
  run.observe(!outcome.closed, {
    text: 'the SECC leaves the end of the connection to the vehicle',
    expected: `open ${transmissionDelayMs} ms after the answer`,
    observed: outcome.closed ? `closed by ${outcome.how}` : 'open',
  });
}
