import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeMme, encodeMmeFrame } from '../../../src/wire/homeplug/encode-mme.js';
import { attenCharInd } from '../../../src/wire/homeplug/messages/cm-atten-char.js';
import { slacParmReq } from '../../../src/wire/homeplug/messages/cm-slac-parm.js';
import { mmeDefinitions } from '../../../src/wire/homeplug/mme-definitions.js';
import type { MmeFields, MmeFieldValue, MmeRecord } from '../../../src/wire/homeplug/mme-field.js';
import { decodeMmeFrame, mmeValue } from '../../../src/wire/homeplug/mme-frame.js';
import { mmeName } from '../../../src/wire/homeplug/mme-names.js';

const addresses = { destination: 'ff:ff:ff:ff:ff:ff', source: '02:00:00:00:0a:01' };

/** A value of every field that tells it from its neighbours. */
function sample(layout: MmeFields, seed: { n: number }): MmeRecord {
  const record: Record<string, MmeFieldValue> = {};
  const next = () => (seed.n = (seed.n % 200) + 1);
  const hex = (length: number) =>
    Array.from({ length }, () => next().toString(16).padStart(2, '0').toUpperCase()).join('');
  for (const [name, field] of Object.entries(layout)) {
    if (field.kind === 'u8') record[name] = next();
    else if (field.kind === 'u16') record[name] = 300 + next();
    else if (field.kind === 'u32') record[name] = 70_000 + next();
    else if (field.kind === 'mac') record[name] = '02:00:00:00:01:07';
    else if (field.kind === 'hex') record[name] = hex(field.length);
    else if (field.kind === 'text') record[name] = 'DE*ABC*E1'.slice(0, field.length);
    else if (field.kind === 'attenuation') record[name] = [20, 21, next()];
    else if (field.kind === 'rest') record[name] = hex(3);
    else if (field.kind === 'bytes') {
      record[field.count!] = 4 + field.less!;
      record[name] = hex(4);
    } else if (field.kind === 'list') {
      record[field.count!] = 2;
      record[name] = [sample(field.record!, seed), sample(field.record!, seed)];
    }
  }
  return record;
}

for (const definition of mmeDefinitions) {
  test(`${definition.label}: what is encoded is read back, and its name fits its number`, () => {
    const value = sample(definition.fields, { n: 0 });
    const frame = decodeMmeFrame(encodeMmeFrame(addresses, definition, value));
    assert.deepEqual(mmeValue(frame!.mme, definition), value);
    assert.deepEqual([frame!.destination, frame!.source], [addresses.destination, addresses.source]);
    const { name, operation, known } = mmeName(definition.type);
    assert.deepEqual([`${name}.${operation}`, known], [definition.label, true]);
  });
}

test('a frame is filled up to 60 bytes', () => {
  const frame = encodeMmeFrame(addresses, slacParmReq, {
    ApplicationType: 0,
    SecurityType: 0,
    RunID: '0102030405060708',
  });
  assert.equal(frame.length, 60);
  assert.equal(Buffer.from(frame.subarray(12, 29)).toString('hex'), '88e101646000000000' + '0102030405060708');
});

test('a rule can be broken on purpose: groups announced and groups sent are what the value says', () => {
  const body = encodeMme(attenCharInd, {
    ApplicationType: 255,
    SecurityType: 0,
    SourceAddress: 'nonsense',
    RunID: 'AA',
    SourceId: '',
    ResponderId: 'BB'.repeat(17),
    NumSounds: 300,
    Attenuation: [],
  });
  assert.equal(body[5], 255);
  assert.equal(Buffer.from(body.subarray(7, 13)).toString('hex'), '000000000000');
  assert.equal(Buffer.from(body.subarray(13, 21)).toString('hex'), 'aa00000000000000');
  assert.equal(body.at(-2), 300 & 255);
});
