import { join } from 'node:path';
import { projectRoot } from '../../base/project-root.js';
import type { OperatorQuestion } from '../../bench/capabilities/operator.js';
import type { PilotState } from '../pilot-line/pilot-states.js';

/** Where the pictures of the questions lie. */
export const lampPicture = join(projectRoot(), 'docs', 'pictures', 'status-lamp.svg');

/** What only a person can see at the charger; the ids are those of `answers` of the driver `scripted`. */
export const questions = {
  lamp: {
    id: 'status-lamp',
    text: 'Look at the status lamp of the logic controller for ten seconds. Does it flash amber rapidly (twice a second or faster)?',
    kind: 'yes-no',
    picture: lampPicture,
  },
  enclosure: {
    id: 'enclosure-temperature',
    text: 'Read the temperature inside the closed enclosure, after the load of the test, with a thermometer.',
    kind: 'number',
    unit: 'degC',
  },
} as const satisfies Readonly<Record<string, OperatorQuestion>>;

/** How a person brings the pilot line into a state. */
const pilotScenes: Readonly<Record<PilotState, string>> = {
  A: 'the station is in service and nothing is plugged in',
  B: 'the vehicle simulator is plugged in and set to B (2.74 kOhm)',
  C: 'the vehicle simulator is plugged in and set to C (882 Ohm)',
  D: 'the vehicle simulator is plugged in and set to D (246 Ohm)',
  E: 'the pilot is short to protective earth at the vehicle simulator, or the station has no supply',
  F: 'the station is out of service by its own command (not available)',
};

/** Questions about the pilot line in one of its states; the ids end with the letter of the state. */
export const pilotQuestions = {
  state: (state: PilotState): OperatorQuestion => ({
    id: `pilot-state-${state.toLowerCase()}`,
    text: `Bring the control pilot into state ${state}: ${pilotScenes[state]}; the multimeter between control pilot and protective earth. Is it so?`,
    kind: 'yes-no',
  }),
  dcVolts: (state: PilotState): OperatorQuestion => ({
    id: `pilot-dc-volts-${state.toLowerCase()}`,
    text: `State ${state}: read the control pilot against protective earth on DC volts.`,
    kind: 'number',
    unit: 'V',
  }),
  acVolts: (state: PilotState): OperatorQuestion => ({
    id: `pilot-ac-volts-${state.toLowerCase()}`,
    text: `State ${state}: read the same on AC volts (true RMS).`,
    kind: 'number',
    unit: 'V',
  }),
} as const;

/** What only a test set at the terminals can show; a person reads its result. */
export interface ProtectionQuestion extends OperatorQuestion {
  /** Quantity of the spec table. */
  readonly quantity: string;
  readonly unit: string;
}

/** Results of protection tests, by the quantities of the spec table. */
export const protectionQuestions: readonly ProtectionQuestion[] = (
  [
    ['protection-trip', 'ms', 'Time from the grid fault to the trip of the protection, by the relay tester'],
    ['enter-service-delay', 's', 'Time from the return of the grid to the first power, by the power meter'],
    ['pilot-fault-contactor', 'ms', 'Time from the fault of the control pilot to no voltage at the outlet'],
    ['earth-loss-shutdown', 's', 'Time from the loss of protective earth to the end of supply'],
  ] as const
).map(([quantity, unit, text]) => ({ id: quantity, quantity, unit, kind: 'number', text: `${text}, in ${unit}.` }));
