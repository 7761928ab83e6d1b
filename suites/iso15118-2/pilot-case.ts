import type { VehicleState } from '../../src/bench/devices/pilot-line/pilot-line.js';
import { sceneCase } from '../iso15118-3/slac-case.js';
import type { SlacScene } from '../iso15118-3/slac-scene.js';
import { given } from '../iso15118-3/states.js';
import { departing } from './declared-case.js';
import { Evcc } from './evcc.js';
import { type CaseWords, definitionOf, vehicleSide } from './published-cases.js';
import { type OfferWishes, wishesOf } from './schedule-offer.js';

/** A vehicle that is matched, with both ends of the control pilot in sight. */
export interface PilotStage {
  readonly scene: SlacScene;
  readonly evcc: Evcc;
  /** State of the pilot in which this vehicle charges. */
  readonly charging: 'C' | 'D';
  readonly wishes: OfferWishes;
}

/** Which states the vehicle takes: all that a correct one does, or it never goes to C, or never back to B. */
type Habit = 'correct' | 'stays-in-b' | 'stays-in-c';

/** A charger debounces its pilot input: the next message must not come before it can have seen the state, ms. */
const pilotDetectionMs = 200;

/** Goes to a state, and gives the charger time to see it. */
export async function takeState(scene: SlacScene, state: VehicleState): Promise<void> {
  await scene.pilot.set(state);
  await scene.pause(pilotDetectionMs);
}

/** Declares a published case in which the control pilot has a part; it begins with a vehicle that is matched. */
export function pilotCase(
  id: string,
  words: CaseWords,
  body: (stage: PilotStage) => Promise<void>,
  habit: Habit = 'correct',
): void {
  const brings = vehicleSide(id);
  sceneCase({ ...definitionOf(id, words), brings }, async (scene) => {
    await given(scene, 'linked');
    const { harness, run } = scene;
    const pics = { ...harness.pics, ...brings };
    const charging = pics['PICS_SECC_CMN_EvStateInChargeProgress'] === 'e_StateD' ? 'D' : 'C';
    const wishes = wishesOf(pics);
    const take = async (state: 'B' | 'C') => {
      const next: VehicleState = state === 'C' ? charging : 'B';
      if (habit === 'stays-in-b' && state === 'C') return;
      // Behind the end of charging it stays where it is; before, B is where it begins.
      if (habit === 'stays-in-c' && state === 'B') return;
      await takeState(scene, next);
    };
    const evcc = new Evcc(harness, run, { ...departing(wishes), pilot: take });
    try {
      await body({ scene, evcc, charging, wishes });
    } finally {
      await evcc.leave();
    }
  });
}

/** The oscillator is to be off before TCP goes down: the catalogue has this as soft, so it is told and decides nothing. */
export async function tellOscillator({ pilot, run }: SlacScene): Promise<void> {
  const signal = await pilot.signal();
  const off = signal.kind !== 'oscillating';
  const text = `the oscillator of the control pilot is ${off ? 'off' : 'still on'} when the end of TCP was seen (soft check)`;
  run.record({ type: 'log', caseId: run.caseId, source: 'pilot-line', level: off ? 'info' : 'warn', text });
}
