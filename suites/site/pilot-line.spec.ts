import type { Bench } from '../../src/bench/bench.js';
import { pilotMeasurements } from '../../src/probes/pilot-line/pilot-measurements.js';
import type { PilotState } from '../../src/probes/pilot-line/pilot-states.js';
import type { Uncertain } from '../../src/probes/pilot-line/two-level-signal.js';
import { type PilotSource, pilotScene } from './pilot-scene.js';
import { judgeAll, siteCase } from './site-case.js';

/** F first: there the negative level stands alone, from which the levels of the square wave are told apart. */
const order: readonly PilotState[] = ['F', 'A', 'B', 'C', 'D', 'E'];

siteCase(
  {
    id: 'SITE_PilotLine_001',
    title: 'the control pilot in its states, with a multimeter or by a person',
    purpose:
      'The voltage of the control pilot is right in each of the states A to F, and its duty cycle says digital communication.',
    area: 'site: pilot line',
    clause: 'IEC 61851-1:2017, annex A; deployment manual: pilot line',
    requirements: [],
    likelyCauses: [
      'nobody was there to set the states',
      'the duty cycle makes the level uncertain for a multimeter',
      'supply of the pilot circuit',
    ],
    nextStep: 'look at the pilot with an oscilloscope where the level is too uncertain; a multimeter shows its mean',
  },
  async (context) => {
    const { harness, run } = context;
    run.step('test', `When the pilot is read in the states ${order.join(', ')}`);
    const scene = pilotScene(context);
    let negative: Uncertain | undefined;
    for (const state of order) {
      const reading = await scene.read(state);
      if (state === 'F' && reading.kind === 'read') negative = reading.mean;
      judgeAll(
        context,
        pilotMeasurements(reading, {
          expected: state,
          ...(negative === undefined ? {} : { negative }),
          instrument: instrumentOf(harness.bench, scene),
          method: scene.method,
          evidence: [],
          takenAt: new Date().toISOString(),
          labels: { 'set-by': scene.setBy },
        }),
      );
    }
  },
);

function instrumentOf(bench: Bench, { kind }: PilotSource) {
  if (kind === 'person' || !bench.offers('multimeter')) return { name: 'a multimeter, read by a person' };
  const { instrument, calibrationDue } = bench.capability('multimeter');
  return { name: instrument, ...(calibrationDue === undefined ? {} : { calibrationDue }) };
}
