import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeSep2, encodeSep2, type Sep2Decoded, sep2MediaTypes } from '../../src/messages/sep2/codec.js';
import { sep2FromJson, sep2ToJson } from '../../src/messages/sep2/json.js';
import { infoset } from '../support/infoset.js';
import { requireReference } from '../support/reference.js';
import { sep2Samples } from '../support/sep2-samples.js';
import { editionOf, userSchemas } from '../support/sep2-schemas.js';

interface Example {
  readonly name: string;
  readonly body: Uint8Array;
  readonly decoded: Sep2Decoded;
}

function examplesIn(reference: string): readonly Example[] {
  const folder = join(reference, 'sep2/examples');
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => {
      const body = readFileSync(join(folder, name));
      return { name, body, decoded: decodeSep2(body, sep2MediaTypes.xml) };
    });
}

/** As it was read: in its namespace, in its order, with all that breaks the schema. */
function rewrite({ resource, value, dialect }: Sep2Decoded): Uint8Array {
  const namespace = dialect === 'draft' ? 'http://ieee.org/2030.5' : 'urn:ieee:std:2030.5:ns';
  return encodeSep2(resource ?? '', value ?? {}, { namespace, order: 'value', lenient: true });
}

// What other stacks write against the schema: `rule path`, a star for the places of one kind.
const rulesBroken: Readonly<Record<string, readonly string[]>> = {
  'cactus-runner/data/xml/mup.xml': ['element-misplaced MirrorUsagePoint.MirrorMeterReading[*].ReadingType.kind'],
  'cactus-runner/data/xml/mup_agg.xml': ['element-misplaced MirrorUsagePoint.MirrorMeterReading[*].ReadingType.kind'],
  'envoy-schema/data/notification.xml': [
    'attribute-undeclared Notification.Resource',
    'element-undeclared Notification.Resource.any[*]',
  ],
  'envoy-schema/data/subscription_condition.xml': ['element-misplaced Subscription.Condition'],
  'ode/tests/sep2/mocks/getDerp_TESTPROG3_dderc.xml': [
    'element-misplaced DefaultDERControl.DERControlBase.opModEnergize',
  ],
  'ode/tests/sep2/mocks/getEdev_csipaus.xml': [
    'element-undeclared EndDeviceList.EndDevice[*].any[*]',
    'element-misplaced EndDeviceList.EndDevice[*].*',
  ],
  'ode/tests/sep2/mocks/getEdev_csipaus_edev1.xml': ['element-misplaced EndDevice.*'],
};

test('every example reads, and breaks just the rules that it is known to break', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const examples = examplesIn(reference);
  assert.ok(examples.length >= 58, `${examples.length} examples`);
  for (const { name, decoded } of examples) {
    assert.ok(decoded.resource !== undefined && decoded.value !== undefined, name);
    assert.ok(decoded.dialect !== undefined, name);
    const found = new Set(
      decoded.violations.map(({ rule, path }) => {
        const place = path.replaceAll(/\[\d+\]/g, '[*]');
        return `${rule} ${rule === 'element-misplaced' && name.includes('getEdev_csipaus') ? place.replace(/\.\w+$/, '.*') : place}`;
      }),
    );
    assert.deepEqual([...found], rulesBroken[name] ?? [], name);
  }
});

/** Other ways to write the same value; anything else is a loss. */
const sameValue: readonly (readonly [what: string, same: (theirs: string, ours: string) => boolean])[] = [
  ['hexadecimal digits in lower case', (a, b) => /^[0-9a-f]+$/i.test(a) && a.toUpperCase() === b],
  ['1 for true, 0 for false', (a, b) => (a === '1' && b === 'true') || (a === '0' && b === 'false')],
  ['an integer with leading zeros', (a, b) => /^0+[0-9]+$/.test(a) && a.replace(/^0+/, '') === b],
];

test('what is written again has the information set of the original', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const counts = new Map<string, number>();
  const pathOf = (line: string) => line.slice(0, line.lastIndexOf('=') + 1);
  for (const { name, body, decoded } of examplesIn(reference)) {
    const theirs = infoset(body);
    const ours = infoset(rewrite(decoded));
    assert.equal(ours.length, theirs.length, name);
    for (const [index, line] of theirs.entries()) {
      const own = ours[index] ?? '';
      if (own === line) continue;
      const path = pathOf(line);
      const kind = sameValue.find(
        ([, same]) => pathOf(own) === path && same(line.slice(path.length), own.slice(path.length)),
      );
      assert.ok(kind !== undefined, `${name}: ${line} became ${own}`);
      counts.set(kind[0], (counts.get(kind[0]) ?? 0) + 1);
    }
  }
  t.diagnostic(JSON.stringify(Object.fromEntries(counts)));
});

test('libxml2 by the publishers’ schemas and we by our definitions find the same examples valid', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const schema = userSchemas(t, reference);
  for (const { name, body, decoded } of examplesIn(reference)) {
    const theirs = schema(editionOf(body)).validate(body);
    assert.equal(
      decoded.violations.length === 0,
      theirs.length === 0,
      `${name}: ${theirs[0]?.detail ?? 'valid by libxml2'}`,
    );
  }
});

test('what we write validates', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const schema = userSchemas(t, reference);
  const valid = examplesIn(reference).filter(({ decoded }) => decoded.violations.length === 0);
  const bodies = [
    ...valid.map(({ name, decoded }) => ({ name, body: rewrite(decoded) })),
    ...sep2Samples.map(({ resource, value }) => ({ name: resource, body: encodeSep2(resource, value) })),
  ];
  assert.ok(bodies.length >= 60);
  for (const { name, body } of bodies) assert.deepEqual(schema(editionOf(body)).validate(body), [], name);
});

// An element where it is not declared, of the name of a global one: EXI gives it as { name, value }, XML as text.
const typedByExi = 'envoy-schema/data/notification.xml';

const asXml = (resource: string, value: object) => infoset(encodeSep2(resource, value, { lenient: true }));

test('every example comes back from JSON, and every published one from EXI', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  for (const { name, decoded } of examplesIn(reference)) {
    const { resource = '', value = {}, dialect } = decoded;
    const json = JSON.parse(JSON.stringify(sep2ToJson(resource, value, dialect))) as unknown;
    assert.deepEqual(sep2FromJson(json, dialect), { resource, value }, name);
    if (dialect !== 'published') continue;
    const exi = decodeSep2(encodeSep2(resource, value, { form: 'exi', lenient: true }), sep2MediaTypes.exi);
    // Where the schema lies is not carried in EXI.
    const { '@{http://www.w3.org/2001/XMLSchema-instance}schemaLocation': _, ...carried } = value;
    if (name !== typedByExi) assert.deepEqual(exi.value, carried, name);
    else assert.deepEqual(asXml(resource, exi.value ?? {}), asXml(resource, carried));
  }
});
