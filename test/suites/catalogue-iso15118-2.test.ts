import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import { evaluatePics } from '../../src/judge/pics/evaluate-pics.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import { declaredForms } from '../../suites/iso15118-2/declared-projects.js';
import { publishedCase, publishedIds, vehicleSide } from '../../suites/iso15118-2/published-cases.js';
import { requireReference } from '../support/reference.js';

interface CatalogueCase {
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  readonly pics?: readonly string[];
  readonly requirements?: readonly string[] | null;
}

const kinds: Readonly<Record<string, string>> = {
  'valid behaviour': 'valid',
  'invalid behaviour': 'invalid',
  timing: 'timing',
  abnormal: 'abnormal',
};

/** A version to send and no condition: it has no value that could decide whether the case applies. */
const noCondition = 'PIXIT_SECC_CMN_VersionNumberMinor';

function catalogueOf(folder: string): readonly CatalogueCase[] {
  const text = readFileSync(join(folder, 'catalogue', 'iso15118-2-secc.yaml'), 'utf8');
  return (parse(text) as { readonly cases: readonly CatalogueCase[] }).cases;
}

function listedIds(): ReadonlySet<string> {
  const cli = join(projectRoot(), 'bin', 'plumbline');
  const text = execFileSync(process.execPath, [cli, 'list', '--json'], { encoding: 'utf8', maxBuffer: 64 << 20 });
  return new Set((JSON.parse(text) as readonly { readonly id: string }[]).map(({ id }) => id));
}

describe('the published cases of ISO 15118-2', () => {
  it('are all in plumbline list, with group, kind, requirements and PICS of the catalogue', (t) => {
    const folder = requireReference(t);
    if (folder === undefined) return;
    const catalogue = catalogueOf(folder);
    assert.equal(catalogue.length, 313);
    const listed = listedIds();
    for (const { id, group, kind, pics, requirements } of catalogue) {
      assert.ok(listed.has(id), `${id} is not in plumbline list`);
      const ours = publishedCase(id);
      assert.equal(ours.group, group, id);
      assert.equal(ours.kind, kinds[kind], id);
      const ids = new Set((requirements ?? []).map((text) => text.split('#')[0]));
      assert.deepEqual(ours.requirements, [...ids], id);
      const conditions = (pics ?? []).filter((text) => text !== noCondition);
      assert.equal(ours.pics ?? '', conditions.join(' and '), id);
    }
    assert.deepEqual([...publishedIds].sort(), catalogue.map(({ id }) => id).sort());
  });

  it('that need a station in a form of its own apply in exactly one project', () => {
    const file = join(projectRoot(), 'suites/profiles/reference-gateway.pics.yaml');
    const profile = parse(readFileSync(file, 'utf8')) as PicsValues;
    for (const id of publishedIds.filter(inOwnProject)) {
      const { pics: expression = '' } = publishedCase(id);
      const taking = declaredForms.filter(({ only, pics }) => {
        if (!only.test(id)) return false;
        const outcome = evaluatePics(expression, { ...profile, ...pics, ...vehicleSide(id) });
        return outcome.kind === 'applies' && outcome.applies;
      });
      const names = taking.map(({ name }) => name).join(', ');
      assert.equal(taking.length, 1, `${id} applies in ${names || 'no project'}`);
    }
  });
});

/** Cases that wait for a wake-up, or differ by offers, meter and pilot. */
function inOwnProject(id: string): boolean {
  const { state, pics = '' } = publishedCase(id);
  if (state.startsWith('resume_')) return true;
  if (/PIXIT_SECC_CMN_(SalesTariff|ChargeParameterDiscoveryOngoing)/.test(pics))
    return !/Renegotiation/.test(pics) && state === 'authorized' && !/_001$/.test(id);
  return /e_StateD|CableCheckOngoing = ongoing|_Abnormal_/.test(`${pics} ${id}`);
}
