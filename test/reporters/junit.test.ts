import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { projectRoot } from '../../src/base/project-root.js';
import { buildResults } from '../../src/record/build-results.js';
import { parseJournal } from '../../src/record/read-journal.js';
import type { Results } from '../../src/record/results.js';
import { junitXml } from '../../src/reporters/junit/junit-xml.js';
import { journalBytes, type SampleOptions, writeSampleRun } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const schema = readFileSync(join(projectRoot(), 'test', 'reporters', 'junit.xsd'), 'utf8');

function validated(xml: string): XmlDocument {
  const xsd = XmlDocument.fromString(schema);
  const validator = XsdValidator.fromDoc(xsd);
  const document = XmlDocument.fromString(xml);
  validator.validate(document);
  validator.dispose();
  xsd.dispose();
  return document;
}

async function sample(folder: string, options: SampleOptions = {}): Promise<Results> {
  return buildResults(parseJournal(journalBytes(await writeSampleRun(folder, options))).events);
}

test('the JUnit report is valid, and its counts are those of its elements', async (t) => {
  const document = validated(junitXml(await sample(temporaryFolder(t))));
  const count = (path: string): number => document.find(path).length;
  assert.equal(count('//testcase'), 29);
  assert.equal(count('//testcase/failure[@type="fail"]'), 3);
  assert.equal(count('//testcase/error[@type="inconc"]'), 2);
  assert.equal(count('//testcase/skipped'), 2);
  for (const [attribute, path] of [
    ['tests', 'testcase'],
    ['failures', 'testcase/failure'],
    ['errors', 'testcase/error'],
    ['skipped', 'testcase/skipped'],
  ]) {
    assert.equal(count(`//testsuite[@${attribute} != count(${path})]`), 0, attribute);
  }
  document.dispose();
});

test('an incomplete run has an error in it, whatever its cases said', async (t) => {
  const xml = junitXml(await sample(temporaryFolder(t), { killedAfter: 30 }));
  const document = validated(xml);
  assert.equal(document.find('//error[@type="incomplete"]').length, 1);
  document.dispose();
});

test('text of a hostile gateway cannot break the XML', async (t) => {
  const results = await sample(temporaryFolder(t));
  const evil = ']]><a b="\u0000\u0008\ufffe\ud800&lt;\'';
  const cases = results.cases.map((one) => ({ ...one, reason: evil, title: evil, area: evil }));
  const document = validated(junitXml({ ...results, cases }));
  assert.equal(document.find('//testcase').length, 29);
  document.dispose();
});

test('the schema used here refuses what is not JUnit', () => {
  assert.throws(() => validated('<testsuites><testcase/></testsuites>'));
});
