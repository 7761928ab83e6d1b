import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { GatewayConfig, Iso20ServiceName, ServiceConfig } from '../config/gateway-config.js';

/** How the energy flow is agreed on (ISO 15118-20:2022, 8.4.3): ControlMode 1 and 2. */
export type ControlMode = 'scheduled' | 'dynamic';
export type Pricing = 'none' | 'absolute' | 'levels';

/** One parameter set of an energy transfer service: what a vehicle selects. */
export interface OfferedSet {
  readonly serviceId: number;
  readonly parameterSetId: number;
  readonly energy: 'ac' | 'dc';
  readonly bidirectional: boolean;
  readonly controlMode: ControlMode;
  /** MobilityNeedsMode: 1 the vehicle gives its needs, 2 the SECC may ask for others. */
  readonly mobilityNeeds: 1 | 2;
  readonly pricing: Pricing;
}

/** ServiceIDs of the energy transfer services (ISO 15118-20:2022, table 204; MCS: amendment 1). */
export const serviceIds: Readonly<Record<Iso20ServiceName, number>> = {
  AC: 1,
  DC: 2,
  AC_BPT: 5,
  DC_BPT: 6,
  MCS: 8,
  MCS_BPT: 9,
};

/** Ids up to here belong to energy transfer. */
const lastEnergyServiceId = 60;

/** The energy transfer services that this station has for AC or DC, in the order of the configuration. */
export function energyServices(config: GatewayConfig, energy: 'ac' | 'dc'): readonly Iso20ServiceName[] {
  const names = config.iso20.services ?? everyService(config);
  return names.filter((name) => energyOf(name) === energy);
}

function everyService(config: GatewayConfig): readonly Iso20ServiceName[] {
  const { ac, dc } = config.limits;
  return [
    ...(dc === undefined ? [] : (['DC'] as const)),
    ...(dc?.max_discharge_power_w === undefined ? [] : (['DC_BPT'] as const)),
    ...(ac === undefined ? [] : (['AC'] as const)),
    ...(ac?.max_discharge_power_w === undefined ? [] : (['AC_BPT'] as const)),
  ];
}

export function energyOf(name: Iso20ServiceName): 'ac' | 'dc' {
  return name.startsWith('AC') ? 'ac' : 'dc';
}

/** The parameter sets of one service: scheduled, dynamic, dynamic with needs of the SECC (V2G20-2656: both modes). */
export function offeredSets(config: GatewayConfig, name: Iso20ServiceName): readonly OfferedSet[] {
  const common = {
    serviceId: serviceIds[name],
    energy: energyOf(name),
    bidirectional: name.endsWith('_BPT'),
    pricing: config.prices === undefined ? 'none' : config.iso20.pricing,
  } as const;
  return [
    { ...common, parameterSetId: 1, controlMode: 'scheduled', mobilityNeeds: 1 },
    { ...common, parameterSetId: 2, controlMode: 'dynamic', mobilityNeeds: 1 },
    { ...common, parameterSetId: 3, controlMode: 'dynamic', mobilityNeeds: 2 },
  ];
}

/** The set that a vehicle names, or undefined where it was not offered. */
export function findSet(
  config: GatewayConfig,
  energy: 'ac' | 'dc',
  serviceId: number,
  parameterSetId: number,
): OfferedSet | undefined {
  return energyServices(config, energy)
    .flatMap((name) => offeredSets(config, name))
    .find((set) => set.serviceId === serviceId && set.parameterSetId === parameterSetId);
}

const pricingNumbers: Readonly<Record<Pricing, number>> = { none: 0, absolute: 1, levels: 2 };
/** Connector 2: DC extended (CCS), AC three-phase; 4: MCS. */
const extendedConnector = 2;
const megawattConnector = 4;

/** ParameterSet elements of ServiceDetailRes (ISO 15118-20:2022, tables 205 to 212). */
export function parameterSets(config: GatewayConfig, name: Iso20ServiceName): readonly ExiObject[] {
  return offeredSets(config, name).map((set) => ({
    ParameterSetID: set.parameterSetId,
    Parameter: [
      { Name: 'Connector', intValue: connectorOf(config, name) },
      { Name: 'ControlMode', intValue: set.controlMode === 'scheduled' ? 1 : 2 },
      ...(set.energy === 'ac' ? [{ Name: 'EVSENominalVoltage', intValue: nominalVoltage(config) }] : []),
      { Name: 'MobilityNeedsMode', intValue: set.mobilityNeeds },
      { Name: 'Pricing', intValue: pricingNumbers[set.pricing] },
      ...(set.bidirectional
        ? [
            { Name: 'BPTChannel', intValue: 1 },
            { Name: 'GeneratorMode', intValue: 1 },
          ]
        : []),
      ...(set.bidirectional && set.energy === 'ac' ? [{ Name: 'GridCodeIslandingDetectionMethod', intValue: 0 }] : []),
    ],
  }));
}

function connectorOf(config: GatewayConfig, name: Iso20ServiceName): number {
  if (name.startsWith('MCS')) return megawattConnector;
  if (energyOf(name) === 'dc') return extendedConnector;
  return config.evse.energy_transfer_modes.includes('AC_three_phase_core') ? 2 : 1;
}

function nominalVoltage(config: GatewayConfig): number {
  return Math.round(config.limits.ac?.nominal_voltage_v ?? 230);
}

/** Phases of the AC output. */
export function acPhases(config: GatewayConfig): 1 | 3 {
  return config.evse.energy_transfer_modes.includes('AC_single_phase_core') &&
    !config.evse.energy_transfer_modes.includes('AC_three_phase_core')
    ? 1
    : 3;
}

/** Value added services: those of the configuration whose id does not belong to energy transfer. */
export function valueAddedServices(config: GatewayConfig): readonly ServiceConfig[] {
  return config.services.filter((service) => service.id > lastEnergyServiceId);
}
