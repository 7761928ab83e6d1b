import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import { faultPlan } from '../../src/cli/faults/fault-plan.js';
import { knownFaults } from '../../src/cli/faults/known-faults.js';
import { knownRealFaults } from '../../src/cli/faults/known-real-faults.js';
import { faultId } from '../../src/cli/faults/seeded-fault.js';
import { faultTable } from '../../src/gateway/faults/fault-table.js';
import { requireReference } from '../support/reference.js';

describe('the faults of all tables', () => {
  it('are at least 150', () => {
    assert.ok(knownFaults().length >= 150, String(knownFaults().length));
  });

  it('each stand in a map with a case that must find it, or with the reason why none can', () => {
    const plan = faultPlan();
    const planned = new Set(
      plan
        .filter(({ detectedBy, tolerated }) => detectedBy.length > 0 || tolerated !== undefined)
        .map(({ fault }) => faultId(fault)),
    );
    const missing = knownFaults()
      .map(faultId)
      .filter((id) => !planned.has(id));
    assert.deepEqual(missing, []);
  });

  it('are asked for in code by names that the table has', () => {
    const asked = new Set<string>();
    for (const file of sources(join(projectRoot(), 'src', 'gateway'))) {
      const text = readFileSync(file, 'utf8');
      for (const [, name] of text.matchAll(/(?:\.has\(|\bhas\(|isSeeded\([\w.#]+, )'([a-z0-9-]+)'\)/g))
        asked.add(name!);
    }
    assert.ok(asked.size > 80, String(asked.size));
    assert.deepEqual(
      [...asked].filter((name) => !Object.hasOwn(faultTable, name)),
      [],
    );
  });
});

describe('the faults of real stacks', () => {
  const real = knownRealFaults();

  it('are played, or named with the reason why not, and never both', () => {
    for (const { id, playedBy, reason } of real) assert.ok(playedBy.length > 0 !== (reason !== undefined), id);
    assert.equal(new Set(real.map(({ id }) => id)).size, real.length);
  });

  it('are those of the catalogue, all of them', (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const file = join(reference, 'catalogue', 'iso15118-20-requirements.yaml');
    const catalogue = parse(readFileSync(file, 'utf8')) as {
      readonly known_real_world_faults: readonly { readonly id: string }[];
    };
    const ids = catalogue.known_real_world_faults.map(({ id }) => id);
    assert.ok(ids.length >= 56);
    assert.deepEqual([...ids].sort(), real.map(({ id }) => id).sort());
  });
});

/** Sources below a folder, without the tables of faults themselves. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('-faults.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
