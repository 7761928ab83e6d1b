import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '../../../src/wire/xml/parse-xml.js';
import { defaultXmlLimits } from '../../../src/wire/xml/xml-limits.js';

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const rules = (text: string | Uint8Array, limits = {}): readonly string[] =>
  parseXml(typeof text === 'string' ? octets(text) : text, { ...defaultXmlLimits, ...limits }).violations.map(
    (v) => v.rule,
  );

test('a document becomes a tree with names, text and places', () => {
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="urn:a" xmlns:b="urn:b" x="1" b:y="&lt;&#65;">\n  <b:c>t<![CDATA[<&]]>u</b:c>\n  <d/></a>';
  const { root, violations } = parseXml(octets(text));
  assert.deepEqual(violations, []);
  assert.equal(root?.name, 'a');
  assert.equal(root?.namespace, 'urn:a');
  assert.deepEqual(root?.attributes, [
    { name: 'x', namespace: '', value: '1' },
    { name: 'y', namespace: 'urn:b', value: '<A' },
  ]);
  const places = root?.children.map(({ namespace, name, texts, line, column }) => [
    namespace,
    name,
    texts,
    line,
    column,
  ]);
  assert.deepEqual(places, [
    ['urn:b', 'c', ['t<&u'], 3, 3],
    ['urn:a', 'd', undefined, 4, 3],
  ]);
});

const malformed: readonly (readonly [what: string, text: string, rule: string])[] = [
  ['a missing end tag', '<a><b></a>', 'not-well-formed'],
  ['an end before the end', '<a><b>', 'not-well-formed'],
  ['nothing', '', 'not-well-formed'],
  ['no XML', 'hello', 'not-well-formed'],
  ['a second root', '<a/><b/>', 'not-well-formed'],
  ['an attribute twice', '<a x="1" x="2"/>', 'not-well-formed'],
  ['an undeclared prefix', '<p:a/>', 'not-well-formed'],
  ['an entity that nobody defines', '<a>&nbsp;</a>', 'not-well-formed'],
  ['a control character', '<a>\u0001</a>', 'not-well-formed'],
  ['a document type', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'doctype-refused'],
  ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'doctype-refused'],
  ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'encoding-invalid'],
];
for (const [what, text, rule] of malformed) {
  test(`${what} is a violation, not an exception`, () => assert.deepEqual(rules(text), [rule]));
}

test('the place of a tag that is broken over lines is where it begins', () => {
  const { root } = parseXml(octets('<a>\r\n <b\n  c="\n<"/>\n</a>'.replace('<"', '&lt;"')));
  assert.deepEqual([root?.children[0]?.line, root?.children[0]?.column], [2, 2]);
});

test('a billion laughs are not laughed', () => {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const started = process.cpuUsage();
  const { root, violations } = parseXml(octets(`<!DOCTYPE a [<!ENTITY l0 "ha">${entities}]><a>&l9;</a>`));
  assert.equal(root, undefined);
  assert.deepEqual(
    violations.map((v) => v.rule),
    ['doctype-refused'],
  );
  assert.ok(process.cpuUsage(started).user < 500_000);
});

test('octets that are not UTF-8 are named, and the rest is read', () => {
  const body = Uint8Array.of(...octets('<a>'), 0xff, ...octets('</a>'));
  assert.deepEqual(rules(body), ['encoding-invalid']);
  assert.equal(parseXml(body).root?.name, 'a');
});

const tooMuch: readonly (readonly [what: string, text: string, limits: object, rule: string])[] = [
  ['octets', `<a>${' '.repeat(100)}</a>`, { maxBytes: 50 }, 'document-too-large'],
  ['depth', `${'<a>'.repeat(5)}${'</a>'.repeat(5)}`, { maxDepth: 4 }, 'nesting-too-deep'],
  ['elements', `<a>${'<b/>'.repeat(10)}</a>`, { maxElements: 10 }, 'document-too-large'],
  ['attributes', '<a b="1" c="1" d="1"/>', { maxAttributes: 2 }, 'document-too-large'],
  ['an attribute', `<a b="${'x'.repeat(11)}"/>`, { maxTextLength: 10 }, 'document-too-large'],
  ['text', `<a>${'x'.repeat(11)}</a>`, { maxTextLength: 10 }, 'document-too-large'],
];
for (const [what, text, limits, rule] of tooMuch) {
  test(`too much ${what} ends the reading`, () => {
    assert.deepEqual(rules(text, limits), [rule]);
    assert.deepEqual(rules(text), []);
  });
}

test('the default limits bound what a hostile document costs', () => {
  const deep = '<a>'.repeat(1_000_000);
  const wide = `<a ${Array.from({ length: 100_000 }, (_, i) => `b${i}="1"`).join(' ')}/>`;
  for (const text of [deep, wide, `<a>${'x'.repeat(8_000_000)}</a>`, 'x'.repeat(9_000_000)]) {
    const started = process.cpuUsage();
    assert.equal(parseXml(octets(text)).violations.length, 1);
    assert.ok(process.cpuUsage(started).user < 2_000_000);
  }
});

test('what stood before the break is kept', () => {
  const { root } = parseXml(octets('<a><b>1</b><c>2</d></a>'));
  assert.deepEqual(
    root?.children.map(({ name }) => name),
    ['b', 'c'],
  );
});
