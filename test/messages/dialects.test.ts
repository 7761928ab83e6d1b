import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { answerLine } from '../../src/cli/exi/line-filter.js';
import { decodeMessage, dialectName, encodeMessage, fromJson, toJson } from '../../src/messages/codec.js';
import { dialectNames, grammarDialect } from '../../src/messages/dialects.js';
import { messageSets, schemaNames } from '../../src/messages/sets.js';
import { fixtureVectors, fromHex, readVectorFile, toHex } from '../support/vectors.js';

const disconnect = {
  ACDP_DisconnectReq: {
    Header: { SessionID: '1122334455667788', TimeStamp: 10 },
    EVElectricalChargingDeviceStatus: 'State_A',
  },
};

test('what the schema can read is never read in a dialect', () => {
  for (const { schema, message, exi } of fixtureVectors()) {
    assert.equal(decodeMessage(schema, fromHex(exi)).dialect, undefined, message);
  }
});

test('a message that is broken in every dialect keeps the violations of the schema', () => {
  const [vector] = readVectorFile(join(projectRoot(), 'fixtures/dialects/libcbv2g.jsonl'));
  assert.ok(vector);
  const cut = fromHex(vector.exi).slice(0, -2);
  const { dialect, violations, notes } = decodeMessage(vector.schema, cut);
  assert.equal(dialect, undefined);
  assert.ok(violations.length > 0);
  assert.ok(notes.every(({ rule }) => rule !== 'dialect'));
});

test('ranges and faults work in a dialect as in the schema', () => {
  const [vector] = readVectorFile(join(projectRoot(), 'fixtures/dialects/libcbv2g.jsonl'));
  assert.ok(vector);
  const { ranges } = decodeMessage(vector.schema, fromHex(vector.exi), { ranges: true });
  assert.ok(ranges?.some(({ path }) => path.endsWith('.Header.SessionID')));
  const value = fromJson(vector.schema, vector.json);
  const cut = encodeMessage(vector.schema, value, [{ kind: 'truncate', octets: -1 }], { dialect: 'libcbv2g' });
  assert.equal(toHex(cut), vector.exi.slice(0, -2));
});

test('a set that a dialect does not touch is read and written by the schema', () => {
  const response = { supportedAppProtocolRes: { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: 1 } };
  const octets = encodeMessage('sap', fromJson('sap', response), [], { dialect: 'libcbv2g' });
  assert.equal(toHex(octets), '80400040');
  assert.equal(decodeMessage('sap', octets, { dialect: 'libcbv2g' }).dialect, undefined);
});

test('only named types of the set are changed', () => {
  for (const dialect of dialectNames) {
    for (const schema of schemaNames) {
      const { types = {}, exchangedRoots = [] } = grammarDialect(schema, dialect) ?? {};
      const { types: known, elements } = messageSets[schema];
      for (const name of Object.keys(types))
        assert.ok(known.some((type) => type.name === name && type.kind === 'complex'));
      for (const name of exchangedRoots.flat()) assert.ok(elements.some((element) => element.name === name));
    }
  }
});

test('the line filter names the dialect and encodes in it', () => {
  const exi = toHex(encodeMessage('iso20.acdp', fromJson('iso20.acdp', disconnect), [], { dialect: 'libcbv2g' }));
  assert.notEqual(exi, toHex(encodeMessage('iso20.acdp', fromJson('iso20.acdp', disconnect))));
  const answer = JSON.parse(answerLine(`iso20.acdp\t${exi}`));
  assert.deepEqual([answer.dialect, answer.exi, answer.violations], ['libcbv2g', exi, []]);
  assert.deepEqual(answer.json, disconnect);
  const { value } = decodeMessage('iso20.acdp', fromHex(exi));
  assert.deepEqual(value && toJson('iso20.acdp', value), disconnect);
});

test('a dialect that does not exist is refused', () => {
  assert.equal(dialectName('libcbv2g'), 'libcbv2g');
  for (const name of ['', 'exificient', 'toString']) assert.throws(() => dialectName(name), { code: 'MESSAGES-006' });
});
