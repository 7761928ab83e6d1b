import type { GatewayConfig } from '../../../src/gateway/config/gateway-config.js';
import { parseConfig } from '../../../src/gateway/config/load-config.js';

/** A configuration of an AC and DC station on the loopback; `extra` is YAML that is added at the top level. */
export function testConfig(extra = '', replace: Readonly<Record<string, string>> = {}): GatewayConfig {
  return parseConfig(testConfigText(extra, replace), 'test.yaml');
}

export const testConfigSections: Readonly<Record<string, string>> = {
  interfaces: '{ vehicle: lo, address: "::1", sdp: false }',
  evse: '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended, AC_three_phase_core], isolation_test_s: 0.05, voltage_slope_v_per_s: 10000, meter_id: PLB-1 }',
  limits:
    '{ ac: { nominal_voltage_v: 230, max_current_a: 32 }, dc: { max_voltage_v: 900, min_voltage_v: 150, max_current_a: 125, min_current_a: 1, max_power_w: 50000 } }',
  schedule:
    '[{ id: 1, power: [{ from_s: 0, power_w: 22000 }, { from_s: 3600, power_w: 11000 }] }, { id: 7, power: [{ from_s: 0, power_w: 5000 }] }]',
  security: '{ tls: "off" }',
  state_file: '/nonexistent/state.json',
};

/** The text of {@link testConfig}; an empty replacement leaves the section out. */
export function testConfigText(extra = '', replace: Readonly<Record<string, string>> = {}): string {
  const sections = { ...testConfigSections, ...replace };
  const lines = Object.entries(sections).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
  return `${lines.join('\n')}\n${extra}\n`;
}
