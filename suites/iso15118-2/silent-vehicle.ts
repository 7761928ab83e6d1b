import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { Evcc } from './evcc.js';

/** par_CMN_Transmission_Delay of the catalogue: how much earlier than the timer an end may be seen, s. */
const transmissionDelay = 0.25;
/** par_CMN_TCP_Connection_Termination_Timeout: how long the end itself may take, s. */
const termination = 5;

/** The vehicle says nothing: the SECC says nothing either, and ends the connection within `seconds` and the time that the end takes. */
export async function expectSilentEnd({ vehicle, run }: Evcc, seconds: number, requirement: string): Promise<void> {
  const silence = await vehicle.awaitClose((seconds + termination) * 1000);
  run.observe(silence.unsolicited.length === 0, {
    text: 'the SECC sends no message while the vehicle is silent',
    expected: 'silence',
    observed: silence.unsolicited.map(({ message }) => message ?? 'bytes').join(', ') || 'silence',
  });
  run.require(silence.closed, {
    text: 'the SECC ends the TCP connection',
    expected: `within ${seconds + termination} s`,
    observed: silence.closed ? `closed by ${silence.how}` : 'still open',
    requirements: [requirement],
  });
}

/** A vehicle that falls silent in `state`: the SECC ends the connection when its sequence timer has run out (V2G2-443). */
export async function silentVehicle(evcc: Evcc, state: VehicleState): Promise<void> {
  const { run, harness } = evcc;
  const seconds = Number(harness.pics['PIXIT_SECC_CMN_SequenceTimeout']);
  await evcc.given(state);
  evcc.when(`When it stays silent for V2G_SECC_Sequence_Timeout (${seconds} s by PIXIT)`);
  await expectSilentEnd(evcc, seconds, 'V2G2-443');
  const waited = await evcc.wire.silenceBeforeEnd(evcc.lastLocalPort);
  if (waited === undefined) {
    run.inconclusive('the capture does not show how the connection ended, so the timer cannot be judged');
    return;
  }
  const measured = Number(waited) / 1e9;
  run.observe(measured >= seconds - transmissionDelay && measured <= seconds + termination, {
    text: 'the connection ends when the sequence timer runs out (capture time from the last answer to FIN or RST)',
    expected: `${(seconds - transmissionDelay).toFixed(2)} s to ${(seconds + termination).toFixed(2)} s`,
    observed: `${measured.toFixed(3)} s`,
    requirements: ['V2G2-443'],
  });
}
