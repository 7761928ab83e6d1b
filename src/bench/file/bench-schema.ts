import { modelText } from '../devices/sunspec/model-table.js';
import { capabilityNames } from '../drivers/driver-table.js';

const facts = { type: 'object', additionalProperties: { type: 'string' } };
const positive = { type: 'number', exclusiveMinimum: 0 };
const notNegative = { type: 'number', minimum: 0 };

const seed = { type: 'integer', minimum: 0, maximum: 0xffff_ffff };

const inverter = {
  type: 'object',
  additionalProperties: false,
  properties: {
    rated_w: { ...positive, maximum: 1_000_000 },
    ramp_w_per_s: positive,
    dead_time_ms: notNegative,
    power_noise_w: notNegative,
    meter_noise_w: notNegative,
    meter_sampling_ms: { ...positive, maximum: 60_000 },
    meter_aperture_ms: { ...positive, maximum: 60_000 },
    dc_volts: { ...positive, maximum: 1500 },
    target_w: { type: 'number' },
    seed,
    models: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: Object.keys(modelText).map(Number) } },
    meter_model: { enum: [201, 202, 203] },
    storage_wh: { ...positive, maximum: 600_000 },
    state_of_charge_percent: { type: 'number', minimum: 0, maximum: 100 },
    enter_service_delay_s: { type: 'integer', minimum: 0, maximum: 3600 },
    anti_islanding_ms: { type: 'number', minimum: 0, maximum: 60_000 },
    faults: { type: 'array', items: { type: 'string', minLength: 1 } },
  },
};

const multimeter = {
  type: 'object',
  additionalProperties: false,
  properties: {
    port: { type: 'integer', minimum: 1, maximum: 65_535 },
    dialect: { enum: ['scpi', 'fluke'] },
    dc_volts: { type: 'number' },
    ac_volts: notNegative,
    dc_amperes: { type: 'number' },
    ac_amperes: notNegative,
    noise_percent: { ...notNegative, maximum: 100 },
    aperture_ms: { ...notNegative, maximum: 60_000 },
    seed,
  },
};

const modem = {
  type: 'object',
  additionalProperties: false,
  properties: {
    firmware: { type: 'string', minLength: 1, maxLength: 63, pattern: '^[ -~]+$' },
    tx_mbps: { type: 'integer', minimum: 0, maximum: 65_535 },
    rx_mbps: { type: 'integer', minimum: 0, maximum: 65_535 },
    snr_db: { ...notNegative, maximum: 60 },
    attenuation_db: { ...notNegative, maximum: 255 },
    faults: { type: 'array', items: { type: 'string', minLength: 1 } },
  },
};

const plc = {
  type: 'object',
  additionalProperties: false,
  properties: { station: modem, utility: modem, seed },
};

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['rateKbps'],
  properties: {
    rateKbps: { type: 'number', minimum: 8, maximum: 10_000_000 },
    queueMs: { type: 'number', minimum: 10, maximum: 10_000 },
  },
};

const bench = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'driver', 'capabilities'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 80 },
    description: { type: 'string' },
    driver: { enum: ['embedded', 'vm', 'local-interfaces'] },
    site: facts,
    item: facts,
    interfaces: {
      type: 'object',
      minProperties: 1,
      propertyNames: { enum: ['mesh', 'utility', 'power-line'] },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['device'],
        properties: {
          device: { type: 'string', pattern: '^[^\\s/]{1,15}$' },
          peer: { type: 'string', pattern: '^[0-9a-fA-F:.]+$' },
        },
      },
    },
    devices: { type: 'object', additionalProperties: false, properties: { inverter, multimeter, plc } },
    link: { type: 'object', additionalProperties: false, properties: { plc: shape, mesh: shape } },
    vm: {
      type: 'object',
      additionalProperties: false,
      properties: {
        memory_mb: { type: 'integer', minimum: 512, maximum: 16_384 },
        cpus: { type: 'integer', minimum: 1, maximum: 16 },
        packets_per_second: { type: 'number', minimum: 1, maximum: 100_000 },
      },
    },
    capabilities: {
      type: 'object',
      propertyNames: { enum: capabilityNames },
      additionalProperties: { type: 'object', required: ['driver'], properties: { driver: { type: 'string' } } },
    },
  },
};

/** JSON Schema (2020-12) of bench.yaml without the options of the drivers, which each driver describes itself. */
export const benchSchema = {
  ...bench,
  allOf: [
    {
      if: { properties: { driver: { const: 'local-interfaces' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['interfaces'], properties: { devices: false, link: false, vm: false } },
      else: { properties: { interfaces: false } },
    },
    {
      if: { properties: { driver: { const: 'vm' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { devices: false, link: false } },
      else: { properties: { vm: false } },
    },
  ],
};
