import { delayMeasurement } from '../../src/probes/loss/loss-measurement.js';
import { meshPath, probePath } from './mesh-path.js';
import { recordDelays, recordFindings, recordLossOverTime, recordPath } from './path-record.js';
import { evidenceName, judgeAll, judgeKnown, siteCase } from './site-case.js';

/** Sign-off: 1,200 probes a path and direction (design of the sampling plan). */
const probes = 1200;
const lossThresholdMs = 1000;
const path = 'vehicle - station';
/** Probes a second; a virtual link on this machine is fast, a radio shall not be loaded by its own probes. */
const rates = { here: 500, there: 200 } as const;

siteCase(
  {
    id: 'SITE_PacketLoss_001',
    title: 'packet loss between vehicle and station, both directions',
    purpose:
      'Probes on a schedule that does not wait for answers show the loss on the mesh path, each direction for itself, and its delay.',
    area: 'site: link',
    clause: 'RFC 7680, RFC 8762; deployment manual: packet loss',
    requirements: [],
    likelyCauses: ['multi-path interference', 'hidden nodes', 'too many hops'],
    nextStep: 'look at the bursts: single losses point at the air, long runs at a route that breaks',
  },
  async (context) => {
    const { harness, run } = context;
    const mesh = meshPath(context);
    if (mesh === undefined) return;
    const ratePerSecond = mesh.here ? rates.here : rates.there;
    run.step('test', `When ${probes} probes are sent at ${ratePerSecond} a second with Poisson spacing`);
    const { result, measurements, files, sender } = await probePath(context, mesh, {
      path,
      count: probes,
      ratePerSecond,
      thresholdMs: lossThresholdMs,
    });
    recordFindings(context, result.findings);
    for (const [part, direction] of [
      [result.forward, 'to the station'],
      [result.backward, 'from the station'],
      [result.roundTrip, 'there and back'],
    ] as const) {
      recordPath(context, result, part, direction);
      recordLossOverTime(context, part, direction);
      recordDelays(context, part, direction);
    }
    judgeAll(context, measurements);
    const evidence = files.map(evidenceName(harness));
    judgeKnown(context, [
      delayMeasurement(result, result.roundTrip, 'round-trip-delay', evidence, sender.startedAt),
      delayMeasurement(result, result.forward, 'one-way-delay', evidence, sender.startedAt),
      delayMeasurement(result, result.backward, 'one-way-delay', evidence, sender.startedAt),
    ]);
  },
);

/** Without a loss they show a rate below 2 %. */
const groupProbes = 150;
const groupThresholdMs = 200;

siteCase(
  {
    id: 'SITE_Multicast_001',
    title: 'loss of multicast to ff02::1, and of nodes without a reflector',
    purpose:
      'Every node of the mesh hears the group that SDP uses; the loss of multicast, which is not repeated by the radio, is known.',
    area: 'site: link',
    clause: 'RFC 4443 clause 4; deployment manual: ff02::1 on the mesh',
    requirements: [],
    likelyCauses: ['multicast is sent at the lowest rate and never repeated', 'the ff02::/64 route is missing'],
    nextStep: 'compare with the loss of unicast: the difference is what the radio repairs by repeating',
  },
  async (context) => {
    const { harness, run } = context;
    const mesh = meshPath(context);
    if (mesh === undefined) return;
    run.step('test', `When ${groupProbes} echo requests go to ff02::1`);
    const { result, multicast, files, sender } = await probePath(context, mesh, {
      path: 'vehicle - ff02::1',
      host: 'ff02::1',
      protocol: 'icmpv6-echo',
      expected: [mesh.peer],
      count: groupProbes,
      ratePerSecond: mesh.here ? rates.here : rates.there / 4,
      thresholdMs: groupThresholdMs,
    });
    recordFindings(context, [...result.findings, ...(multicast?.findings ?? [])]);
    for (const one of multicast?.responders ?? [])
      recordPath(context, one.result, one.result.roundTrip, 'there by multicast, back by unicast');
    const evidence = files.map(evidenceName(harness));
    const station = multicast?.responders.find(({ address }) => address === mesh.peer)?.result;
    if (station === undefined) {
      run.inconclusive('the station was not among those that were asked');
      return;
    }
    judgeAll(context, [
      {
        // The row on loss holds for every path; that of the group has its own name.
        id: 'packet-loss',
        value: station.roundTrip.sent === 0 ? undefined : (100 * station.roundTrip.lost) / station.roundTrip.sent,
        ...(station.roundTrip.sent === 0 ? { unavailable: 'no probe left this machine' } : {}),
        unit: '%',
        n: station.roundTrip.sent,
        k: station.roundTrip.lost,
        samples: station.roundTrip.indicators ?? [],
        labels: { path: station.path, responders: String(multicast?.responders.length ?? 0) },
        method: 'ICMPv6 echo requests to ff02::1 at Poisson spacing, answers of the station by unicast',
        evidence,
        caveats: ['the way back is part of it: an echo answer does not say on which way its neighbours were lost'],
        takenAt: sender.startedAt,
      },
    ]);
  },
);
