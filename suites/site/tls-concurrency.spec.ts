import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import type { LevelResult } from '../../src/probes/tls-load/analyse-tls-load.js';
import { measureTlsLoad } from '../../src/probes/tls-load/measure-tls-load.js';
import { discoverSecc } from '../../src/transport/sdp-client.js';
import { percentilesOf } from './percentiles.js';
import { adoptEvidence, evidenceName, judgeAll, type SiteContext, siteCase } from './site-case.js';

/** Vehicles at once, level by level. */
const levels = [1, 16];
/** 299 handshakes without a failure show a rate below 1 % at 95 %; whole rounds are made. */
const handshakes = 304;

siteCase(
  {
    id: 'SITE_TlsConcurrency_001',
    title: 'many vehicles at once shake hands',
    purpose: 'TLS handshakes of many vehicles at once all succeed, and the time that they take is known.',
    area: 'site: security',
    clause: 'ISO 15118-2:2014, 7.7.3; deployment manual: TLS concurrency',
    requirements: [],
    likelyCauses: [
      'the gateway limits its connections below the number of vehicles',
      'the CPU of the gateway is the limit',
    ],
    nextStep: 'compare handshakes a second with openssl speed ecdsap256 on the station',
  },
  async (context) => {
    const { harness, run } = context;
    const { bench } = harness;
    const mesh = bench.interfaces['mesh'];
    run.step('preamble', 'Given an SECC that announces TLS');
    const outcome =
      mesh === undefined ? undefined : await discoverSecc({ interface: mesh.name, security: 'tls', attempts: 5 });
    const secc = outcome?.secc;
    if (mesh === undefined || secc === undefined || secc.security !== 'tls') {
      run.inconclusive('no SECC offers TLS on the mesh interface');
      return;
    }
    run.step('test', `When ${levels.join(', ')} vehicles at once connect, at least ${handshakes} handshakes a level`);
    const measured = await measureTlsLoad({
      plan: {
        host: secc.address,
        scope: mesh.name,
        port: secc.port,
        profile: 'iso15118-2',
        roots: [join(harness.pkiFolder, 'v2g-root.cert.pem')],
        levels,
        handshakes,
      },
      near: (argv, options) => bench.spawn(mesh.namespace ?? 'vehicle', argv, options),
      clock: systemClock,
      folder: harness.evidenceFolder,
      evidenceName: evidenceName(harness),
    });
    for (const file of measured.files)
      await adoptEvidence(context, file, 'samples', 'every handshake with its time or cause of failure');
    for (const level of measured.levels) recordLevel(context, level);
    if (measured.knee !== undefined) {
      run.record({
        type: 'log',
        caseId: run.caseId,
        source: 'tls load',
        level: 'info',
        text: `knee of the curve at ${measured.knee} vehicles at once`,
      });
    }
    judgeAll(context, measured.measurements);
  },
);

function recordLevel({ run }: SiteContext, level: LevelResult): void {
  run.record({
    type: 'tls-level',
    caseId: run.caseId,
    concurrency: level.level,
    attempted: level.handshakes,
    completed: level.handshakes - level.failures - level.unconfirmed,
    failures: Object.entries(level.causes).map(([reason, count]) => ({ reason, count })),
    latencyMs: percentilesOf(level.timesMs),
    handshakesPerS: level.perSecond,
    // Both share this machine on the embedded bench; only a generator with CPU to spare points at the other side.
    bottleneck: level.saturated ? 'generator' : 'unknown',
  });
}
