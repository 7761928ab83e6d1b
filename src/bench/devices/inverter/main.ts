/**
 * The simulated inverter and its meter as their own process: `main.js OPTIONS` with the options as JSON. Prints one JSON
 * line with `"event":"ready"` when both serve Modbus TCP and the control socket listens.
 */
import { systemClock } from '../../../base/clock.js';
import { listenModbus } from '../../../transport/modbus/modbus-server.js';
import { listenScpi } from '../../../transport/scpi/scpi-server.js';
import type { InverterSettings } from '../../capabilities/inverter-control.js';
import type { InverterConfig } from '../../file/bench-config.js';
import { serveRpc } from '../../rpc/rpc-server.js';
import { SeededRandom } from '../seeded-random.js';
import { inverterModels, type ModelId } from '../sunspec/model-table.js';
import { parseFault } from './active-faults.js';
import { SimulatedInverter } from './simulated-inverter.js';
import { SimulatedMeter } from './simulated-meter.js';
import { SimulatedScpiMeter } from './simulated-scpi-meter.js';

export interface InverterProcessOptions {
  readonly inverter: { readonly host: string; readonly port: number; readonly unitId: number };
  readonly meter: { readonly host: string; readonly port: number; readonly unitId: number };
  /** A power analyser with SCPI at the DC side; absent: there is none. */
  readonly scpiMeter?: { readonly host: string; readonly port: number };
  readonly controlSocket: string;
  readonly config: InverterConfig;
}

const base = 40_000;
const options = JSON.parse(process.argv[2] ?? '{}') as InverterProcessOptions;
const { config } = options;
const ratedW = config.rated_w ?? 22_000;
// Two streams: what the meter draws does not change what the inverter does.
const seed = config.seed ?? 1;
const inverter = new SimulatedInverter(
  {
    ratedW,
    rampWPerS: config.ramp_w_per_s ?? 20_000,
    deadTimeMs: config.dead_time_ms ?? 120,
    powerNoiseW: config.power_noise_w ?? 15,
    targetW: config.target_w ?? ratedW,
    unitId: options.inverter.unitId,
    base,
    models: (config.models as readonly ModelId[] | undefined) ?? inverterModels,
    ...(config.storage_wh === undefined ? {} : { storedWh: config.storage_wh }),
    ...(config.state_of_charge_percent === undefined ? {} : { stateOfChargePercent: config.state_of_charge_percent }),
    ...(config.enter_service_delay_s === undefined ? {} : { enterServiceDelayS: config.enter_service_delay_s }),
    ...(config.anti_islanding_ms === undefined ? {} : { antiIslandingMs: config.anti_islanding_ms }),
  },
  systemClock,
  new SeededRandom(seed),
);
const meter = new SimulatedMeter(
  {
    unitId: options.meter.unitId,
    base,
    ratedW,
    noiseW: config.meter_noise_w ?? 8,
    samplingMs: config.meter_sampling_ms ?? 50,
    model: config.meter_model ?? 203,
    faults: inverter.faults,
    grid: () => inverter.grid,
  },
  inverter.physics,
  systemClock,
  new SeededRandom(seed + 1),
);
const scpiMeter = new SimulatedScpiMeter(
  {
    noiseW: config.meter_noise_w ?? 8,
    apertureMs: config.meter_aperture_ms ?? 10,
    dcVolts: config.dc_volts ?? 400,
    faults: inverter.faults,
  },
  inverter.physics,
  systemClock,
  new SeededRandom(seed + 2),
);
inverter.set({ faults: (config.faults ?? []).map(parseFault) });
const inverterServer = await listenModbus({ ...options.inverter, map: inverter });
const meterServer = await listenModbus({ ...options.meter, map: meter });
const scpiServer =
  options.scpiMeter === undefined ? undefined : await listenScpi({ ...options.scpiMeter, instrument: scpiMeter });
const control = await serveRpc(options.controlSocket, async (method, params) => {
  switch (method) {
    case 'set':
      return inverter.set(params as InverterSettings);
    case 'state':
      return inverter.state();
    case 'reach': {
      const { watts, toleranceW, timeoutMs } = params as { watts: number; toleranceW: number; timeoutMs: number };
      return inverter.reach(watts, toleranceW, timeoutMs);
    }
    case 'writes':
      return inverter.writeNotes.map((note) => ({ ...note, at: String(note.at) }));
    default:
      throw new Error(`the inverter has no method ${method}`);
  }
});
process.once('SIGTERM', async () => {
  inverter.close();
  meter.close();
  await Promise.all([inverterServer.close(), meterServer.close(), scpiServer?.close(), control.close()]);
});
console.log(JSON.stringify({ event: 'ready', inverter: inverterServer.port, meter: meterServer.port }));
