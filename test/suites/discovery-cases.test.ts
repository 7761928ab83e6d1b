import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { collectCases } from '../../suites/engine/case-collector.js';
import { CaseRun, CaseStopped } from '../../suites/engine/case-run.js';
import type { Harness } from '../../suites/engine/harness.js';
import type { Blame } from '../../suites/engine/link-witness.js';
import type { CaseContext } from '../../suites/engine/plumbline-test.js';

const specs = join(projectRoot(), 'dist', 'suites', 'iso15118-2');
const cases = await collectCases(async () => {
  for (const spec of ['no-tls', 'next-vehicle']) await import(join(specs, `${spec}.spec.js`));
});

/** Carries a case out on the loopback, where no SECC answers on the port of SDP, with a witness that says this. */
async function carriedOut(id: string, blame: Blame): Promise<string> {
  const declared = cases.find(({ definition }) => definition.id === id);
  assert.ok(declared !== undefined, id);
  const recorder = { record: () => undefined, flush: async () => {} };
  const run = new CaseRun(`${id}@test`, declared.definition, recorder, []);
  const harness = {
    ...{ variant: { mode: 'DC', protocol: 'iso2', security: 'none', pics: {} }, pics: {} },
    ...{ bench: { interfaces: { mesh: { name: 'lo' } } }, link: { blame: async () => blame }, keylog: () => undefined },
  } as unknown as Harness;
  try {
    await declared.body({ harness, run, info: {} as CaseContext['info'] });
  } catch (error) {
    if (!(error instanceof CaseStopped)) throw error;
  }
  return `${run.verdict}: ${run.reason}`;
}

describe('a case that looks for the SECC without a vehicle, and finds nobody', { concurrency: true }, () => {
  for (const id of ['TC_SECC_CMN_VTB_SDP_007', 'PL_SECC_CMN_Discovery_EachVehicle'])
    for (const [blame, expected] of [
      [{ kind: 'link', text: 'the link: nothing is heard of anybody' }, /^inconc: the link/],
      [{ kind: 'station', text: 'the link is there: its host speaks' }, /^fail: .*its host speaks/],
    ] as const)
      it(`${id}: ${expected}`, async () => assert.match(await carriedOut(id, blame), expected));
});
