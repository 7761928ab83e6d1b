import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import { resolveTimers } from '../timers/resolve-timers.js';

/** Facts of one case as the published list has them. */
export interface PublishedCase {
  readonly group: string;
  readonly kind: 'valid' | 'invalid' | 'timing';
  readonly clause: string;
  /** Starting state in the catalogue's own words: `sounding_done`. */
  readonly state: string;
  readonly pics?: string;
  /** Timers that the case names, of the named set (suites/timers/). */
  readonly timers: readonly string[];
  readonly requirements: readonly string[];
}

const file = join(projectRoot(), 'suites', 'iso15118-3', 'published-cases.yaml');
const cases = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, PublishedCase>>;

/** Ids of the whole list, in its order. */
export const publishedIds: readonly string[] = Object.keys(cases);

/** Facts of a published case. @throws Error for an id that the list does not have: a slip in a spec */
export function publishedCase(id: string): PublishedCase {
  const found = cases[id];
  if (found === undefined) throw new Error(`${id} is not in suites/iso15118-3/published-cases.yaml`);
  return found;
}

/** What a spec adds to the facts of the list: our own words. */
export interface CaseWords {
  readonly title: string;
  readonly purpose: string;
  readonly likelyCauses?: readonly string[];
  readonly nextStep?: string;
}

/** `TC_SECC_CMN_VTB_CmSlacParm_001` by its end, `CMN CmSlacParm_001`. */
export function longId(short: string): string {
  const [mode, name] = short.split(' ');
  return `TC_SECC_${mode}_VTB_${name}`;
}

/** The definition of a published case: facts of the list and our words. */
export function definitionOf(id: string, words: CaseWords): CaseDefinition {
  const { group, kind, clause, pics, timers, requirements } = publishedCase(id);
  return {
    id,
    area: `ISO 15118-3 ${group}`,
    clause: `ISO 15118-3:2015, ${clause}`,
    kind,
    requirements,
    timers: resolveTimers(timers, ['iso15118-3', 'tester'], `${id} in published-cases.yaml`),
    ...(pics === undefined ? {} : { pics }),
    ...words,
  };
}
