import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFragment, type ExiValue, encodeFragment, type SchemaName, toJson } from '../../../src/messages/codec.js';
import { fromHex, toHex } from '../../support/vectors.js';

const signedInfo = {
  CanonicalizationMethod: { Algorithm: 'http://www.w3.org/TR/canonical-exi/' },
  SignatureMethod: { Algorithm: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256' },
  Reference: [
    {
      URI: '#id1',
      Transforms: { Transform: [{ Algorithm: 'http://www.w3.org/TR/canonical-exi/' }] },
      DigestMethod: { Algorithm: 'http://www.w3.org/2001/04/xmlenc#sha256' },
      DigestValue: 'stH342v6fDxByqzkmpj9BlGyFXWNJbJBb8g5yj0f0gA=',
    },
  ],
};

// Signed elements of sessions that we recorded between an open-source EVCC and SECC; their digests verified.
const fragments: readonly { readonly schema: SchemaName; readonly hex: string; readonly json: object }[] = [
  {
    schema: 'iso2',
    hex: '8004015a590c40832e9f38e5d6ff8e8a4970fe0efe831059e8',
    json: { AuthorizationReq: { Id: 'id1', GenChallenge: 'ZdPnHLrf8dFJLh/B39BiCw==' } },
  },
  {
    schema: 'iso2',
    hex: '80ae015a590c40920100002028c140025f40',
    json: {
      SalesTariff: {
        Id: 'id1',
        SalesTariffID: 10,
        NumEPriceLevels: 1,
        SalesTariffEntry: [{ RelativeTimeInterval: { start: 0, duration: 86400 }, EPriceLevel: 1 }],
      },
    },
  },
  {
    // eMAID has two types under one name, so the relaxed grammar of EXI 8.5.3 applies. The SECC digested the text form of
    // its own object; that is what it signed.
    schema: 'iso2',
    hex: '80ec8010bda4b21eb4b21a16103b30b63ab29eaaa5a9aba49899199a1a9b1b9c98a0befa7a00',
    json: { eMAID: '{Id=id4, value=UKSWI123456791A}' },
  },
  {
    // SignedInfo with the stand-alone XMLDSig schema: 209 octets, which is what verifies.
    schema: 'xmldsig',
    hex: '808112b43a3a381d1797bbbbbb973b999737b93397aa2917b1b0b737b734b1b0b616b2bc3497a1ab43a3a381d1797bbbbbb973b999737b933979918181897981a17bc36b63239b4b396b6b7b93291b2b1b239b096b9b430991a9b220623696431025687474703a2f2f7777772e77332e6f72672f54522f63616e6f6e6963616c2d6578692f4852d0e8e8e0745e5eeeeeee5cee665cdee4ce5e646060625e60685ef0dad8cadcc646e6d0c2646a6c84165a3efc6d7f4f878839559c93531fa0ca3642aeb1a4b6482df9073947a3fa400370',
    json: { SignedInfo: signedInfo },
  },
  {
    // The same with the message set's own grammar: 210 octets.
    schema: 'iso2',
    hex: '80d044ad0e8e8e0745e5eeeeeee5cee665cdee4ce5ea8a45ec6c2dcdedcd2c6c2d85acaf0d25e86ad0e8e8e0745e5eeeeeee5cee665cdee4ce5e646060625e60685ef0dad8c8e6d2ce5adadee4ca46cac6c8e6c25ae6d0c2646a6c88188da590c4095a1d1d1c0e8bcbddddddcb9dcccb9bdc99cbd5148bd8d85b9bdb9a58d85b0b595e1a4bd214b43a3a381d1797bbbbbb973b999737b933979918181897981a17bc36b632b73191b9b430991a9b2105968fbf1b5fd3e1e20e556724d4c7e8328d90abac692d920b7e41ce51e8fe9000fa00',
    json: { SignedInfo: signedInfo },
  },
];

for (const { schema, hex, json } of fragments) {
  const [name = ''] = Object.keys(json);
  test(`fragment ${name} of ${schema}, ${hex.length / 2} octets`, () => {
    const decoded = decodeFragment(schema, fromHex(hex));
    assert.deepEqual([decoded.violations, decoded.notes], [[], []]);
    assert.equal(decoded.message, name);
    assert.ok(decoded.value);
    assert.deepEqual(toJson(schema, decoded.value), json);
    assert.equal(toHex(encodeFragment(schema, name, decoded.value[name] as ExiValue)), hex);
  });
}

test('the relaxed grammar carries attributes, text and children', () => {
  for (const value of [
    { Id: 'id4', value: 'UKSWI123456791A' },
    'UKSWI123456791A',
    { Id: 'x', SessionID: [Uint8Array.of(1, 2)], any: [{ name: 'free', content: ['y'] }] },
  ]) {
    const decoded = decodeFragment('iso2', encodeFragment('iso2', 'eMAID', value));
    assert.deepEqual(decoded.violations, []);
    assert.deepEqual(decoded.value, { eMAID: value });
  }
});

test('an unknown name and a broken fragment', () => {
  assert.throws(() => encodeFragment('iso2', 'Nothing', {}), { code: 'MESSAGES-001' });
  const cut = decodeFragment('iso2', fromHex('8004015a590c'));
  assert.deepEqual(
    cut.violations.map(({ rule }) => rule),
    ['length-exceeds-stream'],
  );
  assert.equal(decodeFragment('iso2', fromHex('80ff')).violations[0]?.rule, 'event-code-undefined');
});
