import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import { resolveTimers } from '../timers/resolve-timers.js';

/** Facts of one case as the published list has them. */
export interface PublishedCase {
  readonly group: string;
  readonly kind: 'valid' | 'invalid' | 'timing' | 'abnormal';
  readonly clause: string;
  /** Starting state in the catalogue's own words: `energy_on_dc`. */
  readonly state: string;
  readonly pics?: string;
  /** Timers that the case names, of the named set (suites/timers/). */
  readonly timers: readonly string[];
  readonly requirements: readonly string[];
}

const file = join(projectRoot(), 'suites', 'iso15118-2', 'published-cases.yaml');
const cases = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, PublishedCase>>;

/** Facts of a published case. @throws Error for an id that the list does not have: a slip in a spec */
export function publishedCase(id: string): PublishedCase {
  const found = cases[id];
  if (found === undefined) throw new Error(`${id} is not in suites/iso15118-2/published-cases.yaml`);
  return found;
}

/** Ids of the whole list, in its order. */
export const publishedIds: readonly string[] = Object.keys(cases);

/** PICS of the list that say what the vehicle does: a case can bring them about by itself. */
const ofTheVehicle =
  /(PICS_SECC_CMN_(?:DepartureTime|MaxEntriesSAScheduleTuple|EvStateInChargeProgress)|PICS_SECC_DC_WeldingDetection) = (\w+)/g;

/** What the vehicle of a case must be like, by its PICS: `PICS_SECC_CMN_DepartureTime = true`. */
export function vehicleSide(id: string): PicsValues {
  const { pics = '' } = publishedCase(id);
  const values = [...pics.matchAll(ofTheVehicle)].map(([, name = '', word = '']) => [
    name,
    word === 'true' || word === 'false' ? word === 'true' : word,
  ]);
  return Object.fromEntries(values) as PicsValues;
}

/** What a spec adds to the facts of the list: our own words. */
export interface CaseWords {
  readonly title: string;
  readonly purpose: string;
  readonly likelyCauses?: readonly string[];
  readonly nextStep?: string;
  /** Request that is sent in place of the one that the list names: its timer counts, not that of the other (docs/suites.md). */
  readonly sentInstead?: RequestName;
}

/** The definition of a published case: facts of the list and our words. */
export function definitionOf(id: string, { sentInstead, ...words }: CaseWords): CaseDefinition {
  const { group, kind, clause, pics, timers, requirements } = publishedCase(id);
  return {
    id,
    area: `ISO 15118-2 ${group}`,
    clause: `ISO 15118-2:2014, ${clause}`,
    kind,
    requirements,
    timers: resolveTimers(
      timersOf(timers, sentInstead),
      ['iso15118-2', 'tester', 'iso15118-3'],
      `${id} in published-cases.yaml`,
    ),
    ...(pics === undefined ? {} : { pics }),
    ...words,
  };
}

/** V2G_EVCC_Msg_Timer is started by the request that is sent, and has the value of that request. */
function timersOf(names: readonly string[], sentInstead: RequestName | undefined): readonly string[] {
  if (sentInstead === undefined) return names;
  return names.map((name) => name.replace(/^V2G_EVCC_Msg_Timeout_.+$/, `V2G_EVCC_Msg_Timeout_${sentInstead}`));
}
