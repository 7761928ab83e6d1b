import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { jsonSchemaOf } from '../../src/messages/json-schema.js';
import { schemaNames } from '../../src/messages/sets.js';
import { requireReference } from '../support/reference.js';

interface Vector {
  readonly message: string;
  readonly variant: string;
  readonly json: unknown;
}

for (const schema of schemaNames) {
  if (schema === 'xmldsig') continue;
  test(`every generated vector of ${schema} is valid by the JSON Schema of its message`, (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const file = join(reference, 'iso15118/vectors', `generated.${schema}.jsonl`);
    const vectors = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Vector);
    assert.ok(vectors.length > 0);
    const ajv = new Ajv2020({ validateSchema: false, code: { optimize: false } });
    const validators = new Map<string, ValidateFunction>();
    for (const { message, variant, json } of vectors) {
      const validate = validators.get(message) ?? ajv.compile(jsonSchemaOf(schema, message));
      validators.set(message, validate);
      assert.ok(validate(json), `${message} ${variant}: ${ajv.errorsText(validate.errors)}`);
    }
  });
}
