import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import { faultPlan } from '../../src/cli/faults/fault-plan.js';
import { slacFaults } from '../../src/gateway/faults/slac-faults.js';
import { evaluatePics } from '../../src/judge/pics/evaluate-pics.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import { slacForms } from '../../suites/iso15118-3/projects.js';
import { definitionOf, longId, publishedCase, publishedIds } from '../../suites/iso15118-3/published-cases.js';

const words = { title: 'a title', purpose: 'a purpose' };
const profile = parse(
  readFileSync(join(projectRoot(), 'suites/profiles/reference-gateway.pics.yaml'), 'utf8'),
) as PicsValues;

describe('the published cases of ISO 15118-3', () => {
  it('are 104 in six groups, with their facts', () => {
    const groups = new Map<string, number>();
    for (const id of publishedIds) {
      const { group } = publishedCase(id);
      groups.set(group, (groups.get(group) ?? 0) + 1);
    }
    assert.deepEqual([...groups.values()].sort(), [13, 14, 21, 24, 24, 8]);
    assert.equal(publishedIds.length, 104);
    const { clause, requirements, kind } = definitionOf(longId('CMN CmSlacParm_004'), words);
    assert.deepEqual([clause, kind], ['ISO 15118-3:2015, A.9.1', 'timing']);
    for (const id of requirements) assert.match(id, /^V2G3-[AM]\d+-\d+$/);
  });

  // The published double of a case stands under the id of the port as well.
  it('each applies in exactly one project of the reference gateway, or is told why in each', () => {
    for (const id of publishedIds) {
      const { pics } = publishedCase(id);
      const taking = slacForms.filter((project) => {
        const selected = (project.only?.test(id) ?? true) && !(project.not?.test(id) ?? false);
        const values = { ...profile, PICS_CMN_CMN_CombinedTesting: true, ...project.pics };
        // Chargers with pause leave after Terminate too: the suite asks it of them.
        const expression = pics?.replace(/ and PICS_SECC_CMN_Pause = false/, '') ?? '';
        const outcome = evaluatePics(expression, values);
        assert.equal(outcome.kind, 'applies', `${id} in ${project.name}: ${JSON.stringify(outcome)}`);
        return selected && outcome.kind === 'applies' && outcome.applies;
      });
      assert.ok(taking.length >= 1, `${id} applies nowhere`);
      const both = /CMN_VTB_PLCLinkStatus_00[14]$/.test(id);
      assert.equal(taking.length, both ? 2 : 1, `${id}: ${taking.map(({ name }) => name).join(', ')}`);
    }
  });

  it('each is declared once by its short or long name in a spec', () => {
    const folder = join(projectRoot(), 'suites/iso15118-3');
    const text = readdirSync(folder)
      .filter((name) => name.endsWith('.spec.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    for (const id of publishedIds) {
      const [, mode, group, number] = /^TC_SECC_(\w+)_VTB_(\w+)_(\d{3})$/.exec(id)!;
      const spelt = text.includes(`${mode} ${group}_${number}`);
      const inTable = text.includes(`${mode} ${group}_${'$'}{number}`) && text.includes(`'${number}'`);
      assert.ok(spelt || inTable, `${id} is in no spec`);
    }
  });
});

describe('the seeded faults of the matching', () => {
  it('each has a case that must find it, which the list or the suite has', () => {
    const plan = faultPlan(['iso15118-3-dc']);
    assert.deepEqual(plan.map(({ fault }) => fault.name).sort(), Object.keys(slacFaults).sort());
    for (const { detectedBy, word } of plan) {
      assert.ok(detectedBy.length > 0, word);
      for (const id of detectedBy) assert.ok(id.startsWith('PL_') || publishedIds.includes(id), `${word}: ${id}`);
    }
  });
});
