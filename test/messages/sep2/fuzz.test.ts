import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeSep2, encodeSep2, sep2MediaTypes } from '../../../src/messages/sep2/codec.js';
import { sep2ToJson } from '../../../src/messages/sep2/json.js';
import { RepeatableRandom } from '../../support/repeatable-random.js';
import { sep2Samples } from '../../support/sep2-samples.js';

const words = [
  '<',
  '>',
  '&',
  '"',
  '</',
  '/>',
  '<a>',
  '&lt;',
  '&#0;',
  '<![CDATA[',
  '<!--',
  '<?x',
  ' xmlns=""',
  ' xsi:type="DERControl"',
  '\u0000',
  'é',
  '😀',
  '-1',
  '999999999999999999999',
];

function mutateText(random: RepeatableRandom, text: string): string {
  let changed = text;
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(changed.length + 1);
    const length = random.below(3) === 0 ? random.below(60) : random.below(4);
    const inserted =
      random.below(2) === 0 ? random.pick(words) : changed.substr(random.below(changed.length), random.below(80));
    changed = changed.slice(0, at) + (random.below(4) === 0 ? '' : inserted) + changed.slice(at + length);
  }
  return changed;
}

function mutateOctets(random: RepeatableRandom, octets: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(octets);
  for (let times = 1 + random.below(6); times > 0; times--) {
    changed[random.below(changed.length)] = random.below(2) === 0 ? random.below(256) : 1 << random.below(8);
  }
  return random.below(4) === 0 ? changed.subarray(0, random.below(changed.length)) : changed;
}

/** Whatever came out must be fit for everything that we do with it. */
function use(body: Uint8Array, mediaType: string): void {
  const { resource, value, dialect, violations } = decodeSep2(body, mediaType);
  for (const { path, rule, detail } of violations) assert.equal(typeof `${path}${rule}${detail}`, 'string');
  if (resource === undefined || value === undefined) {
    assert.ok(violations.length > 0);
    return;
  }
  sep2ToJson(resource, value, dialect);
  if (violations.some(({ rule }) => rule === 'root-unexpected')) return;
  const again = encodeSep2(resource, value, { lenient: true });
  const { violations: broken } = decodeSep2(again, sep2MediaTypes.xml);
  // What we write is well-formed, whatever we read.
  assert.ok(!broken.some(({ rule }) => rule === 'not-well-formed'), new TextDecoder().decode(again));
}

test('5,000 mutilated XML bodies: no exception, and what is kept can be written again', () => {
  const random = new RepeatableRandom(20305);
  const texts = sep2Samples.map(({ resource, value }) => new TextDecoder().decode(encodeSep2(resource, value)));
  for (let i = 0; i < 5000; i++) {
    const text = mutateText(random, random.pick(texts));
    try {
      use(new TextEncoder().encode(text), sep2MediaTypes.xml);
    } catch (error) {
      throw new Error(`turn ${i}: ${text}`, { cause: error });
    }
  }
});

test('10,000 mutilated EXI bodies: no exception, and what is kept can be written again', () => {
  const random = new RepeatableRandom(20306);
  const bodies = sep2Samples.map(({ resource, value }) => encodeSep2(resource, value, { form: 'exi' }));
  for (let i = 0; i < 10_000; i++) {
    const body = mutateOctets(random, random.pick(bodies));
    try {
      use(body, sep2MediaTypes.exi);
    } catch (error) {
      throw new Error(`turn ${i}: ${Buffer.from(body).toString('hex')}`, { cause: error });
    }
  }
});

test('noise is no resource', () => {
  const random = new RepeatableRandom(20307);
  for (let i = 0; i < 2000; i++) {
    const noise = random.octets(random.below(200));
    use(noise, sep2MediaTypes.xml);
    use(noise, sep2MediaTypes.exi);
  }
});
