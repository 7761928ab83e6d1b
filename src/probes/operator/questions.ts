import { join } from 'node:path';
import { projectRoot } from '../../base/project-root.js';
import type { OperatorQuestion } from '../../bench/capabilities.js';

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
  unplugged: {
    id: 'nothing-plugged-in',
    text: 'Is the station free, with no vehicle plugged in, and the multimeter between control pilot and protective earth?',
    kind: 'yes-no',
  },
  pilot: {
    id: 'pilot-voltage',
    text: 'With no vehicle plugged in, read the voltage of the control pilot against protective earth on DC volts.',
    kind: 'number',
    unit: 'V',
  },
} as const satisfies Readonly<Record<string, OperatorQuestion>>;
