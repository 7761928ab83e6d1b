import type { TestContext } from 'node:test';
import type { FaultName } from '../../../../src/gateway/faults/fault-table.js';
import type { UtilityConfig } from '../../../../src/peers/utility/utility-config.js';
import { type Iso20Bench, startIso20 } from '../../support/iso20-bench.js';
import { type SunspecDevice, startSunspecDevice } from '../../support/sunspec-device.js';
import { eventually, gatewayOf, startUtilityBench, type UtilityBench } from './utility-bench.js';

/** Everything on the loopback: utility server, gateway, inverter, and a vehicle that discharges. */
export interface Plugged extends UtilityBench {
  readonly gateway: Iso20Bench;
  readonly device: SunspecDevice;
  /** W that the vehicle gives while nothing limits it. */
  readonly levelW: number;
  /** Waits until the power at the inverter is as wanted, W into the grid. */
  power(what: string, check: (watts: number) => boolean, ms?: number): Promise<void>;
  /** The vehicle's session as it is now. */
  sessionRuns(): boolean;
  /** Ends the session as a vehicle should. */
  unplug(): Promise<void>;
}

export interface PluggedOptions {
  readonly more?: string;
  readonly faults?: readonly FaultName[];
  readonly server?: Partial<UtilityConfig>;
  readonly controlMode?: 'scheduled' | 'dynamic';
  /** Whether the full discharge is waited for; default true. */
  readonly level?: boolean;
}

const levelW = 8000;

/** Plugs in: resolves when the vehicle gives {@link levelW} and the gateway knows its controls. */
export async function plugIn(t: TestContext, options: PluggedOptions = {}): Promise<Plugged> {
  const {
    more = 'controls: { vehicle_on_stop: hold }',
    faults = [],
    server = {},
    controlMode = 'scheduled',
    level = true,
  } = options;
  const bench = await startUtilityBench(t, server);
  const device = await startSunspecDevice(true);
  const gateway = await startIso20(t, { ...gatewayOf(bench, more, faults), device });
  await bench.utility.waitForRequest({ resource: 'derc', status: 200 }, 30_000);
  await eventually('reading of the controls', async () =>
    (await gateway.control({ command: 'sep2' }))['server_is'] === 'known' ? true : undefined,
  );
  const vehicle = await gateway.vehicle({
    loops: 1,
    iso20: { service: 'DC_BPT', controlMode, maxDischargePower: 20_000, dischargeCurrent: levelW / 400 },
    car: {
      socPercent: 99,
      capacityWh: 10_000_000,
      dc: { emptyVoltage: 400, fullVoltage: 400, targetCurrent: 0, currentStep: 1000 },
    },
  });
  const drive = await vehicle.driveTo('one-loop');
  if (!drive.reached) throw new Error(`the session cannot be opened: ${drive.failure?.text ?? ''}`);
  let runs = true;
  let plugged = true;
  const charging = (async () => {
    while (plugged) {
      const { outcome, responseCode } = await vehicle.request('DC_ChargeLoopReq');
      if (outcome !== 'answered' || responseCode?.startsWith('FAILED') !== false) break;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    runs = false;
  })();
  const leave = async () => {
    plugged = false;
    await charging;
  };
  const unplug = async () => {
    await leave();
    await vehicle.driveTo('stopped');
    await vehicle.close();
  };
  t.after(leave);
  const power: Plugged['power'] = async (what, check, ms = 30_000) => {
    await eventually(
      `${what} (power is ${device.powerW} W)`,
      () => (check(device.powerW) ? true : undefined),
      ms,
    ).catch((error: Error) => {
      throw new Error(`${error.message}; now ${device.powerW} W`);
    });
  };
  if (controlMode === 'scheduled' && level) await power('discharge', (watts) => Math.abs(watts - levelW) < 100);
  return { ...bench, gateway, device, levelW, power, sessionRuns: () => runs, unplug };
}
