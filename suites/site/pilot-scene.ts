import type { MeterQuantity, Multimeter } from '../../src/bench/capabilities/multimeter.js';
import type { MultimeterControl } from '../../src/bench/capabilities/multimeter-control.js';
import { pilotQuestions } from '../../src/probes/operator/questions.js';
import type { PilotReading } from '../../src/probes/pilot-line/pilot-measurements.js';
import type { PilotState } from '../../src/probes/pilot-line/pilot-states.js';
import { pilotByHand, readPilot } from '../../src/probes/pilot-line/read-pilot.js';
import { readingsOf } from '../../src/probes/pilot-line/two-level-signal.js';
import { ask } from './ask.js';
import type { SiteContext } from './site-case.js';

/** The pilot line: sets a state, or has it set, and reads it. */
export interface PilotSource {
  readonly kind: 'instrument' | 'person';
  readonly method: string;
  /** Who brings the line into the state. */
  readonly setBy: string;
  read(state: PilotState): Promise<PilotReading>;
}

/** Nominal positive level of each state, V (IEC 61851-1, annex A; from memory). A square wave is on in B, C and D. */
const levels: Readonly<Record<PilotState, number>> = { A: 12, B: 9, C: 6, D: 3, E: 0, F: -12 };
const square: readonly PilotState[] = ['B', 'C', 'D'];
/** Duty cycle that stands for digital communication, %. */
const digitalPercent = 5;

/** Accuracy that is taken for a handheld multimeter on 20 V, V: 0.8 % of 12 V and two digits of 10 mV, rounded up. */
const handheldU = 0.15;

/** A simulated line, a real multimeter with a person who sets the states, or a person who does both. */
export function pilotScene(context: SiteContext): PilotSource {
  const { bench } = context.harness;
  const multimeter = bench.offers('multimeter') ? bench.capability('multimeter') : undefined;
  if (multimeter === undefined) return byHand(context);
  if (bench.offers('multimeter-control')) return simulated(multimeter, bench.capability('multimeter-control'));
  return withPerson(context, multimeter);
}

const scpi = 'DC volts and AC volts (true RMS) of a multimeter over SCPI';

function simulated(multimeter: Multimeter, control: MultimeterControl): PilotSource {
  return {
    kind: 'instrument',
    method: scpi,
    setBy: 'the simulated multimeter, at the nominal levels: the row is about the reading, not about a pilot line',
    read: async (state) => {
      const { dcVolts, acVolts } = square.includes(state)
        ? readingsOf(levels[state], digitalPercent)
        : { dcVolts: levels[state], acVolts: 0 };
      await control.set({ 'dc-volts': dcVolts, 'ac-volts': acVolts } satisfies Partial<Record<MeterQuantity, number>>);
      return readPilot(multimeter);
    },
  };
}

function withPerson(context: SiteContext, multimeter: Multimeter): PilotSource {
  const set = setByPerson(context);
  return {
    kind: 'instrument',
    method: scpi,
    setBy: 'a person with a vehicle simulator',
    read: async (state) => {
      const why = await set(state);
      return why === undefined ? readPilot(multimeter) : { kind: 'unread', why };
    },
  };
}

function byHand(context: SiteContext): PilotSource {
  const set = setByPerson(context);
  return {
    kind: 'person',
    method: `multimeter read by a person, taken as right to ${handheldU} V`,
    setBy: 'a person with a vehicle simulator',
    read: async (state) => {
      const why = await set(state);
      if (why !== undefined) return { kind: 'unread', why };
      const mean = pilotByHand(await ask(context, pilotQuestions.dcVolts(state)), handheldU);
      if (mean.kind === 'unread' || !square.includes(state)) return mean;
      const rms = pilotByHand(await ask(context, pilotQuestions.acVolts(state)), handheldU);
      return rms.kind === 'unread' ? rms : { ...mean, rms: rms.mean };
    },
  };
}

/** Asks for a state; the answer is why it was not set. Where nobody is there, nobody is asked again. */
function setByPerson(context: SiteContext): (state: PilotState) => Promise<string | undefined> {
  let silent: string | undefined;
  return async (state) => {
    if (silent !== undefined) return silent;
    const answer = await ask(context, pilotQuestions.state(state));
    if (answer.kind === 'none') {
      if (answer.absent === true) silent = answer.why;
      return answer.why;
    }
    return answer.value === true ? undefined : `the person could not bring the line into state ${state}`;
  };
}
