import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VehicleOptions } from '../../../src/peers/vehicle/vehicle-options.js';
import { iso15118Part20 } from '../../../src/transport/tls-profiles.js';
import { type Harness, pkiP521 } from '../../engine/harness.js';
import { Evcc } from '../../iso15118-2/evcc.js';
import type { SiteContext } from '../site-case.js';

/** What stands around a stop: a vehicle that makes power flow, and how much of it. */
export interface VehicleScene {
  readonly context: SiteContext;
  /** Configuration of the gateway, as in bench.yaml. */
  readonly gateway: string;
  /** Power to wait for before the stop, W; discharge to the grid positive. */
  readonly powerW: number;
  readonly openEvcc: () => Evcc;
}

const steadyPart = 0.05;
const steadyTimeoutMs = 10_000;
const packV = 400;

/** A vehicle of ISO 15118-2 in the form that the project tests; the simulated inverter gives its power. */
export function iso2Scene(context: SiteContext, powerW: number): VehicleScene {
  const { harness, run } = context;
  return { context, gateway: harness.variant.gateway ?? 'dc', powerW, openEvcc: () => new Evcc(harness, run) };
}

/** A vehicle of ISO 15118-2 whose control pilot the harness reports to the gateway. */
export function pilotScene(
  context: SiteContext,
  powerW: number,
  report: (state: 'A' | 'B' | 'C') => Promise<void>,
): VehicleScene {
  const { harness, run } = context;
  return { context, gateway: 'plugged', powerW, openEvcc: () => new Evcc(harness, run, { pilot: report }) };
}

/**
 * A vehicle of ISO 15118-20 over mutual TLS 1.3 with bidirectional DC.
 * @param powerW discharge to the grid positive: at or above 0 the vehicle gives, below it takes
 */
export function iso20Scene(context: SiteContext, powerW: number): VehicleScene {
  const { run } = context;
  const harness = iso20Harness(context.harness);
  const current = Math.abs(powerW) / packV;
  const options: Partial<VehicleOptions> = {
    // A full pack holds its voltage, so that current times voltage is the power that is wanted.
    car: {
      socPercent: 99,
      capacityWh: 10_000_000,
      dc: { emptyVoltage: packV, fullVoltage: packV, targetCurrent: powerW < 0 ? current : 0, currentStep: 1000 },
    },
    iso20: {
      service: 'DC_BPT',
      controlMode: 'scheduled',
      maxDischargePower: Math.max(1, powerW),
      ...(powerW > 0 ? { dischargeCurrent: current } : {}),
    },
  };
  return { context, gateway: 'iso20', powerW, openEvcc: () => new Evcc(harness, run, options) };
}

/** Power is steady: a stop out of a ramp would measure the ramp too. What the bench cannot set it need not reach. */
export async function reachPower({ context: { harness, run }, powerW }: VehicleScene): Promise<void> {
  const { bench } = harness;
  if (!bench.offers('inverter-control')) return;
  const inverter = bench.capability('inverter-control');
  if (await inverter.reach(powerW, Math.max(200, Math.abs(powerW) * steadyPart), steadyTimeoutMs)) return;
  const state = await inverter.state();
  const text = `power did not become steady at ${powerW} W before the stop${state === undefined ? '' : `, it is ${state.trueW.toFixed(0)} W`}`;
  run.record({ type: 'log', caseId: run.caseId, source: 'bench', level: 'warn', text });
}

/** The harness as a project of ISO 15118-20 would have it. */
function iso20Harness(harness: Harness): Harness {
  const folder = pkiP521(harness.pkiFolder);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    ...harness,
    variant: { ...harness.variant, mode: 'DC', protocol: 'iso20', security: 'tls', gateway: 'iso20' },
    tls: {
      profile: iso15118Part20,
      roots: [read('v2g-root.cert.pem')],
      chain: read('vehicle.chain.pem'),
      key: read('vehicle.key.pem'),
    },
  };
}
