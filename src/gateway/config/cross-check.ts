import { energyOf, energyServices } from '../iso20/service-catalog.js';
import { checkContract } from './check-contract.js';
import type { GatewayConfig } from './gateway-config.js';

export interface Contradiction {
  readonly path: readonly string[];
  readonly text: string;
}

/** What the schema cannot say: two fields that must agree. */
export function crossCheck(config: GatewayConfig): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const modes = config.evse.energy_transfer_modes;
  for (const kind of ['ac', 'dc'] as const) {
    const offers = modes.some((mode) => mode.startsWith(kind.toUpperCase()));
    if (offers && config.limits[kind] === undefined) {
      found.push({
        path: ['limits'],
        text: `evse.energy_transfer_modes offers ${kind.toUpperCase()}, so limits.${kind} is needed`,
      });
    }
  }
  const dc = config.limits.dc;
  if (dc !== undefined && dc.min_voltage_v >= dc.max_voltage_v) {
    found.push({ path: ['limits', 'dc', 'min_voltage_v'], text: 'min_voltage_v must lie below max_voltage_v' });
  }
  if (dc !== undefined && dc.min_current_a >= dc.max_current_a) {
    found.push({ path: ['limits', 'dc', 'min_current_a'], text: 'min_current_a must lie below max_current_a' });
  }
  const ids = new Set<number>();
  config.schedule.forEach((tuple, index) => {
    if (ids.has(tuple.id)) {
      found.push({ path: ['schedule', String(index), 'id'], text: `the schedule id ${tuple.id} is there twice` });
    }
    ids.add(tuple.id);
    found.push(...ascending(tuple.power, ['schedule', String(index), 'power']));
  });
  if (config.prices !== undefined) found.push(...ascending(config.prices.per_kwh, ['prices', 'per_kwh']));
  const services = new Set<number>([config.evse.charge_service_id]);
  config.services.forEach((service, index) => {
    if (services.has(service.id)) {
      found.push({ path: ['services', String(index), 'id'], text: `the service id ${service.id} is there twice` });
    }
    services.add(service.id);
  });
  const { inverter } = config;
  if (inverter !== undefined && inverter.failsafe.after_s < 2 * inverter.timeout_s) {
    found.push({
      path: ['inverter', 'failsafe', 'after_s'],
      text: 'after_s must be at least two times timeout_s: one lost answer must not stop the inverter',
    });
  }
  found.push(...checkSecurity(config), ...checkIso20(config), ...checkContract(config));
  const { sep2 } = config;
  if (sep2 !== undefined && (sep2.server === undefined) === (sep2.discover === undefined)) {
    found.push({ path: ['sep2'], text: 'sep2 needs either server or discover' });
  }
  if (sep2?.discover !== undefined && sep2.interface === undefined) {
    found.push({ path: ['sep2', 'discover'], text: 'discover dns-sd needs sep2.interface' });
  }
  if (config.authorization.mode === 'operator' && config.control_socket === undefined) {
    found.push({ path: ['authorization', 'mode'], text: 'mode operator needs a control_socket' });
  }
  if (config.evse.control_pilot === 'control-socket' && config.control_socket === undefined) {
    found.push({ path: ['evse', 'control_pilot'], text: 'control_pilot control-socket needs a control_socket' });
  }
  if (config.evse.control_pilot === 'board' && (config.evse.pilot_board === undefined || config.slac === undefined)) {
    found.push({
      path: ['evse', 'control_pilot'],
      text: 'control_pilot board needs evse.pilot_board and the section slac',
    });
  }
  return found;
}

function checkSecurity(config: GatewayConfig): readonly Contradiction[] {
  const { tls, iso20, certificate_chain } = config.security;
  if (tls === 'off') return [];
  // A station that speaks nothing but ISO 15118-20 over TLS has no certificate of ISO 15118-2.
  const needsOwn = certificate_chain !== undefined || iso20 === undefined || config.protocols.includes('iso15118-2');
  return (['certificate_chain', 'private_key'] as const).flatMap((field) =>
    needsOwn && config.security[field] === undefined
      ? [{ path: ['security', 'tls'], text: `tls is ${tls}, so security.${field} is needed` }]
      : [],
  );
}

/** ISO 15118-20 lives on mutual TLS 1.3 (V2G20-2356), and only with an output for what it offers. */
function checkIso20(config: GatewayConfig): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const energies = (['ac', 'dc'] as const).filter((energy) => config.protocols.includes(`iso15118-20-${energy}`));
  if (energies.length > 0 && (config.security.tls === 'off' || config.security.iso20 === undefined)) {
    found.push({
      path: ['protocols'],
      text: 'ISO 15118-20 needs TLS: security.tls other than off, and security.iso20',
    });
  }
  for (const name of config.iso20.services ?? []) {
    const limits = config.limits[energyOf(name)];
    if (limits === undefined) {
      found.push({ path: ['iso20', 'services'], text: `${name} needs limits.${energyOf(name)}` });
    } else if (name.endsWith('_BPT') && limits.max_discharge_power_w === undefined) {
      found.push({ path: ['iso20', 'services'], text: `${name} needs limits.${energyOf(name)}.max_discharge_power_w` });
    }
  }
  for (const energy of energies) {
    if (energyServices(config, energy).length === 0) {
      found.push({
        path: ['protocols'],
        text: `iso15118-20-${energy} needs limits.${energy} and a service of its kind`,
      });
    }
  }
  if (config.protocols.includes('din70121') && config.limits.dc === undefined) {
    found.push({ path: ['protocols'], text: 'din70121 is DC, so limits.dc is needed' });
  }
  return found;
}

function ascending(entries: readonly { readonly from_s: number }[], path: readonly string[]): readonly Contradiction[] {
  const found: Contradiction[] = [];
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    if (index === 0 && entry.from_s !== 0) {
      found.push({ path: [...path, '0', 'from_s'], text: 'the first entry must begin at 0' });
    }
    if (before !== undefined && entry.from_s <= before.from_s) {
      found.push({ path: [...path, String(index), 'from_s'], text: 'entries must ascend in from_s' });
    }
  });
  return found;
}
