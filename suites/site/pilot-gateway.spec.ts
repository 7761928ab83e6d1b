import type { Bench } from '../../src/bench/bench.js';
import type { StationSignal, VehicleState } from '../../src/bench/devices/pilot-line/pilot-line.js';
import { pilotMeasurements } from '../../src/probes/pilot-line/pilot-measurements.js';
import { readPilot } from '../../src/probes/pilot-line/read-pilot.js';
import { readingsOf, type Uncertain } from '../../src/probes/pilot-line/two-level-signal.js';
import { judgeAll, type SiteContext, siteCase } from './site-case.js';

/** Configuration of the reference gateway in which it drives the control pilot. */
const configuration = 'slac';
/** How long the charger may take to answer a plug-in on the pilot, ms; 1 s is far beyond what it needs. */
const answerMs = 1000;
/** What a vehicle's resistors leave of 12 V (IEC 61851-1, annex A), V. */
const levels: Readonly<Record<VehicleState, number>> = { A: 12, B: 9, C: 6, D: 3 };
/** The simulated line has this level below zero, V, to nothing but the meter's own uncertainty. */
const negativeV = -12;

siteCase(
  {
    id: 'SITE_PilotLine_002',
    title: 'what the gateway itself puts on the control pilot when a vehicle is plugged in',
    purpose:
      'With nothing plugged in the pilot stands at 12 V; a vehicle that is plugged in gets the duty cycle of digital communication.',
    area: 'site: pilot line',
    clause: 'IEC 61851-1:2017, annex A; ISO 15118-3:2015, 7.5; deployment manual: pilot line',
    requirements: [],
    likelyCauses: ['the gateway does not drive its pilot board', 'its duty cycle offers current without communication'],
    nextStep: 'look at the changes of the pilot in the record beside the matching',
  },
  async (context) => {
    const { harness, run } = context;
    const { bench } = harness;
    const missing = (['pilot-line', 'multimeter', 'multimeter-control', 'gateway'] as const).filter(
      (name) => !bench.offers(name),
    );
    if (missing.length > 0) {
      run.inconclusive(`the bench offers no ${missing.join(', ')}: SITE_PilotLine_001 reads a real pilot`);
      return;
    }
    const gateway = bench.capability('gateway');
    const { configuration: before, configurations } = await gateway.state();
    if (!configurations.includes(configuration)) {
      run.inconclusive(
        `the gateway of this bench has no configuration "${configuration}", in which it drives the pilot`,
      );
      return;
    }
    await gateway.start(configuration);
    try {
      run.step('test', 'When nothing is plugged in, and when a vehicle is');
      const negative = await readAt(bench, { dcVolts: negativeV, acVolts: 0 });
      for (const state of ['A', 'B'] as const) {
        const signal = await plugged(bench, state);
        run.record({ type: 'log', caseId: run.caseId, source: 'pilot', level: 'info', text: words(state, signal) });
        const reading = terminals(state, signal);
        if (typeof reading === 'string') {
          run.observe(false, { text: `the pilot stands in state ${state}`, observed: reading });
          continue;
        }
        await judgeReading(context, state, reading, negative);
      }
    } finally {
      await bench.capability('pilot-line').vehicle('A');
      await gateway.start(before);
    }
  },
);

/** Sets the vehicle's side and waits for what the charger makes of a plug-in; its signal at the end of the wait. */
async function plugged(bench: Bench, state: VehicleState): Promise<StationSignal> {
  const line = bench.capability('pilot-line');
  const { last, station } = await line.state();
  await line.vehicle(state);
  if (state === 'A' || station.kind === 'oscillating') return station;
  for (let seen = last, waited = process.hrtime.bigint(); ; ) {
    const left = answerMs - Number(process.hrtime.bigint() - waited) / 1e6;
    const changes = left <= 0 ? [] : await line.changes(seen, left);
    const answer = changes.findLast((change) => change.side === 'station');
    if (answer?.side === 'station') return answer.station;
    if (changes.length === 0) return (await line.state()).station;
    seen = changes.at(-1)!.number;
  }
}

interface Terminals {
  readonly dcVolts: number;
  readonly acVolts: number;
}

/** What lies at the terminals of the multimeter; a sentence where the charger shows neither 12 V nor a square wave. */
function terminals(state: VehicleState, signal: StationSignal): Terminals | string {
  if (signal.kind === 'oscillating') return readingsOf(levels[state], signal.dutyPercent, negativeV);
  if (signal.kind === 'steady') return { dcVolts: levels[state], acVolts: 0 };
  return `the charger shows state ${signal.kind}`;
}

async function readAt(bench: Bench, { dcVolts, acVolts }: Terminals): Promise<Uncertain | undefined> {
  await bench.capability('multimeter-control').set({ 'dc-volts': dcVolts, 'ac-volts': acVolts });
  const reading = await readPilot(bench.capability('multimeter'));
  return reading.kind === 'read' ? reading.mean : undefined;
}

async function judgeReading(
  context: SiteContext,
  expected: VehicleState,
  at: Terminals,
  negative: Uncertain | undefined,
): Promise<void> {
  const { bench } = context.harness;
  await bench.capability('multimeter-control').set({ 'dc-volts': at.dcVolts, 'ac-volts': at.acVolts });
  const measured = pilotMeasurements(await readPilot(bench.capability('multimeter')), {
    expected,
    ...(negative === undefined ? {} : { negative }),
    instrument: { name: bench.capability('multimeter').instrument },
    method: 'DC volts and AC volts of the simulated multimeter at the simulated pilot that the gateway drives',
    evidence: [],
    takenAt: new Date().toISOString(),
    labels: { 'set-by': 'the reference gateway, over its pilot board' },
  });
  judgeAll(context, measured);
  if (expected === 'A') return;
  // A pilot that stands still has no duty cycle to measure: that is what the charger did, not something unknown.
  context.run.observe(
    measured.some(({ id }) => id === 'pilot-duty-cycle'),
    {
      text: 'a vehicle that is plugged in gets a square wave',
      observed: at.acVolts > 0 ? 'a square wave' : 'a steady level',
    },
  );
}

function words(state: VehicleState, signal: StationSignal): string {
  const shown = signal.kind === 'oscillating' ? `${signal.dutyPercent} % at ${signal.frequencyHz} Hz` : signal.kind;
  return `vehicle in state ${state}: the charger shows ${shown}`;
}
