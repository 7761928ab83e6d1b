import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import { faultPlan } from '../../src/cli/faults/fault-plan.js';
import { evaluatePics } from '../../src/judge/pics/evaluate-pics.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import { contractFaults } from '../../src/peers/vehicle/sut/sut-faults-pnc.js';
import { contractErrorCases } from '../../suites/evcc-iso15118-2/error-cases-pnc.js';
import { evccDefinition, longId } from '../../suites/evcc-iso15118-2/evcc-case.js';
import { externalOnly } from '../../suites/evcc-iso15118-2/external-only.js';
import { contractDiscoveryAgain, contractGoodCases } from '../../suites/evcc-iso15118-2/good-cases-pnc.js';
import { referenceFolder } from '../support/reference.js';

interface Listed {
  readonly id: string;
  readonly list_group: string;
  readonly lists: readonly string[];
  readonly purpose: string;
}

const good = [
  'CMN SDP_004',
  ...[...contractGoodCases, ...contractDiscoveryAgain].map(({ id }) => id),
  ...['AC', 'DC'].flatMap((mode) => [
    ...['005', '006', '007'].map((number) => `${mode} Reliability_${number}`),
    `VERISCO_TC_EVCC_${mode}_VTB_Reliability_008`,
  ]),
];
const profile = parse(
  readFileSync(join(projectRoot(), 'suites/profiles/reference-gateway.pics.yaml'), 'utf8'),
) as PicsValues;

describe('the cases in which the vehicle under test pays by contract', () => {
  it('have ids of their own, and a PICS expression that the profile answers', () => {
    const all = [...contractGoodCases, ...contractDiscoveryAgain, ...contractErrorCases];
    const ids = all.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
    const words = { title: 'a title', purpose: 'a purpose', kind: 'valid' } as const;
    for (const { id, pics } of all) {
      for (const mode of ['aC', 'dC']) {
        const definition = evccDefinition(id, { ...words, pics });
        const kind = evaluatePics(definition.pics ?? '', { ...profile, PICS_CMN_CMN_ChargingMode: mode });
        assert.notEqual(kind.kind, 'problem', `${id}: ${definition.pics}`);
      }
    }
  });

  const reference = referenceFolder();
  it('are all of the published list that are for payment by contract alone', { skip: reference === undefined }, () => {
    const file = join(reference ?? '', 'catalogue', 'evcc-ids.yaml');
    const { iso15118_2: every } = parse(readFileSync(file, 'utf8')) as { readonly iso15118_2: readonly Listed[] };
    const listed = every.filter(({ lists }) => lists.every((list) => list.includes('PnC')));
    const ids = (kind: 'good' | 'error') =>
      listed.filter(({ list_group }) => (list_group === 'good case') === (kind === 'good')).map(({ id }) => id);
    const external = every.filter(({ lists }) => lists.every((list) => list.includes('EIM')));
    assert.deepEqual([...externalOnly].sort(), external.map(({ id }) => id).sort());
    assert.deepEqual(good.map(longId).sort(), ids('good').sort());
    assert.deepEqual(contractErrorCases.map(({ id }) => longId(id)).sort(), ids('error').sort());
    // The answer that a case gives, and the request that it waits for, are those that the list names.
    const purposes = new Map(listed.map(({ id, purpose }) => [id, purpose]));
    for (const { id, hook } of contractErrorCases) {
      const purpose = purposes.get(longId(id)) ?? '';
      if (hook.does.kind === 'code') {
        assert.ok(purpose.includes(`${hook.at.replace(/Req$/, 'Res')} (code ${hook.does.code})`), `${id}: ${purpose}`);
      }
      if (hook.does.kind === 'replace') {
        assert.ok(
          purpose.includes(`${hook.does.by} instead of ${hook.at.replace(/Req$/, 'Res')}`),
          `${id}: ${purpose}`,
        );
      }
      if (hook.does.kind === 'silence')
        assert.ok(purpose.includes(`leaves ${hook.at} unanswered`), `${id}: ${purpose}`);
    }
    for (const { id, pilot } of contractErrorCases) {
      const named = /CP state ([EF])/.exec(purposes.get(longId(id)) ?? '')?.[1];
      assert.equal(pilot, named, id);
    }
    for (const { id, request } of contractGoodCases) {
      assert.ok(purposes.get(longId(id))?.includes(`EV sends ${request}`), `${id}: ${purposes.get(longId(id))}`);
    }
  });
});

describe('the seeded faults of a vehicle with a contract', () => {
  it('each have a case that must find them', () => {
    const plan = faultPlan(['evcc-iso15118-2-dc-pnc']);
    assert.deepEqual(plan.map(({ fault }) => fault.name).sort(), Object.keys(contractFaults).sort());
    const known = new Set([...good, ...contractErrorCases.map(({ id }) => id)].map(longId));
    for (const { word, detectedBy } of plan) {
      assert.ok(detectedBy.length > 0, word);
      for (const id of detectedBy) assert.ok(id.startsWith('PL_EVCC_') || known.has(id), `${word}: ${id}`);
    }
  });
});
