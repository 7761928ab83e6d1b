import { randomInt } from 'node:crypto';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';
import type { Measured } from '../../src/probes/measured.js';
import { neighbourSeries } from '../../src/probes/mesh-link/neighbour-series.js';
import type { MeshObservation } from '../../src/probes/mesh-link/observations.js';
import { keepLooks, lookAtStation } from './mesh-look.js';
import { adoptEvidence, evidenceName, judgeAll, record, siteCase } from './site-case.js';

const probes = 400;
const probesPerSecond = 40;
const lossThresholdMs = 1000;

siteCase(
  {
    id: 'SITE_MeshLatency_001',
    title: 'round-trip time over the mesh beside retries and busy air',
    purpose:
      'A strong link is also a fast one; where it is not, retries and busy time say that the air is contended for.',
    area: 'site: mesh',
    clause: 'deployment manual: latency',
    requirements: [],
    likelyCauses: ['hidden nodes', 'another network on the channel', 'too many announcements and multicast'],
    nextStep: 'high latency on a strong signal means contention: compare retries and busy time in the evidence',
  },
  async (context) => {
    const { harness, run } = context;
    const mesh = harness.bench.interfaces['radio'] ?? harness.bench.interfaces['mesh'];
    const before = await lookAtStation(context, { scan: false });
    if (before === undefined) return;
    if (mesh?.peerAddress === undefined || mesh.peerNamespace === undefined) {
      run.inconclusive('no reflector can be started at the far end of the mesh path of this bench');
      return;
    }
    const station = mesh.peerNamespace;
    run.step('test', `When ${probes} probes are sent at ${probesPerSecond} a second between two looks at the station`);
    const measured = await measureLoss({
      plan: {
        path: 'vehicle - station, latency',
        host: mesh.peerAddress,
        scope: mesh.name,
        ssid: randomInt(1, 65_536),
        count: probes,
        ratePerSecond: probesPerSecond,
        thresholdMs: lossThresholdMs,
        pacing: 'relaxed',
      },
      near: (argv, options) => harness.bench.spawn(mesh.namespace ?? 'vehicle', argv, options),
      far: (argv, options) => harness.bench.spawn(station, argv, { readyTimeoutMs: 60_000, ...options }),
      folder: harness.evidenceFolder,
      evidenceName: evidenceName(harness),
    });
    for (const file of measured.files) {
      await adoptEvidence(context, file, 'samples', 'probes sent and seen, one record an end');
    }
    const after = await lookAtStation(context, { scan: false });
    const looks = [before, ...(after === undefined ? [] : [after])];
    const { evidence } = await keepLooks(context, looks);
    const text = contention(looks);
    record(context, { type: 'log', caseId: run.caseId, source: 'mesh', level: 'info', text });
    const { delaysMs, lost, sent } = measured.result.roundTrip;
    const latency: Measured = {
      id: 'mesh-latency',
      unit: 'ms',
      value: undefined,
      ...(delaysMs === undefined || delaysMs.length === 0
        ? { unavailable: `none of ${sent} probes came back` }
        : { samples: delaysMs, n: delaysMs.length }),
      // A probe that never came back was slower than any limit.
      censored: lost,
      method: `round-trip times of ${sent} probes (RFC 8762) with Poisson spacing; ${text}`,
      evidence: [...measured.files.map(evidenceName(harness)), ...evidence],
    };
    judgeAll(context, [latency]);
  },
);

/** What stands beside the latency: retries, failures and busy time between two looks. */
function contention(looks: readonly MeshObservation[]): string {
  const points = neighbourSeries(looks).flatMap((series) => series.points.slice(1));
  const sum = (of: (point: (typeof points)[number]) => number | undefined) =>
    points.reduce((total, point) => total + (of(point) ?? 0), 0);
  const channel = looks.at(-1)?.survey.find((entry) => entry.frequencyMHz === looks.at(-1)?.radio?.frequencyMHz);
  const busy =
    channel?.busyMs === undefined || !channel.activeMs
      ? 'busy time of the channel not known'
      : `channel busy ${((100 * channel.busyMs) / channel.activeMs).toFixed(0)} % of the time`;
  return `${sum((p) => p.retries)} retries and ${sum((p) => p.failures)} failures in ${sum((p) => p.packetsSent)} packets of the station, ${busy}`;
}
