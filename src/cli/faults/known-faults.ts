import { serverFaults } from '../../../suites/sep2/server-faults.js';
import { inverterFaults } from '../../bench/devices/inverter/fault-table.js';
import { faultTable } from '../../gateway/faults/fault-table.js';
import { vehicleFaults } from '../../peers/vehicle/sut/sut-faults.js';
import type { SeededFault } from './seeded-fault.js';

/** Every fault that can be seeded: those of the reference gateway, of the simulated inverter and meter, of the utility server, and of our own vehicle as a SUT. */
export function knownFaults(): readonly SeededFault[] {
  return [
    ...Object.entries(faultTable).map(([name, { behaviour, source }]) => ({
      place: 'gateway' as const,
      name,
      behaviour,
      source,
    })),
    ...Object.entries(inverterFaults).map(([name, { behaviour, source }]) => ({
      place: 'inverter' as const,
      name,
      behaviour,
      source,
    })),
    ...Object.entries(serverFaults).map(([name, { behaviour, source }]) => ({
      place: 'server' as const,
      name,
      behaviour,
      source,
    })),
    ...Object.entries(vehicleFaults).map(([name, { behaviour, source }]) => ({
      place: 'vehicle' as const,
      name,
      behaviour,
      source,
    })),
  ];
}
