import { PlumblineError } from '../../base/errors.js';

/** What plumbline plays and can therefore be made faulty. */
export type FaultPlace = 'gateway' | 'inverter' | 'server' | 'vehicle';

/** A fault that can be seeded: a small isolated change of behaviour. */
export interface SeededFault {
  readonly place: FaultPlace;
  /** Kebab-case name in the table of its place. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly behaviour: string;
  /** The requirement that it breaks, or the real product in which it was seen. */
  readonly source: string;
  /** Numbers that replace the defaults of the table. */
  readonly parameters?: Readonly<Record<string, number>>;
}

/** Name with its place, `gateway/ack-before-effect`: unique over all tables. */
export function faultId({ place, name }: Pick<SeededFault, 'place' | 'name'>): string {
  return `${place}/${name}`;
}

/**
 * Finds faults by what a command line says: `NAME`, `PLACE/NAME`, either with parameters behind it,
 * `slow-ramp:percent_per_s=20`.
 * @throws PlumblineError CLI-020 for a name that no table has, or that several have, or a parameter that is no number
 */
export function resolveFaults(words: readonly string[], known: readonly SeededFault[]): readonly SeededFault[] {
  return words.map((word) => {
    const [name = word, ...rest] = word.split(':');
    const found = known.filter((fault) => fault.name === name || faultId(fault) === name);
    const [fault, another] = found;
    if (fault === undefined) throw new PlumblineError('CLI-020', { place: word, detail: 'no table has it' });
    if (another !== undefined) {
      throw new PlumblineError('CLI-020', { place: word, detail: `say which: ${found.map(faultId).join(' or ')}` });
    }
    return rest.length === 0 ? fault : { ...fault, parameters: parametersOf(rest.join(':'), word) };
  });
}

function parametersOf(text: string, word: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      const number = Number(value);
      if (value.trim() === '' || !Number.isFinite(number)) {
        throw new PlumblineError('CLI-020', { place: word, detail: `"${pair}" is not NAME=NUMBER` });
      }
      return [key.trim(), number];
    }),
  );
}

/** Names of the faults of one place, as its configuration takes them. */
export function faultNames(faults: readonly SeededFault[], place: FaultPlace): readonly string[] {
  return faults.filter((fault) => fault.place === place).map(({ name }) => name);
}
