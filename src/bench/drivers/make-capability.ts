import { join } from 'node:path';
import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import type { Capabilities, CapabilityName } from '../capabilities/capabilities.js';
import type { Uncertainty } from '../capabilities/measuring.js';
import { PilotLineControl } from '../devices/pilot-line/pilot-line-control.js';
import { PowerLineControl } from '../devices/plc-modem/power-line-control.js';
import { bareAddress, links } from '../embedded/topology.js';
import type { CapabilityConfig } from '../file/bench-config.js';
import { GatewayProxy, LinkControlProxy, LossControlProxy, OperatorProxy } from '../owner/owner-proxies.js';
import { placeCommand } from '../place-command.js';
import { ProxyControl } from '../proxy/control/proxy-control.js';
import type { RpcClient } from '../rpc/rpc-client.js';
import type { BenchState } from '../state/bench-state.js';
import { VmLossControl } from '../vm/vm-loss-control.js';
import { VmMeshControl } from '../vm/vm-mesh-control.js';
import { OperatorControl, OperatorPower } from './by-operator.js';
import { makeShell } from './make-shell.js';
import { OperatorVehicle } from './operator-vehicle.js';
import { ReferenceVehicle } from './reference-vehicle.js';
import { type ScpiDialect, ScpiMultimeter } from './scpi-multimeter.js';
import { ScpiPowerMeter, type ScpiPowerMeterOptions } from './scpi-power-meter.js';
import { SimulatedInverterControl } from './simulated-inverter-control.js';
import { SimulatedMultimeterControl } from './simulated-multimeter-control.js';
import { SunspecInverterControl } from './sunspec-inverter-control.js';
import { SunspecMeter } from './sunspec-meter.js';

const minutes = 60_000;
/** Where the embedded bench has its meter (unit of the meter, not of the inverter). */
export const embeddedUnits = { inverter: 1, meter: 2, port: 502, scpiPort: 5026 } as const;

/** What a driver may need from the bench. */
export interface DriverContext {
  readonly state: BenchState;
  readonly owner: RpcClient;
}

type Makers = { readonly [K in CapabilityName]: (context: DriverContext, config: CapabilityConfig) => Capabilities[K] };

/** One maker a capability; the bench file has been checked before, so a driver and its options are known to be right. */
export const makers: Makers = {
  'inverter-power': ({ state, owner }, config) => {
    const facts = measuringFacts(config);
    if (config.driver === 'operator') {
      const timeoutMs = number(config, 'timeout_ms') ?? 5 * minutes;
      return new OperatorPower(new OperatorProxy('operator', owner), facts, timeoutMs, systemClock.monotonicNs);
    }
    const embedded = state.config.driver === 'embedded' ? links.find((link) => link.role === 'meter') : undefined;
    const host = text(config, 'host') ?? (embedded && bareAddress(embedded.station.addresses[0]!));
    if (host === undefined)
      throw new PlumblineError('BENCH-004', { place: state.file, detail: 'inverter-power lacks host' });
    const scpiPort = number(config, 'port') ?? (embedded === undefined ? undefined : embeddedUnits.scpiPort);
    if (config.driver === 'scpi-power-meter')
      return scpiPowerMeter({ ...facts, host, port: scpiPort, interface: embedded?.other.device }, config);
    return new SunspecMeter({
      ...facts,
      host,
      port: number(config, 'port') ?? embeddedUnits.port,
      unit: number(config, 'unit') ?? (embedded === undefined ? 1 : embeddedUnits.meter),
      base: number(config, 'base'),
      model: number(config, 'model'),
      sign: signOf(config),
      timeoutMs: number(config, 'timeout_ms') ?? 1000,
      calibrationDue: facts.calibrationDue,
      interface: embedded?.other.device,
    });
  },
  'inverter-control': (context, config) => {
    const { state, owner } = context;
    if (config.driver === 'simulated-inverter' && state.inverterSocket !== undefined) {
      return new SimulatedInverterControl(state.inverterSocket);
    }
    const power = state.config.capabilities['inverter-power'];
    if (config.driver === 'sunspec-inverter') return sunspecControl(context, config, power);
    return new OperatorControl(
      new OperatorProxy('operator', owner),
      power === undefined ? undefined : makers['inverter-power'](context, power),
      number(config, 'timeout_ms') ?? 5 * minutes,
      (detail) => new PlumblineError('BENCH-018', { place: 'operator', detail: `was not done: ${detail}` }),
    );
  },
  'loss-control': ({ owner }, config) =>
    config.driver === 'vm-netem' ? new VmLossControl(new VmMeshControl()) : new LossControlProxy(config.driver, owner),
  'mesh-control': () => new VmMeshControl(),
  'link-control': ({ owner }, config) => new LinkControlProxy(config.driver, owner),
  multimeter: ({ state }, config) => {
    const embedded = state.config.driver === 'embedded';
    const host = text(config, 'host') ?? (embedded ? meterHost() : undefined);
    if (host === undefined) {
      throw new PlumblineError('BENCH-004', { place: state.file, detail: 'multimeter lacks host' });
    }
    return new ScpiMultimeter({
      host,
      port: number(config, 'port') ?? (embedded ? state.config.devices?.multimeter?.port : undefined),
      dialect: (config['dialect'] as ScpiDialect | undefined) ?? 'scpi',
      timeoutMs: number(config, 'timeout_ms') ?? 5000,
      instrument: String(config['instrument']),
      uncertainty: { volts: uncertainty(config, 'volts'), amperes: uncertainty(config, 'amperes') },
      samplingSeconds: number(config, 'sampling_s') ?? 1,
      calibrationDue: text(config, 'calibration_due'),
    });
  },
  'multimeter-control': ({ state }) => {
    if (state.multimeterSocket === undefined) {
      throw new PlumblineError('BENCH-010', {
        place: 'multimeter-control',
        detail: 'the bench simulates no multimeter',
      });
    }
    return new SimulatedMultimeterControl(state.multimeterSocket);
  },
  'power-line-control': ({ state }) => {
    if (state.powerLineSocket === undefined) {
      throw new PlumblineError('BENCH-010', {
        place: 'power-line-control',
        detail: 'the bench simulates no power line: devices has no plc',
      });
    }
    return new PowerLineControl(state.powerLineSocket);
  },
  'pilot-line': ({ state }) => {
    if (state.pilotLineSocket === undefined) {
      throw new PlumblineError('BENCH-010', { place: 'pilot-line', detail: 'the bench simulates no control pilot' });
    }
    return new PilotLineControl(state.pilotLineSocket);
  },
  proxy: ({ state }) => {
    if (state.proxySocket === undefined) throw new PlumblineError('BENCH-010', { place: 'proxy' });
    return new ProxyControl(state.proxySocket);
  },
  'host-shell': ({ state }) => makeShell(state),
  vehicle: (context, config) => {
    const { state, owner } = context;
    if (config.driver === 'operator') {
      const timeoutMs = number(config, 'timeout_ms') ?? 5 * minutes;
      return new OperatorVehicle(new OperatorProxy('operator', owner), timeoutMs, text(config, 'pki'));
    }
    return new ReferenceVehicle({
      place: (argv) => placeCommand(state.config.driver, text(config, 'namespace') ?? 'vehicle', argv),
      interface: text(config, 'interface') ?? 'mesh0',
      serviceDetail: (config['service_detail'] as boolean | undefined) ?? true,
      logFolder: join(state.folder, 'logs'),
      pilot: state.pilotLineSocket === undefined ? undefined : () => new PilotLineControl(state.pilotLineSocket!),
    });
  },
  gateway: ({ owner }, config) => new GatewayProxy(config.driver, owner),
  operator: ({ owner }, config) => new OperatorProxy(config.driver, owner),
};

/** Options of `scpi-power-meter` as the bench file has them. */
function scpiPowerMeter(
  facts: Pick<
    ScpiPowerMeterOptions,
    'host' | 'port' | 'interface' | 'instrument' | 'uncertainty' | 'samplingSeconds' | 'calibrationDue'
  >,
  config: CapabilityConfig,
): ScpiPowerMeter {
  const power = text(config, 'power_query');
  return new ScpiPowerMeter({
    ...facts,
    dialect: (config['dialect'] as ScpiDialect | undefined) ?? 'scpi',
    query:
      power === undefined
        ? {
            kind: 'product',
            volts: text(config, 'volts_query') ?? 'MEAS:VOLT:DC?',
            amperes: text(config, 'amperes_query') ?? 'MEAS:CURR:DC?',
          }
        : { kind: 'power', query: power },
    sign: signOf(config),
    timeoutMs: number(config, 'timeout_ms') ?? 5000,
  });
}

function signOf(config: CapabilityConfig): 1 | -1 {
  return config['sign'] === 'discharge-negative' ? -1 : 1;
}

/** Power is read from the meter of the bench, or where there is none from the inverter itself. */
function sunspecControl(
  context: DriverContext,
  config: CapabilityConfig,
  power: CapabilityConfig | undefined,
): SunspecInverterControl {
  const options = {
    host: String(config['host']),
    port: number(config, 'port') ?? embeddedUnits.port,
    unit: number(config, 'unit') ?? 1,
    base: number(config, 'base'),
    timeoutMs: number(config, 'timeout_ms') ?? 1000,
  };
  const itself = {
    driver: 'sunspec-meter',
    instrument: 'the inverter itself',
    uncertainty: { absolute: 0, relative: 0 },
  };
  return new SunspecInverterControl(
    options,
    makers['inverter-power'](context, power ?? { ...itself, ...config, driver: 'sunspec-meter' }),
  );
}

/** Address of the meter and of the multimeter on the embedded bench. */
export function meterHost(): string {
  return bareAddress(links.find((link) => link.role === 'meter')!.station.addresses[0]!);
}

function uncertainty(config: CapabilityConfig, name: string): Uncertainty | undefined {
  return config[name] as Uncertainty | undefined;
}

/** The facts of a measuring capability, straight from the bench file. */
export function measuringFacts(config: CapabilityConfig) {
  return {
    instrument: String(config['instrument']),
    uncertainty: config['uncertainty'] as Uncertainty,
    samplingSeconds: number(config, 'sampling_s') ?? 1,
    calibrationDue: text(config, 'calibration_due'),
  };
}

function number(config: CapabilityConfig, name: string): number | undefined {
  return config[name] as number | undefined;
}

function text(config: CapabilityConfig, name: string): string | undefined {
  return config[name] as string | undefined;
}
