import { startLoad } from '../../src/probes/load/start-load.js';
import { delayMeasurement } from '../../src/probes/loss/loss-measurement.js';
import { meshPath, probePath } from './mesh-path.js';
import { recordDelays, recordFindings, recordPath } from './path-record.js';
import { evidenceName, judgeAll, judgeKnown, siteCase } from './site-case.js';

const loadPort = 20_863;
/** What the embedded link is shaped to for this case, and the load on it: both about what a mesh of few hops carries. */
const linkKbps = 6000;
const loadKbps = 4500;
const probes = 150;

/** A load below this share of the one wanted is another load. */
const leastOffered = 0.9;

siteCase(
  {
    id: 'SITE_LoadedDelay_001',
    title: 'delay and loss while the link is busy',
    purpose:
      'Messages of a charging session still arrive in time while other traffic fills three quarters of the link.',
    area: 'site: link',
    clause: 'RFC 7679, RFC 7680; deployment manual: latency',
    requirements: [],
    likelyCauses: ['queues that are too long (bufferbloat)', 'the link carries less than is thought'],
    nextStep: 'compare with the delay without load; a queue discipline such as fq_codel on mesh0 shortens it',
  },
  async (context) => {
    const { harness, run } = context;
    const mesh = meshPath(context);
    if (mesh === undefined) return;
    if (mesh.far === undefined) {
      run.inconclusive('no receiver of the load can be started at the far end of this bench');
      return;
    }
    const { bench } = harness;
    const link = mesh.here && bench.offers('link-control') ? bench.capability('link-control') : undefined;
    await link?.shape('mesh', { rateKbps: linkKbps });
    try {
      const plan = { host: mesh.peer, scope: mesh.interface, port: loadPort, rateKbps: loadKbps };
      run.step('test', `When ${loadKbps} kbit/s are sent to the station while it is probed`);
      const load = await startLoad(plan, mesh.near, mesh.far);
      const { result, files, sender, measurements } = await probePath(context, mesh, {
        path: 'vehicle - station, under load',
        count: probes,
        ratePerSecond: 300,
        thresholdMs: 1000,
      }).finally(async () => {
        const { offered, carried, offeredKbps } = await load.stop();
        if (offeredKbps < leastOffered * loadKbps)
          run.inconclusive(`only ${offeredKbps.toFixed(0)} of ${loadKbps} kbit/s of load were sent`);
        const text = `load of ${offeredKbps.toFixed(0)} kbit/s: ${carried} of ${offered} packets carried`;
        run.record({ type: 'log', caseId: run.caseId, source: 'load', level: 'info', text });
      });
      recordFindings(context, result.findings);
      recordPath(context, result, result.forward, 'to the station');
      recordPath(context, result, result.backward, 'from the station');
      recordDelays(context, result.forward, 'to the station');
      const measured = delayMeasurement(
        result,
        result.roundTrip,
        'round-trip-delay-under-load',
        files.map(evidenceName(harness)),
        sender.startedAt,
      );
      const shaped = `the embedded link was shaped to ${linkKbps} kbit/s: the delay is that of its queue, not of a radio`;
      judgeAll(context, measurements);
      judgeKnown(context, [
        { ...measured, caveats: [...(measured.caveats ?? []), ...(link === undefined ? [] : [shaped])] },
      ]);
    } finally {
      await link?.restore();
    }
  },
);
