import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { PlumblineError } from '../../base/errors.js';
import { placeText, pointerParts, readPlacedYaml } from '../../base/placed-yaml.js';
import type { CapabilityName } from '../capabilities/capabilities.js';
import { parseFault } from '../devices/inverter/active-faults.js';
import { driverTable } from '../drivers/driver-table.js';
import type { BenchConfig, CapabilityConfig } from './bench-config.js';
import { benchSchema } from './bench-schema.js';

export interface LoadedBenchFile {
  /** Absolute path. */
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  readonly config: BenchConfig;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
// The plugin is CommonJS: under ESM its function is the default of the default.
formatsPlugin.default(ajv);
const checkBench = ajv.compile(benchSchema);

/**
 * Reads and checks a bench file.
 * @throws PlumblineError BENCH-003 not readable, BENCH-004 not valid (every mistake with file:line:column), BENCH-005
 *   unknown driver (with the known ones), BENCH-020 and BENCH-021 unknown fault of the plant
 */
export function loadBenchFile(path: string): LoadedBenchFile {
  const file = resolve(path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new PlumblineError('BENCH-003', { place: path, detail: (cause as Error).message, cause });
  }
  const yaml = readBenchText(bytes.toString('utf8'), path);
  if (!checkBench(yaml.value)) refuse(yaml, [], checkBench.errors ?? []);
  const config = yaml.value as unknown as BenchConfig;
  for (const [name, capability] of Object.entries(config.capabilities)) {
    checkDriver(yaml, config, name as CapabilityName, capability);
  }
  checkFaults(yaml, config);
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), config };
}

/** The faults that the plant is to have from the start. */
/** A bench file's value, and `file:line:column` of a path in it, or of the key `key` below that. */
interface BenchText {
  readonly value: unknown;
  place(path: readonly string[], key?: string): string;
}

function readBenchText(text: string, file: string): BenchText {
  const { value, mistake, place } = readPlacedYaml(text);
  if (mistake !== undefined) {
    throw new PlumblineError('BENCH-004', { place: placeText(file, mistake.place), detail: mistake.detail });
  }
  return { value, place: (path, key) => placeText(file, place(path, key)) };
}

function checkFaults(yaml: BenchText, config: BenchConfig): void {
  config.devices?.inverter?.faults?.forEach((text, i) => {
    try {
      parseFault(text);
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
      const place = yaml.place(['devices', 'inverter', 'faults', String(i)]);
      const detail = `${error.place ?? text}: ${error.detail ?? ''}`;
      throw new PlumblineError(error.code, { place, detail, cure: error.cure });
    }
  });
}

function checkDriver(yaml: BenchText, config: BenchConfig, name: CapabilityName, capability: CapabilityConfig): void {
  const path = ['capabilities', name];
  const place = yaml.place([...path, 'driver']);
  const entry = driverTable[name][capability.driver];
  if (entry === undefined || !entry.benches.includes(config.driver)) {
    const known = Object.entries(driverTable[name]).filter(([, driver]) => driver.benches.includes(config.driver));
    const list =
      known.map(([driver, { describe }]) => `${driver} (${describe})`).join(', ') || 'none on this kind of bench';
    throw new PlumblineError('BENCH-005', { place, detail: `${capability.driver}; for ${name} there is ${list}` });
  }
  const check = ajv.compile({
    type: 'object',
    additionalProperties: false,
    required: entry.required ?? [],
    properties: { driver: { type: 'string' }, ...entry.options },
  });
  if (!check(capability)) refuse(yaml, path, check.errors ?? []);
}

function refuse(yaml: BenchText, base: readonly string[], errors: readonly ErrorObject[]): never {
  const told = errors
    .filter((error) => error.keyword !== 'if' && error.keyword !== 'propertyNames')
    .map((error) => tell(yaml, base, error));
  const [first, ...rest] = [...new Map(told.map((entry) => [`${entry.place} ${entry.text}`, entry])).values()];
  const others = rest.map((entry) => `\n  ${entry.place}: ${entry.text}`).join('');
  throw new PlumblineError('BENCH-004', { place: first!.place, detail: `${first!.text}${others}` });
}

function tell(yaml: BenchText, base: readonly string[], error: ErrorObject): { place: string; text: string } {
  const path = [...base, ...pointerParts(error.instancePath)];
  const name = path.join('.') || 'the file';
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      return { place: yaml.place(path, key), text: `${name} has no field ${key}` };
    }
    case 'enum': {
      const key = error.propertyName;
      const allowed = (params['allowedValues'] as readonly unknown[]).join(', ');
      if (key !== undefined) return { place: yaml.place(path, key), text: `${key} is none of ${allowed}` };
      return { place: yaml.place(path), text: `${name} must be one of ${allowed}` };
    }
    case 'false schema':
      return { place: yaml.place(path.slice(0, -1), path.at(-1)), text: `${name} has no place on this kind of bench` };
    case 'required':
      return { place: yaml.place(path), text: `${name} lacks the field ${String(params['missingProperty'])}` };
    default:
      return { place: yaml.place(path), text: `${name} ${error.message ?? 'is not valid'}` };
  }
}
