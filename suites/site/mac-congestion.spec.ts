import type { CongestionResult } from '../../src/probes/congestion/analyse-congestion.js';
import { measureCongestion } from '../../src/probes/congestion/measure-congestion.js';
import { meshPath } from './mesh-path.js';
import { adoptEvidence, evidenceName, judgeKnown, type SiteContext, siteCase } from './site-case.js';

/** Vehicles at once, level by level. */
const levels = [1, 16, 32, 64, 128, 256];
/** The embedded link is made as slow as multicast on a mesh is, so that queueing shows at all. */
const linkKbps = 6000;
const rounds = 3;
const periods = { here: 60, there: 1000 } as const;

siteCase(
  {
    id: 'SITE_MacCongestion_001',
    title: 'many vehicles announce their state of charge at once',
    purpose:
      'Announcements of dozens of vehicles at the same time do not collapse the link; from how many on it fails is known.',
    area: 'site: link',
    clause: 'deployment manual: MAC congestion',
    requirements: [],
    likelyCauses: [
      'collisions of multicast frames, which are not repeated',
      'announcements that are tied to one clock',
    ],
    nextStep: 'spread the announcements in time, and look at the number of senders where loss begins',
  },
  async (context) => {
    const { harness, run } = context;
    const { bench } = harness;
    const mesh = meshPath(context);
    if (mesh === undefined) return;
    if (mesh.far === undefined) {
      run.inconclusive('no listener can be started at the far end of the mesh path of this bench');
      return;
    }
    const link = mesh.here && bench.offers('link-control') ? bench.capability('link-control') : undefined;
    // Namespaces of more nodes with a radio of their own, where the bench has them: only these can collide.
    const more = (bench.facts.item['announcing_nodes'] ?? '').split(/[\s,]+/).filter((name) => name !== '');
    const nodes = [mesh.near, ...more.map((name) => mesh.at(name))];
    const emulated = bench.facts.driver === 'vm';
    const caveats = mesh.here
      ? [
          `embedded bench: vehicles share one wire shaped to ${linkKbps} kbit/s, which can show queueing and never a collision; a radio mesh shows the rest`,
        ]
      : emulated
        ? [
            'mesh VM: the nodes share one emulated processor, which may be the limit before the air is, and mac80211_hwsim carries frames one after the other: two at once never collide',
          ]
        : [];
    // A wire, or a single radio, cannot show what the row is named after: said where everybody sees it.
    const alone = mesh.here || emulated || nodes.length === 1;
    if (alone) {
      const text = `MAC congestion: ${mesh.here ? 'this bench has a wire and no radio' : emulated ? 'simulated radios carry one frame after the other' : 'all vehicles send from one radio'}, so queueing is measured and collisions are not`;
      run.record({ type: 'warning', caseId: run.caseId, text });
    }
    await link?.shape('mesh', { rateKbps: linkKbps });
    try {
      for (const [mode, host] of [
        ['multicast', 'ff02::1'],
        ['unicast', mesh.peer],
      ] as const) {
        run.step('test', `When ${levels.join(', ')} vehicles announce at once by ${mode}`);
        const { result, measurements, files } = await measureCongestion({
          plan: {
            path: `vehicles - ${mode === 'multicast' ? 'ff02::1' : 'station'}`,
            host,
            scope: mesh.interface,
            levels,
            rounds,
            periodMs: mesh.here ? periods.here : periods.there,
          },
          nodes,
          listener: mesh.far,
          ...(mesh.here ? { capture: { node: mesh.interface, listener: mesh.interface } } : {}),
          caveats,
          folder: harness.evidenceFolder,
          evidenceName: evidenceName(harness),
        });
        for (const file of files)
          await adoptEvidence(
            context,
            file,
            file.endsWith('.pcap') ? 'capture' : 'samples',
            `announcements by ${mode}`,
          );
        recordCurve(context, result, mode, alone);
        judgeKnown(context, measurements);
      }
    } finally {
      await link?.restore();
    }
  },
);

/** Loss and delay against the number of vehicles, and the knee in words. @param alone one sender: nobody to collide with */
function recordCurve(
  { run }: SiteContext,
  { levels: found, knee }: CongestionResult,
  mode: string,
  alone: boolean,
): void {
  const shown = alone ? ' (queueing only: no collision is possible on this medium)' : '';
  const curve = (
    seriesId: string,
    name: string,
    unit: string,
    value: (level: CongestionResult['levels'][number]) => number | undefined,
  ) =>
    run.record({
      type: 'series',
      caseId: run.caseId,
      seriesId: `${seriesId} ${mode}`,
      title: `${name} against vehicles that announce at once, ${mode}${shown}`,
      section: 'network',
      quantity: 'loss-under-announcements',
      plot: {
        kind: 'line',
        x: { name: 'vehicles at once', unit: '1' },
        y: { name, unit },
        lines: [
          {
            name: mode,
            points: found.flatMap((level) => {
              const y = value(level);
              return y === undefined ? [] : [[level.senders, y] as const];
            }),
          },
        ],
        ...(knee === undefined ? {} : { marks: [{ x: knee.senders, label: `knee, by ${knee.by}` }] }),
      },
    });
  curve('loss-by-senders', 'loss', '%', ({ loss }) => (loss.sent === 0 ? undefined : (100 * loss.lost) / loss.sent));
  curve('delay-by-senders', 'delay p95', 'ms', ({ delayP95Ms }) => delayP95Ms);
  const most = found.at(-1)?.senders ?? 0;
  const text =
    knee === undefined
      ? `no knee up to ${most} vehicles at once`
      : `knee at ${knee.senders} vehicles at once, by ${knee.by}`;
  run.record({ type: 'log', caseId: run.caseId, source: 'congestion', level: 'info', text: `${text}${shown}` });
  for (const { senders, loss, delayP50Ms, delayP95Ms, roundMs } of found) {
    const delay = `delay p50 ${delayP50Ms?.toFixed(2) ?? '-'} ms, p95 ${delayP95Ms?.toFixed(2) ?? '-'} ms`;
    const told = `${senders} vehicles: ${loss.lost} of ${loss.sent} lost, ${delay}, sent within ${roundMs.toFixed(1)} ms`;
    run.record({ type: 'log', caseId: run.caseId, source: 'congestion', level: 'info', text: told });
  }
}
