import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { parse } from 'yaml';
import { PlumblineError } from '../../../src/base/errors.js';
import { projectRoot } from '../../../src/base/project-root.js';
import type { Bench } from '../../../src/bench/bench.js';
import type { PicsValues } from '../../../src/judge/pics/pics-values.js';
import type { Verdict } from '../../../src/judge/verdict.js';
import { timersWith } from '../../../src/peers/vehicle/vehicle-timers.js';
import { certificatePem } from '../../../src/pki/identity.js';
import { writeLabPki } from '../../../src/pki/write-lab-pki.js';
import type { NewEvent } from '../../../src/record/events.js';
import { iso15118Part2 } from '../../../src/transport/tls-profiles.js';
import type { DeclaredCase } from '../../../suites/engine/case-collector.js';
import { CaseRun } from '../../../suites/engine/case-run.js';
import type { Harness } from '../../../suites/engine/harness.js';
import { LinkWitness } from '../../../suites/engine/link-witness.js';
import { type CaseContext, carryOut } from '../../../suites/engine/plumbline-test.js';
import type { Variant } from '../../../suites/engine/variant.js';
import { startContract } from '../../gateway/support/contract-bench.js';
import { startIso20 } from '../../gateway/support/iso20-bench.js';
import { startGateway } from '../../gateway/support/test-gateway.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { type BreakPlan, BrokenRelay } from './broken-relay.js';

export type LaneKind = 'plain' | 'contract' | 'iso20';

/** What one case came to on a broken way. */
export interface Outcome {
  readonly id: string;
  readonly verdict: Verdict;
  readonly reason: string;
  /** Whether the way broke before the case was over. */
  readonly broken: boolean;
  /** The verdict at the moment of the break. */
  readonly before: Verdict;
  /** Observations after the break. */
  readonly observedAfter: number;
}

/** A correct SECC of our own in this process, a relay in front of it, and a harness that sees it through the relay. */
export interface Lane {
  carryOut(declared: DeclaredCase, plan: Omit<BreakPlan, 'onBreak'>): Promise<Outcome>;
}

/** Sequence timeout of the SECC, s: as short as its configuration allows. */
const sequenceS = 1;
/** The vehicle's patience here, ms: what is not there in this time on the loopback does not come. */
const patienceMs = 400;

const message = Object.fromEntries(Object.keys(timersWith().message).map((name) => [name, patienceMs]));
const timers = timersWith({
  ...{
    message,
    setup: 3000,
    connect: patienceMs,
    ongoing: 2000,
    cableCheck: 2000,
    preCharge: 2000,
    preChargeIso20: 2000,
  },
  ...{ repeatPause: 5, chargingStatusPause: 5, currentDemandPause: 5, chargeLoopPause: 5 },
});

/** What the reference gateway declares, and the timers as they are shortened here. */
const declared = parse(
  readFileSync(join(projectRoot(), 'suites', 'profiles', 'reference-gateway.pics.yaml'), 'utf8'),
) as PicsValues;
const pics: PicsValues = {
  ...declared,
  PIXIT_SECC_CMN_SequenceTimeout: sequenceS,
  PIXIT_SECC_CMN_OngoingTimeout: 1,
  PIXIT_SECC_CMN_CommunicationSetupTimeout: 1,
};

interface Station {
  readonly port: number;
  readonly pkiFolder: string;
  readonly tls: Harness['tls'];
}

async function stationOf(t: TestContext, kind: LaneKind, faults: readonly string[]): Promise<Station> {
  const extra = `timers: { sequence_s: ${sequenceS}, communication_setup_s: 18 }`;
  if (kind === 'plain') {
    const fault = faults.length === 0 ? '' : `\nfault: [${faults.join(', ')}]`;
    const { ready } = await startGateway(t, { extra: `${extra}${fault}` });
    return { port: ready.port ?? 0, pkiFolder: '', tls: undefined };
  }
  if (kind === 'contract') {
    const { ready, folder, pki } = await startContract(t, { extra });
    const roots = [certificatePem(pki.identities['v2g-root'])];
    return { port: ready.tls_port ?? 0, pkiFolder: folder, tls: { profile: iso15118Part2, roots } };
  }
  const bench = await startIso20(t, { extra });
  const folder = `${temporaryFolder(t)}/pki`;
  await writeLabPki(bench.pki, `${folder}-p521`);
  return { port: bench.ready.tls_port ?? 0, pkiFolder: folder, tls: await bench.trust() };
}

/** Opens a lane; it goes with the test. @param faults of the gateway of a plain lane */
export async function openLane(t: TestContext, kind: LaneKind, faults: readonly string[] = []): Promise<Lane> {
  const station = await stationOf(t, kind, faults);
  const relay = await BrokenRelay.start(station.port);
  t.after(() => relay.close());
  const link = new LinkWitness(
    relay.wire,
    'lo',
    { knock: async () => relay.knock(), solicit: async () => relay.knock() === undefined, close: async () => {} },
    async () => 'up',
  );
  const evidenceFolder = temporaryFolder(t);

  return {
    async carryOut({ definition, body }, plan) {
      const mode = definition.id.includes('_AC_') ? 'AC' : 'DC';
      const protocol = kind === 'iso20' ? 'iso20' : 'iso2';
      const variant: Variant = { mode, protocol, security: kind === 'plain' ? 'none' : 'tls', pics };
      let observedAfter = 0;
      const record = (event: NewEvent) => {
        // What is only told earns nothing.
        if (relay.broken && event.type === 'observation' && event.verdict !== 'none') observedAfter += 1;
      };
      const recorder = { record, flush: async () => {}, close: async () => {} };
      const run = new CaseRun(`${definition.id}@honesty`, definition, recorder, []);
      const harness = {
        ...{ recorder, bench: fakeBench(evidenceFolder), variant, specRows: [], pics, evidenceFolder },
        ...{ pkiFolder: station.pkiFolder, wire: relay.wire, link, tls: station.tls, serverFaults: [] },
        vehicle: { secc: { host: '::1', port: relay.port }, timers },
        ...{ profile: 'strict', stopsAtFailure: false, keylog: () => undefined },
        applicability: () => ({ kind: 'applies' }),
        close: async () => {},
      } as unknown as Harness;
      let before: Verdict = 'none';
      relay.begin({
        ...plan,
        onBreak: () => {
          before = run.verdict;
        },
      });
      const info = { skip: () => undefined } as unknown as CaseContext['info'];
      // Playwright learns of a case that did not pass by an exception; here the verdict is asked itself.
      await carryOut(definition, { harness, run, info }, () => body({ harness, run, info })).catch(() => undefined);
      const { broken } = relay;
      run.end('finished', 0);
      return { id: definition.id, verdict: run.verdict, reason: run.reason, broken, before, observedAfter };
    },
  };
}

/** A bench that has an interface to the SECC and nothing else. */
function fakeBench(folder: string): Bench {
  const missing = (): never => {
    throw new PlumblineError('BENCH-010', { place: 'honesty' });
  };
  return {
    name: 'honesty',
    facts: { driver: 'embedded' },
    interfaces: { mesh: { name: 'lo' } },
    stateFile: '',
    folder,
    offers: () => false,
    capability: missing,
    spawn: missing,
    fault: () => undefined,
    markBroken: missing,
    close: async () => {},
  } as unknown as Bench;
}
