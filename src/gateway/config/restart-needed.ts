import type { GatewayConfig } from './gateway-config.js';

/** Sections that belong to sockets, devices and files: a running gateway cannot take others. */
const fixedSections = [
  'interfaces',
  'protocols',
  'security',
  'inverter',
  'sep2',
  'slac',
  'fault',
  'state_file',
  'control_socket',
  'log',
] as const;
const fixedEvse = ['control_pilot', 'isolation_test_s', 'isolation_result', 'voltage_slope_v_per_s'] as const;
/** Files of Plug & Charge are read at the start; which contracts may charge, and receipts, can change. */
const fixedContract = [
  'mo_roots',
  'oem_roots',
  'oem_sub_cas',
  'ocsp_responses',
  'provisioning',
  'tariff',
  'iso20',
] as const;
const fixedTimers = ['communication_setup_s'] as const;

/** Sections of a configuration that differ, and those among them that only a restart can change. */
export interface ConfigDifference {
  readonly changed: readonly string[];
  readonly needRestart: readonly string[];
}

/** Compares the configuration that runs with another one. */
export function compareConfigs(current: GatewayConfig, next: GatewayConfig): ConfigDifference {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const names = [...new Set([...Object.keys(current), ...Object.keys(next)])] as (keyof GatewayConfig)[];
  const changed = names.filter((name) => differs(current[name], next[name]));
  const needRestart: string[] = fixedSections.filter((name) => changed.includes(name));
  for (const name of fixedEvse) if (differs(current.evse[name], next.evse[name])) needRestart.push(`evse.${name}`);
  for (const name of fixedContract)
    if (differs(current.contract?.[name], next.contract?.[name])) needRestart.push(`contract.${name}`);
  for (const name of fixedTimers)
    if (differs(current.timers[name], next.timers[name])) needRestart.push(`timers.${name}`);
  return { changed, needRestart };
}
