import { PlumblineError } from '../../../base/errors.js';
import type { FaultParameter } from '../inverter/fault-table.js';

export interface ModemFault {
  /** What the modem or the line does, as a user sees it. */
  readonly behaviour: string;
  readonly where: 'modem' | 'line';
  /** Where it was seen, or the rule that it breaks. */
  readonly source: string;
  readonly parameters: Readonly<Record<string, FaultParameter>>;
}

const field = 'seen in the field';
const none = {};

function parameter(unit: string, byDefault: number, low: number, high: number, describe: string): FaultParameter {
  return { unit, default: byDefault, low, high, describe };
}

/** Every misbehaviour of a simulated modem and of the power line. Names are for bench.yaml and the control socket. */
export const modemFaults = {
  silent: {
    behaviour: 'the modem answers nothing that its host asks',
    where: 'modem',
    source: field,
    parameters: none,
  },
  garbage: {
    behaviour: 'the modem answers with random bytes behind the right header',
    where: 'modem',
    source: field,
    parameters: none,
  },
  truncated: { behaviour: 'answers end in the middle', where: 'modem', source: field, parameters: none },
  'wrong-oui': {
    behaviour: 'manufacturer messages carry the OUI of another manufacturer',
    where: 'modem',
    source: field,
    parameters: none,
  },
  refuse: {
    behaviour: 'manufacturer requests are answered with a status that is not success',
    where: 'modem',
    source: "Qualcomm's tools: MSTATUS",
    parameters: { status: parameter('', 1, 1, 255, 'the status') },
  },
  late: {
    behaviour: 'every answer comes late',
    where: 'modem',
    source: field,
    parameters: { ms: parameter('ms', 500, 0, 60_000, 'time to the answer') },
  },
  'empty-tone-map': {
    behaviour: 'no carrier of the tone map carries a bit',
    where: 'modem',
    source: 'Green PHY: robust modes only',
    parameters: none,
  },
  'illegal-tone-map': {
    behaviour: 'carriers have modulations that there are not (9 to 15)',
    where: 'modem',
    source: "Qualcomm's tools: AMP_BITS",
    parameters: none,
  },
  'short-tone-map': {
    behaviour: 'the tone map holds fewer carriers than it announces',
    where: 'modem',
    source: field,
    parameters: none,
  },
  'no-attenuation-profile': {
    behaviour: 'the modem of the charger reports no CM_ATTEN_PROFILE.IND',
    where: 'modem',
    source: 'HomePlug Green PHY 1.1, 11.5',
    parameters: none,
  },
  'ignore-key': {
    behaviour: 'CM_SET_KEY is confirmed, and the keys stay as they were',
    where: 'modem',
    source: 'HomePlug AV 1.1, 11.5.5',
    parameters: none,
  },
  'lost-sounds': {
    behaviour: 'a share of the sounds is lost on the line',
    where: 'line',
    source: field,
    parameters: { percent: parameter('%', 50, 0, 100, 'share that is lost') },
  },
  'no-link': {
    behaviour: 'modems with the same keys do not find each other',
    where: 'line',
    source: field,
    parameters: none,
  },
} as const satisfies Readonly<Record<string, ModemFault>>;

export type ModemFaultName = keyof typeof modemFaults;

/** Faults that hold, with their parameters. */
export class ActiveModemFaults {
  readonly #active = new Map<string, Readonly<Record<string, number>>>();

  constructor(settings: readonly string[] = []) {
    for (const setting of settings) {
      const { name, parameters } = parseModemFault(setting);
      this.#active.set(name, parameters);
    }
  }

  has(name: ModemFaultName): boolean {
    return this.#active.has(name);
  }

  /** Value of a parameter of a fault that holds. */
  parameter(name: ModemFaultName, parameter: string): number {
    const table: Readonly<Record<string, FaultParameter>> = modemFaults[name].parameters;
    return this.#active.get(name)?.[parameter] ?? table[parameter]?.default ?? 0;
  }
}

/**
 * `NAME` or `NAME:parameter=value,...`.
 * @throws PlumblineError BENCH-024
 */
export function parseModemFault(text: string): {
  readonly name: ModemFaultName;
  readonly parameters: Readonly<Record<string, number>>;
} {
  const [name = '', rest] = text.split(/:(.*)/s);
  const wrong = (detail: string) => new PlumblineError('BENCH-024', { place: text, detail });
  if (!Object.hasOwn(modemFaults, name)) throw wrong(`there are ${Object.keys(modemFaults).join(', ')}`);
  const known = modemFaults[name as ModemFaultName].parameters as Readonly<Record<string, FaultParameter>>;
  const parameters: Record<string, number> = {};
  for (const part of rest === undefined || rest === '' ? [] : rest.split(',')) {
    const [key = '', value = ''] = part.split('=');
    const range = known[key];
    const number = Number(value);
    if (range === undefined) throw wrong(`${name} has no parameter ${key}`);
    if (value === '' || !(number >= range.low && number <= range.high)) {
      throw wrong(`${key} must be within ${range.low}..${range.high}`);
    }
    parameters[key] = number;
  }
  return { name: name as ModemFaultName, parameters };
}
