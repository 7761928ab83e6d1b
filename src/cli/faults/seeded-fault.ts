import { PlumblineError } from '../../base/errors.js';

/** What plumbline plays and can therefore be made faulty. */
export type FaultPlace = 'gateway' | 'inverter' | 'server';

/** A fault that can be seeded: a small isolated change of behaviour. */
export interface SeededFault {
  readonly place: FaultPlace;
  /** Kebab-case name in the table of its place. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly behaviour: string;
  /** The requirement that it breaks, or the real product in which it was seen. */
  readonly source: string;
}

/** Name with its place, `gateway/ack-before-effect`: unique over all tables. */
export function faultId({ place, name }: Pick<SeededFault, 'place' | 'name'>): string {
  return `${place}/${name}`;
}

/**
 * Finds faults by name or by `place/name`.
 * @throws PlumblineError CLI-020 for a name that no table has, or that several have
 */
export function resolveFaults(words: readonly string[], known: readonly SeededFault[]): readonly SeededFault[] {
  return words.map((word) => {
    const found = known.filter((fault) => fault.name === word || faultId(fault) === word);
    const [fault, another] = found;
    if (fault === undefined) throw new PlumblineError('CLI-020', { place: word, detail: 'no table has it' });
    if (another !== undefined) {
      throw new PlumblineError('CLI-020', { place: word, detail: `say which: ${found.map(faultId).join(' or ')}` });
    }
    return fault;
  });
}

/** Names of the faults of one place, as its configuration takes them. */
export function faultNames(faults: readonly SeededFault[], place: FaultPlace): readonly string[] {
  return faults.filter((fault) => fault.place === place).map(({ name }) => name);
}
