import { systemClock } from '../../src/base/clock.js';
import type { Wiring } from '../../src/bench/devices/pilot-line/pilot-line.js';
import { slacParmCnf, slacParmReq } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import { sceneCase } from '../iso15118-3/slac-case.js';
import { given } from '../iso15118-3/states.js';
import { PowerWatch } from '../sep2/power-watch.js';
import { type PilotStage, pilotCase, tellOscillator } from './pilot-case.js';
import { definitionOf } from './published-cases.js';
import { renegotiationLoops } from './renegotiation-loops.js';

/** Power that the vehicle shall draw before the fault, at least, and what counts as none, W. */
const flowingW = 500;
const stoppedW = 100;
/** Between two attempts of a vehicle that is not taken for one, ms. */
const attemptMs = 500;

const faults: readonly (readonly [number: string, wiring: Wiring, what: string])[] = [
  ['001', 'cp-to-pe', 'the control pilot is shorted to protective earth'],
  ['002', 'pe-open', 'protective earth is open'],
];

for (const mode of ['AC', 'DC'] as const) {
  for (const [number, wiring, what] of faults) {
    pilotCase(
      `TC_SECC_${mode}_VTB_Abnormal_${number}`,
      {
        title: `${mode}: ${what} while energy flows`,
        purpose: 'An SECC ends the transfer of energy at once when the control pilot fails, and says nothing more.',
        likelyCauses: ['the pilot is watched by the messages alone', 'the contactor waits for the vehicle to say Stop'],
        nextStep: 'see IEC 61851-1, annex A, and the journal of the station at the time of the fault',
      },
      (stage) => emergency(stage, wiring, what),
    );
  }
}

async function emergency({ scene, evcc }: PilotStage, wiring: Wiring, what: string): Promise<void> {
  const { harness, run, pilot } = scene;
  const { bench } = harness;
  if (!bench.offers('inverter-power')) {
    run.inconclusive('the bench has no independent meter, so that the end of the energy does not show');
    return;
  }
  if (bench.offers('inverter-control')) await bench.capability('inverter-control').set({ targetW: 10_000 });
  const terminationMs = run.timer('tester/par_CMN_TCP_Connection_Termination_Timeout').ms;
  const power = new PowerWatch(bench.capability('inverter-power'), systemClock);
  try {
    await evcc.given('loop-done', { loops: renegotiationLoops(harness, run) });
    const flows = await power.until((watts) => Math.abs(watts) > flowingW, { holdMs: 0, timeoutMs: terminationMs });
    run.require(flows !== undefined, {
      text: 'energy flows',
      expected: `more than ${flowingW} W`,
      observed: `${power.latest?.watts.toFixed(0) ?? '?'} W`,
    });
    evcc.when(`When ${what}`);
    const failedAt = await pilot.wire(wiring);
    // A vehicle that says nothing is left when the sequence timer runs out too: that is no emergency stop.
    const delayMs = run.timer('tester/par_CMN_Transmission_Delay').ms;
    const sequenceMs = run.timer('iso15118-2/V2G_SECC_Sequence_Timeout').ms - delayMs;
    const withinMs = Math.min(terminationMs, sequenceMs);
    const silence = await evcc.vehicle.awaitClose(terminationMs);
    run.observe(silence.closed, {
      text: 'the SECC ends the TCP connection',
      expected: `within ${terminationMs / 1000} s`,
      observed: silence.closed ? `closed by ${silence.how}` : 'still open',
    });
    await tellOscillator(scene);
    const waited = silence.closed ? await evcc.wire.silenceBeforeEnd(evcc.lastLocalPort) : undefined;
    if (waited !== undefined)
      run.observe(Number(waited) / 1e6 <= withinMs, {
        text: 'the end comes from the fault, not from the sequence timer (capture time from the last answer to FIN or RST)',
        expected: `at most ${withinMs} ms`,
        observed: `${(Number(waited) / 1e6).toFixed(0)} ms`,
      });
    else if (silence.closed)
      run.inconclusive('the capture does not show how the connection ended, so that its cause cannot be told');
    run.observe(silence.unsolicited.length === 0, {
      text: 'the SECC sends no message after the fault',
      expected: 'silence',
      observed: silence.unsolicited.map(({ message }) => message ?? 'bytes').join(', ') || 'silence',
    });
    const gone = await power.until((watts) => Math.abs(watts) <= stoppedW, {
      holdMs: run.timer('tester/tester_emergency_hold').ms,
      timeoutMs: terminationMs,
      from: failedAt,
    });
    run.observe(gone !== undefined && Number(gone.at - failedAt) / 1e6 <= withinMs, {
      text: 'the energy is gone, at the independent meter',
      expected: `at most ${stoppedW} W within ${withinMs} ms`,
      observed:
        gone === undefined
          ? `still ${power.latest?.watts.toFixed(0) ?? '?'} W`
          : `${(Number(gone.at - failedAt) / 1e6).toFixed(0)} ms after the fault`,
    });
  } finally {
    await pilot.wire('sound');
    await power.stop();
  }
}

sceneCase(
  definitionOf('TC_SECC_CMN_VTB_Abnormal_001', {
    title: 'a vehicle without the diode at its control pilot is plugged in',
    purpose: 'An SECC takes what has no diode for no vehicle, and sets up no data link with it.',
    likelyCauses: ['only the positive half of the pilot is measured'],
    nextStep: 'see IEC 61851-1, annex A: the diode tells a vehicle from a short',
  }),
  async (scene) => {
    const { run, pilot } = scene;
    await given(scene, 'unplugged');
    try {
      await pilot.wire('no-diode');
      scene.when('When a vehicle without diode is plugged in, and asks for a matching again and again');
      await pilot.set('B');
      await scene.pause(run.timer('tester/tester_pilot_notice').ms);
      // A matching begins within TT_EVSE_SLAC_init of the plug-in, or not at all.
      const { seconds } = run.timer('iso15118-3/TT_EVSE_SLAC_init');
      const until = process.hrtime.bigint() + BigInt(Math.round(seconds * 1e9));
      while (process.hrtime.bigint() < until) {
        scene.vehicle.renew();
        const request = await scene.sent(slacParmReq, () => scene.vehicle.askParameters());
        await scene.expectSilence(
          request,
          slacParmCnf,
          'TT_match_response',
          Math.max(attemptMs, run.timer('iso15118-3/TT_match_response').ms),
        );
      }
      const signal = await pilot.signal();
      run.observe(signal.kind !== 'oscillating', {
        text: 'the charger shows no duty cycle that would ask for a digital session',
        expected: 'no oscillation',
        observed: signal.kind,
      });
    } finally {
      await pilot.set('A');
      await pilot.wire('sound');
    }
  },
);
