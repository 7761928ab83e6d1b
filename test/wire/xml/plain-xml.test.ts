import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeSep2 } from '../../../src/messages/sep2/codec.js';
import { diagnoseXml } from '../../../src/wire/xml/parse-xml.js';
import { readPlainXml } from '../../../src/wire/xml/plain-xml.js';
import { defaultXmlLimits } from '../../../src/wire/xml/xml-limits.js';
import { RepeatableRandom } from '../../support/repeatable-random.js';
import { sep2Samples } from '../../support/sep2-samples.js';

const octets = (text: string) => new TextEncoder().encode(text);
const plain = (text: string) => readPlainXml(text, defaultXmlLimits);

/** What the quick reader reads, the full parser reads alike and finds clean. True when it read at all. */
function agree(text: string): boolean {
  const quick = plain(text);
  if (quick === undefined) return false;
  const { root, violations } = diagnoseXml(octets(text));
  assert.deepEqual(violations, [], text);
  assert.deepEqual(quick, root, text);
  return true;
}

const read: readonly string[] = [
  '<a/>',
  '<?xml version="1.0" encoding="UTF-8"?>\n<a></a>\n',
  '<?xml version="1.0"?><a xmlns="urn:a"><b xmlns="">1</b><b/></a>',
  '<x:a xmlns:x="urn:a" x:p="1" q=\'2"\' ><x:b xmlns:x="urn:b" x:p="3"\n/></x:a >',
  '<a b=" &lt;&#65;&#x41;&amp;\t\n&#9;">&gt;&quot;&apos;é&#233;</a>',
  '<a>\n  <b>1</b>\n  text\n  <c>2</c>\n</a>',
  '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:t="urn:t" i:type="t:T"><b i:type="U"/><c i:type="v:W"/></a>',
];
for (const text of read)
  test(`the quick reader reads ${JSON.stringify(text)} as the full one does`, () => assert.ok(agree(text)));

const left: readonly string[] = [
  '',
  'a',
  '<a>',
  '<a></b>',
  '<a/><b/>',
  '<a/>x',
  'x<a/>',
  '<a b=1/>',
  '<a b="1"c="2"/>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<p:a/>',
  '<a>&nbsp;</a>',
  '<a>&#0;</a>',
  '<a>&</a>',
  '<a>]]></a>',
  '<a><!-- c --></a>',
  '<a><![CDATA[x]]></a>',
  '<a><?p?></a>',
  '<!DOCTYPE a><a/>',
  '<a>\r\n</a>',
  '<é/>',
  '<a>😀</a>',
  '<a xmlns:p=""/>',
  '<a xmlns:xmlx="urn:x"/>',
  '<a xmlns="http://www.w3.org/2000/xmlns/"/>',
];
for (const text of left)
  test(`the quick reader leaves ${JSON.stringify(text)} to the full one`, () => assert.equal(plain(text), undefined));

test('beyond a limit the full parser is asked', () => {
  const text = '<a b="12345" c="1"><b>12345</b></a>';
  assert.ok(readPlainXml(text, defaultXmlLimits) !== undefined);
  for (const limits of [{ maxDepth: 1 }, { maxElements: 1 }, { maxAttributes: 1 }, { maxTextLength: 4 }]) {
    assert.equal(readPlainXml(text, { ...defaultXmlLimits, ...limits }), undefined);
  }
});

test('20,000 mutilated bodies: whatever the quick reader accepts is read alike by the full parser', () => {
  const random = new RepeatableRandom(20308);
  const bodies = sep2Samples.map(({ resource, value }) => new TextDecoder().decode(encodeSep2(resource, value)));
  const pieces = [
    ...'<>/="\'& \n:ax;#',
    '&lt;',
    '&#65;',
    ' xmlns=""',
    ' xmlns:a="urn:a"',
    '</',
    '/>',
    'xsi:type="a:b"',
  ];
  let accepted = 0;
  for (let i = 0; i < 20_000; i++) {
    const body = random.pick(bodies);
    const at = random.below(Math.min(body.length, 400));
    const text = body.slice(0, at) + random.pick(pieces) + body.slice(at + random.below(3));
    if (agree(text)) accepted++;
  }
  assert.ok(accepted > 2000, `${accepted} accepted`);
});
