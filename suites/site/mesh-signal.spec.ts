import type { Inspect } from '../../src/probes/host/host-text.js';
import { meshMeasurements } from '../../src/probes/mesh-link/mesh-measurements.js';
import { type NeighbourSeries, neighbourSeries } from '../../src/probes/mesh-link/neighbour-series.js';
import type { MeshObservation } from '../../src/probes/mesh-link/observations.js';
import { throughputMeasurements } from '../../src/probes/mesh-link/throughput.js';
import { keepLooks, lookAtStation } from './mesh-look.js';
import { judgeAll, judgeKnown, record, type SiteContext, siteCase } from './site-case.js';

/** Looks for the plot; the last one is judged, on averages that the radio keeps over all its frames. */
const looks = 5;

siteCase(
  {
    id: 'SITE_MeshSignal_001',
    title: 'signal-to-noise ratio to each neighbour of the station',
    purpose: 'Every neighbour that the station peers with is heard well enough to carry traffic.',
    area: 'site: mesh',
    clause: 'deployment manual: SNR',
    requirements: [],
    likelyCauses: ['the neighbour is too far or behind metal', 'an antenna is loose', 'another network on the channel'],
    nextStep: 'look at the plot: a steady low signal is distance, one that swings is multi-path or interference',
  },
  async (context) => {
    context.run.step(
      'test',
      `When the station is looked at ${looks} times, the first time after a scan of all channels`,
    );
    const first = await lookAtStation(context, { scan: true });
    if (first === undefined) return;
    const seen: MeshObservation[] = [first];
    while (seen.length < looks) {
      const next = await lookAtStation(context, { scan: false });
      if (next === undefined) break;
      seen.push(next);
    }
    const facts = await keepLooks(context, seen);
    plot(context, neighbourSeries(seen));
    judgeAll(
      context,
      meshMeasurements(seen.at(-1)!, facts).filter((measurement) => measurement.id === 'mesh-snr'),
    );
    // Last, because it fills the air: what the meter says stands beside the SNR, and no row limits it.
    const shell = context.harness.bench.capability('host-shell');
    const run: Inspect = (argv, options) => shell.run(argv, options);
    judgeKnown(context, await throughputMeasurements(run, seen.at(-1)!, { evidence: [] }));
  },
);

function plot(context: SiteContext, series: readonly NeighbourSeries[]): void {
  const { run } = context;
  record(context, {
    type: 'series',
    caseId: run.caseId,
    seriesId: 'mesh-snr',
    title: 'signal-to-noise ratio to each neighbour of the station',
    section: 'network',
    quantity: 'mesh-snr',
    plot: {
      kind: 'line',
      x: { name: 'time', unit: 's' },
      y: { name: 'SNR', unit: 'dB' },
      lines: series.map(({ mac, points }) => ({
        name: mac,
        points: points.flatMap((point) => (point.snrDb === undefined ? [] : [[point.seconds, point.snrDb] as const])),
      })),
      limits: run
        .rowsOf('mesh-snr')
        .flatMap(({ limit }) => (typeof limit === 'number' ? [{ y: limit, label: `limit ${limit} dB` }] : [])),
    },
  });
}
