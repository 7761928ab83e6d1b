import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { PlumblineError } from '../../base/errors.js';
import { type Place, placeText, pointerParts, readPlacedYaml } from '../../base/placed-yaml.js';
import { configSchema } from './config-schema.js';
import { crossCheck } from './cross-check.js';
import type { GatewayConfig } from './gateway-config.js';

const validate = new Ajv2020({ allErrors: true, useDefaults: true, allowUnionTypes: true }).compile<GatewayConfig>(
  configSchema,
);

/**
 * Reads and checks a configuration file.
 * @throws GATEWAY-001 unreadable, GATEWAY-002 no YAML, GATEWAY-003 against the schema, GATEWAY-004 contradiction; each
 * names file:line:column of every finding
 */
export function loadConfig(file: string): GatewayConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new PlumblineError('GATEWAY-001', { place: file, detail: (error as Error).message, cause: error });
  }
  return parseConfig(text, file);
}

/** As {@link loadConfig}, from a text; `file` is only for the messages. */
export function parseConfig(text: string, file: string): GatewayConfig {
  const { value, mistake, place } = readPlacedYaml(text);
  if (mistake !== undefined) {
    throw new PlumblineError('GATEWAY-002', { place: placeText(file, mistake.place), detail: mistake.detail });
  }
  if (!validate(value)) {
    const findings = reduceErrors(validate.errors ?? []).map((error) => {
      return { place: place(pointerParts(error.instancePath), extraKey(error)), text: sentence(error) };
    });
    throw findingsError('GATEWAY-003', file, findings);
  }
  const config: GatewayConfig = value;
  const contradictions = crossCheck(config).map(({ path, text: detail }) => ({
    place: place(path),
    text: detail,
  }));
  if (contradictions.length > 0) throw findingsError('GATEWAY-004', file, contradictions);
  return config;
}

interface Finding {
  readonly place: Place;
  readonly text: string;
}

function findingsError(
  code: 'GATEWAY-003' | 'GATEWAY-004',
  file: string,
  findings: readonly Finding[],
): PlumblineError {
  const sorted = [...findings].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  const first = sorted[0]!;
  const lines = sorted.map((finding) => `${placeText(file, finding.place)}: ${finding.text}`);
  return new PlumblineError(code, {
    place: placeText(file, first.place),
    detail: lines.length === 1 ? first.text : `${lines.length} findings\n  ${lines.join('\n  ')}`,
  });
}

function extraKey(error: ErrorObject): string | undefined {
  return error.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : undefined;
}

/** Composite keywords repeat what their parts have said already. */
function reduceErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const plain = errors.filter((error) => !['anyOf', 'oneOf', 'allOf', 'if'].includes(error.keyword));
  return plain.length > 0 ? plain : errors;
}

function sentence(error: ErrorObject): string {
  const field = error.instancePath === '' ? 'the file' : pointerParts(error.instancePath).join('.');
  switch (error.keyword) {
    case 'additionalProperties':
      return `${field}: unknown field "${error.params['additionalProperty']}"`;
    case 'required':
      return `${field}: the field "${error.params['missingProperty']}" is missing`;
    case 'enum':
      return `${field}: must be one of ${(error.params['allowedValues'] as readonly unknown[]).join(', ')}`;
    case 'type':
      return `${field}: must be ${[error.params['type']].flat().join(' or ')}`;
    default:
      return `${field}: ${error.message ?? 'is wrong'}`;
  }
}
