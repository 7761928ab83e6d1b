import type { CapabilityName } from '../capabilities/capabilities.js';
import type { BenchConfig } from '../file/bench-config.js';
import { proxyTlsChoices } from '../proxy/lab-tls.js';
import { scpiDialects } from './scpi-multimeter.js';

/** A driver as the bench file sees it: on which benches it works, and which options it takes (JSON Schema). */
export interface DriverEntry {
  readonly describe: string;
  readonly benches: readonly BenchConfig['driver'][];
  readonly options: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

const both = ['embedded', 'local-interfaces'] as const;
const all = ['embedded', 'vm', 'local-interfaces'] as const;
const text = { type: 'string', minLength: 1 };
const command = { type: 'array', minItems: 1, items: text };
const milliseconds = { type: 'integer', minimum: 1, maximum: 600_000 };
const measuring = {
  instrument: text,
  uncertainty: {
    type: 'object',
    additionalProperties: false,
    required: ['absolute', 'relative'],
    properties: { absolute: { type: 'number', minimum: 0 }, relative: { type: 'number', minimum: 0, maximum: 1 } },
  },
  sampling_s: { type: 'number', exclusiveMinimum: 0, maximum: 3600 },
  calibration_due: { type: 'string', format: 'date' },
};

/** A query of SCPI: one line that ends in a question mark, with parameters behind it or none. */
const query = { type: 'string', pattern: '^[*:A-Za-z][^\\n?]*\\?[^\\n?]*$', maxLength: 200 };
const port = { type: 'integer', minimum: 1, maximum: 65_535 };
const sunspec = {
  host: text,
  port,
  unit: { type: 'integer', minimum: 0, maximum: 255 },
  base: { type: 'integer', minimum: 0, maximum: 65_000 },
  timeout_ms: milliseconds,
};

/** Every driver by the capability that it provides. */
export const driverTable: Readonly<Record<CapabilityName, Readonly<Record<string, DriverEntry>>>> = {
  'inverter-power': {
    'sunspec-meter': {
      describe: 'a meter or inverter that shows its power in a SunSpec model over Modbus TCP',
      benches: both,
      options: {
        ...measuring,
        ...sunspec,
        model: { enum: [101, 102, 103, 111, 112, 113, 201, 202, 203, 204, 211, 212, 213, 214, 701] },
        sign: { enum: ['discharge-positive', 'discharge-negative'] },
      },
      required: ['instrument', 'uncertainty', 'sampling_s'],
    },
    'scpi-power-meter': {
      describe: 'a power analyser, or a multimeter for volts and amperes, that speaks SCPI over a raw socket',
      benches: both,
      options: {
        ...measuring,
        host: text,
        port,
        dialect: { enum: Object.keys(scpiDialects) },
        power_query: query,
        volts_query: query,
        amperes_query: query,
        sign: { enum: ['discharge-positive', 'discharge-negative'] },
        timeout_ms: milliseconds,
      },
      required: ['instrument', 'uncertainty', 'sampling_s'],
    },
    operator: {
      describe: 'a person who reads a power meter',
      benches: both,
      options: { ...measuring, timeout_ms: milliseconds },
      required: ['instrument', 'uncertainty', 'sampling_s'],
    },
  },
  'inverter-control': {
    'simulated-inverter': {
      describe: 'the control socket of the simulated inverter',
      benches: ['embedded'],
      options: {},
    },
    'sunspec-inverter': {
      describe: 'a real inverter that is set over SunSpec, models 704 and 123 or 703',
      benches: both,
      options: sunspec,
      required: ['host'],
    },
    operator: { describe: 'a person who sets the inverter', benches: both, options: { timeout_ms: milliseconds } },
  },
  'loss-control': {
    'vm-netem': {
      describe: 'netem on the radios of the mesh VM: loss, delay, jitter, rate of everything that a node sends',
      benches: ['vm'],
      options: {},
    },
    'embedded-link': {
      describe: 'nftables, tbf and the link relay in the namespace wire',
      benches: ['embedded'],
      options: {},
    },
  },
  'mesh-control': {
    'vm-mesh': {
      describe: 'the simulated radios of the mesh VM: signal, who hears whom, loss and delay, nodes that fail',
      benches: ['vm'],
      options: {},
    },
  },
  'link-control': {
    'embedded-link': {
      describe: 'tbf in the namespace wire: links as slow as the medium they stand for',
      benches: ['embedded'],
      options: {},
    },
  },
  multimeter: {
    'scpi-multimeter': {
      describe: 'a multimeter on the LAN that speaks SCPI over a raw socket',
      benches: both,
      options: {
        instrument: text,
        calibration_due: measuring.calibration_due,
        sampling_s: measuring.sampling_s,
        volts: measuring.uncertainty,
        amperes: measuring.uncertainty,
        host: text,
        port,
        dialect: { enum: Object.keys(scpiDialects) },
        timeout_ms: milliseconds,
      },
      required: ['instrument', 'sampling_s'],
    },
  },
  'multimeter-control': {
    'simulated-multimeter': {
      describe: 'the control socket of the simulated multimeter',
      benches: ['embedded'],
      options: {},
    },
  },
  'power-line-control': {
    'simulated-line': {
      describe: 'the control socket of the simulated power line',
      benches: ['embedded'],
      options: {},
    },
  },
  'pilot-line': {
    'simulated-pilot': {
      describe: 'a simulated control pilot between charger and vehicle',
      benches: ['embedded'],
      options: {},
    },
  },
  proxy: {
    'embedded-proxy': {
      describe: 'a man in the middle on the mesh link, in a namespace of its own; docs/proxy.md',
      benches: ['embedded'],
      options: { script: text, tls: { enum: [...proxyTlsChoices, 'unread'] } },
    },
  },
  'host-shell': {
    'namespace-shell': {
      describe: 'a shell in a namespace of the embedded bench, or on a node of the mesh VM',
      benches: ['embedded', 'vm'],
      options: { namespace: text },
    },
    'local-shell': { describe: 'a shell on this machine', benches: all, options: {} },
    ssh: {
      describe: 'a shell on the station over ssh, with keys that are set up already',
      benches: all,
      options: {
        // A leading dash would be an option of ssh.
        host: { type: 'string', pattern: '^[^-\\s][^\\s]*$' },
        user: { type: 'string', pattern: '^[^-\\s@][^\\s@]*$' },
        port,
        identity: text,
        known_hosts: text,
        config: text,
        connect_timeout_s: { type: 'integer', minimum: 1, maximum: 120 },
        timeout_s: { type: 'integer', minimum: 1, maximum: 120 },
        sudo: { type: 'boolean' },
      },
      required: ['host'],
    },
  },
  gateway: {
    process: {
      describe: 'a program that the bench starts',
      benches: all,
      options: {
        namespace: text,
        command,
        configurations: { type: 'object', minProperties: 1, additionalProperties: text },
        ready: text,
        ready_timeout_ms: milliseconds,
        stop_timeout_ms: milliseconds,
      },
      required: ['command'],
    },
    'shell-commands': {
      describe: 'commands that start and stop it on the station, through the host-shell',
      benches: all,
      options: { start: command, stop: command, kill: command, status: command, timeout_ms: milliseconds },
      required: ['start', 'stop', 'status'],
    },
  },
  vehicle: {
    'reference-vehicle': {
      describe: 'our own vehicle, in a process that lives as long as it is plugged in',
      benches: ['embedded'],
      options: { namespace: text, interface: text, service_detail: { type: 'boolean' } },
    },
    operator: {
      describe: 'a real vehicle that a person plugs in and out',
      benches: ['local-interfaces'],
      options: { timeout_ms: milliseconds, pki: text },
    },
  },
  operator: {
    terminal: {
      describe: 'questions on the terminal of the run; without a terminal every question stays unanswered',
      benches: all,
      options: { name: text },
    },
    scripted: {
      describe: 'answers from the bench file, by the id of the question: a rehearsal, and marked as one',
      benches: all,
      options: {
        name: text,
        answers: {
          type: 'object',
          minProperties: 1,
          additionalProperties: { anyOf: [{ type: 'boolean' }, { type: 'number' }] },
        },
      },
      required: ['answers'],
    },
    nobody: { describe: 'nobody is there: every question stays unanswered', benches: all, options: {} },
  },
};

export const capabilityNames = Object.keys(driverTable) as readonly CapabilityName[];
