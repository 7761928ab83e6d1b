import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { Evcc } from './evcc.js';

/** Between which times an end may be seen that a timer brings about, s: a little earlier, and later by what the end itself takes. */
export function endWindow({ run }: Evcc, seconds: number): readonly [earliest: number, latest: number] {
  const delay = run.timer('tester/par_CMN_Transmission_Delay').seconds;
  return [seconds - delay, seconds + run.timer('tester/par_CMN_TCP_Connection_Termination_Timeout').seconds];
}

/** The vehicle says nothing: the SECC says nothing either, and ends the connection within `seconds` and the time that the end takes. */
export async function expectSilentEnd(evcc: Evcc, seconds: number, requirement: string): Promise<void> {
  const { vehicle, run } = evcc;
  const [, latest] = endWindow(evcc, seconds);
  const silence = await vehicle.awaitClose(latest * 1000);
  run.observe(silence.unsolicited.length === 0, {
    text: 'the SECC sends no message while the vehicle is silent',
    expected: 'silence',
    observed: silence.unsolicited.map(({ message }) => message ?? 'bytes').join(', ') || 'silence',
  });
  run.require(silence.closed, {
    text: 'the SECC ends the TCP connection',
    expected: `within ${latest} s`,
    observed: silence.closed ? `closed by ${silence.how}` : 'still open',
    requirements: [requirement],
  });
}

/** A vehicle that falls silent in `state`: the SECC ends the connection when its sequence timer has run out (V2G2-443). */
export async function silentVehicle(evcc: Evcc, state: VehicleState): Promise<void> {
  const { run } = evcc;
  const { seconds, text } = run.timer('iso15118-2/V2G_SECC_Sequence_Timeout');
  await evcc.given(state);
  evcc.when(`When it stays silent for V2G_SECC_Sequence_Timeout (${text})`);
  await expectSilentEnd(evcc, seconds, 'V2G2-443');
  await expectEndOnTime(evcc, seconds, ['V2G2-443']);
}

/**
 * A connection that the SECC has ended while the vehicle was silent: it was when a timer of `seconds` ran out, by the capture.
 * @param requirements what the observation is about; without it all of the case
 */
export async function expectEndOnTime(evcc: Evcc, seconds: number, requirements?: readonly string[]): Promise<void> {
  const { run } = evcc;
  const waited = await evcc.wire.silenceBeforeEnd(evcc.lastLocalPort);
  if (waited === undefined) {
    run.inconclusive('the capture does not show how the connection ended, so the timer cannot be judged');
    return;
  }
  const measured = Number(waited) / 1e9;
  const [earliest, latest] = endWindow(evcc, seconds);
  run.observe(measured >= earliest && measured <= latest, {
    text: 'the connection ends when the sequence timer runs out (capture time from the last answer to FIN or RST)',
    expected: `${earliest.toFixed(2)} s to ${latest.toFixed(2)} s`,
    observed: `${measured.toFixed(3)} s`,
    ...(requirements === undefined ? {} : { requirements }),
  });
}
