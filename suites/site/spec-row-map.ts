import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';

/** How honest a bench can be about a row: `suites/spec-rows.yaml` tells the words. */
export type Showing = 'real' | 'stand-in' | 'no';

export interface SpecRowPlace {
  /** Ids of the cases that measure the row. */
  readonly cases: readonly string[];
  readonly embedded: Showing;
  readonly vm: Showing;
  /** By which drivers or people a real station shows it. */
  readonly hardware: string;
  readonly why: string;
}

export interface SpecRowMap {
  /** By id of the row. */
  readonly rows: Readonly<Record<string, SpecRowPlace>>;
  /** Areas of the deployment manual with the rows that hold each of them. */
  readonly manual: Readonly<Record<string, readonly string[]>>;
}

/** Reads `suites/spec-rows.yaml`. */
export function specRowMap(): SpecRowMap {
  return parse(readFileSync(join(projectRoot(), 'suites', 'spec-rows.yaml'), 'utf8')) as SpecRowMap;
}

/** The benches that show a row, in words; what this bench lacks. @param driver of the bench that could not show it */
export function whereShown(place: SpecRowPlace, driver: string): string {
  const benches = [
    ...(place.embedded === 'no' || driver === 'embedded' ? [] : ['the embedded bench']),
    ...(place.vm === 'no' || driver === 'vm' ? [] : ['the mesh VM (suites/bench.vm.yaml)']),
    `a real station (${place.hardware})`,
  ];
  return `shown by ${benches.join(' or ')}`;
}
