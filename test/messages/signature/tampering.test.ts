import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMessage, encodeLeniently, encodeMessage, type SchemaName } from '../../../src/messages/codec.js';
import { suitesOf } from '../../../src/messages/signature/algorithms.js';
import { signMessage } from '../../../src/messages/signature/sign-elements.js';
import { verifySignature } from '../../../src/messages/signature/verify-signature.js';
import { genChallenge, keysFor, sample, sessionId } from './sample-messages.js';

const samples: readonly (readonly [SchemaName, string])[] = [
  ['iso2', 'AuthorizationReq'],
  ['iso2', 'MeteringReceiptReq'],
  ['iso20.cm', 'AuthorizationReq'],
  ['iso20.cm', 'MeteringConfirmationReq'],
];

for (const [schema, name] of samples) {
  for (const suite of suitesOf(schema)) {
    test(`${schema} ${name}, ${suite}: no octet can be changed unnoticed`, (t) => {
      const { privateKey, publicKey } = keysFor(suite);
      const octets = encodeMessage(
        schema,
        signMessage({ schema, message: sample(schema, name), key: privateKey, suite }),
      );
      const expect = name === 'AuthorizationReq' ? { genChallenge, sessionId } : { sessionId };
      const verdictOf = (bytes: Uint8Array): string => {
        const decoded = decodeMessage(schema, bytes);
        if (decoded.value === undefined || decoded.violations.length > 0) return 'malformed';
        if (decoded.message !== name) return 'another message';
        // Bits behind the end of the document fill up the last octet and mean nothing.
        if (bytes !== octets && same(encodeLeniently(schema, decoded.value).bytes ?? bytes, octets)) return 'padding';
        return verifySignature({ schema, message: decoded.value, key: publicKey, expect }).verdict;
      };
      assert.equal(verdictOf(octets), 'valid');
      const unsigned = Object.keys(sample(schema, name)).includes('V2G_Message') ? [] : timeStampOctets(schema, octets);
      const seen = new Map<string, number>();
      for (let index = 0; index < octets.length; index++) {
        const changed = Uint8Array.from(octets);
        changed[index] = (changed[index] as number) ^ (1 << (index % 8));
        const verdict = verdictOf(changed);
        seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
        if (!unsigned.includes(index)) assert.notEqual(verdict, 'valid', `octet ${index} of ${octets.length}`);
      }
      t.diagnostic([...seen].map(([verdict, count]) => `${verdict} ${count}`).join(', '));
    });
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The TimeStamp in the header of -20, which no signature covers, and the choice of authorization service. */
function timeStampOctets(schema: SchemaName, octets: Uint8Array): readonly number[] {
  const { ranges = [] } = decodeMessage(schema, octets, { ranges: true });
  return ranges
    .filter(({ path }) => /TimeStamp$|SelectedAuthorizationService$/.test(path))
    .flatMap(({ startBit, endBit }) => {
      const first = Math.floor(startBit / 8);
      return Array.from({ length: Math.ceil(endBit / 8) - first }, (_none, index) => first + index);
    });
}
