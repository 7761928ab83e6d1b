import { randomInt } from 'node:crypto';
import { PlumblineError } from '../../src/base/errors.js';
import type { Bench, BenchInterface } from '../../src/bench/bench.js';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';
import {
  attenuationMeasurements,
  type LineAttenuation,
  measureAttenuation,
} from '../../src/probes/plc-link/attenuation.js';
import { goodput, goodputPlan, offeredKbps } from '../../src/probes/plc-link/goodput.js';
import { measurePlcLink } from '../../src/probes/plc-link/measure-plc-link.js';
import type { PeerSnr, PlcLink } from '../../src/probes/plc-link/plc-link.js';
import { plcMeasurements } from '../../src/probes/plc-link/plc-measurements.js';
import { adoptEvidence, evidenceName, judgeKnown, type SiteContext, siteCase } from './site-case.js';

siteCase(
  {
    id: 'SITE_PlcLink_001',
    title: 'the power line modem: firmware, network, PHY rates, SNR of each carrier',
    purpose: 'The modem of the station answers, its firmware is recent enough, and the line carries what is needed.',
    area: 'site: power line',
    clause: 'deployment manual: PLC hardware, PLC firmware, grid signalling, SNR',
    requirements: [],
    likelyCauses: [
      'modem without supply or on another interface',
      'outdated firmware',
      'noise or attenuation on the line',
    ],
    nextStep: '`plumbline plc --interface eth1` on the station shows the modem and its bands; docs/plc.md',
  },
  async (context) => {
    const { run, harness } = context;
    const line = powerLine(harness.bench);
    if (line === undefined) {
      run.inconclusive('the bench has no interface on the power line (power-line or utility)');
      return;
    }
    run.step('test', `When the modem at ${line.interface} is asked for firmware, network and tone maps`);
    const link = await asked(line);
    if (typeof link === 'string') {
      run.inconclusive(link);
      return;
    }
    for (const { rule, detail } of link.findings) {
      run.record({ type: 'log', caseId: run.caseId, source: 'plc', level: 'warn', text: `${rule}: ${detail}` });
    }
    for (const peer of link.peers) recordSeries(context, peer);
    // A simulated modem says what it was set to: the row is about the harness then, not about a line.
    const simulated = harness.bench.facts.driver === 'embedded' ? ['the modem is simulated'] : [];
    const limits = run.rowsOf('plc-snr').flatMap(({ limit }) => (typeof limit === 'number' ? [limit] : []));
    const measured = plcMeasurements(link, [], limits.length === 0 ? undefined : Math.max(...limits));
    judgeKnown(
      context,
      measured.map((one) => ({ ...one, caveats: [...simulated, ...(one.caveats ?? [])] })),
    );
  },
);

siteCase(
  {
    id: 'SITE_PlcLink_002',
    title: 'the power line carries the traffic of IEEE 2030.5',
    purpose: 'What is sent at 200 kbit/s between station and utility arrives: the class of 128 to 250 kbit/s is there.',
    area: 'site: power line',
    clause: 'deployment manual: grid signalling over a PLC link of 128 to 250 kbit/s',
    requirements: [],
    likelyCauses: ['noise or attenuation on the line', 'a third station that takes the line', 'robust modes only'],
    nextStep: 'look at the SNR of the bands in SITE_PlcLink_001',
  },
  async (context) => {
    const { harness, run } = context;
    const { bench } = harness;
    const line = bench.interfaces['utility'];
    if (line?.peerAddress === undefined || line.peerNamespace === undefined || line.namespace === undefined) {
      run.inconclusive('no reflector can be started at the far end of the power line of this bench');
      return;
    }
    const { namespace, peerNamespace } = line;
    run.step('test', `When ${offeredKbps} kbit/s are sent there and back`);
    const measured = await measureLoss({
      plan: {
        ...goodputPlan,
        path: 'utility - station',
        host: line.peerAddress,
        scope: line.name,
        ssid: randomInt(1, 65_536),
        port: 20_863,
      },
      near: (argv, options) => bench.spawn(namespace, argv, options),
      far: (argv, options) => bench.spawn(peerNamespace, argv, options),
      folder: harness.evidenceFolder,
      evidenceName: evidenceName(harness),
    });
    for (const file of measured.files) await adoptEvidence(context, file, 'samples', 'probes on the power line');
    judgeKnown(context, [goodput(measured.sender, measured.files.map(evidenceName(harness)))]);
  },
);

siteCase(
  {
    id: 'SITE_PlcLink_003',
    title: 'attenuation of the power line by carrier group, as the charger hears it',
    purpose:
      "The charger reports how much of a vehicle's sounds is lost on the way to it: the figure by which a vehicle chooses its charger, and which stands beside the SNR of robust modes.",
    area: 'site: power line',
    clause: 'ISO 15118-3:2015, A.9.2',
    requirements: [],
    likelyCauses: [
      'bad coupling or contact at the inlet',
      'a long stub or a filter on the line',
      'no vehicle plugged in',
    ],
    nextStep: '`plumbline slac vehicle` at the far end of the line shows the same matching step by step; docs/plc.md',
  },
  async (context) => {
    const { harness, run } = context;
    const line = harness.bench.interfaces['utility'] ?? harness.bench.interfaces['power-line'];
    if (line === undefined) {
      run.inconclusive('the bench has no interface on the power line (power-line or utility)');
      return;
    }
    const back = await chargerThatMatches(harness.bench);
    run.step('test', `When a vehicle at ${line.name} sounds`);
    try {
      const heard = await soundedAt(line);
      if (typeof heard === 'string') {
        run.inconclusive(heard);
        return;
      }
      for (const station of heard.stations) recordGroups(context, station);
      const simulated = harness.bench.facts.driver === 'embedded' ? ['the modems are simulated'] : [];
      const measured = attenuationMeasurements(heard, line.name, []);
      judgeKnown(
        context,
        measured.map((one) => ({ ...one, caveats: [...simulated, ...(one.caveats ?? [])] })),
      );
      if (heard.cause !== undefined) run.inconclusive(heard.cause);
      else {
        run.observe(
          heard.stations.some(({ meanDb }) => meanDb !== undefined),
          { text: 'a charger that answers also reports the attenuation', observed: told(heard) },
        );
      }
    } finally {
      await back();
    }
  },
);

interface LineEnd {
  readonly interface: string;
  readonly enter?: readonly string[];
}

/** The end of the line at the station where the bench has it, else the end of the harness. */
function powerLine(bench: Bench): LineEnd | undefined {
  const found: BenchInterface | undefined = bench.interfaces['power-line'] ?? bench.interfaces['utility'];
  if (found === undefined) return undefined;
  const namespace = found.peerNamespace ?? found.namespace;
  return {
    interface: found.name,
    ...(namespace === undefined ? {} : { enter: ['ip', 'netns', 'exec', namespace] }),
  };
}

/** A port that cannot be opened is a fault of the bench, told in its own words; nothing is measured then. */
async function asked(line: LineEnd): Promise<PlcLink | string> {
  try {
    return await measurePlcLink(line);
  } catch (error) {
    if (error instanceof PlumblineError) return `not measured: ${error.message}`;
    throw error;
  }
}

/** A bench that starts its gateway itself starts it in the form that matches. Returns what brings the other one back. */
async function chargerThatMatches(bench: Bench): Promise<() => Promise<void>> {
  if (!bench.offers('gateway')) return async () => undefined;
  const gateway = bench.capability('gateway');
  const { configuration, configurations } = await gateway.state();
  if (!configurations.includes('slac')) return async () => undefined;
  const pilot = bench.offers('pilot-line') ? bench.capability('pilot-line') : undefined;
  await gateway.start('slac');
  await pilot?.vehicle('B');
  return async () => {
    await pilot?.vehicle('A');
    await gateway.start(configuration);
  };
}

async function soundedAt(line: BenchInterface): Promise<LineAttenuation | string> {
  const enter = line.namespace === undefined ? undefined : ['ip', 'netns', 'exec', line.namespace];
  try {
    return await measureAttenuation({ interface: line.name, ...(enter === undefined ? {} : { enter }) });
  } catch (error) {
    if (error instanceof PlumblineError) return `not measured: ${error.message}`;
    throw error;
  }
}

function told({ stations }: LineAttenuation): string {
  return stations
    .map(
      ({ mac, meanDb, rejected }) =>
        `${mac}: ${meanDb?.toFixed(2) ?? rejected ?? 'nothing'}${meanDb === undefined ? '' : ' dB'}`,
    )
    .join(', ');
}

function recordGroups({ run }: SiteContext, { mac, attenuationDb, meanDb }: LineAttenuation['stations'][number]): void {
  if (attenuationDb === undefined || meanDb === undefined) return;
  run.record({
    type: 'series',
    caseId: run.caseId,
    seriesId: `plc-attenuation ${mac}`,
    title: `Attenuation by carrier group, ${attenuationDb.length} groups, as ${mac} heard it`,
    section: 'network',
    quantity: 'plc-attenuation',
    plot: {
      kind: 'line',
      x: { name: 'carrier group', unit: '' },
      y: { name: 'attenuation', unit: 'dB' },
      lines: [
        {
          name: 'mean of the sounds',
          style: 'step',
          points: attenuationDb.map((db, group) => [group, db] as const),
        },
      ],
      limits: [{ y: Number(meanDb.toFixed(2)), label: `mean ${meanDb.toFixed(2)} dB` }],
    },
  });
}

function recordSeries({ run }: SiteContext, { peer, snr }: PeerSnr): void {
  run.record({
    type: 'series',
    caseId: run.caseId,
    seriesId: `plc-snr ${peer}`,
    title: `SNR by carrier, ${snr.carriers} carriers, as received from ${peer}`,
    section: 'network',
    quantity: 'plc-snr',
    plot: {
      kind: 'line',
      x: { name: 'frequency', unit: 'MHz' },
      y: { name: 'SNR', unit: 'dB' },
      lines: [
        {
          name: 'mean of the slots',
          style: 'step',
          points: snr.series.map(({ MHz, snrDb }) => [Number(MHz.toFixed(3)), Number(snrDb.toFixed(2))] as const),
        },
      ],
      limits: run
        .rowsOf('plc-snr')
        .flatMap(({ limit }) => (typeof limit === 'number' ? [{ y: limit, label: `limit ${limit} dB` }] : [])),
    },
  });
}
