import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMme, mmeField } from '../../../src/wire/homeplug/mme.js';
import { mmeName } from '../../../src/wire/homeplug/mme-names.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

test('names and operations', () => {
  assert.deepEqual(mmeName(0x6064), { name: 'CM_SLAC_PARM', operation: 'REQ', known: true });
  assert.deepEqual(mmeName(0x607d), { name: 'CM_SLAC_MATCH', operation: 'CNF', known: true });
  assert.deepEqual(mmeName(0x606f), { name: 'CM_ATTEN_CHAR', operation: 'RSP', known: true });
  assert.deepEqual(mmeName(0xa000), { name: 'VS_SW_VER', operation: 'REQ', known: true });
  assert.deepEqual(mmeName(0x7abe), { name: 'MME 0x7abc', operation: 'IND', known: false });
});

const runId = '1122334455667788';
const mac = '001122334455';
const id = '00'.repeat(17);

const messages: readonly {
  readonly label: string;
  readonly hex: string;
  readonly fields: Readonly<Record<string, unknown>>;
}[] = [
  { label: 'CM_SLAC_PARM.REQ', hex: `01 6460 0000 00 00 ${runId}`, fields: { RunID: runId, ApplicationType: 0 } },
  {
    label: 'CM_SLAC_PARM.CNF',
    hex: `01 6560 0000 ffffffffffff 0a 06 01 ${mac} 00 00 ${runId}`,
    fields: { NumSounds: 10, TimeOut: 6, ForwardingSta: '00:11:22:33:44:55', RunID: runId },
  },
  {
    label: 'CM_ATTEN_CHAR.IND',
    hex: `01 6e60 0000 00 00 ${mac} ${runId} ${id} ${id} 0a 03 141618`,
    fields: { NumSounds: 10, Attenuation: [20, 22, 24], SourceId: '' },
  },
  { label: 'CM_ATTEN_PROFILE.IND', hex: `01 8660 0000 ${mac} 02 00 0a0c`, fields: { Attenuation: [10, 12] } },
  {
    label: 'CM_SLAC_MATCH.CNF',
    hex: `01 7d60 0000 00 00 5600 ${id} ${mac} ${'41'.repeat(17)} ${mac} ${runId} ${'00'.repeat(8)} aabbccddeeff01 00 ${'5a'.repeat(16)}`,
    fields: { MVFLength: 86, Nid: 'AABBCCDDEEFF01', Nmk: '5A'.repeat(16), EvseId: 'A'.repeat(17) },
  },
];

for (const { label, hex, fields } of messages) {
  test(`${label} and its fields`, () => {
    const mme = decodeMme(bytes(hex));
    assert.equal(mme?.label, label);
    assert.deepEqual(mme.violations, []);
    for (const [name, value] of Object.entries(fields)) assert.deepEqual(mmeField(mme, name), value, name);
  });
}

test('a manufacturer message of version 0 has an OUI and no fragmentation field', () => {
  const mme = decodeMme(bytes('00 00a0 00b052'));
  assert.deepEqual([mme?.label, mme?.oui, mme?.body.length], ['VS_SW_VER.REQ', '00:b0:52', 0]);
});

test('every prefix of a message is read without a throw, and a cut one is a finding', () => {
  for (const { hex } of messages) {
    const whole = bytes(hex);
    for (let length = 0; length < whole.length; length++) {
      const mme = decodeMme(whole.subarray(0, length));
      if (mme !== undefined)
        assert.deepEqual(
          mme.violations.map(({ rule }) => rule),
          ['mme-truncated'],
        );
    }
  }
});
