import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';
import { knownFaults } from './known-faults.js';
import { faultId, resolveFaults, type SeededFault } from './seeded-fault.js';

/** A fault, and the cases that must find it. */
export interface PlannedFault {
  readonly fault: SeededFault;
  /** As the table names it, with parameters: `inverter/rebound:after_s=1`. */
  readonly word: string;
  /** Number in the list of behaviours seen in real products; undefined beyond it. */
  readonly behaviour: number | undefined;
  /** Case ids; empty: no case is known to find it. */
  readonly detectedBy: readonly string[];
  /** Why none can. */
  readonly tolerated: string | undefined;
  /** Projects in which its cases run; undefined: those that were asked for. */
  readonly projects?: readonly string[];
  /** Many faults of its map can be tried in one start of the runner. */
  readonly together?: boolean;
}

interface MapRow {
  readonly fault: string;
  readonly behaviour?: number;
  readonly detectedBy?: readonly string[];
  readonly toleratedBecause?: string;
  /** The one project in which its cases run, where they would run in several. */
  readonly project?: string;
}

/** One file of `suites/sep2`: which cases of some projects must find which fault. */
interface FaultMap {
  /** Projects whose cases it names. */
  readonly projects: readonly string[];
  /** Whether every fault of the tables must be in it; those that are not come last, without cases. */
  readonly complete: boolean;
  /** Name for all its projects together, as `--project` takes it. */
  readonly suite?: string;
  /** The harness starts the gateway for its projects, so that many faults can be tried in one start of the runner. */
  readonly together?: boolean;
  readonly faults: readonly MapRow[];
}

const files = [
  'sep2/fault-map.yaml',
  'sep2/stop-fault-map.yaml',
  'sep2/site-fault-map.yaml',
  'iso15118-3/fault-map.yaml',
  'evcc-iso15118-2/fault-map.yaml',
  'evcc-iso15118-2/pnc-fault-map.yaml',
  'iso15118-2/fault-map.yaml',
  'iso15118-20/fault-map.yaml',
] as const;

/** The faults of one map, which are tried on one bench. */
export interface FaultStage {
  readonly projects: readonly string[];
  readonly plan: readonly PlannedFault[];
}

/**
 * The faults with the cases that must find them, map by map: suite `sep2` (which names every fault that no other map has), stop
 * paths, site (many vehicles at once), matching, the vehicle as the SUT, and the SECC in ISO 15118-2 and -20.
 * @param words projects, or the name of a suite that has a map; undefined: every map with all of its projects
 * @throws PlumblineError CLI-020 when a map names a fault that there is not, CLI-022 for a word that no map has
 */
export function faultStages(words?: readonly string[]): readonly FaultStage[] {
  const known = knownFaults();
  const maps = faultMaps();
  const stranger = words?.find(
    (word) => !maps.some(({ suite, projects }) => suite === word || projects.includes(word)),
  );
  if (stranger !== undefined) {
    const there = maps.flatMap(({ suite, projects }) => (suite === undefined ? projects : [suite]));
    throw new PlumblineError('CLI-022', { place: stranger, detail: `there are ${there.join(', ')}` });
  }
  // What another suite has to find is nothing that the complete map lacks.
  const elsewhere = new Set(
    maps
      .filter((map) => !map.complete)
      .flatMap((map) =>
        resolveFaults(
          map.faults.map((row) => row.fault),
          known,
        ).map((fault) => faultId(fault)),
      ),
  );
  return maps.flatMap((map) => {
    const whole = words === undefined || words.includes(map.suite ?? '');
    const projects = whole ? map.projects : map.projects.filter((project) => words.includes(project));
    return projects.length === 0 ? [] : [{ projects, plan: planOf(map, projects, known, elsewhere) }];
  });
}

/** The rows of the same maps one after the other. @throws PlumblineError CLI-020, CLI-022 */
export function faultPlan(words?: readonly string[]): readonly PlannedFault[] {
  return faultStages(words).flatMap(({ plan }) => plan);
}

function faultMaps(): readonly FaultMap[] {
  return files.map((name) => parse(readFileSync(join(projectRoot(), 'suites', name), 'utf8')) as FaultMap);
}

function planOf(
  { faults, complete, together }: FaultMap,
  projects: readonly string[],
  known: readonly SeededFault[],
  elsewhere: ReadonlySet<string>,
): readonly PlannedFault[] {
  const rows = faults.filter(({ project }) => project === undefined || projects.includes(project));
  const planned = rows.map((row): PlannedFault => {
    const [fault] = resolveFaults([row.fault], known);
    return {
      fault: fault!,
      word: row.fault,
      behaviour: row.behaviour,
      detectedBy: row.detectedBy ?? [],
      tolerated: row.toleratedBecause,
      ...(together === true ? { projects: row.project === undefined ? projects : [row.project], together } : {}),
    };
  });
  if (!complete) return planned;
  const named = new Set(planned.map(({ fault }) => faultId(fault)));
  const rest = known
    .filter((fault) => !named.has(faultId(fault)) && !elsewhere.has(faultId(fault)))
    .map((fault) => ({ fault, word: faultId(fault), behaviour: undefined, detectedBy: [], tolerated: undefined }));
  return [...planned, ...rest];
}
