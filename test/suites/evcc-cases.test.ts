import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import { faultPlan } from '../../src/cli/faults/fault-plan.js';
import { evaluatePics } from '../../src/judge/pics/evaluate-pics.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import { vehicleFaults } from '../../src/peers/vehicle/sut/sut-faults.js';
import { contractFaults } from '../../src/peers/vehicle/sut/sut-faults-pnc.js';
import { errorCases } from '../../suites/evcc-iso15118-2/error-cases.js';
import { evccDefinition, longId } from '../../suites/evcc-iso15118-2/evcc-case.js';
import { goodCases } from '../../suites/evcc-iso15118-2/good-cases.js';
import { ownGoodCases } from '../../suites/evcc-iso15118-2/good-cases-own.js';
import { discoveryAgain } from '../../suites/evcc-iso15118-2/good-cases-pause.js';
import { referenceFolder } from '../support/reference.js';

interface Listed {
  readonly id: string;
  readonly list_group: string;
  readonly lists: readonly string[];
  readonly purpose: string;
}

/** Good cases that are no look at one request of a session. */
const endurance = (['AC', 'DC'] as const).flatMap((mode) => [
  ...['001', '002', '003'].map((number) => `${mode} Reliability_${number}`),
  `VERISCO_TC_EVCC_${mode}_VTB_Reliability_004`,
]);
const discovery = ['CMN V2GTPSDP_001', 'CMN SDP_001', 'CMN SDP_002', 'CMN SDP_003'];
const otherGood = [...discovery, ...discoveryAgain.map(({ id }) => id), ...endurance];
const silentDiscovery = ['CMN SDP_005', 'CMN SDP_007'];
const alone = [...otherGood, ...silentDiscovery];
const broken = ['002', '003', '004', '005'].map((number) => `CMN V2GTPSDP_${number}`);
const profile = parse(
  readFileSync(join(projectRoot(), 'suites/profiles/reference-gateway.pics.yaml'), 'utf8'),
) as PicsValues;

describe('the cases in which the vehicle is the SUT', () => {
  it('have ids of their own, and a PICS expression that the profile answers', () => {
    const ids = [...goodCases, ...discoveryAgain, ...errorCases].map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
    const words = { title: 'a title', purpose: 'a purpose', kind: 'valid' } as const;
    const values = { ...profile, PICS_CMN_CMN_ChargingMode: 'dC', PICS_SECC_CMN_DepartureTime: false };
    for (const { id, pics } of [...goodCases, ...ownGoodCases, ...discoveryAgain, ...errorCases]) {
      const definition = evccDefinition(id, { ...words, pics });
      assert.equal(evaluatePics(definition.pics ?? '', values).kind, 'applies', `${id}: ${definition.pics}`);
    }
  });

  const reference = referenceFolder();
  it('are in the published list, each as the kind of case that it is there', { skip: reference === undefined }, () => {
    const file = join(reference ?? '', 'catalogue', 'evcc-ids.yaml');
    const listed = new Map(
      (parse(readFileSync(file, 'utf8')) as { readonly iso15118_2: readonly Listed[] }).iso15118_2.map((one) => [
        one.id,
        one,
      ]),
    );
    const kindOf = (id: string) => listed.get(longId(id))?.list_group;
    for (const { id } of goodCases) assert.equal(kindOf(id), 'good case', id);
    for (const id of otherGood) assert.equal(kindOf(id), 'good case', id);
    const good = [...goodCases.map(({ id }) => id), ...otherGood].map(longId);
    const goodListed = [...listed.values()].filter(
      ({ list_group, lists }) => list_group === 'good case' && lists.some((list) => list.includes('EIM')),
    );
    assert.deepEqual(
      goodListed.map(({ id }) => id).filter((id) => !good.includes(id)),
      [],
      'good cases with external payment that are not there',
    );
    assert.equal(goodListed.length, 223);
    for (const id of [...errorCases.map((one) => one.id), ...broken, ...silentDiscovery]) {
      const kind = kindOf(id);
      assert.ok(kind !== undefined && kind !== 'good case', `${id}: ${kind}`);
      assert.ok(listed.get(longId(id))?.lists.some((list) => list.includes('EIM')) ?? false, `${id} is not for EIM`);
    }
    // The answer that a case gives is the one that the list names.
    for (const { id, hook } of errorCases) {
      const purpose = listed.get(longId(id))?.purpose ?? '';
      if (hook.does.kind === 'code') {
        // The list writes this code of 2013 as FAILED_WrongEnergyTransferType, and that of the handshake in capitals.
        const code = hook.does.code.replace('TransferMode', 'TransferType').replace('Failed_', 'FAILED_');
        assert.ok(purpose.includes(`(code ${code})`), `${id}: ${purpose}`);
      }
      if (hook.does.kind === 'replace') assert.ok(purpose.includes(hook.does.by), `${id}: ${purpose}`);
      if (hook.does.kind === 'silence') assert.match(purpose, /past V2G_Msg_Timeout/, id);
      if (hook.does.kind === 'hold') assert.match(purpose, /CP state [EF]/, id);
    }
    const errors = [...listed.values()].filter(
      ({ list_group, lists }) => list_group !== 'good case' && lists.some((list) => list.includes('EIM')),
    );
    const missing = errors
      .map(({ id }) => id)
      .filter(
        (id) => ![...errorCases.map((one) => one.id), ...broken, ...silentDiscovery].some((own) => longId(own) === id),
      );
    assert.deepEqual(missing, []);
  });
});

describe('the seeded faults of the vehicle', () => {
  it('each have a case that must find them', () => {
    const plan = faultPlan(['evcc-iso15118-2-dc', 'evcc-iso15118-2-ac']);
    const external = Object.keys(vehicleFaults).filter((name) => !Object.hasOwn(contractFaults, name));
    const planned = plan.map(({ fault }) => fault.name).filter((name) => !Object.hasOwn(contractFaults, name));
    assert.deepEqual(planned.sort(), external.sort());
    const own = /^PL_EVCC_/;
    const known = new Set(
      [...goodCases, ...errorCases].map(({ id }) => longId(id)).concat([...alone, ...broken].map(longId)),
    );
    for (const { word, detectedBy } of plan) {
      assert.ok(detectedBy.length > 0, word);
      for (const id of detectedBy) assert.ok(own.test(id) || known.has(id), `${word}: ${id}`);
    }
  });
});
