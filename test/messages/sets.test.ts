import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { setModules } from '../../src/messages/set-modules.js';
import { isSchemaName, messageSets, schemaName, schemaNames } from '../../src/messages/sets.js';

test('every set is there under its name, once, and is what its modules declare', () => {
  assert.deepEqual(schemaNames, [
    'sap',
    'din',
    'iso2',
    'iso20.cm',
    'iso20.ac',
    'iso20.dc',
    'iso20.wpt',
    'iso20.acdp',
    'xmldsig',
  ]);
  for (const name of schemaNames) {
    assert.equal(messageSets[name].name, name);
    assert.equal(messageSets[name], messageSets[name]);
    assert.deepEqual(messageSets[name], setModules[name]);
  }
});

test('a name that is no set is refused, also one that every object has', () => {
  for (const name of ['iso3', '', 'toString', '__proto__']) {
    assert.ok(!isSchemaName(name));
    assert.throws(
      () => schemaName(name),
      (error) => error instanceof PlumblineError && error.code === 'MESSAGES-002',
    );
  }
});
