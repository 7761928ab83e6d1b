import type { BenchInterface } from '../../src/bench/capabilities/bench-interface.js';
import type { Operator } from '../../src/bench/capabilities/operator.js';
import type { Inspect } from '../../src/probes/host/host-text.js';
import type { SiteContext } from './site-case.js';

/** Where the deployment manual keeps certificates, unless the bench file says otherwise. */
const defaultCertificateFolder = '/etc/v2g/certs';

/** The station as an inspection sees it. */
export interface StationShell {
  readonly run: Inspect;
  /** Name of the node in the report. */
  readonly node: string;
  /** Its mesh interface. */
  readonly mesh: string;
  /** Folders and files of keys and certificates. */
  readonly certificates: readonly string[];
  /** What every measurement of the station carries. */
  readonly context: { readonly node: string; readonly evidence: readonly string[]; readonly takenAt: string };
}

/** The shell on the station; where the bench has none, the case is inconclusive and this is undefined. */
export function stationShell({ harness, run }: SiteContext): StationShell | undefined {
  const { bench } = harness;
  if (!bench.offers('host-shell')) {
    run.inconclusive('the bench offers no shell on the station, so the host cannot be inspected');
    return undefined;
  }
  const shell = bench.capability('host-shell');
  const node = bench.facts.item['model'] ?? 'station';
  return {
    run: (argv, options) => shell.run(argv, options),
    node,
    mesh: bench.interfaces['mesh']?.name ?? 'mesh0',
    certificates: itemList(harness, 'certificates', defaultCertificateFolder).map((place) =>
      place.replaceAll('@BENCH_FOLDER@', bench.folder),
    ),
    context: { node, evidence: [], takenAt: new Date().toISOString() },
  };
}

/** A fact of the item in the bench file that is a list with commas. */
export function itemList(harness: SiteContext['harness'], name: string, otherwise = ''): readonly string[] {
  return (harness.bench.facts.item[name] ?? otherwise)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** True where the station is simulated on this machine: nothing of it can be touched or looked at. */
export function isSimulated({ harness }: SiteContext): boolean {
  return harness.bench.facts.driver === 'embedded';
}

/**
 * The operator of the bench. A person is not asked about a simulated station, which has nothing to look at; answers of a
 * script are taken there too.
 */
export function operatorOf(context: SiteContext): Operator | undefined {
  const { bench } = context.harness;
  if (!bench.offers('operator')) return undefined;
  const operator = bench.capability('operator');
  if (!isSimulated(context) || operator.driver === 'scripted') return operator;
  const why = 'the station of this bench is simulated: there is nothing that a person could look at';
  return {
    ...silent,
    driver: operator.driver,
    description: why,
    ask: async () => ({ kind: 'none', why, absent: true }),
  };
}

const silent = { confirm: async () => false, reading: async () => undefined } as const;

/** The mesh interface as a vehicle on this machine can use it; undefined, with the case inconclusive, where it cannot. */
export function vehicleInterface({ harness, run }: SiteContext): BenchInterface | undefined {
  const mesh = harness.bench.interfaces['mesh'];
  if (mesh === undefined) run.inconclusive('the bench has no mesh interface');
  else if (mesh.through !== undefined)
    run.inconclusive('the mesh interface lies in another machine, where no gateway and no vehicle of the harness runs');
  else return mesh;
  return undefined;
}
