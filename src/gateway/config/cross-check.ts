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
  if (config.security.tls !== 'off') {
    for (const field of ['certificate_chain', 'private_key'] as const) {
      if (config.security[field] === undefined) {
        found.push({
          path: ['security', 'tls'],
          text: `tls is ${config.security.tls}, so security.${field} is needed`,
        });
      }
    }
  }
  if (config.authorization.mode === 'operator' && config.control_socket === undefined) {
    found.push({ path: ['authorization', 'mode'], text: 'mode operator needs a control_socket' });
  }
  if (config.evse.control_pilot === 'control-socket' && config.control_socket === undefined) {
    found.push({ path: ['evse', 'control_pilot'], text: 'control_pilot control-socket needs a control_socket' });
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
