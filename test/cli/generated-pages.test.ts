import assert from 'node:assert/strict';
import { it } from 'node:test';
import { errorTable } from '../../src/base/errors.js';
import { generatedPages } from '../../src/cli/generated-pages.js';

it('the page of error codes has every code of the table', async () => {
  const page = (await generatedPages())['docs/errors.md'] ?? '';
  for (const code of Object.keys(errorTable)) assert.ok(page.includes(`| ${code} |`), code);
});
