import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definitionOf, publishedCase } from '../../suites/iso15118-2/published-cases.js';

describe('facts of the published case list', () => {
  it('a definition holds the facts of the list and our words', () => {
    const definition = definitionOf('TC_SECC_CMN_VTB_SessionSetup_001', { title: 'a title', purpose: 'a purpose' });
    assert.equal(definition.kind, 'valid');
    assert.equal(definition.area, 'ISO 15118-2 SessionSetup');
    assert.equal(definition.clause, 'ISO 15118-2:2014, 8.4.3.2');
    assert.ok(definition.requirements.includes('V2G2-750'));
  });

  it('requirement ids carry no coverage qualifier', () => {
    const { requirements } = publishedCase('TC_SECC_DC_VTB_CurrentDemand_001');
    assert.ok(requirements.length > 5);
    for (const requirement of requirements) assert.match(requirement, /^V2G\d+-\d+$/);
  });

  it('an id that the list does not have is a slip in a spec', () => {
    assert.throws(() => publishedCase('TC_SECC_CMN_VTB_Unheard_001'), /not in suites/);
  });
});
