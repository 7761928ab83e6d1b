import { PlumblineError } from '../../../base/errors.js';
import type { DeviceFaultSetting } from '../../capabilities/inverter-control.js';
import { type DeviceFault, type InverterFaultName, inverterFaults, isInverterFault } from './fault-table.js';

/** The faults that hold now. */
export class ActiveFaults {
  #active: ReadonlyMap<InverterFaultName, Readonly<Record<string, number>>> = new Map();

  get all(): readonly DeviceFaultSetting[] {
    return [...this.#active].map(([name, parameters]) => ({ name, parameters }));
  }

  has(name: InverterFaultName): boolean {
    return this.#active.has(name);
  }

  /** A parameter of a fault, or `undefined` while the fault does not hold. */
  value(name: InverterFaultName, parameter: string): number | undefined {
    return this.#active.get(name)?.[parameter];
  }

  /** These from now on, in place of those before. @throws PlumblineError BENCH-020, BENCH-021; then nothing has changed */
  replace(settings: readonly DeviceFaultSetting[]): void {
    this.#active = new Map(settings.map(checkFault).map(({ name, parameters }) => [name, parameters]));
  }

  /** One fault beside the others, or away with it. @throws PlumblineError BENCH-021 */
  switch(name: InverterFaultName, on: boolean, parameters: Readonly<Record<string, number>> = {}): void {
    const others = this.all.filter((setting) => setting.name !== name);
    this.replace(on ? [...others, { name, parameters }] : others);
  }
}

export interface CheckedFault {
  readonly name: InverterFaultName;
  /** Every parameter of the fault, those left out at their defaults. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** @throws PlumblineError BENCH-020 no such fault, BENCH-021 no such parameter or a value out of its range */
export function checkFault({ name, parameters = {} }: DeviceFaultSetting): CheckedFault {
  if (!isInverterFault(name)) {
    throw new PlumblineError('BENCH-020', {
      place: name,
      detail: `there are ${Object.keys(inverterFaults).join(', ')}`,
    });
  }
  const known: DeviceFault['parameters'] = inverterFaults[name].parameters;
  for (const [key, value] of Object.entries(parameters)) {
    const parameter = Object.hasOwn(known, key) ? known[key] : undefined;
    if (parameter === undefined) {
      const names = Object.keys(known).join(', ') || 'none';
      throw new PlumblineError('BENCH-021', { place: name, detail: `no parameter ${key}; there are ${names}` });
    }
    const { low, high, among, unit } = parameter;
    if (!(value >= low && value <= high) || (among !== undefined && !among.includes(value))) {
      const allowed = among === undefined ? `within ${low}..${high} ${unit}`.trim() : `one of ${among.join(', ')}`;
      throw new PlumblineError('BENCH-021', { place: name, detail: `${key} = ${value} is not ${allowed}` });
    }
  }
  const defaults = Object.fromEntries(Object.entries(known).map(([key, parameter]) => [key, parameter.default]));
  return { name, parameters: { ...defaults, ...parameters } };
}

/**
 * A fault as it is written in bench.yaml and after `--fault`: `NAME` or `NAME:parameter=value,parameter=value`.
 * @throws PlumblineError BENCH-020, BENCH-021
 */
export function parseFault(text: string): CheckedFault {
  const [name = '', list] = text.split(/:(.*)/s);
  const parameters: Record<string, number> = {};
  for (const pair of list === undefined || list === '' ? [] : list.split(',')) {
    const match = /^\s*(\w+)\s*=\s*(-?\d+(?:\.\d+)?)\s*$/.exec(pair);
    if (match === null) {
      throw new PlumblineError('BENCH-021', { place: name, detail: `${pair} is not written parameter=number` });
    }
    parameters[match[1]!] = Number(match[2]);
  }
  return checkFault({ name: name.trim(), parameters });
}
