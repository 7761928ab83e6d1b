import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../src/base/clock.js';
import type { NewEvent } from '../../src/record/events.js';
import { EvidenceRegistry } from '../../src/record/evidence.js';
import { isoTime } from '../../src/record/iso-time.js';
import { type Journal, openJournal } from '../../src/record/journal.js';
import { createRunFolder, runFiles } from '../../src/record/run-folder.js';
import { sampleCases } from './sample-cases.js';
import { sampleMeasurements } from './sample-measurements.js';
import { sampleSpecRows } from './sample-spec-rows.js';
import { seededRandom } from './seeded-random.js';

/** 2025-03-01T09:30:00Z. */
export const sampleStartNs = 1_740_821_400_000_000_000n;
export const sampleRunId = '20250301T093000Z-5a1e';

const hash = (digit: string): string => digit.repeat(64);

/** A clock that only moves when told, so that a sample run is the same on every machine. */
export class SteppedClock implements Clock {
  ns = sampleStartNs;
  wallNs = (): bigint => this.ns;
  monotonicNs = (): bigint => this.ns - sampleStartNs;
  after(ms: number, callback: () => void): () => void {
    this.ns += BigInt(Math.round(ms * 1e6));
    callback();
    return () => undefined;
  }
}

function facts(cases: number): NewEvent[] {
  return [
    {
      type: 'run-started',
      runId: sampleRunId,
      title: 'Commissioning of a V2G gateway',
      level: 'commissioning',
      tool: { name: 'plumbline', version: '0.1.0', commit: 'c25cc68', lockSha256: hash('a') },
      host: {
        os: 'Debian GNU/Linux 12',
        kernel: '6.1.0',
        node: 'v20.20.2',
        openssl: '3.0.19',
        cpu: 'x86-64',
        cores: 2,
        memoryBytes: 25_769_803_776,
      },
      bench: {
        file: 'bench.yaml',
        sha256: hash('b'),
        kind: 'embedded',
        capabilities: [
          { name: 'inverter-power', driver: 'simulated' },
          { name: 'host-shell', driver: 'local' },
          { name: 'loss-control', driver: 'nftables' },
        ],
      },
      argv: ['plumbline', 'run', 'iso15118-2', 'site', '--bench', 'bench.yaml'],
      suites: [
        { name: 'iso15118-2', sha256: hash('c') },
        { name: 'site', sha256: hash('d') },
      ],
      specTable: { name: 'suites/spec-table.yaml', sha256: hash('e'), rows: sampleSpecRows },
      plannedCases: cases + 5,
      demo: true,
    },
    { type: 'party', role: 'contractor', name: 'Example Commissioning Ltd', organisation: 'Field service' },
    { type: 'party', role: 'customer', name: 'Example Charge Park' },
    {
      type: 'item',
      name: 'reference gateway',
      make: 'plumbline',
      model: 'reference SECC',
      serial: 'REF-0001',
      firmware: '0.1.0',
      roles: ['SECC', 'IEEE 2030.5 client'],
      protocols: ['ISO 15118-2'],
      certificates: [
        { use: 'SECC', subject: 'CN=SECC, O=plumbline lab', fingerprint: hash('f'), notAfter: '2025-06-01T00:00:00Z' },
      ],
      configurations: [
        { stage: 'as-found', name: '/etc/v2g/config.yaml', sha256: hash('1') },
        { stage: 'as-left', name: '/etc/v2g/config.yaml', sha256: hash('1') },
      ],
    },
    {
      type: 'site',
      name: 'embedded bench',
      mesh: { id: 'v2g-mesh', stack: 'veth stand-in', channel: 'none' },
      backhaul: 'none',
      nodes: [
        { id: 'station', label: 'station', role: 'SECC', underTest: true },
        { id: 'vehicle', label: 'vehicle', role: 'EVCC' },
        { id: 'utility', label: 'utility', role: 'utility server' },
        { id: 'inverter', label: 'inverter', role: 'SunSpec Modbus' },
      ],
      links: [
        { from: 'vehicle', to: 'station', label: 'mesh0', kind: 'mesh', measuringPoint: 1 },
        { from: 'utility', to: 'station', label: 'eth1', kind: 'plc', measuringPoint: 2 },
        { from: 'station', to: 'inverter', label: 'Modbus TCP', kind: 'modbus' },
      ],
    },
    {
      type: 'scope',
      profile: 'commissioning',
      decisionRule:
        'Guarded acceptance with U (k = 2) after ILAC-G8:09/2019; proportions by one-sided 95 % Clopper-Pearson bounds.',
      samplingPlan: '1,200 probes per path and direction, 20 stop trials, fixed beforehand.',
      pics: { name: 'pics.yaml', sha256: hash('2'), values: { PICS_CMN_CMN_DC: true, PICS_CMN_CMN_PnC: false } },
      exclusions: ['Plug and Charge (PICS_CMN_CMN_PnC is false)'],
      deviations: ['The radio is replaced by a pair of virtual Ethernet interfaces.'],
      nextVerificationDue: '2026-03-01',
    },
    {
      type: 'instrument',
      id: 'cap1',
      name: 'tcpdump on mesh0',
      measuringPoint: 1,
      version: '4.99.3',
      uncertainty: '1 us (k = 2)',
    },
    {
      type: 'instrument',
      id: 'cap2',
      name: 'tcpdump on eth1',
      measuringPoint: 2,
      version: '4.99.3',
      uncertainty: '1 us (k = 2)',
    },
    {
      type: 'instrument',
      id: 'meter',
      name: 'power meter (simulated)',
      serial: 'SIM-1',
      uncertainty: '0.5 % of reading (k = 2)',
    },
    {
      type: 'clock-state',
      when: 'before',
      clock: 'CLOCK_REALTIME',
      synchronised: false,
      detail: 'no NTP on the bench',
    },
  ];
}

export interface SampleOptions {
  /** Conformance cases. */
  readonly cases?: number;
  /** Leaves out everything from this event number on, as if the run had been killed there. */
  readonly killedAfter?: number;
}

/** The events of a realistic run with their times; evidence is registered by `writeSampleRun`. */
export function sampleEvents(options: SampleOptions = {}): { readonly afterMs: number; readonly event: NewEvent }[] {
  const cases = options.cases ?? 24;
  return [
    ...facts(cases).map((event) => ({ afterMs: 1, event })),
    ...sampleCases(cases, sampleStartNs + 1_000_000_000n),
    ...sampleMeasurements(sampleStartNs + 60_000_000_000n),
    { afterMs: 1, event: { type: 'prompt', question: 'Is the status lamp green?', answer: 'yes', by: 'technician' } },
    { afterMs: 1, event: { type: 'warning', text: 'The clock of the bench is not synchronised.', mark: 'warning' } },
    {
      afterMs: 1,
      event: { type: 'warning', text: 'Measure the stop response again with a faster meter.', mark: 'recommendation' },
    },
    { afterMs: 1, event: { type: 'clock-state', when: 'after', clock: 'CLOCK_REALTIME', synchronised: false } },
  ];
}

/**
 * Writes a sample run as the harness would: folder, journal, evidence. Times come from a stepped clock, so two sample
 * runs are the same byte for byte. Returns the folder; reports are not made.
 */
export async function writeSampleRun(
  reports: string,
  options: SampleOptions & { readonly onJournal?: (journal: Journal) => void } = {},
): Promise<string> {
  const folder = createRunFolder(reports, sampleRunId);
  const clock = new SteppedClock();
  const journal = openJournal(join(folder, runFiles.events), { clock });
  options.onJournal?.(journal);
  const evidence = new EvidenceRegistry(folder, journal);
  const events = sampleEvents(options).slice(0, options.killedAfter);
  for (const { afterMs, event } of events) {
    clock.ns += BigInt(Math.round(afterMs * 1e6));
    journal.append(event);
  }
  if (options.killedAfter === undefined) {
    const span = { from: isoTime(sampleStartNs), to: isoTime(clock.ns) };
    const random = seededRandom(2);
    const capture = Buffer.from(Array.from({ length: 4000 }, () => Math.floor(random() * 256)));
    await evidence.write('mesh0.pcapng', capture, { kind: 'capture', description: 'capture on mesh0', ...span });
    await evidence.write('eth1.pcapng', capture.subarray(0, 900), {
      kind: 'capture',
      description: 'capture on eth1',
      ...span,
    });
    await evidence.write('power.csv', 'ms,W\n0,3600\n200,4\n', {
      kind: 'power-trace',
      description: 'power at the meter',
    });
    await evidence.write('uname.txt', 'Linux 6.1.0\n', {
      kind: 'command-output',
      description: 'uname -r',
      caseId: 'kernel',
    });
    journal.append({ type: 'run-ended', ending: 'finished', eventLoopDelayMs: { p50: 0.4, p99: 3.1, max: 11.2 } });
  }
  await journal.close();
  return folder;
}

/** The bytes of a run's journal. */
export function journalBytes(folder: string): Buffer {
  return readFileSync(join(folder, runFiles.events));
}
