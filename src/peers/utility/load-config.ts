import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { PlumblineError } from '../../base/errors.js';
import { placeText, readPlacedYaml } from '../../base/placed-yaml.js';
import type { UtilityConfig } from './utility-config.js';

const text = { type: 'string', minLength: 1 } as const;
const count = { type: 'integer', minimum: 0 } as const;
const lfdi = { type: 'string', pattern: '^[0-9A-Fa-f-]{40,49}$' } as const;
const watts = {
  anyOf: [
    { type: 'number' },
    {
      type: 'object',
      additionalProperties: false,
      required: ['value', 'multiplier'],
      properties: { value: { type: 'integer' }, multiplier: { type: 'integer' } },
    },
  ],
} as const;
const base = {
  type: 'object',
  additionalProperties: false,
  properties: {
    opModConnect: { type: 'boolean' },
    opModEnergize: { type: 'boolean' },
    opModFixedW: { type: 'integer' },
    opModMaxLimW: count,
    rampTms: count,
    other: { type: 'object' },
    ...Object.fromEntries(
      ['TargetW', 'TargetVar', 'ImpLimW', 'ExpLimW', 'GenLimW', 'LoadLimW', 'StorageTargetW'].map((mode) => [
        `opMod${mode}`,
        watts,
      ]),
    ),
  },
} as const;

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['listen', 'certificate', 'key', 'trust', 'devices'],
  properties: {
    listen: {
      type: 'object',
      additionalProperties: false,
      properties: { host: text, port: { type: 'integer', minimum: 0, maximum: 65_535 } },
    },
    profiles: { type: 'array', minItems: 1, items: { enum: ['sep2-tls12-ccm8', 'sep2-tls13'] } },
    certificate: text,
    key: text,
    trust: { type: 'array', minItems: 1, items: text },
    advertise: {
      type: 'object',
      additionalProperties: false,
      required: ['interface'],
      properties: { interface: text, instance: text },
    },
    prefix: { type: 'string', pattern: '^(/[A-Za-z0-9._~-]+)*$' },
    devices: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['lfdi'],
        properties: {
          lfdi,
          pin: { type: ['integer', 'null'], minimum: 0, maximum: 999_999 },
          programs: { type: 'array', items: text },
          managedBy: lfdi,
          ders: { type: 'integer', minimum: 0, maximum: 100 },
          connectionPoint: text,
        },
      },
    },
    inBandRegistration: { type: 'boolean' },
    aggregators: { type: 'array', items: lfdi },
    pin: { type: 'integer', minimum: 0, maximum: 999_999 },
    programs: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'primacy'],
        properties: {
          name: text,
          primacy: { type: 'integer', minimum: 0, maximum: 255 },
          mRID: { type: 'string', pattern: '^([0-9A-Fa-f]{2}){1,16}$' },
          description: text,
          default: {
            type: 'object',
            additionalProperties: false,
            required: ['base'],
            properties: { base, setGradW: count, setSoftGradW: count, setESDelay: count },
          },
        },
      },
    },
    pollRates: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
    namespace: { enum: ['published', 'draft'] },
    subscriptions: { type: 'boolean' },
    flowReservations: { enum: ['grant', 'hold', 'refuse'] },
    clockOffsetS: { type: 'integer' },
    timeQuality: { type: 'integer', minimum: 0, maximum: 255 },
    timeZone: {
      type: 'object',
      additionalProperties: false,
      required: ['tzOffsetS'],
      properties: {
        tzOffsetS: { type: 'integer' },
        dstOffsetS: { type: 'integer' },
        dstStartS: { type: 'integer' },
        dstEndS: { type: 'integer' },
      },
    },
    maxBodyBytes: count,
    headersTimeoutMs: count,
    requestTimeoutMs: count,
    idleTimeoutMs: count,
  },
} as const;

const validate = new Ajv2020({ strict: false, allErrors: true, allowUnionTypes: true }).compile(schema);

/** Reads a configuration (YAML, of which JSON is a part). @throws PEERS-035 */
export function loadUtilityConfig(file: string): UtilityConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('PEERS-035', { place: file, detail, cause: error });
  }
  const { value, mistake } = readPlacedYaml(text);
  if (mistake !== undefined) {
    throw new PlumblineError('PEERS-035', { place: placeText(file, mistake.place), detail: mistake.detail });
  }
  return checkUtilityConfig(value, file);
}

/** @throws PEERS-035 with every mistake */
export function checkUtilityConfig(value: unknown, place: string): UtilityConfig {
  if (validate(value)) return value as UtilityConfig;
  const mistakes = (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const name: unknown = Reflect.get(params, 'additionalProperty');
    return `${instancePath === '' ? 'the file' : instancePath}: ${message}${typeof name === 'string' ? ` (${name})` : ''}`;
  });
  throw new PlumblineError('PEERS-035', { place, detail: mistakes.join('; ') });
}
