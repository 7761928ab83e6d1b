import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluatePics } from '../../src/judge/pics/evaluate-pics.js';
import { parsePics, picsNames } from '../../src/judge/pics/pics-expression.js';

const declared = {
  PICS_CMN_CMN_IdentificationMode: 'eIM',
  PICS_CMN_CMN_ChargingMode: 'aC',
  PICS_SECC_CMN_Pause: true,
  PICS_CMN_CMN_WakeUp: 300,
  PIXIT_CMN_CMN_WakeUp: 200,
  PIXIT_SECC_CMN_TLS: false,
};

describe('PICS expressions', () => {
  const table: readonly (readonly [string, boolean])[] = [
    ['', true],
    ['PICS_SECC_CMN_Pause', true],
    ['not PICS_SECC_CMN_Pause', false],
    ['!PIXIT_SECC_CMN_TLS', true],
    ['PICS_CMN_CMN_IdentificationMode = eIM and PIXIT_SECC_CMN_TLS = false', true],
    ['PICS_CMN_CMN_IdentificationMode == "pnC"', false],
    ["PICS_CMN_CMN_ChargingMode != 'dC'", true],
    ['PIXIT_CMN_CMN_WakeUp < PICS_CMN_CMN_WakeUp', true],
    ['PIXIT_CMN_CMN_WakeUp > PICS_CMN_CMN_WakeUp', false],
    ['PICS_CMN_CMN_WakeUp >= 300 && PICS_CMN_CMN_WakeUp <= 300.5', true],
    ['PIXIT_SECC_CMN_TLS or PICS_SECC_CMN_Pause and not PIXIT_SECC_CMN_TLS', true],
    ['(PIXIT_SECC_CMN_TLS or PICS_SECC_CMN_Pause) and PIXIT_SECC_CMN_TLS', false],
    ['true or PIXIT_SECC_CMN_TLS', true],
    ['NOT (PIXIT_SECC_CMN_TLS OR FALSE)', true],
  ];
  for (const [source, applies] of table) {
    it(source === '' ? 'the empty expression always applies' : source, () => {
      const result = evaluatePics(source, declared);
      assert.ok(result.kind === 'applies', JSON.stringify(result));
      assert.equal(result.applies, applies);
    });
  }
});

describe('what is wrong is named', () => {
  const table: readonly (readonly [string, RegExp])[] = [
    ['PICS_CMN_CMN_Typo', /asks for PICS_CMN_CMN_Typo, which the PICS do not declare/],
    ['PICS_SECC_CMN_Pause or PICS_CMN_CMN_Typo', /PICS_CMN_CMN_Typo/],
    ['PIXIT_CMN_CMN_WakeUp < PICS_Other', /PICS_Other/],
    ['PICS_CMN_CMN_WakeUp', /is 300, not true or false/],
    ['PICS_CMN_CMN_WakeUp = eIM', /a number \(300\) cannot be compared with a string/],
    ['PICS_CMN_CMN_ChargingMode < aC', /"<" needs numbers/],
    ['(PICS_SECC_CMN_Pause', /character 21: "\)" expected for the "\(" at 1/],
    ['PICS_SECC_CMN_Pause and', /character 24: a PICS name expected, found the end/],
    ['PICS_SECC_CMN_Pause PICS_SECC_CMN_Pause', /unexpected "PICS_SECC_CMN_Pause"/],
    ['PICS_CMN_CMN_WakeUp > ', /a value or a name expected/],
    ['PICS_SECC_CMN_Pause # 3', /character 21: unexpected "#"/],
    ['toString', /toString/],
  ];
  for (const [source, problem] of table) {
    it(source, () => {
      const result = evaluatePics(source, declared);
      assert.ok(result.kind === 'problem', JSON.stringify(result));
      assert.match(result.problem, problem);
    });
  }
  it('lists the names it needs once each', () => {
    const parsed = parsePics('PICS_A and (PIXIT_B > PICS_C or PICS_A) and PICS_D = eIM');
    assert.ok(parsed.ok);
    assert.deepEqual(picsNames(parsed.expression), ['PICS_A', 'PIXIT_B', 'PICS_C', 'PICS_D']);
  });
});
