// Child of the benchmark: simulated inverters, each with a meter of its own, on ports of the loopback. It logs the true
// power of each inverter every millisecond; from that log, which no meter has seen, comes the truth.
import { systemClock } from '../../src/base/clock.js';
import { SimulatedInverter } from '../../src/bench/devices/inverter/simulated-inverter.js';
import { SimulatedMeter } from '../../src/bench/devices/inverter/simulated-meter.js';
import { SeededRandom } from '../../src/bench/devices/seeded-random.js';
import { listenModbus } from '../../src/transport/modbus/modbus-server.js';
import { inverterBase, inverterShown, type LaneFacts, type PlantAnswer, type PlantRequest, ratedW } from './lanes.js';

interface Device {
  readonly inverter: SimulatedInverter;
  armed: boolean;
  thresholdW: number;
  last: { readonly ns: bigint; readonly above: boolean } | undefined;
  /** Last true crossing downwards: between two looks at the power. */
  crossing: { readonly from: bigint; readonly to: bigint } | undefined;
}

const { lanes } = JSON.parse(process.argv[2] ?? '{}') as { readonly lanes: readonly LaneFacts[] };
const devices: Device[] = [];
for (const lane of lanes) {
  const inverter = new SimulatedInverter(
    {
      ratedW,
      rampWPerS: 1e9,
      deadTimeMs: 0,
      powerNoiseW: lane.powerNoiseW,
      targetW: 0,
      unitId: 1,
      base: inverterBase,
      models: inverterShown,
      // A store that no benchmark empties.
      storedWh: 1e9,
    },
    systemClock,
    new SeededRandom(lane.seed),
  );
  const meter = new SimulatedMeter(
    { unitId: 2, base: inverterBase, ratedW, noiseW: lane.meterNoiseW, samplingMs: lane.samplingMs },
    inverter.physics,
    systemClock,
    new SeededRandom(lane.seed + 1),
  );
  await listenModbus({ host: '127.0.0.1', port: lane.inverterPort, map: inverter });
  await listenModbus({ host: '127.0.0.1', port: lane.meterPort, map: meter });
  devices.push({ inverter, armed: false, thresholdW: 0, last: undefined, crossing: undefined });
}

function look(): void {
  for (const device of devices) {
    if (!device.armed) continue;
    const ns = systemClock.monotonicNs();
    const above = Math.abs(device.inverter.physics.powerAt(ns)) > device.thresholdW;
    if (device.last?.above === true && !above) device.crossing = { from: device.last.ns, to: ns };
    device.last = { ns, above };
  }
  setTimeout(look, 1);
}
look();

process.on('message', (request: PlantRequest) => {
  const device = devices[request.lane]!;
  void answer(device, request).then((body) => process.send?.({ id: request.id, ...body } satisfies PlantAnswer));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: -1 } satisfies PlantAnswer);

async function answer(device: Device, request: PlantRequest): Promise<Omit<PlantAnswer, 'id'>> {
  const { inverter } = device;
  switch (request.what) {
    case 'set':
      inverter.set(request.settings);
      return {};
    case 'reach':
      return { reached: await inverter.reach(request.watts, request.toleranceW, 5000) };
    case 'arm':
      Object.assign(device, { armed: true, thresholdW: request.thresholdW, last: undefined, crossing: undefined });
      return {};
    case 'truth': {
      device.armed = false;
      const wallLessMonotonic = systemClock.wallNs() - systemClock.monotonicNs();
      const written = inverter.writeNotes.at(-1)?.at;
      return {
        ...(device.crossing === undefined
          ? {}
          : { crossing: { from: String(device.crossing.from), to: String(device.crossing.to) } }),
        ...(written === undefined ? {} : { written: String(written - wallLessMonotonic) }),
      };
    }
  }
}
