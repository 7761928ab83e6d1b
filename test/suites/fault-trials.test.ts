import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultIn, type TrialProject, trialProjects } from '../../suites/engine/fault-trials.js';

const variant = { mode: 'DC', security: 'none', pics: {}, gateway: 'dc' } as const;
const projects: readonly TrialProject[] = [
  { name: 'a', grepInvert: /_AC_/, use: { variant } },
  { name: 'b', grep: /_AC_/, use: { variant } },
  { name: 'c', use: { variant: { mode: 'none', security: 'none', pics: {} } } },
];

describe('the projects of a trial', () => {
  const [one, ...more] = trialProjects(projects, [
    { fault: 'x', projects: ['a', 'b'], cases: ['TC_DC_1', 'TC_CMN_2'] },
  ]);

  it('are copies with the cases of the row alone, under a configuration of their own', () => {
    assert.equal(one?.name, 'a~x');
    assert.equal(one?.use.variant.gateway, 'dc~x');
    assert.equal(faultIn('a~x'), 'x');
    assert.ok(one?.grep?.test('a~x f.spec.js TC_DC_1 some title'));
    assert.ok(!one?.grep?.test('a~x f.spec.js TC_DC_10 some title'));
    assert.ok(!one?.grep?.test('a~x f.spec.js XTC_DC_1 some title'));
  });

  it('leave out projects that would not run any of the cases', () => {
    assert.deepEqual(more, []);
    const ac = trialProjects(projects, [{ fault: 'x', projects: ['a', 'b'], cases: ['TC_AC_1'] }]);
    assert.deepEqual(
      ac.map(({ name }) => name),
      ['b~x'],
    );
  });

  it('keep the gateway as it is without a fault, and start none where none is started', () => {
    const [clean] = trialProjects(projects, [{ fault: '', projects: ['a'], cases: ['TC_DC_1'] }]);
    assert.equal(clean?.use.variant.gateway, 'dc');
    const [none] = trialProjects(projects, [{ fault: 'x', projects: ['c'], cases: ['TC_1'] }]);
    assert.equal(none?.use.variant.gateway, undefined);
  });
});
