import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { encodeMme } from '../../src/wire/homeplug/encode-mme.js';
import { definitionOf } from '../../src/wire/homeplug/mme-definitions.js';
import { decodeMmeFrame, mmeValue } from '../../src/wire/homeplug/mme-frame.js';
import { requireReference } from '../support/reference.js';

/** Frames of a classic little-endian pcap file. */
function framesOf(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const frames: Uint8Array[] = [];
  for (let at = 24; at + 16 <= file.length; ) {
    const length = view.getUint32(at + 8, true);
    frames.push(file.subarray(at + 16, at + 16 + length));
    at += 16 + length;
  }
  return frames;
}

test('every management message of the recorded tools decodes, and encodes to the same bytes', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const folder = join(reference, 'mesh', 'pcaps');
  const seen = new Map<string, number>();
  const unknown = new Set<string>();
  for (const name of readdirSync(folder).filter((file) => /^(modem|slac|nomodem)/.test(file))) {
    for (const [index, frame] of framesOf(readFileSync(join(folder, name))).entries()) {
      const read = decodeMmeFrame(frame);
      if (read === undefined) continue;
      const { mme } = read;
      const definition = definitionOf(mme.type);
      if (definition === undefined) {
        unknown.add(mme.label);
        continue;
      }
      assert.deepEqual(mme.violations, [], `${name} frame ${index + 1}`);
      const again = encodeMme(definition, mmeValue(mme, definition)!);
      const padded = new Uint8Array(frame.length - 14);
      padded.set(again);
      assert.equal(
        Buffer.from(padded).toString('hex'),
        Buffer.from(frame.subarray(14)).toString('hex'),
        `${name} ${mme.label}`,
      );
      seen.set(mme.label, (seen.get(mme.label) ?? 0) + 1);
    }
  }
  assert.ok(seen.size >= 17, `only ${[...seen.keys()]}`);
  // What the recorded tools also asked for and no modem of the recordings answered.
  assert.deepEqual([...unknown].sort(), ['VS_HOST_ACTION.RSP', 'VS_LNK_STATS.REQ']);
});
