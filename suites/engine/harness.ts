import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../src/base/errors.js';
import { attachBench, type Bench } from '../../src/bench/attach-bench.js';
import { evaluatePics } from '../../src/judge/pics/evaluate-pics.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import type { SpecRow } from '../../src/judge/spec-row.js';
import { parseSpecTable } from '../../src/judge/spec-table.js';
import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import { connectRecorder, type RecorderClient } from '../../src/record/recorder-client.js';
import { iso15118Part2, iso15118Part20 } from '../../src/transport/tls-profiles.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';
import { type JudgingProfile, judgingProfiles } from './judging-profile.js';
import { LinkWitness } from './link-witness.js';
import { runEnvironment } from './run-environment.js';
import type { Variant } from './variant.js';
import { warmUp } from './warm-up.js';
import { type Wire, WireWatch } from './wire-watch.js';

/** Whether a case applies to the item under test. */
export type Applicability =
  | { readonly kind: 'applies' }
  | { readonly kind: 'excluded'; readonly reason: string }
  | { readonly kind: 'error'; readonly reason: string };

/** What a Playwright worker holds for all its cases: the record, the bench, the spec table and the PICS. */
export interface Harness {
  readonly recorder: RecorderClient;
  readonly bench: Bench;
  readonly variant: Variant;
  readonly specRows: readonly SpecRow[];
  /** PICS and PIXIT of the SUT, with those of the variant on top. */
  readonly pics: PicsValues;
  /** Folder for evidence files of this run. */
  readonly evidenceFolder: string;
  /** Folder of the PKI that the run minted, or that the site gave. */
  readonly pkiFolder: string;
  /** The vehicle's interface with the kernel's timestamps. */
  readonly wire: Wire;
  /** Says whether a silence can be laid at the SECC's door. */
  readonly link: LinkWitness;
  /** How every vehicle of the harness differs from the usual one. */
  readonly vehicle?: Partial<VehicleOptions>;
  /** How the vehicle connects when the variant asks for TLS. */
  readonly tls: TlsClientOptions | undefined;
  /** Faults that the utility server of the harness is to be started with; none on a clean run. */
  readonly serverFaults: readonly string[];
  /** Faults that our own vehicle is to be plugged in with, where the vehicle is the SUT; none on a clean run. */
  readonly vehicleFaults: readonly string[];
  /** How disputed duties are judged. */
  readonly profile: JudgingProfile;
  /** Cases end at their first failed observation. */
  readonly stopsAtFailure: boolean;
  /** Keeps the secrets of TLS sessions beside the captures, one line of the NSS key log at a time. */
  readonly keylog: (line: string) => void;
  /** @param brings PICS of the vehicle that the case itself brings about */
  applicability(expression: string | undefined, brings?: PicsValues): Applicability;
  close(): Promise<void>;
}

/**
 * Opens the harness in a worker, from the environment that `plumbline run` sets, and starts the gateway in the form that
 * the variant asks for. @throws PlumblineError SUITES-001 when the environment is missing
 */
export async function openHarness(variant: Variant, project: string): Promise<Harness> {
  const environment = runEnvironment(process.env);
  const recorder = await connectRecorder(environment.recorder);
  const bench = await attachBench(environment.bench);
  const specRows = rowsOf(environment.specTable);
  const sut = JSON.parse(readFileSync(environment.pics, 'utf8')) as PicsValues;
  const pics: PicsValues = { ...sut, ...variant.pics };
  const mesh = bench.interfaces['mesh'];
  if (mesh === undefined) throw new PlumblineError('SUITES-003', { place: bench.name });
  const wire = await WireWatch.start(mesh.name, mesh.through);
  const tls = variant.security === 'tls' ? vehicleTls(environment.pki, variant) : undefined;
  if (bench.offers('gateway') && variant.gateway !== undefined) {
    await startGateway(bench, recorder, variant.gateway);
    const log = (text: string) => recorder.record({ type: 'log', source: 'harness', level: 'info', text });
    await warmUp(bench, variant, { tls, log });
  }
  const link = new LinkWitness(wire, mesh.name);
  recorder.record({ type: 'log', source: 'harness', level: 'info', text: `worker for ${project} is ready` });
  return {
    recorder,
    bench,
    variant,
    specRows,
    pics,
    evidenceFolder: environment.evidence,
    pkiFolder: environment.pki,
    wire,
    link,
    tls,
    profile: judgingProfiles.find((one) => one === environment.profile) ?? 'strict',
    stopsAtFailure: environment.stopAtFailure === 'yes',
    serverFaults: environment.serverFaults.split(',').filter((name) => name !== ''),
    vehicleFaults: environment.vehicleFaults.split(',').filter((name) => name !== ''),
    keylog: (line) => appendFileSync(environment.keylog, `${line}\n`, { mode: 0o600 }),
    applicability: (expression, brings) => applicabilityOf(expression, { ...pics, ...brings }),
    async close() {
      await link.close();
      await wire.stop();
      await bench.close();
      await recorder.close();
    },
  };
}

/** Starts the gateway; one that has ended by itself does not come back without a word in the record. */
async function startGateway(bench: Bench, recorder: RecorderClient, configuration: string): Promise<void> {
  const gateway = bench.capability('gateway');
  const { crash } = await gateway.state();
  if (crash !== undefined) {
    const text = `the gateway has ended by itself (${crash}) and is started again`;
    recorder.record({ type: 'warning', mark: 'anomaly', text });
  }
  await gateway.start(configuration);
}

/** The profile of the edition under test, with the vehicle's own certificate where TLS is mutual. */
function vehicleTls(pki: string, variant: Variant): TlsClientOptions {
  const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
  if (variant.protocol !== 'iso20') return { profile: iso15118Part2, roots: [read(pki, 'v2g-root.cert.pem')] };
  const p521 = pkiP521(pki);
  return {
    profile: iso15118Part20,
    roots: [read(p521, 'v2g-root.cert.pem')],
    chain: read(p521, 'vehicle.chain.pem'),
    key: read(p521, 'vehicle.key.pem'),
  };
}

/** Where the certificates of ISO 15118-20 lie beside those of ISO 15118-2. */
export function pkiP521(pki: string): string {
  return `${pki}-p521`;
}

function applicabilityOf(expression: string | undefined, pics: PicsValues): Applicability {
  const outcome = evaluatePics(expression ?? '', pics);
  if (outcome.kind === 'problem') return { kind: 'error', reason: outcome.problem };
  return outcome.applies ? { kind: 'applies' } : { kind: 'excluded', reason: outcome.reason };
}

function rowsOf(file: string): readonly SpecRow[] {
  const parsed = parseSpecTable(readFileSync(file, 'utf8'));
  if (parsed.kind === 'problems')
    throw new PlumblineError('JUDGE-001', { place: file, detail: parsed.problems.join('; ') });
  return parsed.rows;
}
