import { systemClock } from '../../src/base/clock.js';
import type { LiveCapture } from '../../src/probes/capture/live-capture.js';
import type { SpawnHere } from '../../src/probes/probe-process.js';
import { measureStop } from '../../src/probes/stop-response/measure-stop.js';
import type { StopInterval } from '../../src/probes/stop-response/stop-interval.js';
import type { Stamp } from '../../src/probes/stop-response/stop-plan.js';
import { createModbusClient } from '../../src/transport/modbus/modbus-client.js';
import { dissectPacket } from '../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../src/wire/net/ip-reassembly.js';
import type { CapturePacket } from '../../src/wire/pcap/capture-item.js';
import { addressOf, type LaneFacts, ratedW } from './lanes.js';
import type { PlantLink } from './plant-link.js';
import type { StopSetting } from './settings.js';

export const powerW = 10_000;
const thresholdW = 100;

/** One stop, measured by the probe and known from the plant's log. Seconds from delivery. */
export interface TrialOutcome {
  readonly setting: StopSetting;
  readonly lane: LaneFacts;
  readonly truth: number;
  /** How far apart the two looks at the true power were between which it crossed, s. */
  readonly truthWidth: number;
  readonly truthOfBeginning: number;
  readonly effect: StopInterval | undefined;
  readonly beginning: StopInterval | undefined;
  /** What the probe saw, in its words. */
  readonly seen: string;
  readonly readings: number;
  readonly refreshSeconds: number;
  readonly stampedByCapture: boolean;
}

export interface TrialTools {
  readonly plant: PlantLink;
  readonly capture: LiveCapture | undefined;
  readonly spawn: SpawnHere;
  readonly folder: string;
}

/** Carries out one stop on one lane: a register write, as a gateway does it, stamped by the kernel. */
export async function oneTrial(
  lane: LaneFacts,
  setting: StopSetting,
  { plant, capture, spawn, folder }: TrialTools,
): Promise<TrialOutcome> {
  const client = createModbusClient({ host: '127.0.0.1', port: lane.inverterPort, unitId: 1 });
  const write = async (point: 'Conn' | 'WMaxLimPct' | 'WMaxLim_Ena', value: number) => {
    const outcome = await client.writeRegisters(addressOf(123, point), [value]);
    if (outcome.kind !== 'ok') throw new Error(`lane ${lane.index}: the inverter does not take ${point}`);
  };
  const set = (settings: { rampWPerS?: number; deadTimeMs?: number; targetW?: number }) =>
    plant.ask({ what: 'set', lane: lane.index, settings });
  const { deadTimeMs, rampWPerS } = setting;
  let sentAt = 0n;
  try {
    const { trials } = await measureStop({
      driver: {
        path: 'sep2-limit-poll',
        prepare: async () => {
          await set({ rampWPerS: 1e9, deadTimeMs: 0, targetW: powerW });
          await write('Conn', 1);
          await write('WMaxLim_Ena', 0);
          await write('WMaxLimPct', 0);
          const { reached } = await plant.ask({ what: 'reach', lane: lane.index, watts: powerW, toleranceW: 100 });
          if (reached !== true) throw new Error(`lane ${lane.index}: the inverter does not reach its power`);
          await set({ rampWPerS: rampWPerS ?? 1e9, deadTimeMs });
          await plant.ask({ what: 'arm', lane: lane.index, thresholdW });
        },
        issueStop: async () => {
          const seen = capture?.waitFor((packet) => isWriteTo(lane.inverterPort, packet), 2000);
          sentAt = systemClock.monotonicNs();
          await (rampWPerS === undefined ? write('Conn', 0) : write('WMaxLim_Ena', 1));
          const own: Stamp = { ns: sentAt, clock: 'monotonic', source: 'process', resolutionNs: 1 };
          const packet = await seen;
          const delivered: Stamp =
            packet?.timestampNs === undefined
              ? own
              : { ns: packet.timestampNs, clock: 'wall', source: 'capture', resolutionNs: 1, point: 'lo' };
          return { issued: own, delivered };
        },
      },
      plan: { ratedW, thresholdW, holdMs: 600, beforeMs: 500 },
      trials: 1,
      besideMeter: spawn,
      meter: {
        name: 'simulated',
        host: '127.0.0.1',
        port: lane.meterPort,
        source: { kind: 'modbus', unitId: 2 },
        sign: 1,
        samplingSeconds: lane.samplingMs / 1000,
        uncertaintyW: 2 * lane.meterNoiseW + 1,
      },
      clock: systemClock,
      folder,
    });
    const [trial] = trials;
    if (trial?.outcome !== 'measured') throw new Error(`lane ${lane.index}: no power flowed`);
    const { crossing, written } = await plant.ask({ what: 'truth', lane: lane.index });
    if (crossing === undefined || written === undefined) throw new Error(`lane ${lane.index}: no crossing is logged`);
    const seconds = (ns: bigint) => Number(ns - sentAt) / 1e9;
    const [from, to] = [BigInt(crossing.from), BigInt(crossing.to)];
    const { intervals, sampling } = trial.analysis;
    return {
      setting,
      lane,
      truth: seconds(from + (to - from) / 2n),
      truthWidth: Number(to - from) / 1e9,
      truthOfBeginning: seconds(BigInt(written)) + deadTimeMs / 1000,
      effect: intervals['deliver-effect'],
      beginning: intervals['deliver-first-effect'],
      seen: [trial.analysis.effect, ...trial.analysis.caveats].join('; '),
      readings: sampling.readings,
      refreshSeconds: sampling.refreshSeconds,
      stampedByCapture: trial.stamps.delivered?.source === 'capture',
    };
  } finally {
    await client.close();
  }
}

/** A segment with payload to the inverter's port: this client sends nothing there but writes. */
function isWriteTo(port: number, packet: CapturePacket): boolean {
  const { transport } = dissectPacket(packet.linkType, packet.data, new IpReassembly(), packet.timestampNs ?? 0n);
  return transport?.kind === 'tcp' && transport.destinationPort === port && transport.payload.length > 0;
}
