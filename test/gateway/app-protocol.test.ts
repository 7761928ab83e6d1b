import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iso15118Part2, negotiate } from '../../src/gateway/session/app-protocol.js';

const entry = (
  ProtocolNamespace: string,
  VersionNumberMajor: number,
  VersionNumberMinor: number,
  SchemaID: number,
  Priority: number,
) => ({
  ProtocolNamespace,
  VersionNumberMajor,
  VersionNumberMinor,
  SchemaID,
  Priority,
});
const part2 = 'urn:iso:15118:2:2013:MsgDef';
const other = 'urn:iso:15118:2:2014:MsgDef';
const dc20 = 'urn:iso:std:iso:15118:-20:DC';
const ok = 'OK_SuccessfulNegotiation';
const minor = 'OK_SuccessfulNegotiationWithMinorDeviation';

const rows = [
  { name: 'the one that is spoken', offer: [entry(part2, 2, 0, 10, 1)], code: ok, id: 10 },
  { name: 'another minor version', offer: [entry(part2, 2, 1, 10, 1)], code: minor, id: 10 },
  { name: 'another major version', offer: [entry(part2, 3, 0, 10, 1)], code: 'Failed_NoNegotiation', id: undefined },
  { name: 'an unknown namespace', offer: [entry(other, 2, 0, 1, 1)], code: 'Failed_NoNegotiation', id: undefined },
  {
    name: 'one that cannot be served is skipped, though ranked first',
    offer: [entry(dc20, 1, 0, 3, 1), entry(part2, 2, 0, 4, 2)],
    code: ok,
    id: 4,
  },
  {
    name: 'priority decides, not order',
    offer: [entry(part2, 2, 0, 7, 20), entry(part2, 2, 5, 8, 1)],
    code: minor,
    id: 8,
  },
  { name: 'SchemaID 0 is echoed', offer: [entry(part2, 2, 0, 0, 5)], code: ok, id: 0 },
  {
    name: 'twenty entries with shuffled priorities',
    offer: Array.from({ length: 20 }, (_, index) =>
      entry(index === 12 ? part2 : other, 2, 0, index, ((index * 7) % 20) + 1),
    ),
    code: ok,
    id: 12,
  },
] as const;

for (const { name, offer, code, id } of rows) {
  test(`handshake: ${name}`, () => {
    const { answer } = negotiate({ AppProtocol: offer }, [iso15118Part2]);
    assert.deepEqual([answer.ResponseCode, answer.SchemaID], [code, id]);
  });
}
