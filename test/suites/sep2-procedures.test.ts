import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import { faultPlan } from '../../src/cli/faults/fault-plan.js';
import { suiteArguments } from '../../src/cli/run/suite-process.js';
import { casesByProcedure, type ProcedureMap } from '../../suites/sep2/procedure-map.js';
import { referenceFolder } from '../support/reference.js';

const map = parse(readFileSync(join(projectRoot(), 'suites/sep2/procedure-map.yaml'), 'utf8')) as ProcedureMap;

/** Ids of all cases of the suite, as the test runner declares them. */
function declaredCases(): ReadonlySet<string> {
  const argv = suiteArguments({ projects: ['sep2', 'sep2-stop', 'sep2-server', 'stop-paths'], grep: undefined });
  const listing = spawnSync(process.execPath, [...argv, '--list', '--reporter=list'], {
    cwd: projectRoot(),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return new Set(listing.stdout.match(/SEP2_(CLI|SRV|STOP)_\w+|SITE_StopPath_\w+/g) ?? []);
}

describe('the mapping of the published procedures', () => {
  let declared: ReadonlySet<string>;
  before(() => {
    declared = declaredCases();
  });

  it('names each procedure once, with cases or with a reason', () => {
    for (const rows of [map.client, map.server]) {
      assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
      for (const { id, cases, notApplicable } of rows) {
        assert.ok((cases === undefined) !== (notApplicable === undefined), id);
        assert.ok(cases === undefined || cases.length > 0, id);
      }
    }
    assert.equal(map.client.length, 83);
    assert.equal(map.server.length, 61);
  });

  it('names only cases that there are', () => {
    assert.ok(declared.size > 100, `${declared.size} cases are declared`);
    for (const id of casesByProcedure(map).keys()) assert.ok(declared.has(id), id);
  });

  it('and so does the map of faults', () => {
    for (const { word, detectedBy } of faultPlan(['sep2', 'sep2-stop']))
      for (const id of detectedBy) assert.ok(declared.has(id), `${word}: ${id}`);
  });

  it('has every procedure of the published suite', (context) => {
    const reference = referenceFolder();
    if (reference === undefined || !existsSync(join(reference, 'sep2', 'procedures'))) {
      context.skip('the reference data is not here');
      return;
    }
    for (const kind of ['client', 'server'] as const) {
      const files: readonly string[] = readdirSync(join(reference, 'sep2', 'procedures', kind)).map((file) =>
        file.replace('.yaml', ''),
      );
      assert.deepEqual(map[kind].map(({ id }) => id).sort(), [...files].sort());
    }
  });
});
