import { randomInt } from 'node:crypto';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';
import type { Measured } from '../../src/probes/measured.js';
import { airSigns, explainLatency, tellSigns } from '../../src/probes/mesh-link/air-signs.js';
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
    const signs = airSigns(looks);
    const text = tellSigns(signs);
    record(context, { type: 'log', caseId: run.caseId, source: 'mesh', level: 'info', text });
    const { delaysMs = [], sent, unknown } = measured.result.roundTrip;
    const slow = run
      .rowsOf('mesh-latency')
      .some(({ limit }) => typeof limit === 'number' && isAbove(delaysMs, sent, limit));
    const latency: Measured = {
      id: 'mesh-latency',
      unit: 'ms',
      value: undefined,
      ...(delaysMs.length === 0
        ? { unavailable: unknown ?? `none of ${sent} probes came back` }
        : { samples: delaysMs, n: sent }),
      // A probe that never came back was slower than any limit; one that came late is among the samples.
      censored: sent - delaysMs.length,
      method: `round-trip times of ${sent} probes (RFC 8762) with Poisson spacing`,
      evidence: [...measured.files.map(evidenceName(harness)), ...evidence],
      caveats: [text, ...(slow ? [explainLatency(signs)] : []), ...measured.result.caveats],
    };
    judgeAll(context, [latency]);
  },
);

/** More than one probe in twenty, the lost ones with them, took longer. */
function isAbove(delaysMs: readonly number[], sent: number, limitMs: number): boolean {
  return sent - delaysMs.filter((one) => one <= limitMs).length > sent / 20;
}
