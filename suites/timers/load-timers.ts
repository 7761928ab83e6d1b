import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { PlumblineError } from '../../src/base/errors.js';
import { placeText, readPlacedYaml } from '../../src/base/placed-yaml.js';
import { projectRoot } from '../../src/base/project-root.js';
import { type TimerFile, type TimerId, timerNames } from './timer-names.js';

/** Whose time it is, and what its end means. */
const kinds = [
  'SECC error timeout',
  'SECC performance time',
  'EVCC error timeout',
  'timeout',
  'performance time',
  'window',
  'count',
  'tester setting',
  'tester limit',
] as const;

/** A timer as the files have it: one value, or a window. */
export interface TimerEntry {
  readonly value?: number;
  readonly min?: number;
  readonly max?: number;
  readonly unit: 's' | 'count';
  readonly kind: (typeof kinds)[number];
  /** What runs, in our words. */
  readonly meaning: string;
  /** Table, clause or requirement; or whose setting it is. */
  readonly source: string;
  /** PICS or PIXIT by which a SUT declares a value of its own, in the same unit. */
  readonly pixit?: string;
  /** Where sources disagree, and why it is as it is. */
  readonly note?: string;
}

/** One file of timers. */
export interface TimerTable {
  readonly standard: string;
  readonly timers: Readonly<Record<string, TimerEntry>>;
}

/** Where the files lie. */
export const timersFolder = join(projectRoot(), 'suites', 'timers');

const words = { type: 'string', minLength: 1 } as const;
const amount = { type: 'number', exclusiveMinimum: 0 } as const;
const checkTable = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile({
  type: 'object',
  additionalProperties: false,
  required: ['standard', 'timers'],
  properties: {
    standard: words,
    timers: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['unit', 'kind', 'meaning', 'source'],
        oneOf: [{ required: ['value'] }, { required: ['min', 'max'] }],
        properties: {
          value: amount,
          min: amount,
          max: amount,
          unit: { enum: ['s', 'count'] },
          kind: { enum: [...kinds] },
          meaning: words,
          source: words,
          pixit: { type: 'string', pattern: '^(PICS|PIXIT)_[A-Za-z0-9_]+$' },
          note: words,
        },
      },
    },
  },
});

/**
 * Reads one file of timers. @param names that it must have, no more and no less
 * @throws PlumblineError SUITES-007 with every mistake
 */
export function readTimerTable(file: string, names: readonly string[]): TimerTable {
  const yaml = readPlacedYaml(readFileSync(file, 'utf8'));
  if (yaml.mistake !== undefined) {
    const { place, detail } = yaml.mistake;
    throw new PlumblineError('SUITES-007', { place: placeText(file, place), detail });
  }
  if (!checkTable(yaml.value)) {
    const mistakes = (checkTable.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    throw new PlumblineError('SUITES-007', { place: file, detail: mistakes.join('; ') });
  }
  const table = yaml.value as unknown as TimerTable;
  const found = Object.keys(table.timers);
  const mistakes = [
    ...names.filter((name) => !found.includes(name)).map((name) => `${name} is missing`),
    ...found.filter((name) => !names.includes(name)).map((name) => `no name of timer-names.ts is ${name}`),
    ...Object.entries(table.timers)
      .filter(([, { min = 0, max = 0 }]) => min > max)
      .map(([name]) => `${name}: min is above max`),
  ];
  if (mistakes.length > 0) throw new PlumblineError('SUITES-007', { place: file, detail: mistakes.join('; ') });
  return table;
}

let loaded: ReadonlyMap<TimerFile, TimerTable> | undefined;

/** All timers, read once. @throws PlumblineError SUITES-007 */
export function timerTables(): ReadonlyMap<TimerFile, TimerTable> {
  loaded ??= new Map(
    (Object.keys(timerNames) as TimerFile[]).map((file) => [
      file,
      readTimerTable(join(timersFolder, `${file}.yaml`), timerNames[file]),
    ]),
  );
  return loaded;
}

/** Whether there is a timer of that id. */
export function isTimerId(id: string): id is TimerId {
  const [file = '', name = ''] = id.split('/');
  return timerTables().get(file as TimerFile)?.timers[name] !== undefined;
}
