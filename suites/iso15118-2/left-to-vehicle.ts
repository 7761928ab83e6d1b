import type { Evcc } from './evcc.js';

/** After SessionStopRes the vehicle ends the connection: an SECC that hangs up with its answer may tear that off. */
export async function expectLeftToVehicle({ vehicle, run }: Evcc): Promise<void> {
  const { ms } = run.timer('tester/par_CMN_Transmission_Delay');
  const outcome = await vehicle.awaitClose(ms);
  run.observe(!outcome.closed, {
    text: 'the SECC leaves the end of the connection to the vehicle',
    expected: `open ${ms} ms after the answer`,
    observed: outcome.closed ? `closed by ${outcome.how}` : 'open',
  });
}
