import { faultTable } from '../faults/fault-table.js';
import { contractSchema } from './contract-schema.js';
import { securitySchema } from './security-schema.js';
import { sep2Schema } from './sep2-schema.js';
import { slacSchema } from './slac-config.js';

/** JSON Schema (2020-12) of the gateway's configuration; published as docs/examples/gateway.schema.json. */
const seconds = (fallback: number, most = 86_400) =>
  ({ type: 'number', minimum: 0, maximum: most, default: fallback }) as const;
const path = { type: 'string', minLength: 1 } as const;
const positive = (most: number) => ({ type: 'number', exclusiveMinimum: 0, maximum: most }) as const;

const section = (properties: Record<string, object>, required: readonly string[] = [], extra: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
  ...extra,
});

export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Configuration of the plumbline reference gateway',
  ...section(
    {
      interfaces: section(
        {
          vehicle: { type: 'string', pattern: '^[^\\s/]{1,15}$', description: 'interface to the vehicle' },
          address: { type: 'string', description: 'IPv6 address in place of the link-local one' },
          port: { type: 'integer', minimum: 0, maximum: 65_535, default: 0, description: 'TCP port, 0: ephemeral' },
          sdp: { type: 'boolean', default: true },
          sdp_port: { type: 'integer', minimum: 0, maximum: 65_535, default: 15_118, description: 'UDP port of SDP' },
        },
        ['vehicle'],
      ),
      protocols: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        default: ['iso15118-2'],
        items: { enum: ['iso15118-20-dc', 'iso15118-20-ac', 'iso15118-2', 'din70121'] },
        description: 'ISO 15118-20 needs security.iso20; DIN 70121 is DC without TLS',
      },
      evse: section(
        {
          id: {
            type: 'string',
            pattern: '^(ZZ00000|[A-Z]{2}\\*?[A-Z0-9]{3}\\*?E[A-Z0-9*]{1,30})$',
            maxLength: 37,
            description: 'EVSEID of ISO 15118-2 annex H: DE*PLB*E00001*1',
          },
          energy_transfer_modes: {
            type: 'array',
            minItems: 1,
            maxItems: 6,
            uniqueItems: true,
            items: {
              enum: [
                'AC_single_phase_core',
                'AC_three_phase_core',
                'DC_core',
                'DC_extended',
                'DC_combo_core',
                'DC_unique',
              ],
            },
          },
          charge_service_id: { type: 'integer', minimum: 1, maximum: 65_535, default: 1 },
          free: { type: 'boolean', default: true },
          isolation_test_s: seconds(2),
          isolation_result: { enum: ['valid', 'warning', 'fault'], default: 'valid' },
          voltage_slope_v_per_s: { ...positive(10_000), default: 400 },
          schedule_delay_s: seconds(0),
          control_pilot: { enum: ['none', 'control-socket', 'board'], default: 'none' },
          pilot_board: { type: 'string', minLength: 1 },
          meter_id: { type: 'string', minLength: 1, maxLength: 32 },
        },
        ['id', 'energy_transfer_modes'],
      ),
      limits: section({
        ac: section(
          {
            nominal_voltage_v: positive(1000),
            max_current_a: positive(300),
            max_discharge_power_w: { ...positive(1_000_000), description: 'power taken from a vehicle (AC_BPT)' },
          },
          ['nominal_voltage_v', 'max_current_a'],
        ),
        dc: section(
          {
            max_voltage_v: positive(1000),
            min_voltage_v: { type: 'number', minimum: 0, maximum: 1000 },
            max_current_a: positive(1000),
            min_current_a: { type: 'number', minimum: 0, maximum: 1000 },
            max_power_w: positive(1_000_000),
            peak_current_ripple_a: { type: 'number', minimum: 0, maximum: 300, default: 1 },
            max_discharge_power_w: { ...positive(1_000_000), description: 'power taken from a vehicle (DC_BPT)' },
            max_discharge_current_a: positive(3000),
          },
          ['max_voltage_v', 'min_voltage_v', 'max_current_a', 'min_current_a', 'max_power_w'],
        ),
      }),
      iso20: section(
        {
          services: {
            type: 'array',
            minItems: 1,
            maxItems: 6,
            uniqueItems: true,
            items: { enum: ['AC', 'DC', 'AC_BPT', 'DC_BPT', 'MCS', 'MCS_BPT'] },
            description: 'energy transfer services; without it all that the limits allow',
          },
          pricing: { enum: ['absolute', 'levels', 'none'], default: 'absolute' },
          service_renegotiation: { type: 'boolean', default: true },
          pause: { type: 'boolean', default: true },
          standby: { type: 'boolean', default: true },
          nominal_frequency_hz: { enum: [50, 60], default: 50 },
          profile_violation: {
            enum: ['ignore', 'warn', 'fail'],
            default: 'ignore',
            description: 'a vehicle that takes more than its EVPowerProfile',
          },
        },
        [],
        { default: {} },
      ),
      schedule: {
        type: 'array',
        minItems: 1,
        maxItems: 3,
        items: section(
          {
            id: { type: 'integer', minimum: 1, maximum: 255 },
            tolerance_w: { type: 'number', minimum: 0, maximum: 1_000_000, description: 'PowerTolerance (-20)' },
            power: {
              type: 'array',
              minItems: 1,
              maxItems: 1024,
              items: section(
                {
                  from_s: { type: 'integer', minimum: 0, maximum: 86_399 },
                  power_w: { type: 'number', minimum: 0, maximum: 1_000_000 },
                },
                ['from_s', 'power_w'],
              ),
            },
          },
          ['id', 'power'],
        ),
      },
      prices: section(
        {
          currency: { type: 'string', pattern: '^[A-Z]{3}$' },
          language: { type: 'string', pattern: '^[A-Za-z]{2,3}$', default: 'eng', description: 'ISO 639-2/T' },
          description: { type: 'string', maxLength: 32 },
          per_kwh: {
            type: 'array',
            minItems: 1,
            maxItems: 1024,
            items: section({ from_s: { type: 'integer', minimum: 0, maximum: 86_399 }, price: positive(1000) }, [
              'from_s',
              'price',
            ]),
          },
        },
        ['currency', 'per_kwh'],
      ),
      services: {
        type: 'array',
        maxItems: 8,
        default: [],
        items: section(
          {
            id: { type: 'integer', minimum: 2, maximum: 65_535 },
            name: { type: 'string', maxLength: 32 },
            category: { enum: ['Internet', 'OtherCustom'] },
            scope: { type: 'string', maxLength: 64 },
            free: { type: 'boolean', default: true },
            parameter_sets: {
              type: 'array',
              minItems: 1,
              maxItems: 255,
              items: section(
                {
                  id: { type: 'integer', minimum: -32_768, maximum: 32_767 },
                  parameters: {
                    type: 'object',
                    minProperties: 1,
                    maxProperties: 16,
                    additionalProperties: { type: ['string', 'integer', 'boolean'] },
                  },
                },
                ['id', 'parameters'],
              ),
            },
          },
          ['id', 'category', 'parameter_sets'],
        ),
      },
      security: securitySchema,
      authorization: section(
        { mode: { enum: ['automatic', 'operator'], default: 'automatic' }, delay_s: seconds(0) },
        [],
        { default: {} },
      ),
      contract: contractSchema,
      behaviour: section(
        {
          close_after: { enum: ['every-failure', 'sequence-failures'], default: 'every-failure' },
          max_connections: { type: 'integer', minimum: 1, maximum: 4096, default: 256 },
          max_payload: { type: 'integer', minimum: 256, maximum: 16_777_216, default: 65_536 },
        },
        [],
        { default: {} },
      ),
      timers: section(
        {
          sequence_s: { ...seconds(60), exclusiveMinimum: 0 },
          charge_loop_sequence_s: { ...seconds(0.5, 60), exclusiveMinimum: 0 },
          communication_setup_s: { ...seconds(18), exclusiveMinimum: 0 },
          ongoing_s: { ...seconds(55), exclusiveMinimum: 0 },
          cable_check_s: { ...seconds(38), exclusiveMinimum: 0 },
          session_stop_close_s: seconds(5, 60),
          failure_close_s: seconds(0.1, 5),
          pilot_detection_s: seconds(1.5, 60),
        },
        [],
        { default: {} },
      ),
      inverter: section(
        {
          host: { type: 'string', minLength: 1 },
          port: { type: 'integer', minimum: 1, maximum: 65_535, default: 502 },
          unit: { type: 'integer', minimum: 0, maximum: 255, default: 1 },
          base_register: { type: 'integer', minimum: 0, maximum: 65_533, default: 40_000 },
          timeout_s: { ...seconds(1, 60), exclusiveMinimum: 0 },
          poll_s: { ...seconds(0.2, 60), exclusiveMinimum: 0 },
          stopped_below_w: { ...positive(100_000), default: 50 },
          stop_within_s: { ...seconds(1.8, 600), exclusiveMinimum: 0 },
          start_within_s: { ...seconds(1.5, 60), exclusiveMinimum: 0 },
          failsafe: section(
            {
              after_s: { type: 'integer', minimum: 2, maximum: 3600, default: 6, description: 'whole seconds' },
              if_missing: { enum: ['warn', 'refuse'], default: 'warn' },
            },
            [],
            { default: {} },
          ),
        },
        ['host'],
      ),
      sep2: sep2Schema,
      slac: slacSchema,
      fault: {
        type: 'array',
        uniqueItems: true,
        default: [],
        items: { enum: Object.keys(faultTable) },
        description: 'faults to seed: plumbline gateway --list-faults',
      },
      state_file: path,
      control_socket: { ...path, maxLength: 107, description: 'path of the Unix socket for operators' },
      log: section({ level: { enum: ['trace', 'debug', 'info', 'warn', 'error'], default: 'info' }, file: path }, [], {
        default: {},
      }),
    },
    ['interfaces', 'evse', 'limits', 'schedule', 'security', 'state_file'],
  ),
} as const;
