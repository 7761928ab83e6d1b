import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { projectRoot } from '../base/project-root.js';

let compiled: ValidateFunction | undefined;

/**
 * Holds results, as parsed from JSON, against the published schema `docs/results.schema.json`. Returns what is wrong,
 * one line a place (`/cases/3/verdict must be ...`); empty when they match.
 */
export function checkResults(results: unknown): readonly string[] {
  compiled ??= new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(projectRoot(), 'docs', 'results.schema.json'), 'utf8')),
  );
  if (compiled(results)) return [];
  return (compiled.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath === '' ? '/' : instancePath} ${message}`,
  );
}
